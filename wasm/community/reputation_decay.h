// Help counts less as it ages, by half every half-life. In integers alone, so that every build counts the same.
#pragma once

#include <cstdint>

#include "base/time.h"

namespace plein::community {

// The day of a time, counted from 1970, as UTC has days.
std::int64_t day_of(Milliseconds at);

// What is left of `amount` (0 to 2^40) after so many whole days, rounded down; all of it where there are none, or fewer.
// 2^(-days/half_life), its exponent rounded down to a 256th and its value to a 65536th.
std::int64_t decayed(std::int64_t amount, std::int64_t days, std::int64_t half_life_days);

}  // namespace plein::community
