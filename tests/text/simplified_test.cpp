// What not every place can say, said with what it can.
#include <doctest/doctest.h>

#include "text/text.h"

using namespace plein;

namespace {

RichText tree(const char* json) {
  const auto read = rich_text_from_json(json);
  REQUIRE(read.ok());
  return *read;
}

const char* const everything = R"([{"c":[{"c":["De ",{"c":["butler"],"t":"hide"}],"t":"p"}],"s":"Film","t":"cw"},)"
                               R"({"c":["Wat er staat"],"s":"Titel","t":"card","u":"https://x.example/a"},)"
                               R"({"c":[{"n":3,"s":"ja","t":"opt"},{"s":"nee","t":"opt"}],"t":"poll"}])";

}  // namespace

TEST_CASE("cards, polls, warnings and spoilers are written where a place has none") {
  CHECK(text::write_markdown(tree(everything)) ==
        "**Film**\n\nDe butler\n\n[Titel](https://x.example/a)\\\nWat er staat\n\n- ja (3)\n- nee");
  CHECK(text::write_addressed(tree(everything)) ==
        "Film\n\nDe butler\n\nTitel https://x.example/a\nWat er staat\n\n- ja (3)\n- nee");
}

TEST_CASE("HTML holds what the tree says and no more") {
  CHECK(text::write_html(tree(everything)) ==
        "<details><summary>Film</summary><p>De butler</p></details>"
        "<blockquote><a href=\"https://x.example/a\" rel=\"nofollow ugc noopener\">Titel</a><br>Wat er staat</blockquote>"
        "<ul><li>ja (3)</li><li>nee</li></ul>");
  RichText hostile;
  hostile.blocks.push_back(Node{Node::Kind::paragraph});
  Node link{Node::Kind::link, "", "javascript:alert(1)"};
  link.children.push_back(Node{Node::Kind::text, "<script>\"&'"});
  hostile.blocks[0].children.push_back(link);
  hostile.blocks[0].children.push_back(Node{Node::Kind::image, "\"><b>", "https://x.example/\"onload=1"});
  CHECK(text::write_html(hostile) == "<p>&lt;script&gt;&quot;&amp;'&quot;&gt;&lt;b&gt;</p>");
}

TEST_CASE("plain text that is sent somewhere calls nobody, and says an address once") {
  CHECK(text::write_addressed(text::read_plain("@ana, mail a@b.example of @bert")) ==
        "@\xE2\x81\xA0"
        "ana, mail a@b.example of @\xE2\x81\xA0"
        "bert");
  const RichText shortened = text::read_html(
      "<p><a href=\"https://www.x.example/a/b\">x.example/a\xE2\x80\xA6</a> en <a href=\"https://x.example/c\">hier"
      "</a></p>",
      "");
  CHECK(text::write_addressed(shortened) == "https://www.x.example/a/b en hier https://x.example/c");
  CHECK(text::write_addressed(text::read_plain("mail user1@b.example, zie https://x.example/@ana")) ==
        "mail user1@b.example, zie https://x.example/@ana");
  CHECK(text::write_plain(text::read_plain("https://x.example/a\xE2\x80\xA6")) == "https://x.example/a\xE2\x80\xA6");
  CHECK(text::read_plain("https://x.example/a\xE2\x80\xA6").blocks[0].children[0].url == "https://x.example/a");
}
