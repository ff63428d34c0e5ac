// Copies under their authors' own names: what makes them ours, what does not, and what becomes of a refusal.
#include "store/log.h"
#include "store/snapshot.h"
#include "sync/acted.h"
#include "sync/fold.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

// The same bridge with nothing left of its log.
struct Lost : Acted {
  Lost() : before_line(sealed()) {
    state = State();
    synchroniser.emplace(state, bridge);
    last = Batch{};
    synchroniser->start(now += 1000, "another", last);
    for (const std::string& id : {std::string("r1"), std::string("r2")}) answer(id, "self");
  }
  std::string before_line;
};

}  // namespace

TEST_CASE("what a member writes in the widget is written as that member, without a name") {
  Acted talk;
  REQUIRE(talk.written.id != "");
  CHECK(talk.written.http.as == "u7");
  CHECK(talk.written.http.body == "Try a reset\n\n\xE2\x80\x94 Brand");
  Reading written;
  written.written = {RemoteId{"9"}, ""};
  written.writer = "u7";
  Scripted::readings["written"] = written;
  talk.answer(talk.written.id, "written");
  REQUIRE(talk.there() != nullptr);
  CHECK(talk.there()->state == CopyState::sent);
  CHECK(talk.state.writer(*talk.there()) == "u7");
  talk.pass(60000);
  CHECK(talk.asked("edit") == "");
}

TEST_CASE("other places get it from our account, with the name; and so does everybody without a key to seal with") {
  Acted talk;
  for (const Request& request : talk.last.requests) {
    if (request.place.value == "b") continue;
    CHECK(request.http.as == "");
    CHECK(request.http.body.find("Wil") != std::string::npos);
  }
  Talk without;
  NewPost wanted;
  wanted.key = "key-00000001";
  wanted.by = {"u1", "Wil", Role::ambassador, {{PlaceId{"b"}, "u7"}}};
  wanted.body = text::read_plain("Try a reset");
  without.last = Batch{};
  REQUIRE(without.synchroniser->post(without.now, wanted, without.last).ok());
  for (const Request& request : without.last.requests) CHECK(request.http.as == "");
}

TEST_CASE("our write is known as it comes back, by who was to have written it") {
  for (const bool line : {true, false}) {
    CAPTURE(line);
    Acted talk;
    talk.answer(talk.written.id, "");
    Change seen = Acted::stands("9", "u7", line ? talk.sealed() : "https://elsewhere.example");
    if (line) seen.body.blocks[0].children[0].text += " now";  // rendered in another way
    talk.see(seen);
    REQUIRE(talk.there() != nullptr);
    CHECK(talk.there()->state == CopyState::sent);
    CHECK_FALSE(talk.own("9"));
    CHECK(talk.state.writer(*talk.there()) == "u7");
  }
}

TEST_CASE("nobody else's post is that write, whatever it says") {
  Acted talk;
  talk.answer(talk.written.id, "");
  talk.see(Acted::stands("9", "mallory", talk.sealed()));
  talk.see(Acted::stands("10", "mallory", talk.sealed("mallory").replace(talk.sealed("mallory").size() - 1, 1, "x")));
  CHECK(talk.own("9"));
  CHECK(talk.own("10"));
  CHECK(talk.there()->state != CopyState::sent);
}

TEST_CASE("with the log lost, a seal tells a copy; a line without its seal, or under another name, is the member's own post") {
  Lost talk;
  talk.see(Acted::stands("9", "mallory", talk.before_line));
  talk.see(Acted::stands("10", "u7", site_permalink(site, "key-00000001")));
  talk.see(Acted::stands("11", "u7",
                         site_permalink(site, "key-00000002", false, talk.before_line.substr(talk.before_line.size() - 13))));
  for (const char* id : {"9", "10", "11"}) CHECK(talk.own(id));
  CHECK(talk.there() == nullptr);
  talk.see(Acted::stands("12", "u7", talk.before_line));
  CHECK_FALSE(talk.own("12"));
  REQUIRE(talk.there() != nullptr);
  CHECK(talk.there()->state == CopyState::sent);
  CHECK(talk.state.writer(*talk.there()) == "u7");
  const PostRow& origin = talk.state.posts[talk.there()->post];
  CHECK(talk.state.text(talk.state.authors[origin.author].name) == "u7");
  // Another key, another seal: what was sealed with a key that was replaced is the member's own.
  talk.bridge.seal_key = "another";
  talk.see(Acted::stands("13", "u7", talk.before_line));
  CHECK(talk.own("13"));
}

TEST_CASE("a member who says it again, line and all, after it was taken away, says it") {
  Acted talk;
  Reading written, gone;
  written.written = {RemoteId{"9"}, ""};
  Scripted::readings["written"] = written;
  talk.answer(talk.written.id, "written");
  gone.changes = {change(Change::Kind::removed, "9")};
  Scripted::readings["gone"] = gone;
  talk.push("gone", "b");
  CHECK(talk.there()->state == CopyState::withheld);
  talk.see(Acted::stands("10", "u7", talk.sealed()));
  CHECK(talk.own("10"));
}

TEST_CASE("where the place does not let us act for the member, our account writes it once, with the name") {
  for (const Outcome::Kind kind :
       {Outcome::Kind::reconnect, Outcome::Kind::forbidden, Outcome::Kind::gone, Outcome::Kind::refused}) {
    CAPTURE(static_cast<int>(kind));
    Acted talk;
    Reading refused;
    refused.outcome = {kind, "no such member"};
    Scripted::readings["refused"] = refused;
    talk.answer(talk.written.id, "refused");
    int creates = 0;
    for (int seconds = 0; seconds < 60; ++seconds) {
      if (talk.asked("find") != "") {
        talk.answer(talk.asked("find"), "nothing");
        continue;
      }
      for (const Request& request : std::vector<Request>(talk.last.requests)) {
        if (request.http.url != "create" || request.place.value != "b") continue;
        ++creates;
        CHECK(request.http.as == "");
        CHECK(request.http.body == "Try a reset\n\n\xE2\x80\x94 Wil \xC2\xB7 Brand");
        Reading written;
        written.written = {RemoteId{"9"}, ""};
        written.writer = "brand";
        Scripted::readings["written"] = written;
        talk.answer(request.id, "written");
        break;
      }
      talk.pass(1000);
    }
    CHECK(creates == 1);
    CHECK(talk.there()->state == CopyState::sent);
    CHECK(talk.there()->as == 0);
    CHECK(talk.synchroniser->runs()[1].refused_as.begin()->second == "no such member");
    CHECK(talk.synchroniser->runs()[1].status.state != PlaceStatus::State::failing);
  }
}

TEST_CASE("what a key of one member wrote under its own name is given its author's, and nobody is acted for any more") {
  Acted talk;
  Reading written;
  written.written = {RemoteId{"9"}, ""};
  written.writer = "brand";
  Scripted::readings["written"] = written;
  talk.answer(talk.written.id, "written");
  CHECK(talk.there()->as == 0);
  REQUIRE(talk.asked("edit") != "");
  for (const Request& request : talk.last.requests) {
    if (request.http.url == "edit") CHECK(request.http.body.find("Wil") != std::string::npos);
  }
  CHECK_FALSE(talk.synchroniser->runs()[1].acts_alone.empty());
}

TEST_CASE("a state made anew from the log is the one that ran; forgetting takes the account too") {
  Talk talk;
  talk.bridge.seal_key = "what the host keeps";
  State again;
  Batch all;
  NewPost wanted;
  wanted.key = "key-00000001";
  wanted.by = {"u1", "Wil", Role::ambassador, {{PlaceId{"b"}, "a-name-there"}}};
  wanted.body = text::read_plain("Try a reset");
  const State before = talk.state;
  talk.last = Batch{};
  REQUIRE(talk.synchroniser->post(talk.now, wanted, talk.last).ok());
  again = before;
  for (const Record& record : talk.last.records) {
    const auto read = log::read(log::write(record));
    REQUIRE(read.ok());
    REQUIRE(fold(again, *read).ok());
  }
  CHECK(snapshot::save(again) == snapshot::save(talk.state));
  CHECK(snapshot::save(again).find("a-name-there") != std::string::npos);
  REQUIRE(fold(again, record::Forgotten{again.authors[again.posts.back().author].key}).ok());
  CHECK(again.accounts.empty());
}
