// The Mastodon simulator against the recorded answers of snac2, which speaks Mastodon's API with ways of its own: where it
// differs from Mastodon itself, Mastodon is simulated, and the capture is named here with the reason.
#include <doctest/doctest.h>

#include <map>

#include "simulators/captures.h"
#include "simulators/mastodon_simulator.h"

namespace plein::simulators {
namespace {

const std::map<std::string, std::string> other_ways = {
    {"01-instance", "its own settings; Mastodon's are asked of /api/v2/instance"},
    {"02-apps-brand", "people get their tokens by set_up"},
    {"03-oauth-token-brand", "likewise"},
    {"04-apps-fan", "likewise"},
    {"05-oauth-token-fan", "likewise"},
    {"12-context-anon", "Mastodon shows public posts to visitors"},
    {"13-context-fan", "snac shows what its account's server was told of; Mastodon all that is public"},
    {"15-account-statuses-anon", "Mastodon shows public posts to visitors"},
    {"17-notifications", "snac tells of no mention within one server"},
    {"18-home", "not simulated: no connector asks for it"},
    {"19-public", "likewise"},
    {"23-status-history", "snac has none"},
    {"25-context-after-delete", "snac goes on showing what was removed"},
    {"26-status-get-deleted", "likewise"},
    {"27-status-create-badtoken", "snac's refusal has no body"},
    {"28-streaming-health", "snac does not stream"},
    {"29-streaming-user", "likewise"},
    {"31-ap-actor", "not simulated: no connector asks for it"},
    {"32-ap-outbox", "likewise"},
    {"33-webfinger", "likewise"}};

// snac finds mentions now and then; says "text" to everybody; "reactions" are its own; and the author of a removed status sees
// its text, and not its content.
const std::set<std::string> left_out = {"mentions", "text", "reactions", "pinned", "roles", "url", "uri"};

}  // namespace

TEST_CASE("Mastodon answers as the captured server did") {
  MastodonSimulator server({.url = "http://localhost:8101"});
  constexpr Milliseconds start = 1'795'405'083'000;
  Milliseconds now = start;
  const std::string brand = server.add_user({"brand"}, now).id;
  const std::string fan = server.add_user({"fan"}, now).id;
  std::map<std::string, std::string> names = {{"3677f233e76a986d5d33cc9a496c7fe6", brand},
                                              {"d464091d49c0cd51b817b7bf4d859d61", fan}};
  const std::vector<Capture> captures = read_captures("mastodon");
  CHECK(captures.size() == 33);
  int compared = 0;
  for (const Capture& capture : captures) {
    if (other_ways.count(capture.name) != 0) continue;
    HttpRequest request = capture.request;
    for (std::string* text : {&request.url, &request.body}) {
      for (const auto& [theirs, ours] : names) {
        for (std::size_t at = 0; (at = text->find(theirs, at)) != std::string::npos; at += ours.size())
          text->replace(at, theirs.size(), ours);
      }
    }
    const bool by_fan =
        capture.name == "07-verify_credentials-fan" || capture.name == "09-status-reply" || capture.name == "24-status-delete";
    request.headers["authorization"] = by_fan ? "Bearer token-fan" : "Bearer token-brand";
    const HttpResponse response = server.answer(request, now += 1000);
    INFO(capture.name);
    CHECK(response.status == capture.status);
    const auto captured = JsonDocument::parse(capture.response);
    const auto simulated = JsonDocument::parse(response.body);
    REQUIRE(simulated.ok());
    std::set<std::string> besides = left_out;
    if (capture.name == "24-status-delete") besides.insert("content");
    for (const std::string& difference : shape_differences(captured->root(), simulated->root(), besides)) FAIL_CHECK(difference);
    ++compared;
    if (captured->root()["content"].present()) names[captured->root()["id"].text()] = simulated->root()["id"].text();
  }
  CHECK(compared == 13);
}

}  // namespace plein::simulators
