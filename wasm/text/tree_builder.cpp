#include "text/tree_builder.h"

#include <algorithm>

namespace plein::text {
namespace {

using Kind = Node::Kind;

constexpr std::size_t depth_max = 24;
constexpr std::string_view word_joiner = "\xE2\x81\xA0";  // that write_markdown puts after @

void trim_end(std::vector<Node>& nodes) {
  while (!nodes.empty() && nodes.back().kind == Kind::text) {
    std::string& text = nodes.back().text;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (!text.empty()) return;
    nodes.pop_back();
  }
}

// A poll holds options, a list items, whatever the input puts there.
Node fitted(Node block, Kind parent) {
  if (parent == Kind::poll) {
    Node option{Kind::option, block.kind == Kind::option ? block.text : flat({block})};
    option.count = block.count;
    return option;
  }
  if (parent != Kind::list || block.kind == Kind::item) return block;
  Node item{Kind::item};
  item.children.push_back(std::move(block));
  return item;
}

}  // namespace

std::string flat(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += node.kind == Kind::line_break ? "\n" : node.text + flat(node.children);
  return text;
}

void TreeBuilder::text(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (raw.compare(i, word_joiner.size(), word_joiner) == 0) {
      i += word_joiner.size() - 1;
      continue;
    }
    if (blank && after_space_) continue;
    after_space_ = blank;
    if (static_cast<unsigned char>(c) < 0x20 && !blank) continue;
    out += blank ? ' ' : c;
  }
  if (out.empty()) return;
  std::vector<Node>& here = inlines();
  if (!here.empty() && here.back().kind == Kind::text)
    here.back().text += out;
  else
    here.push_back(Node{Kind::text, std::move(out)});
}

void TreeBuilder::inline_node(Node node) {
  inlines().push_back(std::move(node));
  after_space_ = false;
}

void TreeBuilder::line_break() {
  trim_end(inlines());
  inlines().push_back(Node{Kind::line_break});
  after_space_ = true;
}

bool TreeBuilder::at_line_start() const {
  const std::vector<Node>& here = inline_.empty() ? paragraph_ : inline_.back().node.children;
  return !here.empty() && here.back().kind == Kind::line_break && inline_.empty();
}

void TreeBuilder::end_paragraph() {
  while (!inline_.empty()) end_inline();
  trim_end(paragraph_);
  while (!paragraph_.empty() && paragraph_.back().kind == Kind::line_break) {
    paragraph_.pop_back();
    trim_end(paragraph_);
  }
  const auto first = std::find_if(paragraph_.begin(), paragraph_.end(), [](const Node& n) { return n.kind != Kind::line_break; });
  paragraph_.erase(paragraph_.begin(), first);
  if (!paragraph_.empty()) {
    Node block{Kind::paragraph};
    block.children = std::move(paragraph_);
    add_block(std::move(block));
  }
  paragraph_.clear();
  after_space_ = true;
}

void TreeBuilder::add_block(Node block) {
  const Kind parent = blocks_.empty() ? Kind::quote : blocks_.back().node.kind;
  std::vector<Node>& here = blocks();
  if (block.kind == Kind::item && parent != Kind::list && parent != Kind::poll) {  // of no list: of one of its own
    if (here.empty() || here.back().kind != Kind::list) here.push_back(Node{Kind::list});
    here.back().children.push_back(std::move(block));
    return;
  }
  here.push_back(fitted(std::move(block), parent));
}

bool TreeBuilder::open_block(std::string_view name, Node node) {
  end_paragraph();
  if (blocks_.size() >= depth_max) return false;
  blocks_.push_back({std::string(name), std::move(node)});
  return true;
}

void TreeBuilder::close_block(std::string_view name) {
  end_paragraph();
  if (std::none_of(blocks_.begin(), blocks_.end(), [&](const Open& each) { return each.name == name; })) return;
  while (blocks_.back().name != name) end_block();
  end_block();
}

std::string TreeBuilder::take_block(std::string_view name) {
  end_paragraph();
  if (std::none_of(blocks_.begin(), blocks_.end(), [&](const Open& each) { return each.name == name; })) return "";
  while (blocks_.back().name != name) end_block();
  std::string said;
  for (const Node& block : blocks_.back().node.children) said += (said.empty() ? "" : " ") + flat({block});
  blocks_.pop_back();
  return said;
}

Node* TreeBuilder::innermost(Node::Kind kind) {
  for (auto each = blocks_.rbegin(); each != blocks_.rend(); ++each) {
    if (each->node.kind == kind) return &each->node;
  }
  return nullptr;
}

void TreeBuilder::end_block() {
  Node node = std::move(blocks_.back().node);
  blocks_.pop_back();
  if (node.kind == Kind::item && !blocks_.empty() && blocks_.back().node.kind == Kind::poll) {
    if (const std::string said = flat(node.children); !said.empty()) add_block(Node{Kind::option, said});
  } else if (!node.children.empty()) {
    add_block(std::move(node));
  }
}

bool TreeBuilder::open_inline(std::string_view name, Node node) {
  if (inline_.size() >= depth_max) return false;
  inline_.push_back({std::string(name), std::move(node)});
  return true;
}

bool TreeBuilder::is_inline_open(std::string_view name) const {
  return std::any_of(inline_.begin(), inline_.end(), [&](const Open& each) { return each.name == name; });
}

void TreeBuilder::close_inline(std::string_view name) {
  if (!is_inline_open(name)) return;
  while (inline_.back().name != name) end_inline();
  end_inline();
}

void TreeBuilder::end_inline() {
  Node node = std::move(inline_.back().node);
  inline_.pop_back();
  std::vector<Node>& here = inlines();
  if (node.kind == Kind::mention || node.kind == Kind::tag) {
    node.text = flat(node.children);
    node.children.clear();
    if (!node.text.empty()) here.push_back(std::move(node));
    return;
  }
  if (node.children.empty()) return;
  if (node.kind == Kind::link && node.url.empty()) {  // it leads nowhere
    for (Node& child : node.children) here.push_back(std::move(child));
  } else {
    here.push_back(std::move(node));
  }
}

std::string TreeBuilder::take_line() {
  while (!inline_.empty()) end_inline();
  trim_end(paragraph_);
  std::string line = flat(paragraph_);
  paragraph_.clear();
  after_space_ = true;
  return line;
}

RichText TreeBuilder::finish() {
  end_paragraph();
  while (!blocks_.empty()) end_block();
  return RichText{std::move(top_)};
}

}  // namespace plein::text
