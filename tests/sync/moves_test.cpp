// What is moved, split off and merged stands here as somebody decided, and in its places as it did: whatever is decided, undone
// and restored.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/hash.h"
#include "store/snapshot.h"
#include "sync/fold.h"
#include "sync/scripted.h"
#include "views/queries.h"
#include "views/reader.h"
#include "views/uncopied.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

const Person asker{"u1", "Wil", Role::visitor};
const Person ambassador{"u3", "Bo", Role::ambassador};
const Person manager{"m1", "Mia", Role::brand};

struct Threads : Talk {
  Threads() : begun(snapshot::save(state)) {}

  void keep() { records.insert(records.end(), last.records.begin(), last.records.end()); }
  PostKey write(PostKey parent = 0, const Person& by = asker, const std::string& title = "Title") {
    const std::string key = "key-" + std::to_string(1000 + ++written);
    NewPost post{key, by, parent, parent == 0 ? title : "", text::read_plain(key)};
    last = Batch{};
    REQUIRE(synchroniser->post(now += 10, post, last).ok());
    keep();
    return State::key_of("site", key);
  }
  Result<std::uint64_t> decide(record::Decided wanted, const Person& by = manager) {
    last = Batch{};
    auto number = synchroniser->decide(now += 10, std::move(wanted), by, last);
    keep();
    return number;
  }
  Result<std::uint64_t> move(PostKey post, PostKey under, const Person& by = manager) {
    record::Decided wanted{Deed::move, true, post};
    wanted.value = to_base32(under) + "\n";
    return decide(wanted, by);
  }
  Result<std::uint64_t> split(PostKey post, const std::string& title) {
    record::Decided wanted{Deed::move, true, post};
    wanted.value = "\n" + title;
    return decide(wanted);
  }
  Result<std::uint64_t> undo(std::uint64_t number) {
    last = Batch{};
    auto undone = synchroniser->undo(now += 10, number, manager, last);
    keep();
    return undone;
  }
  void remove(PostKey post) {
    last = Batch{};
    REQUIRE(synchroniser->remove(now += 10, post, manager, last).ok());
    keep();
  }

  const PostRow& row(PostKey post) const { return state.posts[state.find_post(post)]; }
  PostKey parent(PostKey post) const { return row(post).parent == none ? 0 : state.posts[row(post).parent].key; }
  PostKey root(PostKey post) const { return state.posts[state.threads[row(post).thread].root].key; }
  std::uint32_t replies(PostKey root) const { return state.threads[row(root).thread].replies; }
  std::string title(PostKey root) const { return std::string(state.text(state.threads[row(root).thread].title)); }
  std::string ask(const std::string& query) const {
    const auto document = JsonDocument::parse(query, {1 << 20, 100});
    const views::Uncopied known;
    JsonWriter out;
    Status status = Nothing{};
    REQUIRE(views::answer_query(document->root()["view"].text(), document->root(), {state, bridge, &known}, {}, out, status));
    return status ? out.take() : "";
  }
  // What the log tells, and a snapshot, is what runs.
  void check_restored() const {
    State folded, loaded;
    REQUIRE(snapshot::load(begun, folded).ok());
    for (const Record& record : records) REQUIRE(fold(folded, record).ok());
    const std::string bytes = snapshot::save(state);
    CHECK(snapshot::save(folded) == bytes);
    REQUIRE(snapshot::load(bytes, loaded).ok());
    CHECK(snapshot::save(loaded) == bytes);
    CHECK(loaded.moved.size() == state.moved.size());
  }

  std::string begun;  // before anything was written
  std::vector<Record> records;
  int written = 0;
};

// Who follows the public feed.
struct Follower {
  views::Reader reader;
  std::uint64_t seen = 0;

  void follow(const Threads& here) {
    JsonWriter events, left_out;
    const views::Uncopied known;
    views::write_events(events, {here.state, here.bridge, &known}, seen);
    const std::string told = events.take();
    const auto document = JsonDocument::parse(told, {4 << 20, 100});
    REQUIRE(document.ok());
    left_out.array();
    document->root().each([&](JsonReader event) { REQUIRE(views::fold_event(reader, event, *document, left_out).ok()); });
    seen = here.state.seq;
  }
  // A thread as it is read: each post's key, and what it stands under.
  static std::string thread(const State& state, std::uint32_t root) {
    std::string read;
    walk_thread(state, root, [&](std::uint32_t post, int depth) {
      read += to_base32(state.posts[post].key) + ' ' + std::to_string(depth) + '\n';
    });
    return read + std::to_string(state.threads[state.posts[root].thread].replies);
  }
  static std::map<PostKey, std::string> threads(const State& state) {
    std::map<PostKey, std::string> all;
    for (const ThreadRow& row : state.threads) {
      if (views::listed(state, row)) all[state.posts[row.root].key] = thread(state, row.root);
    }
    return all;
  }
};

const ErrorCode conflict = ErrorCode::conflict;

}  // namespace

TEST_CASE("a reply that is moved takes what answers it along, and comes back") {
  Threads here;
  const PostKey a = here.write(), b = here.write();
  const PostKey reply = here.write(a), below = here.write(reply), other = here.write(a);
  const auto moved = here.move(reply, b);
  REQUIRE(moved.ok());
  CHECK(here.root(reply) == b);
  CHECK(here.root(below) == b);
  CHECK(here.parent(below) == reply);
  CHECK(here.root(other) == a);
  CHECK((here.replies(a) == 1 && here.replies(b) == 2));
  here.check_restored();
  const PostKey later = here.write(below);
  CHECK(here.root(later) == b);
  REQUIRE(here.undo(*moved).ok());
  CHECK((here.root(reply) == a && here.root(later) == a));
  CHECK((here.replies(a) == 4 && here.replies(b) == 0));
  CHECK(here.state.moved.empty());
  here.check_restored();
}

TEST_CASE("a reply begins a thread under a title, once and again") {
  Threads here;
  const PostKey a = here.write(), reply = here.write(a), below = here.write(reply);
  for (const char* title : {"Its own", "Another"}) {
    const auto split = here.split(reply, title);
    REQUIRE(split.ok());
    CHECK(here.root(below) == reply);
    CHECK(here.title(reply) == title);
    CHECK(here.title(a) == "Title");
    CHECK((here.replies(a) == 0 && here.replies(reply) == 1));
    CHECK(here.ask("{\"view\":\"feed\"}").find(std::string("\"title\":\"") + title) != std::string::npos);
    here.check_restored();
    REQUIRE(here.undo(*split).ok());
    CHECK((here.root(below) == a && here.replies(a) == 2));
    here.check_restored();
  }
  CHECK(here.state.threads.size() == 2);
}

TEST_CASE("a thread that is merged is a thread no more, until it is undone") {
  Threads here;
  const PostKey a = here.write(0, asker, "One"), b = here.write(0, asker, "Other"), reply = here.write(b);
  record::Decided pinned{Deed::pin, true, b};
  REQUIRE(here.decide(pinned).ok());
  const auto merged = here.move(b, a);
  REQUIRE(merged.ok());
  CHECK((here.root(reply) == a && here.replies(a) == 2));
  const std::string feed = here.ask("{\"view\":\"feed\"}");
  CHECK(feed.find("\"title\":\"One\"") != std::string::npos);
  CHECK(feed.find("Other") == std::string::npos);
  // By the address that it had, what it is part of now.
  CHECK(here.ask("{\"view\":\"thread\",\"id\":\"" + to_base32(b) + "\"}").find("{\"root\":{\"id\":\"" + to_base32(a)) == 0);
  // What was decided about it waits; what is decided now is about the whole.
  record::Decided locked{Deed::lock, true, reply};
  REQUIRE(here.decide(locked).ok());
  CHECK(here.state.community.find(Deed::lock, a) != nullptr);
  here.check_restored();
  REQUIRE(here.undo(*merged).ok());
  CHECK((here.root(reply) == b && here.title(b) == "Other"));
  CHECK(here.state.community.find(Deed::pin, b) != nullptr);
  here.check_restored();
}

TEST_CASE("what cannot be moved is refused, and nothing has changed") {
  Threads here;
  const PostKey a = here.write(), b = here.write(), reply = here.write(a), below = here.write(reply), gone = here.write(b);
  here.remove(gone);
  const std::string before = snapshot::save(here.state);
  CHECK(here.move(reply, b, ambassador).error().code == ErrorCode::not_allowed);
  CHECK(here.move(reply, below).error() == Error{conflict, "$.command.under", "this post would stand below itself"});
  CHECK(here.move(reply, reply).error().code == conflict);
  CHECK(here.move(reply, a).error().code == conflict);
  CHECK(here.move(reply, gone).error().code == conflict);
  CHECK(here.move(gone, a).error().code == conflict);
  CHECK(here.move(reply, 1).error().code == ErrorCode::unknown_name);
  CHECK(here.move(1, a).error().code == ErrorCode::unknown_name);
  CHECK(here.split(a, "Title").error().code == conflict);
  CHECK(snapshot::save(here.state) == before);
  record::Decided announced{Deed::announce, true, b};
  REQUIRE(here.decide(announced).ok());
  CHECK(here.move(b, a).error().code == conflict);
}

TEST_CASE("a second decision undoes to the first; what it would go back to may stand below it by now, or be gone") {
  Threads here;
  const PostKey a = here.write(), b = here.write(), c = here.write(), reply = here.write(a);
  const auto first = here.move(reply, b);
  const auto second = here.move(reply, c);
  CHECK(here.undo(*first).error().code == conflict);
  REQUIRE(here.undo(*second).ok());
  CHECK(here.root(reply) == b);
  const auto third = here.move(reply, c);
  here.remove(b);
  REQUIRE(here.undo(*third).ok());
  CHECK(here.root(reply) == b);
  REQUIRE(here.move(reply, c).ok());
  const auto under = here.move(a, reply);
  REQUIRE(under.ok());
  record::Decided back{Deed::move, false, reply};
  CHECK(here.decide(back).error().message == "this post would stand below itself");
  here.check_restored();
  REQUIRE(here.undo(*under).ok());
  REQUIRE(here.decide(back).ok());
  CHECK((here.root(reply) == a && here.state.moved.empty()));
  here.check_restored();
}

TEST_CASE("places keep their own arrangement: copies stay, and what answers a moved post stands under its copy") {
  Threads here;
  const auto posted = [&](const std::string& place, const std::string& id, const std::string& parent, const char* in = "") {
    record::Posted fact;
    fact.place.value = place;
    fact.post.id.value = id;
    fact.parent.id.value = parent;
    fact.parent_place.value = in;
    fact.author = {"ana", "Ana", "ana", ""};
    fact.title = parent.empty() ? "Title " + id : "";
    fact.body = to_json(text::read_plain("x"));
    fact.created_at = fact.as_of = here.now += 10;
    REQUIRE(fold(here.state, fact).ok());
    return State::key_of(place, id);
  };
  const auto copied = [&](PostKey origin, const std::string& place, const std::string& id) {
    record::Copied fact;
    fact.origin = origin;
    fact.place.value = place;
    fact.copy.id.value = id;
    REQUIRE(fold(here.state, fact).ok());
  };
  const PostKey one = posted("a", "1", ""), two = posted("a", "2", ""), reply = posted("a", "3", "1");
  copied(one, "b", "b1"), copied(two, "b", "b2"), copied(reply, "b", "b3");
  const std::uint16_t b = here.state.find_place("b"), a = here.state.find_place("a");
  const auto need = [&](PostKey post, std::uint16_t place) {
    return need_of(here.state, here.bridge, here.state.find_post(post), place, here.now);
  };
  const Need before = need(reply, b);
  REQUIRE(here.move(reply, two).ok());
  CHECK(need(reply, b).what == before.what);
  const PostKey answer = posted("site", "key-00000001", "3", "a");
  CHECK(here.root(answer) == two);
  CHECK(need(answer, a).parent.id.value == "3");
  CHECK(need(answer, a).root.id.value == "1");
  CHECK(need(answer, b).parent.id.value == "b3");
  CHECK(need(answer, b).root.id.value == "b1");
  // In the place, too, what comes under it stands where it stands now.
  CHECK(here.root(posted("a", "4", "3")) == two);
  // A first post stays one where it was written, under its own title.
  REQUIRE(here.move(one, two).ok());
  CHECK(need(one, b).what == before.what);
  CHECK(here.state.origin_root(here.state.find_post(reply)) == here.state.find_post(one));
  CHECK(here.state.text(here.state.threads[here.state.own_thread(here.state.find_post(one))].title) == "Title 1");
  CHECK(here.title(one) == "Title 2");
}

TEST_CASE("who wrote a post that was split off is forgotten with the title that it was given") {
  Threads here;
  const PostKey a = here.write(0, ambassador), reply = here.write(a);
  REQUIRE(here.split(reply, "Wil asks").ok());
  REQUIRE(here.synchroniser->forget(here.now, here.state.authors[here.row(reply).author].key, here.last).ok());
  CHECK(snapshot::save(here.state).find("Wil asks") == std::string::npos);
}

TEST_CASE("however posts are moved, trees are trees, counts are right, and what is undone is as before") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    Threads here;
    std::mt19937 random(seed);
    std::vector<PostKey> posts;
    std::map<PostKey, PostKey> origin;
    Follower follower;
    std::vector<std::uint64_t> made;
    for (int step = 0; step < 60; ++step) {
      const auto any = [&] { return posts[random() % posts.size()]; };
      const unsigned what = random() % 5;
      if (posts.size() < 4 || what == 0) {
        const PostKey parent = posts.empty() || random() % 3 == 0 ? 0 : any();
        posts.push_back(here.write(parent));
        origin[posts.back()] = parent;
      } else if (what == 4 && !made.empty()) {
        static_cast<void>(here.undo(made[random() % made.size()]));
      } else {
        const auto number = what == 1 ? here.split(any(), "Split") : here.move(any(), any());
        if (number && *number != 0) made.push_back(*number);
      }
      follower.follow(here);
      REQUIRE(Follower::threads(follower.reader.state) == Follower::threads(here.state));
      std::map<PostKey, std::uint32_t> replies;
      std::map<PostKey, Milliseconds> last_at;
      for (const PostKey post : posts) {
        PostKey top = post;
        for (std::size_t up = 0; here.parent(top) != 0; top = here.parent(top)) REQUIRE(++up <= posts.size());
        REQUIRE(here.root(post) == top);
        replies[top] += post == top ? 0 : 1;
        last_at[top] = std::max(last_at[top], here.row(post).created_at);
      }
      std::size_t listed = 0;
      for (const State::Activity& activity : here.state.by_activity()) {
        const ThreadRow& thread = here.state.threads[activity.thread];
        REQUIRE(thread.last_at == activity.last_at);
        if (!views::listed(here.state, thread)) continue;
        ++listed;
        REQUIRE(thread.replies == replies.at(activity.root));
        REQUIRE(thread.last_at == last_at.at(activity.root));
      }
      REQUIRE(listed == replies.size());
      for (const PostKey post : posts) {
        const std::uint32_t written = here.state.origin_parent(here.state.find_post(post));
        REQUIRE((written == none ? 0 : here.state.posts[written].key) == origin.at(post));
      }
    }
    here.check_restored();
    for (auto number = made.rbegin(); number != made.rend(); ++number) static_cast<void>(here.undo(*number));
    for (const PostKey post : posts) {
      record::Decided back{Deed::move, false, post};
      static_cast<void>(here.decide(back));
    }
    here.check_restored();
  }
}
