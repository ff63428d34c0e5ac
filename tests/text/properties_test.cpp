// What holds of every tree and text, tried on many and shrunk where it does not (RapidCheck).
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "text/graphemes.h"
#include "text/random_trees.h"
#include "text/text.h"
#include "text/typed.h"

using namespace plein;

namespace {

// A tree from a seed, and its words apart from white space.
RichText tree_of(std::uint64_t seed) { return RandomTrees(seed).tree(); }

std::string words(const RichText& tree) {
  std::string out;
  for (const char c : text::write_plain(tree)) {
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  }
  return out;
}

// Every text ends where a character ends: no cut runs through one.
bool at_boundary(const std::string& text, std::size_t end) {
  std::size_t at = 0;
  while (at < end) at = text::grapheme_end(text, at);
  return at == end;
}

const char* const pieces[] = {"a",
                              "woord ",
                              "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7",
                              "\xF0\x9F\x87\xB3\xF0\x9F\x87\xB1",
                              "e\xCC\x81",
                              "\xEA\xB0\x80",
                              "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD",
                              "https://x.example/abc ",
                              "\r\n"};

std::string text_of(const std::vector<int>& choices) {
  std::string out;
  for (const int choice : choices) out += pieces[static_cast<unsigned>(choice) % std::size(pieces)];
  return out;
}

}  // namespace

TEST_CASE("HTML, written and read, says the same again") {
  CHECK(rc::check([](std::uint64_t seed) {
    const RichText tree = text::read_html(text::write_html(tree_of(seed)), "");
    RC_ASSERT(words(tree) == words(text::read_html(text::write_html(tree), "")));
  }));
}

TEST_CASE("facets, written and read, are the same facets") {
  CHECK(rc::check([](std::uint64_t seed) {
    const text::Faceted once = text::write_faceted(text::read_faceted(text::write_faceted(tree_of(seed)), ""));
    RC_ASSERT(once.text == text::write_faceted(text::read_faceted(once, "")).text);
  }));
}

TEST_CASE("a tree as JSON is the same tree") {
  CHECK(rc::check([](std::uint64_t seed) {
    const RichText tree = text::read_html(text::write_html(tree_of(seed)), "");
    const auto back = rich_text_from_json(to_json(tree));
    RC_ASSERT(back.ok());
    RC_ASSERT(*back == tree);
  }));
}

TEST_CASE("what is fitted never exceeds, in every way of counting, and keeps its last block") {
  CHECK(rc::check(
      [](std::uint64_t seed, std::uint16_t graphemes, std::uint16_t bytes, bool addressed, bool markdown, bool short_urls) {
        RichText tree = tree_of(seed);
        Node last{Node::Kind::paragraph};
        last.children.push_back(Node{Node::Kind::text, "Ana"});
        tree.blocks.push_back(last);
        text::Limits limits;
        limits.graphemes = 5 + graphemes % 200;
        limits.bytes = bytes % 2 == 0 ? 0 : 20 + bytes % 400;
        limits.addressed = addressed;
        limits.markdown = markdown;
        limits.url_graphemes = short_urls ? 23 : 0;
        const RichText fitted = text::fit(tree, limits);
        const std::string written = markdown    ? text::write_markdown(fitted)
                                    : addressed ? text::write_addressed(fitted)
                                                : text::write_plain(fitted);
        RC_ASSERT(text::count(fitted, limits) <= limits.graphemes);
        RC_ASSERT(limits.bytes == 0 || written.size() <= limits.bytes);
        RC_ASSERT(fitted.blocks.back() == last);
        RC_ASSERT(text::fit(fitted, limits) == fitted);
      }));
}

TEST_CASE("a cut breaks no character, and no address") {
  CHECK(rc::check([](const std::vector<int>& choices, std::uint8_t most) {
    RichText tree = text::read_plain(text_of(choices) + "\n\nAna");
    if (tree.blocks.size() < 2 || tree.blocks[0].children.empty()) return;
    const std::string whole = text::write_plain(tree);
    text::Limits limits;
    limits.graphemes = 8 + most % 60;
    const RichText fitted = text::fit(tree, limits);
    for (const Node& block : fitted.blocks) {
      for (const Node& node : block.children) {
        if (node.kind == Node::Kind::link) RC_ASSERT(node.children[0].text == node.url);
      }
    }
    const std::string cut = text::write_plain(fitted);
    const std::size_t dots = cut.find("\xE2\x80\xA6");
    if (dots == std::string::npos) RC_ASSERT(cut == whole || cut == "Ana");
    if (dots != std::string::npos && whole.compare(0, dots, cut, 0, dots) == 0) RC_ASSERT(at_boundary(whole, dots));
  }));
}

TEST_CASE("any bytes are read to a tree that can be stored") {
  CHECK(rc::check([](const std::string& bytes) {
    for (const RichText& tree :
         {text::read_html(bytes, "https://f.example"), text::read_plain(bytes), text::read_markdown(bytes)}) {
      const auto back = rich_text_from_json(to_json(tree));
      RC_ASSERT(back.ok());
      RC_ASSERT(*back == tree);
    }
  }));
}
