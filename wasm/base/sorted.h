// A set in one block, for a browser: less to load than std::set, and quick while it holds thousands. What comes is put in its
// place, the rest moves.
#pragma once

#include <algorithm>
#include <vector>

namespace plein {

template <class T>
class Sorted {
 public:
  using iterator = typename std::vector<T>::const_iterator;

  iterator begin() const { return rows_.begin(); }
  iterator end() const { return rows_.end(); }
  std::size_t size() const { return rows_.size(); }
  iterator upper_bound(const T& than) const { return std::upper_bound(begin(), end(), than); }
  void clear() { rows_.clear(); }
  void insert(const T& row) {
    rows_.push_back(row);
    std::size_t at = rows_.size() - 1;
    for (; at > 0 && row < rows_[at - 1]; --at) rows_[at] = rows_[at - 1];
    rows_[at] = row;
  }
  void insert(iterator, const T& row) { insert(row); }
  void erase(const T& row) { rows_.erase(upper_bound(row) - 1); }  // which is there

 private:
  std::vector<T> rows_;
};

}  // namespace plein
