#include "base/time.h"

#include <cstdio>

namespace plein {
namespace {

// Days since 1970-01-01 of a proleptic Gregorian date, and back (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto year_of_era = static_cast<unsigned>(year - era * 400);
  const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

unsigned days_in_month(std::int64_t year, unsigned month) {
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  bool good = true;

  std::int64_t digits(int count) {
    std::int64_t value = 0;
    for (int i = 0; i < count; ++i, ++at) {
      if (at >= text.size() || text[at] < '0' || text[at] > '9') return (good = false, 0);
      value = value * 10 + (text[at] - '0');
    }
    return value;
  }
  bool take(char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
  }
  void expect(char c) { good = take(c) && good; }
};

}  // namespace

std::optional<Milliseconds> parse_rfc3339(std::string_view text) {
  Cursor in{text};
  const std::int64_t year = in.digits(4);
  in.expect('-');
  const std::int64_t month = in.digits(2);
  in.expect('-');
  const std::int64_t day = in.digits(2);
  if (!in.take('T') && !in.take('t')) in.expect(' ');
  const std::int64_t hour = in.digits(2);
  in.expect(':');
  const std::int64_t minute = in.digits(2);
  in.expect(':');
  const std::int64_t second = in.digits(2);
  std::int64_t millisecond = 0;
  if (in.good && in.take('.')) {
    int place = 100;
    const std::size_t begin = in.at;
    while (in.at < text.size() && text[in.at] >= '0' && text[in.at] <= '9') {
      millisecond += (text[in.at++] - '0') * place;
      place /= 10;
    }
    if (in.at == begin) return std::nullopt;
  }
  std::int64_t offset_minutes = 0;
  if (!in.take('Z') && !in.take('z')) {
    const bool west = in.take('-');
    if (!west) in.expect('+');
    const std::int64_t hours = in.digits(2);
    in.take(':');
    const std::int64_t minutes = in.digits(2);
    if (hours > 23 || minutes > 59) return std::nullopt;
    offset_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
  }
  if (!in.good || in.at != text.size() || year < 1970 || month < 1 || month > 12 || day < 1 ||
      day > days_in_month(year, static_cast<unsigned>(month)) || hour > 23 || minute > 59 || second > 60) {
    return std::nullopt;
  }
  const std::int64_t days = days_from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  return (((days * 24 + hour) * 60 + minute - offset_minutes) * 60 + second) * 1000 + millisecond;
}

std::string to_rfc3339(Milliseconds time) {
  std::int64_t days = time / 86400000;
  std::int64_t rest = time % 86400000;
  if (rest < 0) rest += 86400000, --days;
  const std::int64_t z = days + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const auto day_of_era = static_cast<unsigned>(z - era * 146097);
  const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted = (5 * day_of_year + 2) / 153;
  const unsigned day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
  const std::int64_t year = static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0);
  char out[48];
  std::snprintf(out, sizeof out, "%04lld-%02u-%02uT%02lld:%02lld:%02lld.%03lldZ", static_cast<long long>(year), month, day,
                static_cast<long long>(rest / 3600000), static_cast<long long>(rest / 60000 % 60),
                static_cast<long long>(rest / 1000 % 60), static_cast<long long>(rest % 1000));
  return out;
}

}  // namespace plein
