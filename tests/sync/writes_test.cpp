// What becomes of writes whose end nobody told: two places of a made-up platform, of which the test says what it answers.
#include <doctest/doctest.h>

#include <map>

#include "connectors/catalogue.h"
#include "sync/synchroniser.h"

using namespace plein;
using namespace plein::sync;

namespace {

constexpr Milliseconds start_at = 1795000000000;

// Its answers are Readings under a name: the body of a response.
class Scripted final : public Connector {
 public:
  const Capabilities& capabilities() const override {
    static const Capabilities data = [] {
      Capabilities c;
      c.platform = "scripted";
      c.hides = c.edits = true;
      c.settle_ms = 3000;
      c.poll_every_ms = 60000;
      return c;
    }();
    return data;
  }
  Result<HttpRequest> request(const Place&, const Identity&, const Ask& ask) const override {
    static constexpr const char* names[] = {"identity", "stream", "thread", "create", "find",   "edit",
                                            "remove",   "hide",   "unhide", "lookup", "profile"};
    HttpRequest request;
    request.url = names[static_cast<int>(ask.kind)];
    return request;
  }
  Result<Reading> read(const Place&, const Identity&, const Ask&, const HttpResponse& response) const override {
    return readings[response.body];
  }
  Result<std::vector<Change>> pushed(const Place&, const Identity&, const Push& push) const override {
    return readings[std::string(push.body)].changes;
  }
  std::string permalink(const Place& place, const RemoteId& id) const override { return place.web + "/" + id.value; }
  std::optional<RemoteId> parse_permalink(const Place&, std::string_view) const override { return std::nullopt; }

  static inline std::map<std::string, Reading> readings;
};

Change change(Change::Kind kind, const std::string& id) {
  Change change;
  change.kind = kind;
  change.post = change.root = {RemoteId{id}, ""};
  change.author = {"ana", "Ana", "ana", ""};
  change.body.blocks.push_back(Node{Node::Kind::paragraph});
  change.created_at = start_at;
  return change;
}

struct Talk {
  State state;
  Bridge bridge;
  std::optional<Synchroniser> synchroniser;
  Batch last;
  Milliseconds now = start_at;

  Talk() {
    static const Scripted scripted;
    static const bool added = (add_connector(scripted), true);
    static_cast<void>(added);
    for (const char* id : {"a", "b"}) {
      Place place;
      place.id.value = place.account = id;
      place.platform = "scripted";
      place.web = "https://" + place.id.value + ".example";
      bridge.places.push_back(place);
    }
    Reading self;
    self.identity = {"brand", "brand"};
    Reading hidden, post;
    hidden.changes = {change(Change::Kind::hidden, "7")};
    hidden.changes[0].author = {};
    post.changes = {change(Change::Kind::seen, "1")};
    Scripted::readings = {{"self", self}, {"hidden", hidden}, {"post", post}, {"nothing", {}}};
    synchroniser.emplace(state, bridge);
    synchroniser->start(now, "seed", last);
    for (const std::string& id : {std::string("r1"), std::string("r2")}) answer(id, "self");
  }

  // The id of the request under this name that the last step made; "": none.
  std::string asked(const std::string& name) const {
    for (const Request& request : last.requests) {
      if (request.http.url == name) return request.id;
    }
    return "";
  }
  void answer(const std::string& id, const std::string& reading) {
    HttpResponse response;
    response.status = reading.empty() ? 0 : 200;
    response.failure = reading.empty() ? "reset" : "";
    response.body = reading;
    last = Batch{};
    synchroniser->response(now += 100, id, response, last);
  }
  void push(const std::string& reading) {
    last = Batch{};
    REQUIRE(synchroniser->push(now += 100, "a", Push{{}, reading}, last).ok());
  }
  void pass(Milliseconds time) {
    last = Batch{};
    synchroniser->tick(now += time, last);
  }
  const CopyRow& copy() const { return state.copies.at(0); }
};

}  // namespace

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
