// UTF-8, decoded strictly: overlong forms, surrogates and values above U+10FFFF are not UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plein::utf8 {

inline constexpr char32_t replacement = 0xFFFD;

// The code point at `position`, and how many bytes it takes. Where there is no valid UTF-8: U+FFFD and 1.
struct Decoded {
  char32_t code_point;
  std::size_t bytes;
  bool valid;
};
Decoded decode(std::string_view text, std::size_t position);

void append(std::string& text, char32_t code_point);
bool valid(std::string_view text);
std::string repaired(std::string_view text);  // with U+FFFD for every byte that is none

}  // namespace plein::utf8
