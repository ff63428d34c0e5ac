#include "text/graphemes.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "text/text.h"

namespace plein::text {
namespace {

enum class Class {
  other,
  cr,
  lf,
  control,
  extend,
  zwj,
  regional_indicator,
  prepend,
  spacingmark,
  l,
  v,
  t,
  lv,
  lvt,
  extended_pictographic
};

struct Range {
  char32_t first, last;
  Class of;
};

constexpr Range table[] = {
#include "text/grapheme_table.inc"
};

Class class_of(char32_t code) {
  if (code >= 0x20 && code < 0x7F) return Class::other;
  const auto* found =
      std::upper_bound(std::begin(table), std::end(table), code, [](char32_t c, const Range& r) { return c < r.first; });
  if (found == std::begin(table)) return Class::other;
  --found;
  return code <= found->last ? found->of : Class::other;
}

bool is_control(Class c) { return c == Class::control || c == Class::cr || c == Class::lf; }

// GB6 to GB8: Hangul syllables.
bool hangul(Class before, Class after) {
  if (before == Class::l) return after == Class::l || after == Class::v || after == Class::lv || after == Class::lvt;
  if (before == Class::lv || before == Class::v) return after == Class::v || after == Class::t;
  return (before == Class::lvt || before == Class::t) && after == Class::t;
}

}  // namespace

std::size_t grapheme_end(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return text.size();
  utf8::Decoded here = utf8::decode(text, begin);
  std::size_t at = begin + here.bytes;
  Class before = class_of(here.code_point);
  int flags = before == Class::regional_indicator ? 1 : 0;   // regional indicators in a row
  bool pictograph = before == Class::extended_pictographic;  // then extends, up to a joiner
  bool joined = false;                                       // a joiner after a pictograph
  while (at < text.size()) {
    here = utf8::decode(text, at);
    const Class after = class_of(here.code_point);
    bool together = false;
    if (before == Class::cr && after == Class::lf)
      together = true;  // GB3
    else if (is_control(before) || is_control(after))
      together = false;  // GB4, GB5
    else if (hangul(before, after))
      together = true;  // GB6-8
    else if (after == Class::extend || after == Class::zwj || after == Class::spacingmark)
      together = true;  // GB9, GB9a
    else if (before == Class::prepend)
      together = true;  // GB9b
    else if (joined && after == Class::extended_pictographic)
      together = true;  // GB11
    else if (before == Class::regional_indicator && after == Class::regional_indicator)
      together = flags % 2 == 1;  // GB12, GB13
    if (!together) return at;
    joined = pictograph && after == Class::zwj;
    pictograph = after == Class::extended_pictographic || (pictograph && after == Class::extend);
    flags = after == Class::regional_indicator ? flags + 1 : 0;
    before = after;
    at += here.bytes;
  }
  return at;
}

std::size_t count_graphemes(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = grapheme_end(text, at)) ++count;
  return count;
}

}  // namespace plein::text
