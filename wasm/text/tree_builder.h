// Builds a RichText from what a reader of HTML meets, in order, whatever that is: what was not closed is closed, what cannot
// stand in a place stands beside it, and depth is bounded, so that no input can exhaust the stack of whoever walks the tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/rich_text.h"

namespace plein::text {

class TreeBuilder {
 public:
  // White space is one space, and none at the start of a line.
  void text(std::string_view text);
  void inline_node(Node node);  // a leaf
  void line_break();
  void end_paragraph();

  // Blocks that hold blocks. `name` closes it again; what stands within is closed with it. False: too deep, and not opened.
  bool open_block(std::string_view name, Node node);
  void close_block(std::string_view name);
  void add_block(Node block);
  Node* innermost(Node::Kind kind);  // the open block of this kind, or null
  bool innermost_is(Node::Kind kind) const { return !blocks_.empty() && blocks_.back().node.kind == kind; }
  std::string take_block(std::string_view name);  // closes it; what it says, without a trace of it in the tree

  // Inlines that hold inlines.
  bool open_inline(std::string_view name, Node node);
  void close_inline(std::string_view name);
  bool is_inline_open(std::string_view name) const;

  std::string take_line();  // what the paragraph under way says; it is none then
  RichText finish();

 private:
  struct Open {
    std::string name;
    Node node;
  };
  std::vector<Node>& inlines() { return inline_.empty() ? paragraph_ : inline_.back().node.children; }
  std::vector<Node>& blocks() { return blocks_.empty() ? top_ : blocks_.back().node.children; }
  void end_inline();
  void end_block();

  std::vector<Node> top_;
  std::vector<Open> blocks_;
  std::vector<Node> paragraph_;
  std::vector<Open> inline_;
  bool after_space_ = true;
};

// What nodes say, without their structure.
std::string flat(const std::vector<Node>& nodes);

}  // namespace plein::text
