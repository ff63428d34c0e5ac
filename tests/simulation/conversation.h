// One seed from its first word to rest, and what was wrong with it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace plein::simulation {

struct Outcome {
  std::string wrong;  // "" when all is well
  std::string hash;   // of the engine's last state
  std::vector<std::string> trace;
  int actions = 0;
};

struct Without {
  std::set<int> actions;
  std::set<int> faults;
};

Outcome converse(std::uint64_t seed, const Without& without = {}, bool tracing = false);

// The seed again with as few actions and kinds of faults as still make it wrong, told line by line.
std::string minimal_trace(std::uint64_t seed);

}  // namespace plein::simulation
