// What goes out: Markdown that stays text, facets at the right bytes, texts that fit, titles.
#include <doctest/doctest.h>

#include "text/text.h"

using namespace plein;

namespace {

constexpr const char* family =
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";  // one grapheme, three people

std::string markdown(std::string_view html) { return text::write_markdown(text::read_html(html, "https://f.example")); }

RichText with_last_line(const std::string& body) {
  RichText tree = text::read_plain(body);
  RichText line = text::read_html("<p>\xE2\x80\x94 Ana \xC2\xB7 <a href=\"https://f.example/post/1#plein\">forum</a></p>", "");
  tree.blocks.push_back(line.blocks[0]);
  return tree;
}

}  // namespace

TEST_CASE("text stays text in Markdown") {
  for (const char* plain : {"# no heading", "- no list", "+ no list", "1. no list", "12) no list", "> no quote",
                            "*no* _emphasis_ **at** all", "`no code`", "[no](link)", "![no](image)", "<b>no html</b>", "a | b",
                            "~~no~~", "&amp; no entity", "=== ", "a\\b", "::: x"}) {
    RichText tree;
    tree.blocks.push_back(Node{Node::Kind::paragraph, "", "", false, {Node{Node::Kind::text, plain, "", false, {}}}});
    const std::string written = text::write_markdown(tree);
    CAPTURE(written);
    // Every character that could be markup has a backslash before it.
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i] == '\\') {
        ++i;
        continue;
      }
      CHECK(std::string_view("`*_[]<>|#").find(written[i]) == std::string_view::npos);
    }
    const std::string_view starts = written;
    CHECK(starts.substr(0, 2) != "- ");
    CHECK(starts.substr(0, 2) != "+ ");
    CHECK(starts.find("1. ") != 0);
    CHECK(starts.find("12) ") != 0);
  }
}

TEST_CASE("what a tree says is said in Markdown") {
  CHECK(markdown("<p>a <strong>b</strong> <em>c</em> <code>d`e</code></p><p>f<br>g</p>") == "a **b** *c* ``d`e``\n\nf\\\ng");
  CHECK(markdown("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>") == "- a\n- b\n  \n  1. c");
  CHECK(markdown("<blockquote><p>a</p><p>b</p></blockquote>") == "> a\n> \n> b");
  CHECK(markdown("<p><a href=\"https://x.example/a_(b)\">t</a></p>") == "[t](https://x.example/a_%28b%29)");
  CHECK(markdown("<p>@joris</p>") == "@\xE2\x81\xA0joris");
}

TEST_CASE("Markdown: mail addresses stay, names in addresses call nobody, lists and code stand apart") {
  const auto of = [](const char* plain) { return text::write_markdown(text::read_plain(plain)); };
  CHECK(of("mail ana@x.example") == "mail ana@x.example");
  CHECK(of("ana1@x") == "ana1@\xE2\x81\xA0x");
  CHECK(of("zie https://x.example/a hier") == "zie https://x.example/a hier");
  CHECK(of("https://x.example/@ana") ==
        "[https://x.example/@\xE2\x81\xA0"
        "ana](https://x.example/@ana)");
  CHECK(of("https://x.example/?a=1&copy;=2 x") == "[https://x.example/?a=1\\&copy;=2](https://x.example/?a=1\\&copy;=2) x");
  CHECK(of("    no code") == "no code");
  CHECK(markdown("<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol><ol><li>d</ol>") == "- a\n\n* b\n\n1. c\n\n1) d");
  CHECK(markdown("<code>a</code><code>b</code>") == "`a`\xE2\x81\xA0`b`");
  CHECK(markdown("x<b>y</b>z") == "xyz");
  CHECK(markdown("x <b>y</b>, z") == "x **y**, z");
  RichText hostile;
  hostile.blocks.push_back(
      Node{Node::Kind::paragraph,
           "",
           "",
           false,
           {Node{Node::Kind::link, "", "https://x.example/a b\n)<c>", false, {Node{Node::Kind::text, "t"}}}}});
  CHECK(text::write_markdown(hostile) == "[t](https://x.example/a%20b%0A%29%3Cc%3E)");
}

TEST_CASE("a joined @ is read as it was written") {
  CHECK(text::write_plain(text::read_html("<p>@\xE2\x81\xA0joris hoi</p>", "")) == "@joris hoi");
}

TEST_CASE("facets stand at the bytes of their words") {
  const RichText tree = text::read_html(
      "<p>\xF0\x9F\x98\xA2 zie <a href=\"https://x.example/\">h\xC3\xA9r</a> en <a href=\"https://y.example/\">daar</a></p>", "");
  const text::Faceted written = text::write_faceted(tree);
  REQUIRE(written.facets.size() == 2);
  CHECK(written.text.substr(written.facets[0].begin, written.facets[0].end - written.facets[0].begin) == "h\xC3\xA9r");
  CHECK(written.facets[1].value == "https://y.example/");
  CHECK(text::read_faceted(written, "") == tree);
}

TEST_CASE("facets that cannot be are passed over") {
  text::Faceted hostile{"h\xC3\xA9llo",
                        {{2, 3, text::Facet::Kind::link, "https://x.example"},
                         {0, 99, text::Facet::Kind::link, "https://x.example"},
                         {4, 4, text::Facet::Kind::tag, "a"},
                         {0, 1, text::Facet::Kind::link, "javascript:alert(1)"}}};
  CHECK(text::write_plain(text::read_faceted(hostile, "")) == "h\xC3\xA9llo");
  CHECK(text::write_faceted(text::read_faceted(hostile, "")).facets.empty());
}

TEST_CASE("what is too long is cut at a word, and its last line stands whole") {
  std::string words;
  for (int i = 0; i < 200; ++i) words += "woord" + std::to_string(i) + " ";
  std::string families;
  for (int i = 0; i < 400; ++i) families += family;
  for (const std::string& body : {words, families, std::string(5000, 'x'), "https://x.example/" + std::string(4000, 'y'),
                                  words + "\n\n" + words, std::string("kort")}) {
    const RichText whole = with_last_line(body);
    const RichText fitted = text::fit(whole, 300, 3000);
    const std::string written = text::write_faceted(fitted).text;
    CAPTURE(written);
    CHECK(text::count_graphemes(written) <= 300);
    CHECK(written.size() <= 3000);
    CHECK(fitted.blocks.back() == whole.blocks.back());
    CHECK(text::fit(fitted, 300, 3000) == fitted);
  }
  const std::string cut = text::write_plain(text::fit(with_last_line(words), 300, 3000));
  CHECK(cut.find("woord0 woord1") == 0);
  const std::size_t dots = cut.find("\xE2\x80\xA6");
  REQUIRE(dots != std::string::npos);
  CHECK(words.find(cut.substr(0, dots) + " ") == 0);
  // A family is not torn apart: what is left are whole ones.
  const std::string people = text::write_plain(text::fit(with_last_line(families), 300, 3000));
  const std::string before = people.substr(0, people.find("\xE2\x80\xA6"));
  CHECK(before.size() % std::string(family).size() == 0);
  CHECK(text::fit(with_last_line("kort"), 300, 3000) == with_last_line("kort"));
}

TEST_CASE("a title is the first sentence, to whom it is addressed left out") {
  const auto title = [](const char* plain) { return text::title_from(text::read_plain(plain), 80); };
  CHECK(title("Mijn router knippert rood. Wat nu?") == "Mijn router knippert rood");
  CHECK(title("Waarom is mijn factuur hoger? Ik snap het niet.") == "Waarom is mijn factuur hoger?");
  CHECK(title("Hoi. Mijn router doet het niet meer. Help") == "Hoi. Mijn router doet het niet meer");
  CHECK(title("kort") == "Kort");
  CHECK(title("") == "");
  const std::string long_title = title(
      "Dit is een hele lange eerste zin zonder einde die maar doorgaat en doorgaat en nooit ergens op uitkomt zodat hij moet "
      "worden afgekapt");
  CHECK(long_title.size() <= 83);
  CHECK(long_title.substr(long_title.size() - 3) == "\xE2\x80\xA6");
  CHECK(title("@ana @joris") == "@ana @joris");
  const std::string people = text::title_from(text::read_plain(std::string(family) + family + family), 8);
  CHECK(people == std::string(family) + "\xE2\x80\xA6");
  RichText mention;
  mention.blocks.push_back(
      Node{Node::Kind::paragraph,
           "",
           "",
           false,
           {Node{Node::Kind::mention, "@brand", "", false, {}}, Node{Node::Kind::text, ", werkt dit?", "", false, {}}}});
  CHECK(text::title_from(mention, 80) == "Werkt dit?");
  mention.blocks[0].children.pop_back();
  CHECK(text::title_from(mention, 80) == "@brand");
}
