#include "base/json_reader.h"

#include <doctest/doctest.h>

using plein::ErrorCode;
using plein::JsonDocument;
using plein::JsonLimits;

namespace {

plein::Result<JsonDocument> parse(std::string_view text) { return JsonDocument::parse(text); }

}  // namespace

TEST_CASE("a document is read by its members") {
  const auto document = parse(R"({"name":"Ana","age":41,"tags":["a","b"],"ok":true,"deleted":0,"pid":7,"none":null})");
  REQUIRE(document.ok());
  const auto root = document->root();
  CHECK(root["name"].text() == "Ana");
  CHECK(root["age"].integer() == 41);
  CHECK(root["tags"].size() == 2);
  CHECK(root["tags"].at(1).text() == "b");
  CHECK(root["ok"].flag());
  CHECK_FALSE(root["deleted"].flag());
  CHECK(root["pid"].id() == "7");
  CHECK(root["none"].text_or("-") == "-");
  CHECK(root["absent"].integer_or(3) == 3);
  CHECK(document->status().ok());
}

TEST_CASE("the first wrong type is the document's error, with its path") {
  const auto document = parse(R"({"thread":{"replies":[{"post":{"uri":"a"}},{"post":{"uri":5}}]}})");
  REQUIRE(document.ok());
  document->root()["thread"]["replies"].each([](plein::JsonReader reply) { reply["post"]["uri"].text(); });
  document->root()["nothing"].text();
  REQUIRE_FALSE(document->status().ok());
  CHECK(document->status().error() ==
        plein::Error{ErrorCode::wrong_type, "$.thread.replies[1].post.uri", "found the number 5, expected a text"});
}

TEST_CASE("what is missing is named by where it should be") {
  const auto document = parse(R"({"a":{"b":[]}})");
  REQUIRE(document.ok());
  SUBCASE("a member") {
    document->root()["a"]["c"].text();
    CHECK(document->status().error().path == "$.a.c");
    CHECK(document->status().error().code == ErrorCode::missing);
  }
  SUBCASE("an element") {
    document->root()["a"]["b"].at(3).text();
    CHECK(document->status().error().path == "$.a.b[3]");
  }
  SUBCASE("a member of a list") {
    CHECK(document->root()["a"]["b"]["x"].text_or("fallback") == "fallback");
    CHECK(document->status().error().code == ErrorCode::wrong_type);
  }
}

TEST_CASE("bytes that are no JSON, too many or too deep are refused before they are read") {
  CHECK(parse("").error().code == ErrorCode::invalid_json);
  CHECK(parse("{\"a\":}").error().code == ErrorCode::invalid_json);
  CHECK(parse("{} {}").error().code == ErrorCode::invalid_json);
  CHECK(parse("\"\xC3\x28\"").error().code == ErrorCode::invalid_json);
  CHECK(JsonDocument::parse("[1,2,3]", JsonLimits{4, 10}).error().code == ErrorCode::too_large);
  CHECK(JsonDocument::parse("[[[[]]]]", JsonLimits{100, 3}).error().code == ErrorCode::too_deep);
  CHECK(JsonDocument::parse("[[[]]]", JsonLimits{100, 3}).ok());
  CHECK(JsonDocument::parse("\"[[[[[[\"", JsonLimits{100, 3}).ok());
  CHECK(JsonDocument::parse(std::string(1 << 20, '['), JsonLimits{}).error().code == ErrorCode::too_deep);
}

TEST_CASE("a number outside 64 bits is no whole number") {
  const auto document = parse(R"({"big":18446744073709551615,"fraction":1.5})");
  REQUIRE(document.ok());
  SUBCASE("too large") { CHECK(document->root()["big"].integer() == 0); }
  SUBCASE("fraction") { CHECK(document->root()["fraction"].integer() == 0); }
  CHECK(document->status().error().code == ErrorCode::wrong_type);
}
