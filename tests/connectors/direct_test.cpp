// Places that are read without an account: nobody is named who would have to sign in.
#include <algorithm>

#include "connectors/catalogue.h"
#include "connectors/places.h"

using namespace plein;

namespace {

std::string asked(Place place, const char* platform, const Ask& question, const Identity& self) {
  place.platform = platform;
  place.direct = true;
  const auto request = find_connector(platform)->request(place, self, question);
  CAPTURE(platform);
  REQUIRE(request.ok());
  CHECK(request->method == "GET");
  return request->url;
}

}  // namespace

TEST_CASE("without an account, places are asked what everybody may read") {
  Place bluesky = page();
  bluesky.settings["account"] = "noordnet.example";
  CHECK(asked(bluesky, "bluesky", ask(Ask::Kind::identity), {}) ==
        "http://127.0.0.1:2583/xrpc/app.bsky.actor.getProfile?actor=noordnet.example");
  Place nodebb = forum();
  nodebb.settings = {{"category", "2"}, {"account", "1"}};
  CHECK(asked(nodebb, "nodebb", ask(Ask::Kind::identity), {}) == "http://127.0.0.1:4567/api/user/uid/1");
  CHECK(asked(nodebb, "nodebb", ask(Ask::Kind::stream, "recent"), forum_self).find("_uid") == std::string::npos);
  for (const Connector* connector : all_connectors()) {
    for (const std::string& stream : connector->capabilities().public_streams) {
      const auto& all = connector->capabilities().streams;
      CHECK(std::find(all.begin(), all.end(), stream) != all.end());
    }
  }
}
