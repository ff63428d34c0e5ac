#include "insight/figures.h"

#include <algorithm>

namespace plein::insight {

std::optional<std::int64_t> Counter::value() {
  switch (figure_->unit) {
    case Unit::count: return sum_;
    case Unit::share: return of_ == 0 ? std::nullopt : std::optional(sum_ * 10000 / of_);
    case Unit::level:
    case Unit::money: return of_ == 0 ? std::nullopt : std::optional(sum_);
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
  static const std::vector<const Group*> table{&reach(), &activity(),      &influence(), &conversations(), &durability(),
                                               &ties(),  &participation(), &balance(),   &yields()};
  return table;
}

Found find(std::string_view name) {
  const std::size_t dot = std::min(name.find('.'), name.size());
  const std::string_view part = name.substr(std::min(dot + 1, name.size()));
  for (std::size_t g = 0; g < groups().size(); ++g) {
    for (std::size_t f = 0; f < groups()[g]->figures.size(); ++f) {
      const Figure& figure = groups()[g]->figures[f];
      if (figure.name != name.substr(0, dot)) continue;
      if (dot == name.size()) return {g, f, Counter::whole, &figure};
      const auto found = std::find(figure.parts.begin(), figure.parts.end(), part);
      if (found == figure.parts.end()) return {};
      return {g, f, static_cast<int>(found - figure.parts.begin()), &figure};
    }
  }
  return {};
}

}  // namespace plein::insight
