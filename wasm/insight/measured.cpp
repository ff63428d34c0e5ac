#include "insight/measured.h"

namespace plein::insight {

std::vector<std::vector<Counter>> measure(const Lens& lens, const Period& period) {
  std::vector<std::vector<Counter>> all;
  for (const Group* group : groups()) {
    std::vector<Counter>& counters = all.emplace_back();
    for (const Figure& figure : group->figures) counters.emplace_back(figure);
    group->measure(lens, period, counters);
  }
  weigh(all, lens, period);
  return all;
}

void write_value(JsonWriter& out, const std::optional<std::int64_t>& value) {
  if (value) {
    out.number(*value);
  } else {
    out.null();
  }
}

std::string_view unit_name(Unit unit, const Worth& worth) {
  switch (unit) {
    case Unit::count:
    case Unit::level: return "count";
    case Unit::share: return "share";
    case Unit::per_thread: return "per_thread";
    case Unit::duration: return "ms";
    case Unit::money: return worth.currency.empty() ? std::string_view("money") : worth.currency;
  }
  return "count";
}

}  // namespace plein::insight
