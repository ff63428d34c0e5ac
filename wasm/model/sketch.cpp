#include "model/sketch.h"

#include <cstring>

namespace plein::sketch {
namespace {

constexpr int fraction_bits = 32;
constexpr std::uint64_t one = std::uint64_t{1} << fraction_bits;

// 1 / (2 ln 2) * size^2, with the fraction's bits: 0.7213... * 2^(24 + 32).
constexpr std::uint64_t scale = 51978566788454385;
static_assert(2 * index_bits + fraction_bits == 56, "the scale is made for these");

// x + x^2 + 2 x^4 + 4 x^8 ..., of the share of registers that met nothing; below one.
std::uint64_t sigma(std::uint64_t x) {
  std::uint64_t sum = x;
  for (std::uint64_t weight = 1; x != 0; weight *= 2) {
    x = x * x >> fraction_bits;
    sum += weight * x;
  }
  return sum;
}

}  // namespace

Rise rise_of(std::uint64_t hash) {
  std::uint8_t to = 1;
  for (std::uint64_t rest = hash << index_bits; to < highest && (rest & std::uint64_t{1} << 63) == 0; rest <<= 1) ++to;
  return {static_cast<std::uint16_t>(hash >> (64 - index_bits)), to};
}

bool raise(Registers& registers, Rise rise) {
  if (registers.empty()) registers.resize(size);
  std::uint8_t& held = registers[rise.at];
  if (held >= rise.to) return false;
  held = rise.to;
  return true;
}

// Eight at a time: none has its highest bit, so that of a word with all of these set, less another, it says which is the larger.
void merge(Registers& registers, const Registers& others) {
  if (registers.empty() || others.empty()) return void(registers = registers.empty() ? others : registers);
  constexpr std::uint64_t high = 0x8080808080808080;
  static_assert(size % 8 == 0 && highest < 0x80, "registers fit a byte less a bit");
  for (std::size_t i = 0; i < size; i += 8) {
    std::uint64_t a = 0, b = 0;
    std::memcpy(&a, &registers[i], 8);
    std::memcpy(&b, &others[i], 8);
    const std::uint64_t mine = (((a | high) - b) & high) >> 7;
    const std::uint64_t mask = mine * 0xFF;
    a = (a & mask) | (b & ~mask);
    std::memcpy(&registers[i], &a, 8);
  }
}

// Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), section 4: without a bias that would have to be
// corrected, for few as for many.
std::uint64_t estimate(const Registers& registers) {
  std::uint64_t untouched = 0, sum = 0;
  for (const std::uint8_t held : registers) {
    if (held == 0)
      ++untouched;
    else if (held <= fraction_bits)
      sum += one >> held;
  }
  if (registers.empty() || untouched == size) return 0;
  sum += sigma(untouched << (fraction_bits - index_bits)) << index_bits;
  return sum == 0 ? UINT64_MAX : (scale + sum / 2) / sum;
}

}  // namespace plein::sketch
