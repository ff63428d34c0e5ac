// What becomes of writes whose end nobody told: two places of a made-up platform, of which the test says what it answers.
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

TEST_CASE("where a hidden post of ours may be the write, a person decides") {
  Talk talk;
  talk.push("post");
  REQUIRE(talk.asked("create") != "");
  talk.answer(talk.asked("create"), "");
  talk.pass(4000);
  REQUIRE(talk.asked("find") != "");
  talk.answer(talk.asked("find"), "hidden");
  CHECK(talk.copy().state == CopyState::unknown);
  for (int hours = 0; hours < 48; ++hours) {
    talk.pass(3600000);
    CHECK(talk.asked("create") == "");
  }
  talk.last = Batch{};
  REQUIRE(talk.synchroniser->resend(talk.now, talk.state.posts[0].key, "b", talk.last).ok());
  CHECK(talk.asked("create") != "");
}

TEST_CASE("where nothing is hidden, a write that did not arrive is written again; where it fails, ever more rarely") {
  Talk talk;
  talk.push("post");
  talk.answer(talk.asked("create"), "");
  int creates = 0;
  const Milliseconds begin = talk.now;
  while (talk.now < begin + 3600000) {
    talk.pass(1000);
    if (talk.asked("find") != "") talk.answer(talk.asked("find"), "nothing");
    if (talk.asked("create") != "") ++creates, talk.answer(talk.asked("create"), "");
  }
  CHECK(creates > 10);
  CHECK(creates < 40);
}

TEST_CASE("a hide that nobody confirmed, and a showing that was lost, are ours: the copy is shown again") {
  Talk talk;
  talk.push("post");
  Reading written;
  written.written = {RemoteId{"9"}, "9"};
  Scripted::readings["written"] = written;
  talk.answer(talk.asked("create"), "written");
  Ledger ledger(talk.state);
  Batch batch;
  ledger.open(batch);
  const PostKey post = talk.state.posts[0].key;
  const PlaceId b{"b"};
  for (const Op op : {Op::hide, Op::unhide}) {
    record::Intended intent{post, b, talk.now, 0, talk.now};
    intent.op = op;
    intent.copy = talk.copy().key;
    REQUIRE(ledger.commit(intent));
  }
  Observer observer(ledger, talk.bridge);
  Repairs repairs;
  const Source source{Source::Kind::lookup, talk.now + 1000};
  observer.observe(talk.bridge.places[1], {change(Change::Kind::hidden, "9")}, source, repairs);
  CHECK(talk.copy().state == CopyState::sent);
  CHECK(need_of(talk.state, talk.bridge, 0, talk.copy().place, talk.now).what == Need::What::unhide);
}

TEST_CASE("an edit that nobody confirmed of a copy that was hidden is made again once it is shown") {
  Talk talk;
  talk.push("post");
  Reading written;
  written.written = {RemoteId{"9"}, "9"};
  Scripted::readings["written"] = written;
  talk.answer(talk.asked("create"), "written");
  Ledger ledger(talk.state);
  Batch batch;
  ledger.open(batch);
  const PostKey post = talk.state.posts[0].key;
  const PlaceId b{"b"};
  record::Intended intent{post, b, talk.now, 0, talk.now, Op::edit, talk.copy().key};
  intent.content = talk.state.posts[0].content;
  const std::uint32_t first = talk.copy().said;
  intent.said = 33;
  REQUIRE(ledger.commit(intent));
  REQUIRE(ledger.commit(intent));
  CHECK(talk.copy().before == first);
  REQUIRE(ledger.commit(record::Unsettled{post, b, CopyState::withheld, ""}));
  REQUIRE(ledger.commit(record::Copied{post, b, {RemoteId{"9"}, "9"}, talk.now}));
  CHECK(need_of(talk.state, talk.bridge, 0, talk.copy().place, talk.now).what == Need::What::edit);
}

TEST_CASE("of two attempts that waited for approval, the one that stays is made to say the newest") {
  Talk talk;
  talk.push("post");
  Ledger ledger(talk.state);
  Batch batch;
  ledger.open(batch);
  const PostKey post = talk.state.posts[0].key;
  const PlaceId b{"b"};
  record::Intended intent{post, b, talk.now, 0, talk.now};
  intent.content = talk.state.posts[0].content;
  intent.said = 22;
  REQUIRE(ledger.commit(intent));
  REQUIRE(ledger.commit(record::Unsettled{post, b, CopyState::held, ""}));
  REQUIRE(ledger.commit(record::Copied{post, b, {RemoteId{"3"}, "3"}, talk.now, 11}));
  REQUIRE(ledger.commit(record::Copied{post, b, {RemoteId{"4"}, "4"}, talk.now, 22}));
  CHECK(talk.state.text(talk.copy().remote) == "3");
  const std::uint16_t place = talk.copy().place;
  Need need = need_of(talk.state, talk.bridge, 0, place, talk.now);
  CHECK(need.what == Need::What::remove);
  CHECK(talk.state.text(talk.state.copies[need.copy].remote) == "4");
  REQUIRE(ledger.commit(record::Done{post, b, talk.state.copies[need.copy].key, Op::remove, talk.now}));
  need = need_of(talk.state, talk.bridge, 0, place, talk.now);
  CHECK(need.what == Need::What::compare);
}
