#include "search/folding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "base/utf8.h"

namespace plein::search {
namespace {

#include "search/fold_table.inc"

// One of the table's streams of numbers.
struct Stream {
  const std::uint8_t* at;

  std::uint32_t next() {
    std::uint32_t value = 0;
    for (int shift = 0;; shift += 7) {
      value |= (*at & 0x7Fu) << shift;
      if (*at++ < 0x80) return value;
    }
  }
};

// By code point, filled once: most of what is read is in it.
const std::array<std::uint16_t, 0x10000>& table() {
  static const auto all = [] {
    std::array<std::uint16_t, 0x10000> to{};
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = static_cast<std::uint16_t>(i);
    Stream gap{gaps}, shape{shapes}, move{moves};
    std::uint32_t code = 0, target = 0;
    while (gap.at != std::end(gaps)) {
      code += gap.next();
      const std::uint32_t run = shape.next(), moved = move.next();
      const std::uint32_t apart = 1 + (run & 1), step = run >> 1 & 3;
      target = (moved & 1) != 0 ? target - moved / 2 : moved != 0 ? target + moved / 2 - 1 : target;
      for (std::uint32_t left = run >> 3;; code += apart, target += moved != 0 ? step : 0) {
        to[code] = static_cast<std::uint16_t>(moved != 0 ? target : 0);
        if (--left == 0) break;
      }
    }
    return to;
  }();
  return all;
}

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Han, Hiragana and Katakana have no spaces between words.
bool stands_alone(char32_t c) {
  return between(c, 0x3041, 0x30FF) || between(c, 0x3400, 0x4DBF) || between(c, 0x4E00, 0x9FFF) || between(c, 0x20000, 0x3FFFF);
}

bool separates(char32_t c) {
  if (c < 0x80) return !(between(c, '0', '9') || between(c, 'a', 'z'));
  if (c < 0xC0) return c != 0xAA && c != 0xB5 && c != 0xBA;
  return c == 0xD7 || c == 0xF7 || between(c, 0x2000, 0x206F) || between(c, 0x2190, 0x2BFF) || between(c, 0x2E00, 0x2E7F) ||
         between(c, 0x3000, 0x3020) || between(c, 0xFE10, 0xFE6F) || between(c, 0xFF00, 0xFF0F) || between(c, 0x60C, 0x60D) ||
         c == 0x61B || c == 0x61F || c == 0xFFFD || between(c, 0xE000, 0xF8FF) || between(c, 0x1F000, 0x1FAFF);
}

std::string_view of_two(char32_t c) {
  switch (c) {
    case 0xDF:
    case 0x1E9E: return "ss";
    case 0xC6:
    case 0xE6: return "ae";
    case 0x152:
    case 0x153: return "oe";
    case 0xDE:
    case 0xFE: return "th";
    case 0xFB00: return "ff";
    case 0xFB01: return "fi";
    case 0xFB02: return "fl";
    case 0x132:
    case 0x133: return "ij";
    default: return "";
  }
}

}  // namespace

std::size_t WordReader::take(std::string_view bytes, std::size_t at) {
  ends_ = alone_ = false;
  const auto first = static_cast<unsigned char>(bytes[at]);
  if (first < 0x80) {
    const char lower = first >= 'A' && first <= 'Z' ? static_cast<char>(first + 32) : static_cast<char>(first);
    ends_ = separates(static_cast<char32_t>(static_cast<unsigned char>(lower)));
    folded_.assign(1, lower);
    return 1;
  }
  const utf8::Decoded read = utf8::decode(bytes, at);
  folded_ = of_two(read.code_point);
  if (!folded_.empty()) return read.bytes;
  const char32_t to = read.code_point < 0x10000 ? table()[read.code_point] : read.code_point;
  if (to == 0 || to == 0x200C || to == 0x200D || to == 0xAD) return read.bytes;  // a mark, or nothing to be seen
  ends_ = separates(to);
  alone_ = stands_alone(to);
  if (!ends_) utf8::append(folded_, to);
  return read.bytes;
}

bool ends_line(std::string_view kind) {
  for (const std::string_view inside : {"b", "i", "code", "a", "@", "#", "img", "hide"}) {
    if (kind == inside) return false;
  }
  return true;
}

std::size_t read_string(std::string_view json, std::size_t at, std::string& out) {
  out.clear();
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] != '\\' || at + 1 >= json.size()) {
      const std::size_t next = std::min(json.find_first_of("\\\"", at), json.size());
      out.append(json, at, next - at);
      at = next - 1;
      continue;
    }
    const char escaped = json[++at];
    out += escaped == '"' || escaped == '\\' || escaped == '/' ? escaped : ' ';
    if (escaped == 'u') at += 4;  // a control character: to_json escapes no other
  }
  return at;
}

}  // namespace plein::search
