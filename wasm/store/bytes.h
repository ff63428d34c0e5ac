// A snapshot's bytes, written and read in order (docs/formats.md): numbers of 8 bytes, little-endian; texts; tables as they lie
// in memory.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace plein::snapshot {

class Out {
 public:
  void number(std::uint64_t value) {
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(value >> (8 * i));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes += value;
  }
  template <class Row>
  void table(const std::vector<Row>& rows) {
    number(rows.size());
    bytes.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row));
  }

  std::string bytes;
};

// Total: what is asked beyond the end, or does not fit, is nothing, and remembered: ask good() before what was read is used.
class In {
 public:
  explicit In(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    const std::string_view raw = take(8);
    std::uint64_t value = 0;
    for (std::size_t i = raw.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(raw[i]);
    return value;
  }
  std::string text() { return std::string(take(number())); }
  template <class Row>
  void table(std::vector<Row>& rows) {
    const std::uint64_t count = number();
    if (count > rest_.size() / sizeof(Row)) return fail();
    rows.resize(count);
    const std::string_view raw = take(count * sizeof(Row));
    if (!raw.empty()) std::memcpy(static_cast<void*>(rows.data()), raw.data(), raw.size());
  }
  bool good() const { return good_; }
  bool done() const { return good_ && rest_.empty(); }

 private:
  void fail() {
    good_ = false;
    rest_ = {};
  }
  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) return (fail(), std::string_view());
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace plein::snapshot
