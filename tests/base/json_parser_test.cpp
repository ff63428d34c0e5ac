// Our parser against nlohmann's: they must agree on what is JSON, and on what it says.
#include "base/json_parser.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/json_reader.h"

using Json = nlohmann::json;

namespace {

bool agree(const std::string& text) {
  const auto ours = plein::JsonDocument::parse(text);
  const Json theirs = Json::parse(text, nullptr, false);
  if (ours.ok() == theirs.is_discarded()) return false;
  return !ours.ok() || Json::parse(ours->root().raw(), nullptr, false) == theirs;
}

}  // namespace

// Left out, as they differ on purpose: numbers beyond a double (nlohmann refuses, ours hands them on as written), and a byte
// order mark (nlohmann passes over it, RFC 8259 lets it be an error).
TEST_CASE("both parsers agree on what is JSON and what is not") {
  for (const char* text : {"null",
                           "true",
                           "false",
                           "0",
                           "-0",
                           "-1",
                           "12",
                           "01",
                           "+1",
                           "1.",
                           ".5",
                           "1.5",
                           "-1.5e10",
                           "1e",
                           "1e+",
                           "1E-2",
                           "9223372036854775807",
                           "9223372036854775808",
                           "-9223372036854775808",
                           "\"\"",
                           "\"a\\u00e9\"",
                           "\"\\ud83d\\ude22\"",
                           "\"\\ud83d\"",
                           "\"\\ude22\"",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"\t\"",
                           "\"\xC3\xA9\"",
                           "\"\xC3\"",
                           "\"\xED\xA0\x80\"",
                           "[]",
                           "[1,2]",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "{}",
                           "{\"a\":1}",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{\"a\" 1}",
                           "{\"a\":}",
                           "{\"a\":1,\"b\":[{},[],\"\"]}",
                           " [ 1 , { \"x\" : null } ] ",
                           "[1]]",
                           "[",
                           "{",
                           "\"",
                           "",
                           " ",
                           "nul",
                           "truefalse",
                           "[true,false,null]",
                           "/**/1",
                           "1//",
                           "{\"a\":{\"a\":{\"a\":[[[]]]}}}"}) {
    CAPTURE(text);
    CHECK(agree(text));
  }
}

TEST_CASE("both parsers agree on damaged documents") {
  const std::string good =
      R"({"thread":{"post":{"uri":"at://x","n":-12.5e3,"ok":true,"none":null,"t":"\u00e9\n\ud83d\ude22"}},"list":[1,[2,{"a":""}]]})";
  REQUIRE(agree(good));
  const std::string bytes = "\"\\{}[]:,0e.-tnu \x01\xC3\xFF";
  std::uint32_t random = 1;
  for (int i = 0; i < 20000; ++i) {
    random = random * 1664525u + 1013904223u;
    std::string damaged = good;
    const std::size_t at = (random >> 8) % good.size();
    const char byte = bytes[(random >> 3) % bytes.size()];
    if (random % 3 == 0)
      damaged.erase(at, 1);
    else if (random % 3 == 1)
      damaged.insert(at, 1, byte);
    else
      damaged[at] = byte;
    CAPTURE(damaged);
    CHECK(agree(damaged));
  }
}
