// Participation: everybody who has written by the end of the period, by what they did in the thirty days before it.
#include "insight/figures.h"

namespace plein::insight {
namespace {

enum { creators, critics, joiners, inactives };
constexpr Milliseconds looked_back = 30 * day_ms;

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  Counter& counter = counters[0];
  const Period lately{period.to - looked_back, period.to};
  Marks& met = lens.marks();
  std::int64_t active = 0;
  const auto add = [&](int part, std::uint32_t post) {
    if (lens.brand(lens.fact(post).person) || !met.put(lens.fact(post).person)) return;
    counter.add(post);
    counter.add_part(part, post);
    ++active;
  };
  for (const std::uint32_t post : lens.firsts(lately)) add(joiners, post);
  lens.each_thread(lately, [&](std::uint32_t post, const Fact&) { add(creators, post); });
  lens.each_post(lately, [&](std::uint32_t post, const Fact&) { add(critics, post); });
  const Lens::Firsts known = lens.firsts({INT64_MIN, period.to});
  const std::int64_t rest = static_cast<std::int64_t>(known.size()) - active;
  counter.add(none, rest);
  counter.add_part(inactives, none, rest);
  if (!counter.collects()) return;
  for (const std::uint32_t post : known) {
    if (met.holds(lens.fact(post).person)) continue;
    for (const int part : {Counter::whole, static_cast<int>(inactives)}) counter.collect(part, post);
  }
}

}  // namespace

const Group& participation() {
  static const Group group{{{"participation", Unit::count, true, {"creators", "critics", "joiners", "inactives"}}}, measure};
  return group;
}

}  // namespace plein::insight
