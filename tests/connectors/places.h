// The places of the captures, and who acts there.
#pragma once

#include "connectors/captures.h"

namespace plein {

inline const std::string brand = "did:plc:cd4vi23jc7snadrbohn4egfl";
inline const std::string fan = "did:plc:m47aoofft4w2onj76rd3blik";
inline const Identity brand_self{brand, "brandprlty.test"};
inline const Identity forum_self{"1", "admin"};

inline Place page() {
  Place place;
  place.id.value = "page";
  place.platform = "bluesky";
  place.url = "http://127.0.0.1:2583";
  place.web = "https://bsky.app";
  return place;
}

inline Place forum() {
  Place place;
  place.id.value = "forum";
  place.platform = "nodebb";
  place.url = place.web = "http://127.0.0.1:4567";
  place.settings = {{"category", "2"}, {"uid", "1"}};
  return place;
}

inline Reading read_capture(const Connector& connector, const Place& place, const Identity& self, const Ask& question,
                            const std::string& name) {
  const auto reading = connector.read(place, self, question, answer_of(capture(name)));
  CAPTURE(name);
  REQUIRE(reading.ok());
  return *reading;
}

}  // namespace plein
