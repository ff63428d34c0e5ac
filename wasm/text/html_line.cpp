#include "text/html_line.h"

#include <algorithm>
#include <utility>

namespace plein::text {
namespace {

using Kind = Node::Kind;

std::string flat(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += node.kind == Kind::line_break ? " " : node.text + flat(node.children);
  return text;
}

void trim_end(std::vector<Node>& nodes) {
  while (!nodes.empty() && nodes.back().kind == Kind::text) {
    std::string& text = nodes.back().text;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (!text.empty()) return;
    nodes.pop_back();
  }
}

// A mention begins with @ and a tag with #, though Flarum and Discourse may draw those by other means. Full-width ones count.
std::string marked(std::string text, Kind kind) {
  const bool is_mention = kind == Kind::mention;
  const bool has_mark =
      text.rfind(is_mention ? "@" : "#", 0) == 0 || text.rfind(is_mention ? "\xEF\xBC\xA0" : "\xEF\xBC\x83", 0) == 0;
  return has_mark || text.empty() ? text : (is_mention ? "@" : "#") + text;
}

bool leads(Kind kind) { return kind == Kind::link || kind == Kind::mention || kind == Kind::tag; }

}  // namespace

std::string collapsed(std::string_view raw, bool& after_space) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (raw.compare(i, 3, "\xE2\x81\xA0") == 0) {  // the joiner that write_markdown puts after @
      i += 2;
      continue;
    }
    if (blank && after_space) continue;
    if ((static_cast<unsigned char>(c) < 0x20 && !blank) || c == 0x7F) continue;
    after_space = blank;
    out += blank ? ' ' : c;
  }
  return out;
}

void HtmlLine::text(std::string_view raw) {
  std::string out = collapsed(raw, after_space_);
  if (out.empty()) return;
  std::vector<Node>& nodes = here();
  if (!nodes.empty() && nodes.back().kind == Kind::text)
    nodes.back().text += out;
  else
    nodes.push_back(Node{Kind::text, std::move(out)});
}

void HtmlLine::add(Node node) {
  here().push_back(std::move(node));
  after_space_ = false;
}

bool HtmlLine::line_break() {
  std::vector<Node>& nodes = here();
  trim_end(nodes);
  if (!nodes.empty() && nodes.back().kind == Kind::line_break) return false;
  nodes.push_back(Node{Kind::line_break});
  after_space_ = true;
  return true;
}

void HtmlLine::space() { text(" "); }

bool HtmlLine::open(Kind kind, std::string_view url) {
  for (const Format& format : formats_) {
    if (format.kind == kind || (leads(format.kind) && leads(kind))) return false;
  }
  formats_.push_back({kind, std::string(url)});
  return true;
}

void HtmlLine::close(Kind kind) {
  const auto found = std::find_if(formats_.begin(), formats_.end(), [&](const Format& each) { return each.kind == kind; });
  if (found == formats_.end()) return;
  while (open_.size() > static_cast<std::size_t>(found - formats_.begin())) end_open();
  formats_.erase(found);
}

bool HtmlLine::in_link() const {
  return std::any_of(formats_.begin(), formats_.end(), [](const Format& each) { return leads(each.kind); });
}

std::vector<Node>& HtmlLine::here() {
  while (open_.size() < formats_.size()) {
    const Format& format = formats_[open_.size()];
    open_.push_back(Node{format.kind, "", format.url});
  }
  return open_.empty() ? nodes_ : open_.back().children;
}

void HtmlLine::end_open() {
  Node node = std::move(open_.back());
  open_.pop_back();
  std::vector<Node>& outside = open_.empty() ? nodes_ : open_.back().children;
  if (node.kind == Kind::mention || node.kind == Kind::tag) {
    node.text = marked(flat(node.children), node.kind);
    node.children.clear();
    if (!node.text.empty()) outside.push_back(std::move(node));
  } else if (!node.children.empty()) {
    outside.push_back(std::move(node));
  }
}

std::vector<Node> HtmlLine::take() {
  while (!open_.empty()) end_open();
  after_space_ = true;
  trim_end(nodes_);
  while (!nodes_.empty() && nodes_.back().kind == Kind::line_break) {
    nodes_.pop_back();
    trim_end(nodes_);
  }
  const auto first = std::find_if(nodes_.begin(), nodes_.end(), [](const Node& n) { return n.kind != Kind::line_break; });
  nodes_.erase(nodes_.begin(), first);
  return std::exchange(nodes_, {});
}

}  // namespace plein::text
