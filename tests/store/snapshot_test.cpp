#include "store/snapshot.h"

#include <doctest/doctest.h>

#include <fstream>

#include "sync/fold.h"
#include "sync/fold_posts.h"

using namespace plein;

namespace {

State small_state() {
  State state;
  const auto fold = [&](Record record) { REQUIRE(sync::fold(state, record).ok()); };
  fold(record::Begun{"epoch", 1000});
  fold(record::Identified{PlaceId{"page"}, {"did:a", "brand"}});
  record::Posted root;
  root.place.value = "page";
  root.post = {RemoteId{"root"}, "cid"};
  root.author = {"did:b", "Bo", "bo", ""};
  root.title = "A question";
  root.body = R"([{"t":"p","c":["secret word"]}])";
  root.created_at = 2000;
  fold(root);
  record::Posted reply = root;
  reply.post = {RemoteId{"reply"}, "cid2"};
  reply.parent = {RemoteId{"root"}, ""};
  reply.title.clear();
  reply.created_at = 3000;
  fold(reply);
  fold(record::Intended{State::key_of("page", "root"), PlaceId{"forum"}, 2500, 9});
  fold(record::Copied{State::key_of("page", "root"), PlaceId{"forum"}, {RemoteId{"7"}, "3"}});
  fold(record::Copied{12345, PlaceId{"forum"}, {RemoteId{"99"}, "4"}});
  fold(record::Marked{PlaceId{"page"}, "feed", "m"});
  fold(record::LookDue{PlaceId{"page"}, {RemoteId{"t"}, "x"}});
  return state;
}

// With what came after version 2.
State later_state() {
  State state = small_state();
  const auto fold = [&](Record record) { REQUIRE(sync::fold(state, record).ok()); };
  record::Posted widget;
  widget.place.value = "site";
  widget.post.id.value = "key-00000001";
  widget.author = {"u1", "Wil", "", ""};
  widget.body = R"([{"t":"p","c":["x"]}])";
  widget.created_at = 4000;
  widget.accounts = {{PlaceId{"forum"}, "12"}};
  fold(widget);
  const PostKey post = State::key_of("site", "key-00000001");
  record::Intended intended{post, PlaceId{"forum"}, 4100, 9};
  intended.as = "12";
  fold(intended);
  record::Copied copied{777, PlaceId{"forum"}, {RemoteId{"98"}, "4"}};
  copied.as = "12";
  fold(copied);
  fold(record::Liked{post, "u2", true, 4200});
  fold(record::Accepted{State::key_of("page", "reply"), true, 4300});
  return state;
}

// A reply that waits for its parent.
record::Posted late_reply() {
  record::Posted late;
  late.place.value = "page";
  late.post = {RemoteId{"late"}, "cid2"};
  late.parent.id.value = "nowhere";
  late.author = {"did:b", "Bo", "bo", ""};
  late.body = R"([{"t":"p","c":["secret word"]}])";
  late.created_at = 3000;
  return late;
}

std::string kept(const std::string& name) {
  std::ifstream file(PLEIN_SOURCE_DIR "/tests/fixtures/snapshots/" + name + ".hex");
  std::string bytes;
  for (std::string line; file >> line;) {
    for (std::size_t i = 0; i + 1 < line.size(); i += 2) bytes += static_cast<char>(std::stoi(line.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace

TEST_CASE("a loaded snapshot is the state that was saved") {
  const State state = small_state();
  const std::string bytes = snapshot::save(state);
  State loaded;
  REQUIRE(snapshot::load(bytes, loaded).ok());
  CHECK(snapshot::save(loaded) == bytes);
  const std::uint32_t root = loaded.find_post(State::key_of("page", "root"));
  REQUIRE(root != none);
  CHECK(loaded.text(loaded.threads[loaded.posts[root].thread].title) == "A question");
  CHECK(loaded.find_copy(State::key_of("forum", "7")) != none);
  CHECK(loaded.orphans.size() == 1);
  CHECK(loaded.by_activity().begin()->last_at == 3000);
  CHECK(loaded.newest == root);  // its copy was bound last
}

TEST_CASE("who writes as whom, what is liked and what is accepted are in it") {
  const State state = later_state();
  State loaded;
  REQUIRE(snapshot::load(snapshot::save(state), loaded).ok());
  CHECK(snapshot::save(loaded) == snapshot::save(state));
  CHECK(loaded.accounts.size() == 1);
  CHECK(loaded.likes_of(State::key_of("site", "key-00000001")) == 1);
  const std::uint32_t copy = loaded.copy_in(loaded.find_post(State::key_of("site", "key-00000001")), loaded.find_place("forum"));
  CHECK(loaded.writer(loaded.copies[copy]) == "12");
  CHECK(loaded.orphans.at(777)[0].as == "12");
  CHECK(loaded.posts[loaded.find_post(State::key_of("page", "reply"))].accepted == PostRow::by_us);
}

TEST_CASE("what readers did is in it, and who they were is nowhere") {
  State state = small_state();
  const PostKey root = State::key_of("page", "root");
  const auto fold = [&](Record record) { REQUIRE(sync::fold(state, record).ok()); };
  fold(record::Counted{20785, {{PageAct::visit, 0, 3}, {PageAct::read, root, 5}, {PageAct::click, root, 2, Via::bluesky}}});
  for (std::uint64_t visitor = 1; visitor <= 40; ++visitor)
    fold(record::Sketched{20785 + static_cast<std::int64_t>(visitor % 3), {sketch::rise_of(visitor * 0x9E3779B97F4A7C15ull)}});
  fold(record::Sketched{20785, {{7, 2}}, true});
  fold(record::Followed{PlaceId{"page"}, 20785, 650});
  fold(record::Profiled{PlaceId{"page"}, "did:b", false, 5, 1200});
  fold(record::Liked{root, "u2", true, 20785LL * 86400000});
  State loaded;
  REQUIRE(snapshot::load(snapshot::save(state), loaded).ok());
  CHECK(snapshot::save(loaded) == snapshot::save(state));
  CHECK(loaded.community.traffic.days.at(20785).members[7] == 2);  // kept, though it is over
  CHECK(loaded.community.traffic.followers.at("page").at(20785) == 650);
  CHECK(loaded.community.followed == state.community.followed);
  CHECK(loaded.community.followed.size() == 1);
  CHECK(loaded.community.opinions.begin()->second.count(20785) == 1);
  const auto& days = loaded.community.traffic.days;
  CHECK(days.at(20785).counts.at({root, PageAct::read, Via::unsaid}) == 5);
  CHECK(days.at(20785).counts.at({root, PageAct::click, Via::bluesky}) == 2);
  CHECK(days.at(20785).registers.empty());  // it is over: a number is left
  CHECK(days.at(20785).different() == state.community.traffic.days.at(20785).visitors);
  CHECK(days.at(20787).registers.size() == sketch::size);
}

// As older versions wrote them. A log may begin at such a snapshot: they are read for ever.
TEST_CASE("a snapshot of version 2 is read") {
  State loaded;
  REQUIRE(snapshot::load(kept("version-2"), loaded).ok());
  State state = small_state();
  REQUIRE(sync::fold(state, record::Parked{late_reply()}).ok());
  CHECK(snapshot::save(loaded) == snapshot::save(state));
  CHECK(loaded.copies[0].as == 0);
}

TEST_CASE("a snapshot of version 3 is read") {
  State loaded;
  REQUIRE(snapshot::load(kept("version-3"), loaded).ok());
  State state = later_state();
  state.community.opinions.clear();  // who liked on which day is kept since version 7
  REQUIRE(sync::fold(state, record::Parked{late_reply()}).ok());
  CHECK(snapshot::save(loaded) == snapshot::save(state));
  for (const AuthorRow& author : loaded.authors) CHECK(loaded.text(author.avatar).empty());
}

TEST_CASE("a snapshot of version 4 is read") {
  State loaded;
  REQUIRE(snapshot::load(kept("version-4"), loaded).ok());
  State state = later_state();
  state.community.opinions.clear();  // who liked on which day is kept since version 7
  REQUIRE(sync::fold(state, record::Parked{late_reply()}).ok());
  CHECK(snapshot::save(loaded) == snapshot::save(state));
  CHECK(loaded.community.decided == 0);
}

TEST_CASE("avatars are in it, of those who wait too, until they are forgotten") {
  State state = small_state();
  const std::string picture = "https://page.example/bo.png";
  record::Posted late = late_reply();
  late.author.id = "did:c";
  late.author.avatar_url = "https://page.example/cas.png";
  const auto fold = [&](Record record) { REQUIRE(sync::fold(state, record).ok()); };
  fold(record::Parked{late});
  fold(record::Renamed{PlaceId{"page"}, {"did:b", "Bo", "bo", picture}, 5000});
  State loaded;
  REQUIRE(snapshot::load(snapshot::save(state), loaded).ok());
  CHECK(snapshot::save(loaded) == snapshot::save(state));
  const std::uint64_t key = sync::author_key("page", "did:b");
  CHECK(loaded.text(loaded.authors[loaded.find_author(key)].avatar) == picture);
  CHECK(loaded.parked.begin()->second[0].author.avatar_url == "https://page.example/cas.png");
  fold(record::Forgotten{key});
  CHECK(snapshot::save(state).find(picture) == std::string::npos);
  CHECK(state.texts.bytes().find(picture) == std::string::npos);
}

TEST_CASE("what is no longer said is in no snapshot") {
  State state = small_state();
  for (const char* id : {"root", "reply"}) REQUIRE(sync::fold(state, record::Removed{PlaceId{"page"}, RemoteId{id}}).ok());
  CHECK(snapshot::save(state).find("secret word") == std::string::npos);
}

TEST_CASE("a damaged or foreign snapshot is refused whole") {
  const std::string bytes = snapshot::save(small_state());
  State state;
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    if (i == 6 || i == 7) continue;  // unused
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    CAPTURE(i);
    CHECK_FALSE(snapshot::load(damaged, state).ok());
  }
  CHECK_FALSE(snapshot::load(bytes.substr(0, bytes.size() - 1), state).ok());
  CHECK_FALSE(snapshot::load("", state).ok());
  std::string newer = bytes;
  newer[5] = static_cast<char>(bytes[5] + 1);
  CHECK(snapshot::load(newer, state).error().code == ErrorCode::newer_version);
  CHECK(state.posts.empty());
}
