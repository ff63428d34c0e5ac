// Influence: what a thread sets going, and whether what the brand says is talked about.
#include "insight/figures.h"

namespace plein::insight {
namespace {

enum { replies_per_thread, depth, people_per_thread, reactions, talked_about, replies_per_brand_post };

void measure_thread(const Lens& lens, Milliseconds to, std::uint32_t root, std::vector<Counter>& counters) {
  const std::uint32_t author = lens.fact(root).person;
  const bool of_brand = lens.brand(author);
  Marks& met = lens.marks();
  std::uint32_t deepest = root;
  bool by_others = false;
  if (!of_brand && met.put(author)) counters[people_per_thread].add(root);
  lens.each_reply(lens.fact(root).thread, to, [&](std::uint32_t post, const Fact& fact) {
    counters[replies_per_thread].add(post);
    if (fact.depth > lens.fact(deepest).depth) deepest = post;
    if (lens.brand(fact.person)) return;
    if (met.put(fact.person)) counters[people_per_thread].add(post);
    if (of_brand) counters[replies_per_brand_post].add(post);
    by_others = true;
  });
  for (const auto figure : {replies_per_thread, depth, people_per_thread}) counters[figure].among();
  if (deepest != root) counters[depth].add(deepest, lens.fact(deepest).depth);
  if (!of_brand) return;
  for (const auto figure : {talked_about, replies_per_brand_post}) counters[figure].among();
  if (by_others) counters[talked_about].add(root);
}

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  lens.each_post(period, [&](std::uint32_t post, const Fact& fact) {
    if (fact.reactions > 0) counters[reactions].add(post, fact.reactions);
    if (fact.first()) measure_thread(lens, period.to, post, counters);
  });
}

}  // namespace

const Group& influence() {
  static const Group group{{{"replies_per_thread", Unit::per_thread},
                            {"depth", Unit::per_thread},
                            {"people_per_thread", Unit::per_thread},
                            {"reactions"},
                            {"talked_about", Unit::share},
                            {"replies_per_brand_post", Unit::per_thread}},
                           measure};
  return group;
}

}  // namespace plein::insight
