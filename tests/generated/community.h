// A year of a brand's community, made up: most people write once and a few write hundreds of posts; days, hours and seasons
// differ; there are questions, campaigns, incidents that fill one thread, ambassadors who help, people who meet again, answers
// that are accepted, posts that are edited, hidden and removed, and people who write on the website as themselves of the forum.
// The same plan gives the same records, on every host. Everything in it is older than the horizon: an engine that starts with it
// mirrors none.
#pragma once

#include <functional>
#include <string>

#include "model/record.h"

namespace plein::generated {

struct Plan {
  std::uint64_t seed = 1;
  int members = 65000;  // each of whom writes at least once
  int replies = 130000;
  Milliseconds until = 1767225600000;  // 2026-01-01
  int days = 365;                      // before it

  int threads() const { return replies / 4; }
  Milliseconds from() const { return until - Milliseconds{days} * 86400000; }
};

// In the order in which they came.
void community(const Plan& plan, const std::function<void(const Record&)>& take);

// The bridge that it is of, as an engine is configured (BridgeConfig in engine.d.ts).
std::string configuration();

}  // namespace plein::generated
