// What people type as Markdown: what it becomes, what stays text, and that nothing hostile costs more than it is long.
#include <doctest/doctest.h>

#include <ctime>

#include "text/text.h"
#include "text/typed.h"

using namespace plein;

namespace {

std::string tree(std::string_view typed) { return to_json(text::read_markdown(typed)); }

// Of a single paragraph, without its frame.
std::string line(std::string_view typed) {
  const std::string json = tree(typed);
  const std::string begin = R"([{"c":[)", end = R"(],"t":"p"}])";
  REQUIRE(json.size() > begin.size() + end.size());
  REQUIRE(json.substr(0, begin.size()) == begin);
  return json.substr(begin.size(), json.size() - begin.size() - end.size());
}

std::size_t depth_of(const Node& node) {
  std::size_t deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

}  // namespace

TEST_CASE("emphasis, code and links") {
  CHECK(line("a **b** *c* `d`") == R"("a ",{"c":["b"],"t":"b"}," ",{"c":["c"],"t":"i"}," ",{"s":"d","t":"code"})");
  CHECK(line("__b__ _c_") == R"({"c":["b"],"t":"b"}," ",{"c":["c"],"t":"i"})");
  CHECK(line("***b***") == R"({"c":[{"c":["b"],"t":"b"}],"t":"i"})");
  CHECK(line("**a *b* c**") == R"({"c":["a ",{"c":["b"],"t":"i"}," c"],"t":"b"})");
  CHECK(line("*a **b** c*") == R"({"c":["a ",{"c":["b"],"t":"b"}," c"],"t":"i"})");
  CHECK(line("[de **site**](https://x.example/a_b)") ==
        R"({"c":["de ",{"c":["site"],"t":"b"}],"t":"a","u":"https://x.example/a_b"})");
  CHECK(line("[a](<https://x.example/> \"titel\")") == R"({"c":["a"],"t":"a","u":"https://x.example/"})");
  CHECK(line("[a](https://x.example/b_(c))") == R"x({"c":["a"],"t":"a","u":"https://x.example/b_(c)"})x");
  CHECK(line("[](https://x.example/)") == R"({"c":["https://x.example/"],"t":"a","u":"https://x.example/"})");
  CHECK(line("[post](mailto:a@x.example)") == R"({"c":["post"],"t":"a","u":"mailto:a@x.example"})");
  CHECK(line("zie https://x.example/a_b_c.") ==
        R"("zie ",{"c":["https://x.example/a_b_c"],"t":"a","u":"https://x.example/a_b_c"},".")");
  CHECK(line("**https://x.example/**") == R"({"c":[{"c":["https://x.example/"],"t":"a","u":"https://x.example/"}],"t":"b"})");
  CHECK(line("<https://x.example/>") == R"({"c":["https://x.example/"],"t":"a","u":"https://x.example/"})");
  CHECK(line("`` a`b ``") == R"({"s":"a`b","t":"code"})");
  CHECK(line("`a\nb`") == R"({"s":"a b","t":"code"})");
}

TEST_CASE("paragraphs, line ends, quotes, lists and fences") {
  CHECK(tree("a\nb\n\nc") == R"([{"c":["a",{"t":"br"},"b"],"t":"p"},{"c":["c"],"t":"p"}])");
  CHECK(tree("a\\\nb  \nc") == R"([{"c":["a",{"t":"br"},"b",{"t":"br"},"c"],"t":"p"}])");
  CHECK(tree("> a\n> b\nc") == R"([{"c":[{"c":["a",{"t":"br"},"b"],"t":"p"}],"t":"quote"},{"c":["c"],"t":"p"}])");
  CHECK(tree(">> a\n> b") == R"([{"c":[{"c":[{"c":["a"],"t":"p"}],"t":"quote"},{"c":["b"],"t":"p"}],"t":"quote"}])");
  CHECK(tree("Dit:\n- a\n- b") ==
        R"([{"c":["Dit:"],"t":"p"},{"c":[{"c":[{"c":["a"],"t":"p"}],"t":"li"},{"c":[{"c":["b"],"t":"p"}],"t":"li"}],"t":"ul"}])");
  CHECK(tree("1. a\n\n   b\n2. c") ==
        R"([{"c":[{"c":[{"c":["a"],"t":"p"},{"c":["b"],"t":"p"}],"t":"li"},{"c":[{"c":["c"],"t":"p"}],"t":"li"}],"t":"ol"}])");
  CHECK(tree("- a\n\t- b") ==
        R"([{"c":[{"c":[{"c":["a"],"t":"p"},{"c":[{"c":[{"c":["b"],"t":"p"}],"t":"li"}],"t":"ul"}],"t":"li"}],"t":"ul"}])");
  CHECK(tree("- a\n* b") ==
        R"([{"c":[{"c":[{"c":["a"],"t":"p"}],"t":"li"}],"t":"ul"},{"c":[{"c":[{"c":["b"],"t":"p"}],"t":"li"}],"t":"ul"}])");
  CHECK(tree("```js\na\n\n  b\n```\nc") == R"([{"s":"a\n\n  b","t":"pre"},{"c":["c"],"t":"p"}])");
  CHECK(tree("~~~\na\n```") == R"([{"s":"a\n```","t":"pre"}])");
  CHECK(tree("- x\n  ```\n  a\n    b\n  ```") ==
        R"([{"c":[{"c":[{"c":["x"],"t":"p"},{"s":"a\n  b","t":"pre"}],"t":"li"}],"t":"ul"}])");
  CHECK(tree("> ```\n> a\nb") == R"([{"c":[{"s":"a","t":"pre"}],"t":"quote"},{"c":["b"],"t":"p"}])");
}

TEST_CASE("what is no markup stays as it was typed") {
  for (const char* typed : {"2 * 3 * 4",
                            "snake_case_name",
                            "a*b",
                            "# geen kop",
                            "#tag",
                            "1986. Een mooi jaar",
                            "3. derde",
                            "-5 graden",
                            "- ",
                            "5 > 3",
                            "a [b] c",
                            "[b](nergens)",
                            "[x](javascript:alert(1))",
                            "<b>hallo</b>",
                            "&amp;",
                            "** a **",
                            "`a",
                            "***",
                            "---",
                            "| a | b |",
                            "~~a~~",
                            "a\xE2\x80\x94 b"}) {
    CAPTURE(typed);
    std::string wanted(typed);
    while (wanted.back() == ' ') wanted.pop_back();
    CHECK(text::write_plain(text::read_markdown(typed)) == wanted);
    for (const char* kind : {"\"b\"", "\"i\"", "\"a\"", "\"ul\"", "\"ol\"", "\"quote\"", "\"code\""})
      CHECK(tree(typed).find(std::string("\"t\":") + kind) == std::string::npos);
  }
  CHECK(line("\\*a\\* \\[b\\] \\\\ \\a") == R"("*a* [b] \\ \\a")");
  CHECK(line("**a") == R"("**a")");
  CHECK(line("**a*") == R"("*",{"c":["a"],"t":"i"})");
}

TEST_CASE("pictures are links, and no link holds another") {
  CHECK(line("![een foto](https://x.example/p.png)") == R"({"c":["een foto"],"t":"a","u":"https://x.example/p.png"})");
  CHECK(line("[![a](https://x.example/p.png)](https://y.example/)") == R"({"c":["a"],"t":"a","u":"https://y.example/"})");
  CHECK(line("[a [b](https://x.example/) c](https://y.example/)").find("y.example") != std::string::npos);
  CHECK(line("[zie https://x.example/a](https://y.example/)") ==
        R"({"c":["zie https://x.example/a"],"t":"a","u":"https://y.example/"})");
  CHECK(line("*a [b*](https://x.example/)") == R"("*a ",{"c":["b*"],"t":"a","u":"https://x.example/"})");
}

TEST_CASE("what says nothing is nothing, and bytes that are no text do no harm") {
  for (const char* typed : {"", " \n\t\n", ">", "```", "```\n```", "\xE2\x81\xA0"}) CHECK(tree(typed) == "[]");
  CHECK(line("a\xFF\x01 **b\x7F**") == "\"a\xEF\xBF\xBD \",{\"c\":[\"b\"],\"t\":\"b\"}");
  CHECK(tree("a\r\n\r\nb\rc") == R"([{"c":["a"],"t":"p"},{"c":["b",{"t":"br"},"c"],"t":"p"}])");
}

TEST_CASE("a mebibyte made to be slow or deep is read in time, and no deeper than may be stored") {
  constexpr std::size_t size = 1 << 20;
  for (const std::string piece :
       {">",       "> ",       "- ",   "1. ",       "\t-", "> - ",   "- - \n",   "*",
        "_",       "*a",       "**a*", "*a**b***c", "*a_", "*[a*](", "`",        "`a``b",
        "[",       "](",       "[a](", "[a](x",     "![",  "[a](<b", "[a](b \"", "[[a](https://x.example)",
        "http://", "<http://", "\\",   "_`*[",      "(",   "]",      "a\n"}) {
    std::string typed;
    while (typed.size() < size) typed += piece;
    CAPTURE(piece);
    const std::clock_t begin = std::clock();
    const RichText read = text::read_markdown(typed);
    CHECK(std::clock() - begin < 20 * CLOCKS_PER_SEC);  // what is not linear takes hours
    std::size_t depth = 0;
    for (const Node& block : read.blocks) depth = std::max(depth, depth_of(block));
    CHECK(depth <= 50);
    if (depth > 10) {
      const auto stored = rich_text_from_json(to_json(read));
      REQUIRE(stored.ok());
      CHECK(*stored == read);
    }
  }
}
