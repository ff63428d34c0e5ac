// How many different ones there were, without keeping which: HyperLogLog (Flajolet and others, 2007) with 2^12 registers, each of
// them the longest run of zeros met among the hashes that fall to it. Whole numbers alone, so that every build says the same;
// about 1.6 % off. Nothing of a hash can be had back from it.
#pragma once

#include <cstdint>
#include <vector>

namespace plein::sketch {

inline constexpr int index_bits = 12;
inline constexpr std::size_t size = std::size_t{1} << index_bits;
inline constexpr std::uint8_t highest = 64 - index_bits + 1;

using Registers = std::vector<std::uint8_t>;  // empty: nothing was met; or `size` of them

// A register, and the least that it is to be.
struct Rise {
  std::uint16_t at = 0;
  std::uint8_t to = 0;
};

Rise rise_of(std::uint64_t hash);                           // whose bits are as good as random
bool raise(Registers& registers, Rise rise);                // whether it rose
void merge(Registers& registers, const Registers& others);  // as if the first had met what the others did, too
std::uint64_t estimate(const Registers& registers);

}  // namespace plein::sketch
