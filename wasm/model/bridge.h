// The places that form one conversation, and what an operator decided about them. Constant while an engine runs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/place.h"

namespace plein {

struct Bridge {
  std::string id;
  std::string language;
  std::string site_name;
  std::string site_url;       // the brand's website, where widget posts originate
  std::vector<Place> places;  // without the website
  Milliseconds horizon_ms = 7 * 86400000LL;

  const Place* find(std::string_view place_id) const {
    for (const Place& place : places) {
      if (place.id.value == place_id) return &place;
    }
    return nullptr;
  }
};

}  // namespace plein
