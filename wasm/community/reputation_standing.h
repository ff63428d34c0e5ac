// Where somebody stands: their level and badges, and whether they may be proposed as an ambassador (docs/reputation.md).
#pragma once

#include <string>
#include <vector>

#include "community/reputation.h"

namespace plein::community {

enum class Level : std::uint8_t { newcomer, member, regular, expert, ambassador };
inline constexpr std::string_view level_names[] = {"newcomer", "member", "regular", "expert", "ambassador"};

struct Standing {
  std::uint32_t person = none;
  std::int64_t points = 0;  // hundredths
  std::uint64_t key = 0;    // the smallest of their authors': in which order they come is not by chance
  Level level = Level::newcomer;
  bool counts = false;  // false: nothing is told of them
};

// `person`: as of Persons.
Standing standing_of(const State& state, const Merits& merits, const Reputation& reputation, std::uint32_t person);

std::vector<std::string_view> badges_of(const Helper& helper, Milliseconds at);

// Why they may be proposed: "<what>:<number>" each; empty: they may not.
std::vector<std::string> why_candidate(const Standing& standing, const Merits& merits, const Helper& helper, Milliseconds at);

}  // namespace plein::community
