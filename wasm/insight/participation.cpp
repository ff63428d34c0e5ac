// Participation: everybody who has written, liked or voted by the end of the period, by what they did in the thirty days before
// it; and about how many signed in then and did none of these.
#include <algorithm>

#include "insight/figures.h"

namespace plein::insight {
namespace {

enum { creators, critics, collectors, joiners, spectators, inactives };
constexpr Milliseconds looked_back = 30 * day_ms;

// About how many signed in during the period who are not among those who were met: these are met too, and then left out.
std::int64_t others(const Lens& lens, const Period& period, const Marks& met) {
  const auto& days = lens.state().community.traffic.days;
  const auto end = days.upper_bound(Index::day_of(period.to - 1));
  sketch::Registers registers;
  if (!lens.here(lens.state().find_place("site"))) return 0;
  for (auto day = days.upper_bound(Index::day_of(period.from - 1)); day != end; ++day)
    sketch::merge(registers, day->second.members);
  if (registers.empty()) return 0;
  std::int64_t known = 0;
  for (const Member& member : lens.members()) {
    if (!met.holds(member.person)) continue;
    sketch::raise(registers, sketch::rise_of(member.key));
    ++known;
  }
  return std::max<std::int64_t>(0, static_cast<std::int64_t>(sketch::estimate(registers)) - known);
}

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  Counter& counter = counters[0];
  const Period lately{period.to - looked_back, period.to};
  Marks& met = lens.marks();
  std::int64_t active = 0;
  const auto add = [&](int part, std::uint32_t person, std::uint32_t post) {
    if (lens.brand(person) || !met.put(person)) return false;
    counter.add(post);
    counter.add_part(part, post);
    ++active;
    return true;
  };
  const auto wrote = [&](int part, std::uint32_t post) { add(part, lens.fact(post).person, post); };
  for (const std::uint32_t post : lens.firsts(lately)) wrote(joiners, post);
  lens.each_thread(lately, [&](std::uint32_t post, const Fact&) { wrote(creators, post); });
  lens.each_post(lately, [&](std::uint32_t post, const Fact&) { wrote(critics, post); });
  const Lens::Firsts writers = lens.firsts({INT64_MIN, period.to});
  std::int64_t rest = static_cast<std::int64_t>(writers.size()) - active;
  // Days are the grain of opinions: one counts where it begins in the period.
  const std::int64_t first = Index::day_of(lately.from - 1) + 1, last = Index::day_of(period.to - 1);
  for (const Opinion& each : lens.opinions()) {
    if (each.day < first) continue;
    if (each.day > last) break;
    if (add(collectors, each.person, none) && lens.wrote_before(each.person, period.to)) --rest;
  }
  counter.add_part(spectators, none, others(lens, lately, met));
  for (const Opinion& each : lens.opinions()) {
    if (each.day >= first) break;
    if (!met.holds(each.person) && !lens.wrote_before(each.person, period.to)) met.put(each.person), ++rest;
  }
  counter.add(none, rest);
  counter.add_part(inactives, none, rest);
  if (!counter.collects()) return;
  for (const std::uint32_t post : writers) {
    if (met.holds(lens.fact(post).person)) continue;
    for (const int part : {Counter::whole, static_cast<int>(inactives)}) counter.collect(part, post);
  }
}

}  // namespace

const Group& participation() {
  static const std::vector<std::string_view> parts{"creators", "critics", "collectors", "joiners", "spectators", "inactives"};
  static const Group group{{{"participation", Unit::count, true, parts}}, measure};
  return group;
}

}  // namespace plein::insight
