// Polls: one vote a person, whichever of their accounts they use; what copies say of them; and what is left of who is forgotten.
#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/json_writer.h"
#include "community/polls.h"
#include "store/snapshot.h"
#include "sync/compose.h"
#include "sync/fold_posts.h"
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

const Person ana{"u1", "Ana", Role::visitor};
const Person bo{"u2", "Bo", Role::visitor};
const Person manager{"m1", "Mia", Role::brand};
constexpr Milliseconds hour = 3600000;

struct Asking : Talk {
  explicit Asking(bool several = false, bool after = false) {
    NewPost wanted{"poll-000001", manager, 0, "Which day?", text::read_plain("We meet once a week.")};
    record::Polled poll;
    poll.options = {"Monday", "Tuesday", "Friday"};
    poll.several = several;
    poll.after = after;
    poll.until = now + hour;
    wanted.poll = poll;
    last = Batch{};
    REQUIRE(synchroniser->post(now, wanted, last).ok());
    post = State::key_of("site", "poll-000001");
  }
  Status vote(const Person& by, std::uint32_t choices) {
    last = Batch{};
    return synchroniser->vote(now += 10, post, choices, by, last);
  }
  // As somebody writes who signed in in another way, by now linked to their account in a place.
  void write(const std::string& key, const Person& by) {
    NewPost wanted{key, by, 0, "Hi", text::read_plain("Hi")};
    REQUIRE(synchroniser->post(now += 10, wanted, last).ok());
  }
  const Poll& poll() const { return state.community.polls.at(post); }
  std::vector<std::uint64_t> counts() const { return poll().counts; }
  std::string seen(const std::string& person = "") const {
    JsonWriter out;
    REQUIRE(community::write_poll_of(out, state, to_base32(post), person, now, community::Sees::public_alone).ok());
    return out.take();
  }
  std::string copy_in_b() const {
    const auto draft = compose(state, bridge, state.find_post(post), bridge.places[1], Scripted{});
    REQUIRE(draft.ok());
    return text::write_plain(draft->body);
  }

  PostKey post = 0;
};

using Counts = std::vector<std::uint64_t>;

Person with_account(Person person, const char* id) {
  person.accounts.push_back({PlaceId{"a"}, id});
  return person;
}

}  // namespace

TEST_CASE("a person has one vote, and may change it until the poll ends") {
  Asking asking;
  REQUIRE(asking.vote(ana, 1).ok());
  REQUIRE(asking.vote(bo, 1).ok());
  REQUIRE(asking.vote(ana, 4).ok());
  CHECK(asking.counts() == Counts{1, 0, 1});
  CHECK(asking.poll().people == 2);
  REQUIRE(asking.vote(ana, 4).ok());
  CHECK(asking.last.records.empty());
  REQUIRE(asking.vote(bo, 0).ok());
  CHECK(asking.counts() == Counts{0, 0, 1});
  asking.pass(hour);
  CHECK(asking.vote(bo, 1).error().code == ErrorCode::conflict);
  CHECK(asking.seen().find("\"ended\":true") != std::string::npos);
}

TEST_CASE("one or several choices, and no other than there are") {
  Asking one;
  CHECK(one.vote(ana, 3).error().code == ErrorCode::invalid_value);
  CHECK(one.vote(ana, 8).error().code == ErrorCode::invalid_value);
  Asking several(true);
  REQUIRE(several.vote(ana, 5).ok());
  CHECK(several.counts() == Counts{1, 0, 1});
  CHECK(several.poll().people == 1);
  CHECK(several.vote(ana, 8).error().code == ErrorCode::invalid_value);
}

TEST_CASE("linked accounts are one person, whichever way they sign in, and whenever they were linked") {
  Asking asking;
  REQUIRE(asking.vote(with_account(ana, "ana"), 1).ok());
  REQUIRE(asking.vote(with_account(bo, "ana"), 2).ok());
  CHECK(asking.counts() == Counts{0, 1, 0});
  CHECK(asking.poll().people == 1);
  REQUIRE(asking.vote(ana, 4).ok());
  CHECK(asking.counts() == Counts{0, 0, 1});
  CHECK(asking.seen("u2").find("\"chosen\":[2]") != std::string::npos);

  Asking later;
  REQUIRE(later.vote(ana, 1).ok());
  REQUIRE(later.vote(bo, 2).ok());
  CHECK(later.poll().people == 2);
  later.write("key-00000001", with_account(ana, "ana"));
  later.write("key-00000002", with_account(bo, "ana"));
  CHECK(later.counts() == Counts{0, 1, 0});
  CHECK(later.poll().people == 1);
}

TEST_CASE("whom the brand says to be one person has one vote") {
  Asking asking;
  REQUIRE(asking.vote(ana, 1).ok());
  REQUIRE(asking.vote(bo, 2).ok());
  record::Decided same{Deed::same, true};
  same.author = author_key("site", "u1");
  same.value = to_base32(author_key("site", "u2"));
  REQUIRE(asking.synchroniser->decide(asking.now += 10, same, manager, asking.last).ok());
  CHECK(asking.counts() == Counts{0, 1, 0});
  REQUIRE(asking.vote(ana, 4).ok());
  CHECK(asking.counts() == Counts{0, 0, 1});
}

TEST_CASE("where the result is seen by who chose, others see it when it has ended") {
  Asking asking(false, true);
  REQUIRE(asking.vote(ana, 1).ok());
  CHECK(asking.seen().find("counts") == std::string::npos);
  CHECK(asking.seen("u2").find("counts") == std::string::npos);
  CHECK(asking.seen("u1").find("\"counts\":[1,0,0]") != std::string::npos);
  asking.pass(hour);
  CHECK(asking.seen().find("\"counts\":[1,0,0]") != std::string::npos);
}

TEST_CASE("the brand ends a poll, once; its end is waited for") {
  Asking asking;
  CHECK(asking.last.wake_at <= asking.now + hour);
  CHECK(asking.synchroniser->end_poll(asking.now, asking.post, ana, asking.last).error().code == ErrorCode::not_allowed);
  REQUIRE(asking.synchroniser->end_poll(asking.now, asking.post, manager, asking.last).ok());
  CHECK(asking.vote(ana, 1).error().code == ErrorCode::conflict);
  CHECK(asking.synchroniser->end_poll(asking.now, asking.post, manager, asking.last).error().code == ErrorCode::conflict);
}

TEST_CASE("who is forgotten cannot be told from what they chose, which still counts; and who is blocked does not choose") {
  Asking asking;
  REQUIRE(asking.vote(with_account(ana, "ana"), 1).ok());
  REQUIRE(asking.vote(bo, 2).ok());
  REQUIRE(asking.synchroniser->forget(asking.now, author_key("site", "u1"), asking.last).ok());
  CHECK(asking.counts() == Counts{1, 1, 0});
  CHECK(asking.poll().people == 2);
  CHECK(asking.poll().votes.size() == 1);
  CHECK(asking.poll().by_author.size() == 1);
  CHECK(asking.seen("u1").find("chosen") == std::string::npos);

  record::Decided block{Deed::block, true};
  block.author = author_key("site", "u2");
  REQUIRE(asking.synchroniser->decide(asking.now, block, manager, asking.last).ok());
  CHECK(asking.vote(bo, 1).error().code == ErrorCode::not_allowed);
}

TEST_CASE("a snapshot holds what was asked, chosen and counted") {
  Asking asking(true, true);
  REQUIRE(asking.vote(with_account(ana, "ana"), 3).ok());
  REQUIRE(asking.vote(bo, 2).ok());
  REQUIRE(asking.synchroniser->forget(asking.now, author_key("site", "u2"), asking.last).ok());
  State loaded;
  const std::string bytes = snapshot::save(asking.state);
  REQUIRE(snapshot::load(bytes, loaded).ok());
  CHECK(snapshot::save(loaded) == bytes);
  const Poll& poll = loaded.community.polls.at(asking.post);
  CHECK(poll.counts == Counts{1, 2, 0});
  CHECK(poll.people == 2);
  CHECK(poll.asked.several);
  REQUIRE(poll.of(author_key("a", "ana")) != nullptr);
  CHECK(poll.of(author_key("a", "ana"))->choices == 3);
}

TEST_CASE("copies say what one can choose, and where; after an edit too") {
  Asking asking;
  const std::string copy = asking.copy_in_b();
  for (const char* said : {"We meet once a week.", "Monday", "Tuesday", "Friday", "Vote: "})
    CHECK(copy.find(said) != std::string::npos);
  CHECK(copy.find("#plein=" + to_base32(asking.post)) != std::string::npos);
  CHECK(copy.find("We meet") < copy.find("Monday"));
  REQUIRE(asking.synchroniser->edit(asking.now += 10, asking.post, manager, "", text::read_plain("Or twice."), asking.last).ok());
  CHECK(asking.copy_in_b().find("Or twice.") != std::string::npos);
  CHECK(asking.copy_in_b().find("Tuesday") != std::string::npos);
}

TEST_CASE("a thread that is paid for says so first, and its copies are edited to say it, and no more") {
  Asking asking;
  const std::uint32_t post = asking.state.find_post(asking.post);
  const std::uint64_t before = content_of(asking.state, post);
  record::Decided sponsor{Deed::sponsor, true, asking.post};
  REQUIRE(asking.synchroniser->decide(asking.now, sponsor, manager, asking.last).ok());
  CHECK(asking.copy_in_b().substr(0, 13) == "Sponsored \xC2\xB7 ");
  CHECK(content_of(asking.state, post) != before);
  asking.bridge.language = "nl-BE";
  CHECK(asking.copy_in_b().substr(0, 10) == "Gesponsord");
  asking.bridge.sponsored = "Ad";
  CHECK(asking.copy_in_b().substr(0, 3) == "Ad ");
  sponsor.on = false;
  REQUIRE(asking.synchroniser->decide(asking.now += 10, sponsor, manager, asking.last).ok());
  CHECK(content_of(asking.state, post) == before);
}
