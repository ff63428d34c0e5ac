// Texts of all posts in one block of bytes: a slice is 8 bytes, and a snapshot copies the block as it is. Slices stay valid
// while the pool lives; what is replaced stays in the block until the next snapshot is written (store/snapshot.h).
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>

namespace plein {

struct TextSlice {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

class TextPool {
 public:
  TextSlice add(std::string_view text) {
    if (text.empty()) return {};
    assert(bytes_.size() + text.size() <= UINT32_MAX);
    const TextSlice slice{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
    bytes_.append(text);
    return slice;
  }
  std::string_view get(TextSlice slice) const { return std::string_view(bytes_).substr(slice.offset, slice.length); }
  bool holds(TextSlice slice) const { return std::uint64_t{slice.offset} + slice.length <= bytes_.size(); }

  // Overwrites what was said.
  void wipe(TextSlice slice) { bytes_.replace(slice.offset, slice.length, slice.length, '\0'); }

  const std::string& bytes() const { return bytes_; }
  void replace(std::string bytes) { bytes_ = std::move(bytes); }
  std::size_t capacity() const { return bytes_.capacity(); }

 private:
  std::string bytes_;
};

}  // namespace plein
