// What is written and read back says the same, whatever it is made of.
#include <doctest/doctest.h>

#include <algorithm>

#include "simulators/markdown_html.h"
#include "text/random_markdown.h"
#include "text/random_trees.h"
#include "text/text.h"
#include "text/typed.h"

using namespace plein;

namespace {

// White space is one space: HTML knows no other, and U+00A0 is a character like any other.
std::string words(const RichText& tree) {
  std::string out;
  for (const char c : text::write_plain(tree)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

}  // namespace

TEST_CASE("Markdown, rendered as NodeBB does and read again, says what the tree said") {
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    const RichText tree = RandomTrees(seed).tree();
    const std::string written = text::write_markdown(tree);
    const std::string html = simulators::markdown_to_html(
        written, {"https://f.example", [](const std::string& name) { return std::string(name == "ana" ? "ana" : ""); }});
    const RichText back = text::read_html(html, "https://f.example");
    CAPTURE(seed);
    CAPTURE(to_json(tree));
    CAPTURE(written);
    CAPTURE(html);
    REQUIRE(words(back) == words(tree));
    // Nobody is called who was not asked.
    REQUIRE(html.find("plugin-mentions") == std::string::npos);
  }
}

TEST_CASE("Markdown of what it can say, written and read, is the same tree") {
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    const RichText tree = RandomMarkdown(seed).tree();
    const std::string written = text::write_markdown(tree);
    CAPTURE(seed);
    CAPTURE(written);
    REQUIRE(to_json(text::read_markdown(written)) == to_json(tree));
  }
}

TEST_CASE("Markdown of any tree, written and read, says what the tree said, and once more the same") {
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    const RichText tree = RandomTrees(seed).tree();
    const std::string written = text::write_markdown(tree);
    const RichText back = text::read_markdown(written);
    CAPTURE(seed);
    CAPTURE(to_json(tree));
    CAPTURE(written);
    REQUIRE(words(back) == words(tree));
    const std::string again = text::write_markdown(back);
    CAPTURE(again);
    REQUIRE(to_json(text::read_markdown(again)) == to_json(back));
  }
}

TEST_CASE("facets, written and read again, are the same facets of the same text") {
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    const text::Faceted written = text::write_faceted(RandomTrees(seed).tree());
    CAPTURE(seed);
    CAPTURE(written.text);
    std::size_t done = 0;
    for (const text::Facet& facet : written.facets) {
      REQUIRE(facet.begin >= done);
      REQUIRE(facet.begin < facet.end);
      REQUIRE(facet.end <= written.text.size());
      done = facet.end;
    }
    const text::Faceted again = text::write_faceted(text::read_faceted(written, ""));
    const text::Faceted twice = text::write_faceted(text::read_faceted(again, ""));
    REQUIRE(again.text == twice.text);
    REQUIRE(again.facets.size() == written.facets.size());
  }
}

TEST_CASE("what is fitted fits, keeps its last block, and begins as it did") {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    RandomTrees random(seed);
    RichText tree = random.tree();
    tree.blocks.push_back(Node{Node::Kind::paragraph, "", "", false, {Node{Node::Kind::text, "last line"}}});
    const std::size_t graphemes = 20 + random.below(80);
    const std::size_t bytes = 30 + random.below(200);
    const RichText fitted = text::fit(tree, graphemes, bytes);
    const std::string plain = text::write_faceted(fitted).text;
    CAPTURE(seed);
    CAPTURE(plain);
    CAPTURE(to_json(tree));
    REQUIRE(text::count_graphemes(plain) <= graphemes);
    REQUIRE(plain.size() <= bytes);
    REQUIRE(fitted.blocks.back() == tree.blocks.back());
    REQUIRE(text::fit(fitted, graphemes, bytes) == fitted);
  }
}

TEST_CASE("a title has at most so many code points, and is there when there is a letter") {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    RandomTrees random(seed);
    const RichText tree = random.tree();
    const std::size_t most = 1 + random.below(40);
    const std::string title = text::title_from(tree, most);
    CAPTURE(to_json(tree));
    REQUIRE(std::count_if(title.begin(), title.end(), [](char c) { return (c & 0xC0) != 0x80; }) <= static_cast<int>(most));
    REQUIRE_FALSE(title.empty());
  }
}
