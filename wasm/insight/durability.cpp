// Durability: of those who began, how many stay. Each is looked at for as long as any other, so that the newest are not counted
// as lost: the period is the one in which that time was over.
#include "insight/figures.h"

namespace plein::insight {
namespace {

struct Cohort {
  Milliseconds after;  // their first post
  Milliseconds during;
};
constexpr Cohort cohorts[] = {{7 * day_ms, 7 * day_ms}, {30 * day_ms, 30 * day_ms}, {90 * day_ms, 30 * day_ms}};

// How they came, a pair of parts each: all of them, and those who stayed.
enum { by_campaign = 0, by_thread = 2, by_own = 4, stayed = 1 };

int came(const Lens& lens, const Fact& first) {
  if (first.first()) return by_own;
  return lens.brand(lens.beginner(first.thread)) ? by_campaign : by_thread;
}

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  for (std::size_t i = 0; i < counters.size(); ++i) {
    const Cohort& cohort = cohorts[i];
    const Milliseconds ago = cohort.after + cohort.during;
    for (const std::uint32_t post : lens.firsts({period.from - ago, period.to - ago})) {
      const Fact& first = lens.fact(post);
      const int part = came(lens, first);
      counters[i].among();
      counters[i].add_part(part, post);
      const Milliseconds begin = first.at + cohort.after;
      if (!lens.wrote(first.person, {begin, begin + cohort.during})) continue;
      counters[i].add(post);
      counters[i].add_part(part + stayed, post);
    }
  }
}

}  // namespace

const Group& durability() {
  static const std::vector<std::string_view> parts{"campaign", "campaign_stayed", "thread", "thread_stayed", "own", "own_stayed"};
  static const Group group{{{"durability_7", Unit::share, true, parts},
                            {"durability_30", Unit::share, true, parts},
                            {"durability_90", Unit::share, true, parts}},
                           measure};
  return group;
}

}  // namespace plein::insight
