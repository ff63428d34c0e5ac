#include "text/html_blocks.h"

#include <utility>

namespace plein::text {
namespace {

constexpr std::size_t depth_max = 24;

}  // namespace

bool HtmlBlocks::open(Node node, std::size_t element) {
  if (open_.size() >= depth_max) return false;
  open_.push_back({std::move(node), element});
  return true;
}

bool HtmlBlocks::closes(std::size_t element) const { return !open_.empty() && open_.back().element == element; }

void HtmlBlocks::close() {
  Node node = std::move(open_.back().node);
  open_.pop_back();
  if (!node.children.empty()) add(std::move(node));
}

// A list holds items, whatever the input puts there.
void HtmlBlocks::add(Node block) {
  if (open_.empty()) return done_.push_back(std::move(block));
  Node& around = open_.back().node;
  if (around.kind == Node::Kind::list && block.kind != Node::Kind::item) {
    Node item{Node::Kind::item};
    item.children.push_back(std::move(block));
    block = std::move(item);
  }
  around.children.push_back(std::move(block));
}

std::vector<Node> HtmlBlocks::take() {
  while (!open_.empty()) close();
  return std::exchange(done_, {});
}

}  // namespace plein::text
