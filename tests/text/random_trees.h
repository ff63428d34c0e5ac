// Trees at random, the same for the same seed: every kind of node, and texts made of what Markdown and HTML could take amiss.
#pragma once

#include <cstdint>

#include "model/rich_text.h"

namespace plein {

class RandomTrees {
 public:
  explicit RandomTrees(std::uint64_t seed) : state_(seed * 2 + 1) {}

  RichText tree() { return RichText{blocks(0)}; }

  // Below `limit`. Multiply and shift (Knuth's MMIX constants): the same on every host.
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>((state_ >> 33) % limit);
  }

  std::string text() {
    static constexpr const char* pieces[] = {"a",
                                             "Z",
                                             "7",
                                             "1. ",
                                             "12) ",
                                             " ",
                                             "    ",
                                             "-",
                                             "- ",
                                             "+ ",
                                             "=",
                                             "===",
                                             "---",
                                             "***",
                                             "*",
                                             "**",
                                             "_",
                                             "__",
                                             "`",

                                             "#",
                                             "# ",
                                             ">",
                                             "> ",
                                             "[",
                                             "]",
                                             "(",
                                             ")",
                                             "](",
                                             "![",
                                             "<",
                                             "<b>",
                                             "</b>",
                                             "<!--",
                                             "&",
                                             "&amp;",
                                             "&lt;",
                                             "!",
                                             "|",
                                             "~~",
                                             "\\",
                                             "\\*",
                                             ":",
                                             ".",
                                             "@",
                                             "@ana",
                                             "ana@b.nl",
                                             "h\xC3\xA9",
                                             "\xF0\x9F\x98\xA2",
                                             "\xC2\xA0",
                                             "\xE2\x80\xA6",
                                             "$",
                                             "^",
                                             "{",
                                             "}",
                                             "\"",
                                             "'",
                                             ";",
                                             "%",
                                             "~",
                                             "::: ",
                                             "[x]: y",
                                             "\t"};
    std::string out;
    for (std::size_t i = 1 + below(6); i > 0; --i) out += pieces[below(std::size(pieces))];
    return out;
  }

 private:
  std::vector<Node> blocks(int depth) {
    std::vector<Node> nodes;
    for (std::size_t i = 1 + below(3); i > 0; --i) {
      // The simulated forum's Markdown makes one list of two in a row.
      const bool after_list = !nodes.empty() && nodes.back().kind == Node::Kind::list;
      const std::size_t choice = below(after_list ? 4 : depth < 3 ? 8 : 5);
      Node node{Node::Kind::paragraph};
      if (choice < 4) {
        node.children = inlines(0);
      } else if (choice == 4) {
        node.kind = Node::Kind::code_block;
        node.text = "x" + text() + (below(2) == 0 ? "x" : "\n  y");
      } else if (choice == 5) {
        node.kind = Node::Kind::quote;
        node.children = blocks(depth + 1);
      } else {
        node.kind = Node::Kind::list;
        node.ordered = choice == 6;
        for (std::size_t items = 1 + below(3); items > 0; --items) {
          Node item{Node::Kind::item};
          item.children = blocks(depth + 1);
          node.children.push_back(std::move(item));
        }
      }
      nodes.push_back(std::move(node));
    }
    return nodes;
  }

  // Line breaks stand between what shows: readers make no others.
  std::vector<Node> inlines(int depth) {
    std::vector<Node> nodes;
    for (std::size_t i = 1 + below(4); i > 0; --i) {
      Node node = one(depth);
      // Nor does it know that a code span may begin a line.
      const bool code = node.kind == Node::Kind::code;
      if (node.kind == Node::Kind::line_break || code) nodes.push_back(Node{Node::Kind::text, "x"});
      nodes.push_back(std::move(node));
    }
    nodes.push_back(Node{Node::Kind::text, "x"});
    return nodes;
  }

  Node one(int depth) {
    Node node{Node::Kind::text};
    switch (below(depth < 2 ? 10 : 4)) {
      case 4: node.kind = Node::Kind::strong; break;
      case 5: node.kind = Node::Kind::emphasis; break;
      case 6:
        node.kind = Node::Kind::link;
        node.url = url();
        node.children.push_back(Node{Node::Kind::text, below(2) == 0 ? node.url : "x" + text() + "x"});
        return node;
      case 7: node.kind = Node::Kind::code; break;
      case 8: node.kind = Node::Kind::line_break; return node;
      case 9: node.kind = Node::Kind::mention; break;
      default: break;
    }
    if (node.kind == Node::Kind::strong || node.kind == Node::Kind::emphasis) {
      node.children = inlines(depth + 1);
    } else {
      node.text = node.kind == Node::Kind::mention ? "@ana" : text() + (node.kind == Node::Kind::code ? "x" : "");
      if (node.kind == Node::Kind::mention) node.url = below(2) == 0 ? "" : "https://bsky.app/profile/did:plc:a";
    }
    return node;
  }

  std::string url() {
    static constexpr const char* urls[] = {
        "https://x.example/",       "https://x.example/a_(b)_c", "https://x.example/?a=1&copy;=2",
        "https://x.example/@ana",   "http://x.example/*a*",      "https://x.example/a.",
        "https://x.example/~~b~~/", "mailto:a@b.example",        "https://x.example/[a]"};
    return urls[below(std::size(urls))];
  }

  std::uint64_t state_;
};

}  // namespace plein
