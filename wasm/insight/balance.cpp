// Balance: what the brand sends against what it answers.
#include "insight/figures.h"

namespace plein::insight {
namespace {

enum { brand_posts, brand_answers, answers_per_brand_post };

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  lens.each_post(period, [&](std::uint32_t post, const Fact& fact) {
    if (!lens.brand(fact.person)) return;
    if (fact.first()) {
      counters[brand_posts].add(post);
      counters[answers_per_brand_post].among();
    } else if (!lens.brand(fact.replies_to)) {
      for (const auto figure : {brand_answers, answers_per_brand_post}) counters[figure].add(post);
    }
  });
}

}  // namespace

const Group& balance() {
  static const Group group{{{"brand_posts"}, {"brand_answers"}, {"answers_per_brand_post", Unit::per_thread}}, measure};
  return group;
}

}  // namespace plein::insight
