// Writes under a member's name that were given up and come all the same: out of a queue that nobody sees into, or later than the
// place says they can. They are ours, whatever became of the post meanwhile.
#include "store/log.h"
#include "store/snapshot.h"
#include "sync/acted.h"
#include "sync/fold.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

Reading one(Change change) {
  Reading reading;
  reading.changes = {std::move(change)};
  return reading;
}

// The first write to "b" was swallowed and looked for in vain; the second stands there as "9".
struct Twice : Acted {
  Twice() {
    tell(written.id, "");
    pass(4000);
    tell(asked_there("find"), "nothing");
    Reading again;
    again.written = {RemoteId{"9"}, ""};
    again.writer = "u7";
    Scripted::readings["again"] = again;
    tell(asked_there("create"), "again");
    REQUIRE(there()->state == CopyState::sent);
  }
  std::string asked_there(const std::string& name) const {
    for (const Request& request : last.requests) {
      if (request.http.url == name && request.place.value == "b") return request.id;
    }
    return "";
  }
  void tell(const std::string& id, const std::string& reading) {
    REQUIRE(id != "");
    answer(id, reading);
  }
  PostKey post_key() const { return State::key_of("site", "key-00000001"); }
  void take_back() {
    last = Batch{};
    REQUIRE(synchroniser->remove(now, post_key(), {"u1", "Wil", Role::ambassador}, last).ok());
    tell(asked_there("remove"), "nothing");
    REQUIRE(there()->state == CopyState::gone);
  }
  // The first comes, as it was written then.
  void come(const std::string& id) {
    Scripted::readings["late"] = one(stands(id, "u7", sealed()));
    push("late", "b");
    if (asked_there("lookup") != "") answer(asked_there("lookup"), "late");
  }
  // What is asked to be removed in "b", by the next removal.
  bool removes(const std::string& id) {
    for (const CopyRow& copy : state.copies) {
      if (state.text(copy.remote) == id && copy.place == state.find_place("b")) return copy.doing == Op::remove;
    }
    return false;
  }
};

}  // namespace

TEST_CASE(
    "a write that a queue had swallowed, let in after its post was taken back, is ours and goes; the next is its author's") {
  Twice talk;
  talk.take_back();
  talk.come("10");
  CHECK_FALSE(talk.own("10"));
  CHECK(talk.removes("10"));
  talk.tell(talk.asked_there("remove"), "nothing");
  CHECK(talk.there()->state == CopyState::gone);
  // Both are told of now: who says it once more, line and all, says it.
  talk.come("11");
  CHECK(talk.own("11"));
}

TEST_CASE("likewise where somebody took the other away there") {
  Twice talk;
  Scripted::readings["gone"] = one(change(Change::Kind::removed, "9"));
  talk.push("gone", "b");
  REQUIRE(talk.there()->state == CopyState::withheld);
  talk.come("10");
  CHECK_FALSE(talk.own("10"));
  CHECK(talk.removes("10"));
  CHECK(talk.there()->state == CopyState::withheld);
}

TEST_CASE("likewise where the post was edited meanwhile: of the two one stays, and says the newest") {
  Twice talk;
  talk.last = Batch{};
  const RichText newer = text::read_plain("Try two resets");
  REQUIRE(talk.synchroniser->edit(talk.now, talk.post_key(), {"u1", "Wil", Role::ambassador}, "", newer, talk.last).ok());
  talk.tell(talk.asked_there("edit"), "nothing");
  talk.come("10");
  CHECK_FALSE(talk.own("10"));
  CHECK(talk.removes("10"));
  CHECK(talk.there()->sent == talk.state.posts[talk.there()->post].content);
}

TEST_CASE("a write that waits in a queue and is given up by a person is ours when it is let in") {
  Acted talk;
  Reading queued;
  queued.outcome.kind = Outcome::Kind::held;
  Scripted::readings["queued"] = queued;
  talk.answer(talk.written.id, "queued");
  REQUIRE(talk.there()->state == CopyState::held);
  talk.last = Batch{};
  REQUIRE(talk.synchroniser->dismiss(talk.now, State::key_of("site", "key-00000001"), "b", talk.last).ok());
  talk.see(Acted::stands("9", "u7", talk.sealed()));
  CHECK_FALSE(talk.own("9"));
}

TEST_CASE("that a write was given up is told by the log and kept in snapshots") {
  const PostKey post = State::key_of("site", "key-00000001");
  const PlaceId b{"b"};
  record::Posted wanted;
  wanted.place.value = "site";
  wanted.post.id.value = "key-00000001";
  wanted.author = {"u1", "Wil", "", ""};
  wanted.body = to_json(text::read_plain("Try a reset"));
  wanted.created_at = start_at;
  record::Intended intent{post, b, start_at, 7, start_at};
  intent.as = "u7";
  const auto unsettled = [&](CopyState state) { return record::Unsettled{post, b, state, ""}; };
  State ran, again, loaded;
  for (const Record& record : std::vector<Record>{wanted, intent, unsettled(CopyState::unknown), unsettled(CopyState::waiting),
                                                  intent, record::Copied{post, b, {RemoteId{"9"}, ""}, start_at}}) {
    REQUIRE(fold(ran, record).ok());
    const auto read = log::read(log::write(record));
    REQUIRE(read.ok());
    REQUIRE(fold(again, *read).ok());
  }
  CHECK(ran.copies.at(0).astray == 1);
  CHECK(snapshot::save(again) == snapshot::save(ran));
  REQUIRE(snapshot::load(snapshot::save(ran), loaded).ok());
  CHECK(loaded.copies.at(0).astray == 1);
  // What was known not to have left is not waited for.
  REQUIRE(fold(ran, record::Done{post, b, ran.copies[0].key, Op::remove, start_at}).ok());
  REQUIRE(fold(ran, intent).ok());
  REQUIRE(fold(ran, unsettled(CopyState::waiting)).ok());
  CHECK(ran.copies[0].astray == 1);
}
