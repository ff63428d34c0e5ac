// Participation: everybody who has written, liked or voted by the end of the period, by what they did in the thirty days before it;
// and about how many signed in then and did none of these.
#include <algorithm>
#include <set>

#include "insight/figures.h"

namespace plein::insight {
namespace {

enum { creators, critics, collectors, joiners, spectators, inactives };
constexpr Milliseconds looked_back = 30 * day_ms;
using Days = std::set<std::int64_t>;

// Whether one of the days begins in the period.
bool begins_in(const Days& days, const Period& period) {
  const auto first = days.upper_bound(Index::day_of(period.from - 1));
  return first != days.end() && *first <= Index::day_of(period.to - 1);
}

// Who liked or voted in the widget, by their person, and on which days.
template <class Visit>
void each_opinion(const Lens& lens, const Visit& visit) {
  const State& state = lens.state();
  if (!lens.here(state.find_place("site"))) return;
  for (const auto& [key, days] : state.community.opinions) {
    const std::uint32_t author = state.find_author(key);
    if (author == none || state.authors[author].silence != 0) continue;
    const std::uint32_t person = lens.person(author);
    if (!lens.brand(person)) visit(person, days);
  }
}

// About how many signed in during the period who are not among the active: these are met too, and then left out.
std::int64_t others(const Lens& lens, const Period& period, const std::vector<std::uint32_t>& active) {
  const State& state = lens.state();
  const std::uint16_t site = state.find_place("site");
  const auto& days = state.community.traffic.days;
  const auto end = days.upper_bound(Index::day_of(period.to - 1));
  sketch::Registers registers;
  for (auto day = days.upper_bound(Index::day_of(period.from - 1)); lens.here(site) && day != end; ++day) {
    const sketch::Registers& members = day->second.members;
    if (registers.empty()) registers = members;
    for (std::size_t i = 0; i < members.size(); ++i) registers[i] = std::max(registers[i], members[i]);
  }
  if (registers.empty()) return 0;
  std::int64_t met = 0;
  for (const std::uint32_t person : active) {
    lens.each_account(person, [&](std::uint32_t author) {
      if (state.authors[author].place != site) return;
      sketch::raise(registers, sketch::rise_of(state.authors[author].key));
      ++met;
    });
  }
  return std::max<std::int64_t>(0, static_cast<std::int64_t>(sketch::estimate(registers)) - met);
}

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  Counter& counter = counters[0];
  const Period lately{period.to - looked_back, period.to}, ever{INT64_MIN, period.to};
  Marks& met = lens.marks();
  std::vector<std::uint32_t> active;
  const auto add = [&](int part, std::uint32_t person, std::uint32_t post) {
    if (lens.brand(person) || !met.put(person)) return false;
    counter.add(post);
    counter.add_part(part, post);
    active.push_back(person);
    return true;
  };
  const auto wrote = [&](int part, std::uint32_t post) { add(part, lens.fact(post).person, post); };
  for (const std::uint32_t post : lens.firsts(lately)) wrote(joiners, post);
  lens.each_thread(lately, [&](std::uint32_t post, const Fact&) { wrote(creators, post); });
  lens.each_post(lately, [&](std::uint32_t post, const Fact&) { wrote(critics, post); });
  const Lens::Firsts writers = lens.firsts(ever);
  std::int64_t rest = static_cast<std::int64_t>(writers.size()) - static_cast<std::int64_t>(active.size());
  each_opinion(lens, [&](std::uint32_t person, const Days& days) {
    if (begins_in(days, lately) && add(collectors, person, none) && lens.wrote(person, ever)) --rest;
  });
  // Who once liked or voted, and never wrote.
  each_opinion(lens, [&](std::uint32_t person, const Days& days) {
    if (*days.begin() > Index::day_of(period.to - 1) || met.holds(person) || lens.wrote(person, ever)) return;
    met.put(person);
    ++rest;
  });
  counter.add(none, rest);
  counter.add_part(inactives, none, rest);
  counter.add_part(spectators, none, others(lens, lately, active));
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
