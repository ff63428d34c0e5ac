#include "community/reputation_decay.h"

#include <array>

namespace plein::community {
namespace {

constexpr std::int64_t day_ms = 86400000;

// 2^(-1/2), 2^(-1/4) ... 2^(-1/256), times 2^32.
constexpr std::uint64_t roots[] = {3037000500, 3611622603, 3938502376, 4112874773,
                                   4202935003, 4248701965, 4271771996, 4283353945};

// 2^(-k/256), times 2^16, each rounded to the nearest.
constexpr std::array<std::uint32_t, 256> make_fractions() {
  std::array<std::uint32_t, 256> fractions{};
  for (std::uint32_t k = 0; k < 256; ++k) {
    std::uint64_t value = std::uint64_t{1} << 32;
    for (std::uint32_t bit = 0; bit < 8; ++bit) {
      if ((k & (128u >> bit)) != 0) value = (value * roots[bit] + (std::uint64_t{1} << 31)) >> 32;
    }
    fractions[k] = static_cast<std::uint32_t>((value + (1u << 15)) >> 16);
  }
  return fractions;
}

constexpr std::array<std::uint32_t, 256> fractions = make_fractions();

}  // namespace

std::int64_t day_of(Milliseconds at) {
  const std::int64_t day = at / day_ms;
  return at % day_ms < 0 ? day - 1 : day;
}

std::int64_t decayed(std::int64_t amount, std::int64_t days, std::int64_t half_life_days) {
  if (days <= 0) return amount;
  const std::int64_t exponent = days * 256 / half_life_days;
  const std::int64_t halvings = exponent / 256;
  if (halvings >= 40) return 0;
  return (amount * fractions[static_cast<std::size_t>(exponent % 256)]) >> (16 + halvings);
}

}  // namespace plein::community
