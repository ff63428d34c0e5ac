// Two places of a made-up platform, "a" and "b", of which a test says what each request is answered.
#pragma once

#include <doctest/doctest.h>

#include <map>

#include "connectors/catalogue.h"
#include "sync/synchroniser.h"
#include "text/text.h"

namespace plein::sync::scripted {

inline constexpr Milliseconds start_at = 1795000000000;

// Its answers are Readings under a name: the body of a response.
class Scripted : public Connector {
 public:
  const Capabilities& capabilities() const override {
    static const Capabilities data = [] {
      Capabilities c;
      c.platform = "scripted";
      c.hides = c.edits = c.acts_as = true;
      c.settle_ms = 3000;
      c.poll_every_ms = 60000;
      return c;
    }();
    return data;
  }
  Result<HttpRequest> request(const Place&, const Identity&, const Ask& ask) const override {
    static constexpr const char* names[] = {"identity", "stream", "thread", "create", "find",    "edit",
                                            "remove",   "hide",   "unhide", "lookup", "profile", "followers"};
    HttpRequest request;
    request.url = names[static_cast<int>(ask.kind)];
    request.body = text::write_plain(ask.draft.body);
    if (ask.kind == Ask::Kind::thread) request.body = ask.thread.id.value;
    if (writes(ask.kind)) request.as = ask.as;
    return request;
  }
  Result<Reading> read(const Place&, const Identity&, const Ask&, const HttpResponse& response) const override {
    return readings[response.body];
  }
  Result<std::vector<Change>> pushed(const Place&, const Identity&, const Push& push) const override {
    return readings[std::string(push.body)].changes;
  }
  std::string permalink(const Place& place, const RemoteId& id) const override { return place.web + "/" + id.value; }
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override {
    if (url.substr(0, place.web.size()) != place.web || url.size() < place.web.size() + 2) return std::nullopt;
    return RemoteId{std::string(url.substr(place.web.size() + 1))};
  }

  static inline std::map<std::string, Reading> readings;
};

// A page where authors' own accounts write replies, and nobody else changes them.
class ScriptedPage final : public Scripted {
 public:
  const Capabilities& capabilities() const override {
    static const Capabilities data = [this] {
      Capabilities c = Scripted::capabilities();
      c.platform = "scripted-page";
      c.hides = c.acts_as = false;
      c.own_accounts = true;
      return c;
    }();
    return data;
  }
};

inline Change change(Change::Kind kind, const std::string& id) {
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

  explicit Talk(const char* platform_of_b = "scripted") {
    static const Scripted scripted;
    static const ScriptedPage page;
    static const bool added = (add_connector(scripted), add_connector(page), true);
    static_cast<void>(added);
    for (const char* id : {"a", "b"}) {
      Place place;
      place.id.value = place.account = id;
      place.platform = id == std::string("b") ? platform_of_b : "scripted";
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
  void push(const std::string& reading, const std::string& place = "a") {
    last = Batch{};
    REQUIRE(synchroniser->push(now += 100, place, Push{{}, reading}, last).ok());
  }
  void pass(Milliseconds time) {
    last = Batch{};
    synchroniser->tick(now += time, last);
  }
  const CopyRow& copy() const { return state.copies.at(0); }
};

}  // namespace plein::sync::scripted
