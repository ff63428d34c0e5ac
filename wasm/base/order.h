// Sorts numbers of rows, by what the rows say: one sort for all tables, as each std::sort is a kilobyte more for a browser.
#pragma once

#include <cstdint>
#include <vector>

#include "base/call.h"

namespace plein {

using Before = Call<bool(std::uint32_t, std::uint32_t)>;

// `before`: a total order, so that every build gives the same. The first `most` are in order, what comes behind them is not.
void sort_numbers(std::vector<std::uint32_t>& numbers, Before before, std::size_t most = SIZE_MAX);

}  // namespace plein
