#include "model/rich_text.h"

#include <doctest/doctest.h>

#include "base/json_reader.h"
#include "text/text.h"

using namespace plein;

namespace {

// Every kind of node, with every member it may have.
constexpr const char* everything =
    R"x([{"c":["a",{"c":[{"c":["b"],"t":"i"}],"t":"b"},{"t":"br"},{"s":"c()","t":"code"},)x"
    R"({"c":["d"],"t":"a","u":"https://x.example/"},{"s":"@ana","t":"@","u":"https://f.example/user/ana"},)"
    R"({"s":"#plein","t":"#"},{"s":"foto","t":"img","u":"https://x.example/a.png"}],"t":"p"},)"
    R"({"c":[{"c":["e"],"t":"p"}],"t":"quote"},{"c":[{"c":[{"c":["f"],"t":"p"}],"t":"li"}],"t":"ul"},)"
    R"({"c":[{"c":[{"s":"g","t":"pre"}],"t":"li"}],"t":"ol"},)"
    R"({"c":[{"c":[{"c":["h"],"t":"hide"}],"t":"p"}],"s":"schrik","t":"cw"},)"
    R"({"c":["i"],"s":"titel","t":"card","u":"https://x.example/"},)"
    R"({"c":[{"n":3,"s":"ja","t":"opt"},{"s":"nee","t":"opt"}],"t":"poll"}])";

Error error_of(std::string_view json) {
  const auto read = rich_text_from_json(json);
  CAPTURE(json);
  REQUIRE_FALSE(read.ok());
  return read.error();
}

}  // namespace

TEST_CASE("a tree and its JSON are each other's, byte for byte") {
  const auto read = rich_text_from_json(everything);
  REQUIRE(read.ok());
  CHECK(to_json(*read) == everything);
  CHECK(rich_text_from_json(to_json(*read)).value() == *read);
  CHECK(read->blocks[3].ordered);
  CHECK_FALSE(read->blocks[2].ordered);
  CHECK(read->blocks.back().children[0].count == 3);
  CHECK(read->blocks.back().children[1].count == -1);
  CHECK(to_json(RichText{}) == "[]");
  // Canonical: what a reader makes of it again has the same bytes.
  const auto document = JsonDocument::parse(everything);
  REQUIRE(document.ok());
  CHECK(document->root().raw() == everything);
}

TEST_CASE("a language goes with a text where it is known, and is a tag") {
  const std::string dutch = R"({"b":[{"c":["hoi"],"t":"p"}],"l":"nl"})";
  const auto read = rich_text_from_json(dutch);
  REQUIRE(read.ok());
  CHECK(read->language == "nl");
  CHECK(to_json(*read) == dutch);
  CHECK(language_tag("pt-BR") == "pt-BR");
  for (const char* none : {"", "nl\" onload=\"", "nl nl", "\xC3\xA9"}) CHECK(language_tag(none) == "");
  CHECK(error_of(R"({"b":[],"l":"n l"})").path == "$.l");
  CHECK(error_of(R"({"b":{},"l":"nl"})").code == ErrorCode::wrong_type);
}

TEST_CASE("blocks stand among blocks, items in lists, inlines in paragraphs, and nothing anywhere else") {
  for (const char* json : {R"(["loose text"])", R"([{"t":"b","c":["x"]}])", R"([{"t":"li"}])", R"([{"t":"p","c":[{"t":"p"}]}])",
                           R"([{"t":"ul","c":[{"t":"p"}]}])", R"([{"t":"quote","c":["x"]}])", R"([{"t":"pre","c":["x"]}])",
                           R"([{"t":"p","c":[{"t":"li"}]}])", R"([{"t":"p","c":[{"t":"code","c":["x"]}]}])",
                           R"([{"t":"marquee"}])", R"([{"t":""}])"}) {
    CHECK(error_of(json).code == ErrorCode::invalid_value);
  }
}

TEST_CASE("what is no tree is an error that names the place") {
  CHECK(error_of("").code == ErrorCode::invalid_json);
  CHECK(error_of("{}").code == ErrorCode::wrong_type);
  CHECK(error_of("null").code == ErrorCode::wrong_type);
  CHECK(error_of(R"([{"c":[]}])").code == ErrorCode::missing);
  CHECK(error_of(R"([{"t":"p"},{"t":"pre","s":7}])").path == "$[1].s");
  CHECK(error_of(R"([{"t":"p","c":"x"}])").code == ErrorCode::wrong_type);
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += R"([{"t":"quote","c":)";
  CHECK(error_of(deep).code == ErrorCode::too_deep);
}

TEST_CASE("a tree that any reader makes can be kept") {
  std::string html;
  for (int i = 0; i < 200; ++i) html += "<blockquote><ul><li><b><i><a href=\"https://x.example\">x\xFF";
  const RichText tree = text::read_html(html, "");
  const auto kept = rich_text_from_json(to_json(tree));
  REQUIRE(kept.ok());
  CHECK(*kept == tree);
}

TEST_CASE("a stored tree holds no address that could run") {
  const auto with = [](const std::string& url) {
    return rich_text_from_json(R"([{"c":[{"c":["x"],"t":"a","u":")" + url + R"("}],"t":"p"}])");
  };
  for (const char* url : {"https://x.example/", "http://x.example", "mailto:a@b.example"}) CHECK(with(url).ok());
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "/relative", "https://a b", "ftp://x"}) {
    CAPTURE(url);
    REQUIRE_FALSE(with(url).ok());
    CHECK(with(url).error().path == "$[0].c[0].u");
  }
}
