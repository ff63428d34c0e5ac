// Reach: what readers do on the page. Days are the grain: one counts, whole, for the period in which it begins.
#include <set>

#include "insight/figures.h"

namespace plein::insight {
namespace {

enum {
  visits,
  returning_share,
  visitors,
  followers,
  followers_gained,
  impressions,
  reads,
  reads_per_visit,
  answer_reads,
  searches,
  deflected,
  deflection,
  clicks,
  shares,
  conversions,
  muted,
  left
};

struct Sums {
  std::int64_t visits = 0, returning = 0, searches = 0, answered = 0;
};

// `thread`: its first post; none: of no thread.
void add(std::vector<Counter>& counters, Sums& sums, PageAct act, Via via, std::uint32_t thread, std::int64_t n,
         std::set<std::uint32_t>& told) {
  const auto put = [&](int figure, int part = Counter::whole) {
    Counter& counter = counters[static_cast<std::size_t>(figure)];
    counter.add(none, n);
    if (part != Counter::whole) counter.add_part(part, none, n);
    const bool wanted = thread != none && (counter.collects(Counter::whole) || counter.collects(part));
    if (!wanted || !told.insert(thread).second) return;
    counter.collect(Counter::whole, thread);
    if (part != Counter::whole) counter.collect(part, thread);
  };
  const int way = static_cast<int>(via);
  switch (act) {
    case PageAct::return_visit: sums.returning += n; [[fallthrough]];
    case PageAct::visit: sums.visits += n; return counters[visits].add_part(way, none, n);
    case PageAct::impression: return put(impressions);
    case PageAct::read: put(reads); return put(reads_per_visit);
    case PageAct::answer_read: return put(answer_reads);
    case PageAct::search: sums.searches += n; return;
    case PageAct::search_answered: sums.answered += n; return;
    case PageAct::click: return put(clicks, way);
    case PageAct::share: return put(shares);
    case PageAct::conversion: return put(conversions);
    case PageAct::muted: return put(muted);
    case PageAct::left: return put(left);
  }
}

// How many followed the places by the end, as they told last; and by how many more than before the beginning.
void follow(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  for (const auto& told : lens.state().community.traffic.followers) {
    const std::map<std::int64_t, std::uint64_t>& days = told.second;
    if (!lens.here(lens.state().find_place(told.first))) continue;
    const auto last = [&days](Milliseconds at) { return days.upper_bound(Index::day_of(at - 1)); };
    const auto now = last(period.to), before = last(period.from);
    if (now == days.begin()) continue;
    const auto n = [](auto after) { return static_cast<std::int64_t>(std::prev(after)->second); };
    counters[followers].add(none, n(now));
    counters[followers].among();
    if (before == days.begin()) continue;
    counters[followers_gained].add(none, n(now) - n(before));
    counters[followers_gained].among();
  }
}

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  const State& state = lens.state();
  const bool page = lens.here(state.find_place("site"));
  const auto& days = state.community.traffic.days;
  std::set<std::uint32_t> told;  // at most one figure's posts are collected
  Sums sums;
  const auto end = days.upper_bound(Index::day_of(period.to - 1));
  for (auto day = days.upper_bound(Index::day_of(period.from - 1)); day != end; ++day) {
    for (const auto& [key, n] : day->second.counts) {
      const auto [thread, act, via] = key;
      const std::uint32_t post = thread == 0 ? none : state.find_post(thread);
      const bool counts = thread == 0 ? page : post != none && lens.fact(post).visible && lens.here(lens.fact(post).place);
      if (counts) add(counters, sums, act, via, post, static_cast<std::int64_t>(n), told);
    }
    if (page) counters[visitors].add(none, static_cast<std::int64_t>(day->second.different()));
  }
  follow(lens, period, counters);
  counters[visits].add(none, sums.visits);
  counters[returning_share].add(none, sums.returning);
  for (const auto figure : {returning_share, reads_per_visit}) counters[figure].among(sums.visits);
  counters[searches].add(none, sums.searches);
  for (const auto figure : {deflected, deflection}) counters[figure].add(none, std::min(sums.answered, sums.searches));
  counters[deflection].among(sums.searches);
}

}  // namespace

const Group& reach() {
  static const std::vector<std::string_view> ways(std::begin(via_names), std::end(via_names));
  static const Group group{{{"visits", Unit::count, false, ways},
                            {"returning_share", Unit::share, false},
                            {"visitors", Unit::count, false},
                            {"followers", Unit::level, false},
                            {"followers_gained", Unit::level, false},
                            {"impressions"},
                            {"reads"},
                            {"reads_per_visit", Unit::per_thread},
                            {"answer_reads"},
                            {"searches", Unit::count, false},
                            {"deflected", Unit::count, false},
                            {"deflection", Unit::share, false},
                            {"clicks", Unit::count, true, ways},
                            {"shares"},
                            {"conversions"},
                            {"muted"},
                            {"left", Unit::count, false}},
                           measure};
  return group;
}

}  // namespace plein::insight
