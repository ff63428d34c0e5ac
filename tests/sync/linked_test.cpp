// Replies on a page by their authors' own accounts: who may, who changes them, and what becomes of an account that is not linked
// any more.
#include <doctest/doctest.h>

#include "store/log.h"
#include "store/snapshot.h"
#include "sync/acting.h"
#include "sync/fold.h"
#include "sync/provenance.h"
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

constexpr const char* site = "https://brand.example";

// A talk in which somebody asked on the page "b", and Wil, whose own account there is u7, answers in the widget.
struct Linked : Talk {
  explicit Linked(bool own = true) : Talk("scripted-page") {
    bridge.seal_key = "what the host keeps";
    bridge.site_url = site;
    bridge.site_name = "Brand";
    Reading asked;
    asked.changes = {change(Change::Kind::seen, "1")};
    Scripted::readings["asked"] = asked;
    push("asked", "b");
    question = state.posts[state.find_post(State::key_of("b", "1"))].key;
    post("key-00000001", question, own);
    written = create();
  }
  void post(const char* key, PostKey parent, bool own) {
    NewPost wanted;
    wanted.key = key;
    wanted.by = {"u1", "Wil", Role::ambassador, {{PlaceId{"b"}, "u7", own}}};
    wanted.body = text::read_plain("Try a reset");
    wanted.parent = parent;
    last = Batch{};
    REQUIRE(synchroniser->post(now, wanted, last).ok());
  }
  // The last step's create in "b".
  Request create() const {
    for (const Request& request : last.requests) {
      if (request.http.url == "create" && request.place.value == "b") return request;
    }
    return {};
  }
  Request in_b(const std::string& name) const {
    for (const Request& request : last.requests) {
      if (request.http.url == name && request.place.value == "b") return request;
    }
    return {};
  }
  void stands() {
    Reading reading;
    reading.written = {RemoteId{"9"}, ""};
    reading.writer = "u7";
    Scripted::readings["written"] = reading;
    answer(written.id, "written");
  }
  void refuse(const Request& request) {
    Reading reading;
    reading.outcome = {Outcome::Kind::reconnect, "not linked any more"};
    Scripted::readings["refused"] = reading;
    answer(request.id, "refused");
  }
  std::uint32_t reply() const { return state.find_post(State::key_of("site", "key-00000001")); }
  const CopyRow& there() const { return state.copies.at(state.copy_in(reply(), state.find_place("b"))); }
  Person wil() const { return {"u1", "Wil", Role::ambassador, {}}; }

  PostKey question = 0;
  Request written;
};

}  // namespace

TEST_CASE("a linked account writes its author's reply on a page, without a name; one that is only said to be theirs does not") {
  Linked talk;
  REQUIRE(talk.written.id != "");
  CHECK(talk.written.http.as == "u7");
  CHECK(talk.written.http.body == "Try a reset\n\n\xE2\x80\x94 Brand");
  Linked said(false);
  REQUIRE(said.written.id != "");
  CHECK(said.written.http.as == "");
  CHECK(said.written.http.body.find("Wil") != std::string::npos);
}

TEST_CASE("a page's thread is the page's own post, whoever wrote it") {
  Linked talk;
  talk.stands();
  talk.post("key-00000002", 0, true);
  for (int seconds = 0; seconds < 20 && talk.create().id.empty(); ++seconds) talk.pass(1000);
  REQUIRE(talk.create().id != "");
  CHECK(talk.create().http.as == "");
}

TEST_CASE("what an own account wrote it alone edits and removes") {
  Linked talk;
  talk.stands();
  CHECK(talk.state.writer(talk.there()) == "u7");
  talk.last = Batch{};
  REQUIRE(talk.synchroniser
              ->edit(talk.now += 1000, talk.state.posts[talk.reply()].key, talk.wil(), "", text::read_plain("Do not"), talk.last)
              .ok());
  const Request edit = talk.in_b("edit");
  REQUIRE(edit.id != "");
  CHECK(edit.http.as == "u7");
  CHECK(edit.http.body == "Do not\n\n\xE2\x80\x94 Brand");
  talk.answer(edit.id, "nothing");
  talk.last = Batch{};
  REQUIRE(talk.synchroniser->remove(talk.now += 1000, talk.state.posts[talk.reply()].key, talk.wil(), talk.last).ok());
  const Request remove = talk.in_b("remove");
  REQUIRE(remove.id != "");
  CHECK(remove.http.as == "u7");
  talk.answer(remove.id, "nothing");
  CHECK(talk.there().state == CopyState::gone);
}

TEST_CASE("unlinked before it was written, our account writes it once, with the name, and the page is well") {
  Linked talk;
  talk.refuse(talk.written);
  const Request ours = talk.create();
  REQUIRE(ours.id != "");
  CHECK(ours.http.as == "");
  CHECK(ours.http.body == "Try a reset\n\n\xE2\x80\x94 Wil \xC2\xB7 Brand");
  CHECK(talk.synchroniser->runs()[1].refused_as.begin()->second == "not linked any more");
  CHECK(talk.synchroniser->runs()[1].status.state != PlaceStatus::State::failing);
}

TEST_CASE("unlinked since, what it wrote stays as it is, which is said; it is not asked again until somebody decides so") {
  for (const bool removal : {false, true}) {
    CAPTURE(removal);
    Linked talk;
    talk.stands();
    talk.last = Batch{};
    const PostKey key = talk.state.posts[talk.reply()].key;
    if (removal) {
      REQUIRE(talk.synchroniser->remove(talk.now += 1000, key, talk.wil(), talk.last).ok());
    } else {
      REQUIRE(talk.synchroniser->edit(talk.now += 1000, key, talk.wil(), "", text::read_plain("Do not"), talk.last).ok());
    }
    const std::string what = removal ? "remove" : "edit";
    REQUIRE(talk.in_b(what).id != "");
    talk.refuse(talk.in_b(what));
    CHECK(talk.there().refused == (removal ? Op::remove : Op::edit));
    CHECK(talk.state.text(talk.there().reason) == "not linked any more");
    CHECK(talk.synchroniser->runs()[1].status.state != PlaceStatus::State::failing);
    for (int minutes = 0; minutes < 90; ++minutes) {
      CHECK(talk.in_b(what).id == "");
      talk.pass(60000);
    }
    talk.last = Batch{};
    REQUIRE(talk.synchroniser->resend(talk.now, key, "b", talk.last).ok());
    if (removal) CHECK(talk.in_b(what).http.as == "u7");
  }
}

TEST_CASE("its account's own trouble is not the page's: a throttled account waits alone") {
  Linked talk;
  talk.stands();
  talk.last = Batch{};
  REQUIRE(talk.synchroniser->remove(talk.now += 1000, talk.state.posts[talk.reply()].key, talk.wil(), talk.last).ok());
  Reading throttled;
  throttled.outcome = {Outcome::Kind::park, "too many"};
  throttled.outcome.wait_ms = 30000;
  throttled.budget.limit = 100;
  throttled.budget.remaining = 0;
  throttled.budget.resets_in_ms = 600000;
  Scripted::readings["throttled"] = throttled;
  talk.answer(talk.in_b("remove").id, "throttled");
  CHECK(talk.synchroniser->left_in(talk.synchroniser->runs()[1]).empty());
  // Others write meanwhile.
  talk.post("key-00000003", talk.question, false);
  CHECK(talk.create().id != "");
  talk.answer(talk.create().id, "written");
  std::string again;
  for (int seconds = 0; seconds < 60 && again.empty(); ++seconds) {
    talk.pass(1000);
    again = talk.in_b("remove").id;
  }
  CHECK(again != "");
}

TEST_CASE("with the log lost, a reply is written only once its thread was read: its author's account may have written it") {
  Linked talk;
  const std::string line = site_permalink(site, "key-00000001", false, seal_of(talk.bridge, "b", "u7", "key-00000001"));
  const auto says = [&](const char* id, const char* author, const char* name, const std::string& url) {
    Change seen = change(Change::Kind::seen, id);
    seen.author = {author, author, author, ""};
    seen.parent = seen.root = {RemoteId{"1"}, ""};
    seen.body = text::read_plain("Try a reset");
    seen.body.blocks.push_back(provenance_line(name, "Brand", url));
    return seen;
  };
  talk.state = State();
  talk.synchroniser.emplace(talk.state, talk.bridge);
  talk.last = Batch{};
  talk.synchroniser->start(talk.now += 1000, "another", talk.last);
  for (const char* id : {"r1", "r2"}) talk.answer(id, "self");
  // The other place tells of both: a copy of the question, and one of the reply.
  Reading forum;
  Change copy = change(Change::Kind::seen, "f1");
  copy.author = {"brand", "brand", "brand", ""};
  copy.body.blocks.push_back(provenance_line("Ana", "B", with_fragment("https://b.example/1")));
  Change reply = says("f2", "brand", "Wil", site_permalink(site, "key-00000001"));
  reply.parent = reply.root = {RemoteId{"f1"}, ""};
  forum.changes = {copy, reply};
  Scripted::readings["forum"] = forum;
  Reading page;
  page.changes = {change(Change::Kind::seen, "1")};
  Scripted::readings["page"] = page;
  Reading thread;
  thread.changes = {change(Change::Kind::seen, "1"), says("9", "u7", "", line)};
  Scripted::readings["thread"] = thread;
  talk.push("page", "b");
  talk.push("forum", "a");
  REQUIRE(talk.reply() != none);
  int creates = 0;
  int readings = 0;
  for (int seconds = 0; seconds < 200; ++seconds) {
    const std::vector<Request> asked = talk.last.requests;
    talk.last = Batch{};
    Batch gathered;
    for (const Request& request : asked) {
      const bool in_b = request.place.value == "b";
      if (in_b && request.http.url == "create") ++creates;
      if (in_b && request.http.url == "thread") ++readings;
      std::string answer = "nothing";
      if (request.http.url == "thread") answer = in_b ? "thread" : "forum";
      talk.answer(request.id, answer);
      gathered.requests.insert(gathered.requests.end(), talk.last.requests.begin(), talk.last.requests.end());
    }
    talk.last = gathered;
    if (asked.empty()) talk.pass(1000);
  }
  CHECK(creates == 0);
  CHECK(readings > 0);
  CHECK(talk.there().state == CopyState::sent);
  CHECK(talk.state.writer(talk.there()) == "u7");
}

TEST_CASE("that an account is linked is kept in the log and in snapshots, and goes with its author") {
  Linked talk;
  const std::uint32_t author = talk.state.posts[talk.reply()].author;
  const std::uint16_t place = talk.state.find_place("b");
  CHECK(talk.state.account_in(author, place).own);
  record::Posted fact;
  fact.place.value = "site";
  fact.post.id.value = "key-00000009";
  fact.author = {"u1", "Wil", "", ""};
  fact.body = to_json(text::read_plain("x"));
  fact.accounts = {{PlaceId{"b"}, "did:plc:wil", true}, {PlaceId{"a"}, "7", false}};
  const auto read = log::read(log::write(fact));
  REQUIRE(read.ok());
  const auto& accounts = std::get<record::Posted>(*read).accounts;
  REQUIRE(accounts.size() == 2);
  CHECK(accounts[0].own);
  CHECK(accounts[0].id == "did:plc:wil");
  CHECK_FALSE(accounts[1].own);
  State forgotten;
  REQUIRE(snapshot::load(snapshot::save(talk.state), forgotten).ok());
  CHECK(forgotten.account_in(author, place).own);
  REQUIRE(fold(forgotten, record::Forgotten{forgotten.authors[author].key}).ok());
  CHECK(forgotten.accounts.empty());
}
