#include "insight/figures.h"

#include <algorithm>

namespace plein::insight {

std::optional<std::int64_t> Counter::value() {
  switch (figure_->unit) {
    case Unit::count: return sum_;
    case Unit::share: return of_ == 0 ? std::nullopt : std::optional(sum_ * 10000 / of_);
    case Unit::per_thread: return of_ == 0 ? std::nullopt : std::optional(sum_ * 100 / of_);
    case Unit::duration: break;
  }
  if (times_.empty()) return std::nullopt;
  const std::size_t rank = (times_.size() * static_cast<std::size_t>(figure_->percentile) + 99) / 100;
  const auto at = times_.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(times_.begin(), at, times_.end());
  return *at;
}

const std::vector<const Group*>& groups() {
  static const std::vector<const Group*> table{&reach(),      &activity(), &influence(),     &conversations(),
                                               &durability(), &ties(),     &participation(), &balance()};
  return table;
}

}  // namespace plein::insight
