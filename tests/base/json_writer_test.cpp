#include "base/json_writer.h"

#include <doctest/doctest.h>

#include "base/json_reader.h"

using plein::JsonWriter;
using namespace std::string_literals;

TEST_CASE("commas and nesting are the writer's affair") {
  JsonWriter out;
  out.object().text("a", "b").key("list").array().number(1).number(-2).null().flag(true).end_array();
  out.key("inner").object().end_object().raw("raw", "[1]").text_unless_empty("left out", "").end_object();
  CHECK(out.str() == R"({"a":"b","list":[1,-2,null,true],"inner":{},"raw":[1]})");
}

TEST_CASE("any bytes come out as valid JSON that reads back") {
  const std::string hostile = "quote \" back \\ line \n nul \0 bell \a bad \xFF\xC0\x80 good \xF0\x9F\x98\xA2"s;
  JsonWriter out;
  out.array().text(hostile).end_array();
  const auto document = plein::JsonDocument::parse(out.str());
  REQUIRE(document.ok());
  const std::string back = document->root().at(0).text();
  CHECK(back == "quote \" back \\ line \n nul \0 bell \a bad \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD good \xF0\x9F\x98\xA2"s);
}
