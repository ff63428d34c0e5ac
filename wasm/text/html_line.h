// A paragraph of HTML while it is read: its inlines, with the formats that are open. Formats outlive a paragraph that ends
// within them; no format stands within itself, so that what is open is never deep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/rich_text.h"

namespace plein::text {

class HtmlLine {
 public:
  void text(std::string_view raw);
  void add(Node node);
  bool line_break();  // false: it is the second in a row, and parts paragraphs
  void space();       // between what is apart without being a paragraph

  // False: it is open already.
  bool open(Node::Kind kind, std::string_view url);
  void close(Node::Kind kind);
  bool in_link() const;

  std::vector<Node> take();  // what was said; formats stay open

 private:
  struct Format {
    Node::Kind kind;
    std::string url;
  };
  std::vector<Node>& here();
  void end_open();

  std::vector<Node> nodes_;
  std::vector<Format> formats_;
  std::vector<Node> open_;  // begun nodes of the first of the formats
  bool after_space_ = true;
};

// One space for all white space, none at the start when `after_space`, which is left as the text ends.
std::string collapsed(std::string_view raw, bool& after_space);

}  // namespace plein::text
