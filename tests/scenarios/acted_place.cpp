#include "scenarios/acted_place.h"

#include <doctest/doctest.h>

namespace plein::scenarios {

std::unique_ptr<ActedPlace> act_in(std::string_view platform, Milliseconds now) {
  if (platform == "bluesky") return act_in_bluesky(now);
  if (platform == "discourse") return act_in_discourse(now);
  if (platform == "facebook") return act_in_facebook(now);
  if (platform == "flarum") return act_in_flarum(now);
  if (platform == "mastodon") return act_in_mastodon(now);
  if (platform == "nodebb") return act_in_nodebb(now);
  FAIL("no people act in ", std::string(platform));
  return nullptr;
}

Json done(simulators::Simulator& simulator, HttpRequest request, const Json& body, Milliseconds now) {
  if (!body.is_null()) request.body = body.dump();
  if (!request.body.empty() && request.headers.count("content-type") == 0) request.headers["content-type"] = "application/json";
  const HttpResponse answer = simulator.answer_untroubled(request, now);
  CAPTURE(request.method + " " + request.url);
  CAPTURE(answer.body);
  REQUIRE(answer.status / 100 == 2);
  return answer.body.empty() ? Json() : Json::parse(answer.body);
}

}  // namespace plein::scenarios
