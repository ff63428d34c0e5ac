// Trees of the nodes that every writer knows: cards, polls, warnings and spoilers as paragraphs, lists and quotes.
#include "text/text.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

Node paragraph(std::vector<Node> inlines) {
  Node block{Kind::paragraph};
  block.children = std::move(inlines);
  return block;
}

// What a link leads to: its title as a link, and below it what it says.
Node card(Node node) {
  Node link{Kind::link};
  link.url = std::move(node.url);
  link.children.push_back(Node{Kind::text, node.text.empty() ? link.url : std::move(node.text)});
  std::vector<Node> inlines;
  if (link.url.empty())
    inlines = std::move(link.children);
  else
    inlines.push_back(std::move(link));
  if (!node.children.empty()) inlines.push_back(Node{Kind::line_break});
  for (Node& child : node.children) inlines.push_back(std::move(child));
  return paragraph(std::move(inlines));
}

Node poll(Node node) {
  Node list{Kind::list};
  for (Node& option : node.children) {
    std::string text = std::move(option.text);
    if (option.count >= 0) text += " (" + std::to_string(option.count) + ")";
    Node item{Kind::item};
    item.children.push_back(paragraph({Node{Kind::text, std::move(text)}}));
    list.children.push_back(std::move(item));
  }
  return list;
}

void add(std::vector<Node>& out, Node node);

std::vector<Node> simple(std::vector<Node> nodes) {
  std::vector<Node> out;
  out.reserve(nodes.size());
  for (Node& node : nodes) add(out, std::move(node));
  return out;
}

void add(std::vector<Node>& out, Node node) {
  node.children = simple(std::move(node.children));
  switch (node.kind) {
    case Kind::card: return out.push_back(card(std::move(node)));
    case Kind::poll: return out.push_back(poll(std::move(node)));
    case Kind::warning: {
      if (!node.text.empty()) {
        Node label{Kind::strong};
        label.children.push_back(Node{Kind::text, std::move(node.text)});
        out.push_back(paragraph({std::move(label)}));
      }
      for (Node& child : node.children) out.push_back(std::move(child));
      return;
    }
    case Kind::spoiler:
      for (Node& child : node.children) out.push_back(std::move(child));
      return;
    default: out.push_back(std::move(node));
  }
}

}  // namespace

RichText simplified(const RichText& text) { return RichText{simple(text.blocks), text.language}; }

}  // namespace plein::text
