// Ties: who has replied to whom, by pairs of people; the brand is none of them.
#include "insight/figures.h"

namespace plein::insight {
namespace {

enum { weak_ties, strong_ties, moved_up, never_met };
enum { met, strengthened };  // parts of `moved_up`

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  Marks& active = lens.marks();
  std::int64_t people = 0;
  lens.each_post(period, [&](std::uint32_t, const Fact& fact) {
    if (!lens.brand(fact.person) && active.put(fact.person)) ++people;
  });
  std::int64_t strangers = people * (people - 1) / 2;
  const auto moved = [&](const Moment& moment, int part) {
    if (!period.holds(moment.at)) return;
    counters[moved_up].add(moment.post);
    counters[moved_up].add_part(part, moment.post);
  };
  for (const Tie& tie : lens.ties()) {
    if (tie.weak.at >= period.to) continue;
    const bool strong = tie.strong.at < period.to;
    counters[strong ? strong_ties : weak_ties].add(strong ? tie.strong.post : tie.weak.post);
    moved(tie.weak, met);
    moved(tie.strong, strengthened);
    if (active.holds(tie.one) && active.holds(tie.other)) --strangers;
  }
  counters[never_met].add(none, strangers);
}

}  // namespace

const Group& ties() {
  static const Group group{{{"weak_ties"},
                            {"strong_ties"},
                            {"moved_up", Unit::count, true, {"met", "strengthened"}},
                            {"never_met", Unit::count, false}},
                           measure};
  return group;
}

}  // namespace plein::insight
