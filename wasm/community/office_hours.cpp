#include "community/office_hours.h"

#include <algorithm>

namespace plein::community {
namespace {

constexpr Milliseconds minute_ms = 60000;
constexpr Milliseconds day_ms = 24 * 60 * minute_ms;
constexpr int days_max = 731;

// Of a time that clocks show. Where they are put back it is there twice, and the later counts; where they are put forward, the
// hour that there is not counts as the one after.
Milliseconds utc_of(const Webcare& webcare, Milliseconds local) {
  const Milliseconds guess = local - webcare.offset_at(local);
  return local - webcare.offset_at(guess);
}

std::int64_t day_of(Milliseconds local) { return local >= 0 ? local / day_ms : (local - day_ms + 1) / day_ms; }

// 1970-01-01 was a Thursday.
std::size_t weekday(std::int64_t day) { return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7); }

}  // namespace

Milliseconds after_working(const Webcare& webcare, Milliseconds since, Milliseconds working_ms) {
  std::int64_t day = day_of(since + webcare.offset_at(since));
  for (int i = 0; i < days_max; ++i, ++day) {
    if (std::binary_search(webcare.holidays.begin(), webcare.holidays.end(), day)) continue;
    const Webcare::Hours& hours = webcare.hours[weekday(day)];
    const Milliseconds from = std::max(since, utc_of(webcare, day * day_ms + hours.from * minute_ms));
    const Milliseconds to = utc_of(webcare, day * day_ms + hours.to * minute_ms);
    if (to <= from) continue;
    if (to - from >= working_ms) return from + working_ms;
    working_ms -= to - from;
  }
  return 0;
}

}  // namespace plein::community
