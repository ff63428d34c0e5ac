#include "base/utf8.h"

#include <doctest/doctest.h>

namespace utf8 = plein::utf8;

TEST_CASE("strict: what is not UTF-8 is told apart from what is") {
  CHECK(utf8::valid("plein \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\xA2"));
  for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF0\x9F\x98", "\xFF"}) {
    CHECK_FALSE(utf8::valid(bad));
  }
}

TEST_CASE("repair keeps what is good") { CHECK(utf8::repaired("a\xFF\xC3\xA9") == "a\xEF\xBF\xBD\xC3\xA9"); }

TEST_CASE("every code point comes back from its bytes") {
  for (const char32_t code : {U'a', U'\u00e9', U'\u20ac', U'\U0001F622', U'\U0010FFFF'}) {
    std::string text;
    utf8::append(text, code);
    const utf8::Decoded back = utf8::decode(text, 0);
    CHECK(back.valid);
    CHECK(back.code_point == code);
    CHECK(back.bytes == text.size());
  }
}
