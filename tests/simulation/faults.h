// How a conversation goes wrong.
#pragma once

#include <set>
#include <string_view>

#include "simulation/dice.h"

namespace plein::simulation {

// Chances in percent of each request, push or step; 0: never.
struct Faults {
  std::uint64_t lose_request = 0;  // never arrives
  std::uint64_t lose_answer = 0;   // arrives, its answer does not
  std::uint64_t late_write = 0;    // the answer is given up, the write arrives a while later
  std::uint64_t too_late = 0;      // likewise, later than the platform says it can
  std::uint64_t refuse_after = 0;  // a 4xx though the write took place
  std::uint64_t fail_before = 0;   // 5xx, nothing done
  std::uint64_t fail_after = 0;    // 5xx, done
  std::uint64_t throttle = 0;
  std::uint64_t lose_push = 0;
  std::uint64_t repeat_push = 0;
  std::uint64_t delay_push = 0;  // by minutes, and so out of order
  std::uint64_t lag = 0;         // of reads, up to what the platform says
  std::uint64_t kill = 0;        // of each step
  std::uint64_t jump = 0;        // of the host's clock, of each step in a thousand
  bool queue = false;            // posts of ours wait for approval at times
  bool lose_log = false;         // once

  static constexpr int kinds = 16;
  void disable(int kind);
};

std::string_view fault_name(int kind);

// Those of a seed, some kinds left out.
Faults choose_faults(Dice& dice, const std::set<int>& without);

}  // namespace plein::simulation
