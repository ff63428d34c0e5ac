// A simulated Discourse, and the connector that asks it.
#pragma once

#include "connectors/asked_place.h"
#include "connectors/discourse.h"
#include "simulators/discourse_simulator.h"

namespace plein::simulators {

// The forum of a brand: Noordnet (1) moderates and acts for Plein, Ana (2) and Bert (3) are members, Cleo (4) administers.
struct DiscourseForum : AskedPlace {
  Discourse connector;
  DiscourseSimulator platform;
  std::string as = "noordnet";

  explicit DiscourseForum(DiscourseSettings settings = {}) : platform(settings) {
    platform.add_user({.username = "noordnet", .name = "Noordnet", .moderator = true});
    platform.add_user({.username = "ana", .name = "Ana"});
    platform.add_user({.username = "bert", .trusted = true});
    platform.add_user({.username = "cleo", .admin = true});
    place.platform = "discourse";
    place.url = place.web = "http://127.0.0.1:3000";
    place.settings = {{"category", "4"}};
  }

  const Connector& asking() const override { return connector; }
  Simulator& answering() override { return platform; }
  void authorize(HttpRequest& request) const override {
    request.headers["api-key"] = "admin-key";
    request.headers["api-username"] = as;
  }
  using AskedPlace::operator();
  Reading operator()(Ask::Kind kind, const RemoteRef& post, const std::string& author = "") {
    Ask question = ask(kind);
    question.post = question.thread = post;
    question.author = author;
    return (*this)(question);
  }
  // A person's post, through the same API.
  RemoteRef say(int user, const std::string& body) {
    HttpRequest request{"POST", "http://127.0.0.1:3000/posts.json", {{"api-key", "key-" + std::to_string(user)}}, body};
    const HttpResponse response = platform.answer(request, now += 20'000);
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    const auto document = JsonDocument::parse(response.body);
    const JsonReader post = document->root();
    return {RemoteId{post["id"].id()}, post["topic_id"].id() + "/" + post["post_number"].id()};
  }
  Change lookup(const RemoteRef& post) {
    const Reading reading = (*this)(Ask::Kind::lookup, post);
    REQUIRE(reading.changes.size() == 1);
    return reading.changes[0];
  }
};

}  // namespace plein::simulators
