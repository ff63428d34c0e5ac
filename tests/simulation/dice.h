// The simulation's only source of chance: the same seed gives the same throws, natively and as WebAssembly.
#pragma once

#include <cstdint>

namespace plein::simulation {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // 0 to sides - 1. splitmix64 (Vigna)
  std::uint64_t operator()(std::uint64_t sides) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return sides == 0 ? 0 : (z ^ (z >> 31)) % sides;
  }
  bool percent(std::uint64_t chance) { return (*this)(100) < chance; }
  template <class List>
  auto& of(List& list) {
    return list[(*this)(list.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace plein::simulation
