// What is told late, out of order, or once more: it must not be believed over what is known.
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

// A copy of a's post, as b tells of it.
Change copy_of(const std::string& origin, const std::string& id) {
  Change copy = change(Change::Kind::seen, id);
  copy.author = {"brand", "brand", "brand", ""};
  copy.body.blocks.push_back(provenance_line("Ana", "a", with_fragment("https://a.example/" + origin)));
  return copy;
}

Reading one(Change change) {
  Reading reading;
  reading.changes = {std::move(change)};
  return reading;
}

}  // namespace

TEST_CASE("a late push about a copy that was hidden before it was met tells whose it is, not that it is shown") {
  Talk talk;
  talk.push("post");
  talk.answer(talk.asked("create"), "");
  Scripted::readings["hid"] = one(change(Change::Kind::hidden, "9"));
  Scripted::readings["copy"] = one(copy_of("1", "9"));
  talk.push("hid", "b");
  REQUIRE(talk.asked("lookup") != "");
  talk.answer(talk.asked("lookup"), "hid");
  REQUIRE(talk.state.hidden_unmet.size() == 1);
  talk.push("copy", "b");
  CHECK(talk.copy().state == CopyState::withheld);
  CHECK(talk.state.text(talk.copy().remote) == "9");
  CHECK(talk.state.hidden_unmet.empty());
  talk.answer(talk.asked("lookup"), "hid");
  for (int i = 0; i < 100 && talk.asked("lookup") == ""; ++i) talk.pass(60000);
  talk.answer(talk.asked("lookup"), "copy");
  CHECK(talk.copy().state == CopyState::sent);
}

TEST_CASE("a push about a second copy is looked at before it counts") {
  Talk talk;
  talk.push("post");
  Reading written;
  written.written = {RemoteId{"9"}, "9"};
  Scripted::readings["written"] = written;
  Scripted::readings["second"] = one(copy_of("1", "8"));
  talk.answer(talk.asked("create"), "written");
  talk.push("second", "b");
  CHECK(talk.state.copies.size() == 1);
  REQUIRE(talk.asked("lookup") != "");
  talk.answer(talk.asked("lookup"), "second");
  CHECK(talk.state.copies.size() == 2);
}

TEST_CASE("a write that the platform knows again, and that somebody took away since, stays away") {
  Talk talk;
  talk.push("post");
  talk.answer(talk.asked("create"), "");
  Reading removed = one(change(Change::Kind::removed, "9")), written;
  written.written = {RemoteId{"9"}, "9"};
  Scripted::readings["removed"] = removed;
  Scripted::readings["written"] = written;
  talk.push("removed", "b");
  talk.pass(4000);
  talk.answer(talk.asked("find"), "nothing");
  REQUIRE(talk.asked("create") != "");
  talk.answer(talk.asked("create"), "written");
  CHECK(talk.copy().state == CopyState::withheld);
  talk.pass(3600000);
  CHECK(talk.asked("create") == "");
}

TEST_CASE("what answers a post in a thread whose first post is gone is looked for by what it answers") {
  Talk talk;
  talk.push("post");
  Scripted::readings["gone"] = one(change(Change::Kind::removed, "1"));
  Change reply = change(Change::Kind::seen, "3");
  reply.parent = {RemoteId{"2"}, ""};
  reply.root = {RemoteId{"1"}, ""};
  Scripted::readings["reply"] = one(reply);
  talk.push("gone");
  talk.push("reply");
  CHECK(talk.state.parked.size() == 1);
  CHECK(talk.asked("thread") == "");
  CHECK(talk.asked("lookup") != "");
}

TEST_CASE("copies of one post that was never met are each looked after, also when others of it were before") {
  Talk talk;
  Scripted::readings["first"] = one(copy_of("5", "8"));
  Scripted::readings["later"] = one(copy_of("5", "9"));
  Reading nowhere;
  nowhere.outcome.kind = Outcome::Kind::gone;
  Scripted::readings["nowhere"] = nowhere;
  for (const char* walk : {"r3", "r4"}) talk.answer(walk, "nothing");
  REQUIRE(talk.state.places[2].adopted);
  for (const char* told : {"first", "later"}) {
    talk.push(told, "b");
    if (talk.asked("lookup") != "") talk.answer(talk.asked("lookup"), "nowhere");
    if (talk.asked("remove") == "") talk.pass(60000);
    REQUIRE(talk.asked("remove") != "");
    talk.answer(talk.asked("remove"), "nothing");
  }
}
