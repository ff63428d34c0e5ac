#include "simulation/faults.h"

namespace plein::simulation {

std::string_view fault_name(int kind) {
  static constexpr std::string_view names[] = {
      "lose_request", "lose_answer", "late_write", "too_late", "refuse_after", "fail_before", "fail_after", "throttle",
      "lose_push",    "repeat_push", "delay_push", "lag",      "kill",         "jump",        "queue",      "lose_log"};
  return names[kind];
}

void Faults::disable(int kind) {
  std::uint64_t* rates[] = {&lose_request, &lose_answer, &late_write,  &too_late,   &refuse_after, &fail_before, &fail_after,
                            &throttle,     &lose_push,   &repeat_push, &delay_push, &lag,          &kill,        &jump};
  if (kind < 14) *rates[kind] = 0;
  if (kind == 14) queue = false;
  if (kind == 15) lose_log = false;
}

Faults choose_faults(Dice& dice, const std::set<int>& without) {
  Faults faults;
  std::uint64_t* rates[] = {&faults.lose_request, &faults.lose_answer, &faults.late_write, &faults.too_late,
                            &faults.refuse_after, &faults.fail_before, &faults.fail_after, &faults.throttle,
                            &faults.lose_push,    &faults.repeat_push, &faults.delay_push};
  for (std::uint64_t* rate : rates) {
    const std::uint64_t drawn = 1 + dice(20);
    if (dice.percent(40)) *rate = drawn;
  }
  if (dice.percent(60)) faults.lag = 30 + dice(70);
  if (dice.percent(50)) faults.kill = 1 + dice(6);
  if (dice.percent(20)) faults.jump = 5;
  faults.queue = dice.percent(25);
  faults.lose_log = dice.percent(8);
  for (const int kind : without) faults.disable(kind);
  return faults;
}

}  // namespace plein::simulation
