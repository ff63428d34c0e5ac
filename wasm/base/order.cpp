#include "base/order.h"

#include <algorithm>

namespace plein {

void sort_numbers(std::vector<std::uint32_t>& numbers, Before before, std::size_t most) {
#ifndef PLEIN_READER
  if (most >= numbers.size()) return std::sort(numbers.begin(), numbers.end(), before);
#endif
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(most, numbers.size()));
  std::partial_sort(numbers.begin(), middle, numbers.end(), before);
}

}  // namespace plein
