// How soon questions are to be answered, and when somebody is there to answer them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace plein {

struct Webcare {
  // Of a day, in minutes since midnight where the brand is; the same twice: nobody is there.
  struct Hours {
    int from = 0;
    int to = 24 * 60;
  };
  // From then on, clocks where the brand is show so many minutes more than UTC.
  struct Offset {
    Milliseconds from = 0;
    int minutes = 0;
  };

  Milliseconds target_ms = 0;  // of working time; 0: there is none
  std::map<std::string, Milliseconds> target_by_place;
  Milliseconds escalate_ms = 0;        // so much working time after that, a manager is asked; 0: never
  std::array<Hours, 7> hours{};        // Monday first
  std::vector<std::int64_t> holidays;  // days since 1970, sorted
  std::vector<Offset> offsets;         // sorted; UTC before the first
  std::int64_t posts_a_day = 0;        // of the brand's own, beyond which it is asked why; 0: as many as it likes
  std::int64_t replies_per_post = 0;   // so many of the brand's answers are to stand against each, of a week; 0: none

  // How much more clocks there show than UTC.
  Milliseconds offset_at(Milliseconds utc) const {
    Milliseconds found = 0;
    for (const Offset& offset : offsets) {
      if (offset.from <= utc) found = offset.minutes * Milliseconds{60000};
    }
    return found;
  }

  Milliseconds target(std::string_view place) const {
    const auto own = target_by_place.find(std::string(place));
    return own != target_by_place.end() ? own->second : target_ms;
  }
};

}  // namespace plein
