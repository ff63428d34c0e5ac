// The table of figures, a group a file. A group measures a period through a lens: it tells the counter of each of its figures
// what it counts, by the posts behind it. From that comes the figure's value, and, where somebody asks for them, the posts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "insight/lens.h"

namespace plein::insight {

// How what was counted becomes a value; always a whole number, rounded down.
enum class Unit {
  count,       // the sum
  level,       // likewise; nothing where it is of nothing
  share,       // of the sum among what it is of, in ten thousandths
  per_thread,  // the sum by each of what it is of, in hundredths
  money,       // the sum, in hundredths of the brand's currency; nothing where it is of nothing
  duration     // of all times that were told, the one at the percentile (nearest rank), in milliseconds
};

struct Figure {
  std::string_view name;
  Unit unit = Unit::count;
  bool posts = true;  // they can be asked for
  std::vector<std::string_view> parts = {};
  int percentile = 50;  // of a duration
};

class Counter {
 public:
  static constexpr int nothing = -2, whole = -1;
  // `wanted`: whose posts are collected: a part's by its number, the whole figure's, or none.
  explicit Counter(const Figure& figure, int wanted = nothing) : figure_(&figure), parts_(figure.parts.size()), wanted_(wanted) {}

  // `post`: none where nobody can ask for it.
  void add(std::uint32_t post, std::int64_t n = 1) {
    sum_ += n;
    collect(whole, post);
  }
  void add_part(int part, std::uint32_t post, std::int64_t n = 1) {
    parts_[static_cast<std::size_t>(part)] += n;
    collect(part, post);
  }
  void add_time(std::uint32_t post, Milliseconds time) {
    times_.push_back(time);
    collect(whole, post);
  }
  void among(std::int64_t n = 1) { of_ += n; }

  bool collects() const { return wanted_ != nothing; }
  bool collects(int part) const { return wanted_ == part; }
  void collect(int part, std::uint32_t post) {
    if (wanted_ == part && post != none) posts_.push_back(post);
  }

  std::optional<std::int64_t> value();  // nothing where there is nothing to divide by
  const std::vector<std::int64_t>& parts() const { return parts_; }
  const std::vector<std::uint32_t>& posts() const { return posts_; }

 private:
  const Figure* figure_;
  std::int64_t sum_ = 0, of_ = 0;
  std::vector<std::int64_t> parts_;
  std::vector<Milliseconds> times_;
  std::vector<std::uint32_t> posts_;
  int wanted_;
};

struct Group {
  std::vector<Figure> figures;
  // `counters`: one a figure, in the same order.
  void (*measure)(const Lens& lens, const Period& period, std::vector<Counter>& counters);
};

const Group& reach();
const Group& activity();
const Group& influence();
const Group& conversations();
const Group& durability();
const Group& ties();
const Group& participation();
const Group& balance();

const Group& yields();  // measured by what the others count (worth.h)

const std::vector<const Group*>& groups();  // all of them, in the order in which they are told

// Where a figure is in the table; or a part of it, by "figure.part".
struct Found {
  std::size_t group = 0, figure = 0;
  int part = Counter::whole;
  const Figure* what = nullptr;  // none: there is no such figure
};
Found find(std::string_view name);

}  // namespace plein::insight
