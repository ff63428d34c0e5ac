// Trees at random of what Markdown can say (text::read_markdown), as readers make them: no two texts in a row, no white space
// at a line's ends, emphasis that stands between spaces, links that a paragraph can hold.
#pragma once

#include <cstdint>
#include <string>

#include "model/rich_text.h"

namespace plein {

class RandomMarkdown {
 public:
  explicit RandomMarkdown(std::uint64_t seed) : state_(seed * 2 + 1) {}

  RichText tree() { return RichText{blocks(0)}; }

 private:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>((state_ >> 33) % limit);
  }

  std::vector<Node> blocks(int depth) {
    std::vector<Node> nodes;
    for (std::size_t i = 1 + below(3); i > 0; --i) {
      const std::size_t choice = below(depth < 3 ? 8 : 5);
      Node node{Node::Kind::paragraph};
      if (choice < 4) {
        node.children = inlines(0);
      } else if (choice == 4) {
        node.kind = Node::Kind::code_block;
        node.text = "  x\n\n" + word() + "\n``` * y\n    > z";
      } else if (choice == 5) {
        node.kind = Node::Kind::quote;
        node.children = blocks(depth + 1);
      } else {
        node.kind = Node::Kind::list;
        node.ordered = choice == 6;
        for (std::size_t items = 1 + below(11); items > 0; --items) {
          Node item{Node::Kind::item};
          item.children = blocks(depth + 1);
          node.children.push_back(std::move(item));
          if (depth > 0 && node.children.size() > 2) break;
        }
      }
      nodes.push_back(std::move(node));
    }
    return nodes;
  }

  // In turns text and something else, parted by spaces.
  std::vector<Node> inlines(int depth) {
    std::vector<Node> nodes;
    const std::size_t count = 1 + below(4);
    const bool begins_with_text = below(2) == 0 || count == 1;
    if (begins_with_text) nodes.push_back(Node{Node::Kind::text, words()});
    for (std::size_t i = 1; i < count; ++i) {
      if (below(6) == 0 && !nodes.empty()) {
        nodes.push_back(Node{Node::Kind::line_break});
        nodes.push_back(Node{Node::Kind::text, words()});
        continue;
      }
      if (!nodes.empty()) nodes.back().text += " ";
      nodes.push_back(one(depth));
      nodes.push_back(Node{Node::Kind::text, " " + words()});
    }
    if (nodes.empty()) nodes.push_back(one(depth));
    return nodes;
  }

  Node one(int depth) {
    Node node{Node::Kind::text};
    switch (below(depth < 2 ? 5 : 3)) {
      case 0:
        node.kind = Node::Kind::code;
        node.text = below(2) == 0 ? "a ` *b*" : "\\ `` [x](y)";
        break;
      case 1:
        node.kind = Node::Kind::link;
        node.url = url();
        node.children.push_back(Node{Node::Kind::text, node.url});
        break;
      case 2:
        node.kind = Node::Kind::link;
        node.url = url();
        node.children.push_back(Node{Node::Kind::text, "de " + word() + " site"});
        break;
      default: node.kind = below(2) == 0 ? Node::Kind::strong : Node::Kind::emphasis; node.children = emphasised(depth);
    }
    return node;
  }

  std::vector<Node> emphasised(int depth) {
    std::vector<Node> nodes = inlines(depth + 1);
    if (nodes.front().kind == Node::Kind::text)
      nodes.front().text = "b " + nodes.front().text;
    else
      nodes.insert(nodes.begin(), Node{Node::Kind::text, "b "});
    if (nodes.back().kind == Node::Kind::text)
      nodes.back().text += " e";
    else
      nodes.push_back(Node{Node::Kind::text, " e"});
    return nodes;
  }

  std::string words() {
    std::string out = word();
    for (std::size_t i = below(4); i > 0; --i) out += " " + word();
    return out;
  }

  std::string word() {
    static constexpr const char* all[] = {"hallo",
                                          "h\xC3\xA9",
                                          "\xF0\x9F\x98\xA2",
                                          "*",
                                          "**",
                                          "***",
                                          "_",
                                          "__init__",
                                          "a*b",
                                          "snake_case",
                                          "`",
                                          "``x",
                                          "#",
                                          "#tag",
                                          ">",
                                          "->",
                                          "-",
                                          "+",
                                          "1.",
                                          "12)",
                                          "1.5",
                                          "[x]",
                                          "[x](y)",
                                          "![",
                                          "](",
                                          "<b>",
                                          "</b>",
                                          "<!--",
                                          "&amp;",
                                          "&",
                                          "!",
                                          "|",
                                          "~~",
                                          "```",
                                          "\\",
                                          "\\*",
                                          ":",
                                          "=",
                                          "---",
                                          "===",
                                          "(a)",
                                          "\"q\"",
                                          "a@b.nl",
                                          "http:",
                                          "https:/",
                                          "\xE2\x80\x94",
                                          "\xC2\xA0x"};
    return all[below(std::size(all))];
  }

  std::string url() {
    static constexpr const char* urls[] = {"https://x.example/",   "https://x.example/a_b_c",   "https://x.example/?a=1&copy;=2",
                                           "http://x.example/a*b", "https://x.example/~a/",     "mailto:a@b.example",
                                           "https://x.example/#c", "https://x.example/\xC3\xA9"};
    return urls[below(std::size(urls))];
  }

  std::uint64_t state_;
};

}  // namespace plein
