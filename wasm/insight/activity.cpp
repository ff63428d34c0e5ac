// Frequency: what is written, and by how many.
#include "insight/figures.h"

namespace plein::insight {
namespace {

enum { posts, replies, threads, active_authors, new_authors };

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  Marks& met = lens.marks();
  lens.each_post(period, [&](std::uint32_t post, const Fact& fact) {
    counters[posts].add(post);
    counters[fact.first() ? threads : replies].add(post);
    if (!lens.brand(fact.person) && met.put(fact.person)) counters[active_authors].add(post);
  });
  for (const std::uint32_t post : lens.firsts(period)) counters[new_authors].add(post);
}

}  // namespace

const Group& activity() {
  static const Group group{{{"posts"}, {"replies"}, {"threads"}, {"active_authors"}, {"new_authors"}}, measure};
  return group;
}

}  // namespace plein::insight
