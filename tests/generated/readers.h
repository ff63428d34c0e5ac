// A day of readers, made up: what they did, mostly of few threads, who was there by their hashes, and how many followed.
#pragma once

#include <string>
#include <vector>

#include "generated/community.h"
#include "model/author_key.h"
#include "model/record.h"
#include "model/state.h"
#include "simulation/dice.h"

namespace plein::generated {

inline std::vector<Record> readers(simulation::Dice& dice, const std::vector<PostKey>& threads, std::int64_t day) {
  record::Counted counted{day, {}};
  for (std::uint64_t i = 0; i < std::size(page_act_names); ++i) {
    const auto act = static_cast<PageAct>(i);
    for (std::uint64_t times = dice(4); times > 0; --times) {
      const bool of_thread =
          name_of(act).of_thread == PageActName::always || (name_of(act).of_thread == PageActName::maybe && dice.percent(60));
      const PostKey thread = threads[dice(1 + dice(threads.size()))];
      const auto via = has_via(act) ? static_cast<Via>(dice(std::size(via_names))) : Via::unsaid;
      counted.tallies.push_back({act, of_thread ? thread : 0, 1 + dice(50), via});
    }
  }
  record::Sketched sketched{day, {}};
  for (std::uint64_t visitors = dice(300); visitors > 0; --visitors)
    sketched.rises.push_back(sketch::rise_of(dice(1ull << 40) * 0x9E3779B97F4A7C15ull));
  record::Sketched members{day, {}, true};
  for (std::uint64_t people = dice(40); people > 0; --people)
    members.rises.push_back(sketch::rise_of(author_key("site", "m" + std::to_string(dice(60)))));
  const PlaceId place{dice.percent(70) ? "page" : "forum"};
  return {counted, sketched, members, record::Followed{place, day, 5000 + dice(2000)}};
}

// A community with readers on each of its days.
template <class Take>
void read_community(const Plan& plan, const Take& take) {
  std::vector<PostKey> threads;
  community(plan, [&](const Record& record) {
    take(record);
    const auto* posted = std::get_if<record::Posted>(&record);
    if (posted != nullptr && posted->parent.empty()) threads.push_back(State::key_of(posted->place.value, posted->post.id.value));
  });
  simulation::Dice dice(plan.seed);
  constexpr Milliseconds day = 86400000;
  for (std::int64_t number = plan.from() / day; number < plan.until / day; ++number) {
    for (const Record& record : readers(dice, threads, number)) take(record);
  }
}

}  // namespace plein::generated
