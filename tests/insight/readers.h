// A day of readers, made up: what they did, mostly of few threads, and who was there by their hashes.
#pragma once

#include <vector>

#include "model/record.h"
#include "simulation/dice.h"

namespace plein::insight {

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
  return {counted, sketched};
}

}  // namespace plein::insight
