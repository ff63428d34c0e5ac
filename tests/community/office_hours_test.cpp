#include "community/office_hours.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace plein;
using namespace plein::community;

namespace {

constexpr Milliseconds minute = 60000, hour = 60 * minute, day = 24 * hour;

// Amsterdam in 2026: summer time from 29 March until 25 October, at 01:00 UTC. From nine to half past five on weekdays.
Webcare amsterdam() {
  Webcare webcare;
  for (std::size_t i = 0; i < 7; ++i) webcare.hours[i] = i < 5 ? Webcare::Hours{540, 1050} : Webcare::Hours{0, 0};
  webcare.offsets = {{0, 60}, {*parse_rfc3339("2026-03-29T01:00:00Z"), 120}, {*parse_rfc3339("2026-10-25T01:00:00Z"), 60}};
  return webcare;
}

std::string answer_by(const Webcare& webcare, std::string_view since, Milliseconds working) {
  return to_rfc3339(after_working(webcare, *parse_rfc3339(since), working));
}

// The same, minute by minute.
Milliseconds counted(const Webcare& webcare, Milliseconds since, Milliseconds working) {
  for (Milliseconds at = since; at < since + 100 * day; at += minute) {
    Milliseconds offset = 0;
    for (const Webcare::Offset& each : webcare.offsets) {
      if (each.from <= at) offset = each.minutes * minute;
    }
    const Milliseconds local = at + offset;
    const std::int64_t on = local / day;
    const Webcare::Hours& hours = webcare.hours[static_cast<std::size_t>((on + 3) % 7)];
    const Milliseconds of_day = local % day / minute;
    const bool holiday = std::count(webcare.holidays.begin(), webcare.holidays.end(), on) != 0;
    if (holiday || of_day < hours.from || of_day >= hours.to) continue;
    working -= minute;
    if (working == 0) return at + minute;
  }
  return 0;
}

}  // namespace

TEST_CASE("a time to answer passes while somebody is there") {
  const Webcare webcare = amsterdam();
  CHECK(answer_by(webcare, "2026-03-03T10:00:00Z", hour) == "2026-03-03T11:00:00.000Z");
  CHECK(answer_by(webcare, "2026-03-03T16:00:00Z", hour) == "2026-03-04T08:30:00.000Z");  // half an hour is left of the day
  CHECK(answer_by(webcare, "2026-03-06T20:00:00Z", hour) == "2026-03-09T09:00:00.000Z");  // a Friday evening
  CHECK(answer_by(webcare, "2026-03-27T20:00:00Z", hour) == "2026-03-30T08:00:00.000Z");  // clocks are put forward meanwhile
}

TEST_CASE("nobody is there on a holiday, and without hours somebody always is") {
  Webcare webcare = amsterdam();
  webcare.holidays = {*parse_rfc3339("2026-12-25T00:00:00Z") / day};
  CHECK(answer_by(webcare, "2026-12-24T20:00:00Z", hour) == "2026-12-28T09:00:00.000Z");
  CHECK(answer_by(Webcare{}, "2026-12-24T20:00:00Z", hour) == "2026-12-24T21:00:00.000Z");
  for (Webcare::Hours& hours : webcare.hours) hours = {0, 0};
  CHECK(after_working(webcare, 0, hour) == 0);
}

TEST_CASE("it is the same counted minute by minute, over a year with its clock changes") {
  Webcare webcare = amsterdam();
  webcare.holidays = {*parse_rfc3339("2026-04-27T00:00:00Z") / day, *parse_rfc3339("2026-12-25T00:00:00Z") / day};
  std::uint64_t random = 7;
  for (int i = 0; i < 120; ++i) {
    random = random * 6364136223846793005ull + 1442695040888963407ull;
    const Milliseconds since =
        *parse_rfc3339("2026-01-01T00:00:00Z") + static_cast<Milliseconds>((random >> 33) % 525600) * minute;
    const Milliseconds working = (1 + i * 7) * minute;
    CAPTURE(to_rfc3339(since));
    CAPTURE(working / minute);
    CHECK(to_rfc3339(after_working(webcare, since, working)) == to_rfc3339(counted(webcare, since, working)));
  }
}
