// From a 64-bit key to a row's index: open addressing over 4-byte slots; the keys themselves stay in the rows, so that a
// post costs 8 bytes here. Keys are hashes already. Nothing is ever taken out.
#pragma once

#include <cstdint>
#include <vector>

#include "model/rows.h"

namespace plein {

class KeyIndex {
 public:
  // `key_of(index)` gives the key of a stored index.
  template <class KeyOf>
  std::uint32_t find(std::uint64_t key, const KeyOf& key_of) const {
    if (slots_.empty()) return none;
    for (std::size_t at = key & mask();; at = (at + 1) & mask()) {
      const std::uint32_t index = slots_[at];
      if (index == none || key_of(index) == key) return index;
    }
  }

  template <class KeyOf>
  void insert(std::uint64_t key, std::uint32_t index, const KeyOf& key_of) {
    if ((count_ + 1) * 3 > slots_.size() * 2) grow(key_of);
    place(key, index);
    ++count_;
  }

  template <class KeyOf>
  void reserve(std::size_t count, const KeyOf& key_of) {
    while (count * 3 > slots_.size() * 2) grow(key_of);
  }

  std::size_t bytes() const { return slots_.capacity() * sizeof(std::uint32_t); }

 private:
  std::size_t mask() const { return slots_.size() - 1; }

  void place(std::uint64_t key, std::uint32_t index) {
    std::size_t at = key & mask();
    while (slots_[at] != none) at = (at + 1) & mask();
    slots_[at] = index;
  }

  template <class KeyOf>
  void grow(const KeyOf& key_of) {
    std::vector<std::uint32_t> before(slots_.empty() ? 64 : slots_.size() * 2, none);
    before.swap(slots_);
    for (const std::uint32_t index : before) {
      if (index != none) place(key_of(index), index);
    }
  }

  std::vector<std::uint32_t> slots_;
  std::size_t count_ = 0;
};

}  // namespace plein
