// The blocks of HTML while it is read. However deep the input nests, what comes of it is not deeper than can be walked.
#pragma once

#include <cstddef>
#include <vector>

#include "model/rich_text.h"

namespace plein::text {

class HtmlBlocks {
 public:
  // False: it is deep enough. `element` is for close().
  bool open(Node node, std::size_t element);
  bool closes(std::size_t element) const;  // whether the innermost was opened by it
  void close();                            // the innermost; an empty one goes
  void add(Node block);

  const Node* innermost() const { return open_.empty() ? nullptr : &open_.back().node; }
  std::size_t innermost_element() const { return open_.back().element; }
  void label(std::string text) { open_.back().node.text = std::move(text); }

  std::vector<Node> take();

 private:
  struct Open {
    Node node;
    std::size_t element;
  };
  std::vector<Node> done_;
  std::vector<Open> open_;
};

}  // namespace plein::text
