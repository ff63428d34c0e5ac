// Row numbers in an order that rows say, and rows that stay in order.
#include "base/order.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "base/sorted.h"

using namespace plein;

namespace {

std::vector<std::uint32_t> made_up(std::size_t count) {
  std::vector<std::uint32_t> values(count);
  std::uint32_t seed = 7;
  for (std::uint32_t& value : values) value = (seed = seed * 1664525u + 1013904223u) >> 20;
  return values;
}

}  // namespace

TEST_CASE("numbers are sorted by what is said of them, all or the first of them") {
  const std::vector<std::uint32_t> said = made_up(500);
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return said[a] != said[b] ? said[a] > said[b] : a < b; };
  std::vector<std::uint32_t> wanted(said.size());
  std::iota(wanted.begin(), wanted.end(), 0u);
  std::vector<std::uint32_t> all = wanted, some = wanted, none_of_them = wanted;
  std::sort(wanted.begin(), wanted.end(), before);
  sort_numbers(all, before);
  CHECK(all == wanted);
  sort_numbers(some, before, 20);
  CHECK(std::equal(some.begin(), some.begin() + 20, wanted.begin()));
  CHECK(std::is_permutation(some.begin(), some.end(), wanted.begin()));
  sort_numbers(none_of_them, before, 0);
  std::vector<std::uint32_t> empty;
  sort_numbers(empty, before);
  CHECK(empty.empty());
}

TEST_CASE("a sorted block holds what a set holds, in its order") {
  Sorted<std::uint32_t> block;
  std::set<std::uint32_t> set;
  for (const std::uint32_t value : made_up(300)) {
    if (!set.insert(value).second) continue;
    block.insert(value);
    if (value % 3 != 0) continue;
    set.erase(value);
    block.erase(value);
  }
  CHECK(block.size() == set.size());
  CHECK(std::equal(block.begin(), block.end(), set.begin(), set.end()));
  for (const std::uint32_t value : {0u, 100u, 2000u, 5000u}) {
    const auto at = set.upper_bound(value);
    const auto found = block.upper_bound(value);
    CHECK((found == block.end()) == (at == set.end()));
    if (at != set.end()) CHECK(*found == *at);
  }
  block.clear();
  block.insert(block.end(), 3);
  CHECK(*block.begin() == 3);
}
