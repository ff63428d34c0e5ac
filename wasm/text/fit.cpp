// Shortening: text goes from the end of what comes before the last block, which is kept.
#include <algorithm>

#include "text/graphemes.h"
#include "text/room.h"
#include "text/text.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

struct Size {
  std::size_t graphemes = 0;
  std::size_t bytes = 0;
};

// An address ends where white space begins, as platforms find them.
std::size_t count_of(std::string_view written, const Limits& limits) {
  std::size_t count = count_graphemes(written);
  if (limits.url_graphemes == 0) return count;
  for (std::size_t at = written.find("http"); at != std::string_view::npos; at = written.find("http", at)) {
    const std::size_t end = std::min(written.find_first_of(" \n", at), written.size());
    const std::string_view address = written.substr(at, end - at);
    const bool is_address = address.substr(0, 8) == "https://" || address.substr(0, 7) == "http://";
    if (is_address) count += limits.url_graphemes - count_graphemes(address);
    at = is_address ? end : at + 1;
  }
  return count;
}

Size size_of(const RichText& text, const Limits& limits) {
  const std::string written = limits.markdown    ? write_markdown(text)
                              : limits.addressed ? write_addressed(text)
                                                 : write_plain(text);
  return {count_of(written, limits), written.size()};
}

bool holds(const RichText& text, const Limits& limits) {
  const Size size = size_of(text, limits);
  return (limits.graphemes == 0 || size.graphemes <= limits.graphemes) && (limits.bytes == 0 || size.bytes <= limits.bytes);
}

// Whole texts, and links, mentions, code and images as one.
bool is_leaf(const Node& node) { return node.children.empty() || node.kind == Kind::link; }

std::size_t count_leaves(const std::vector<Node>& nodes) {
  std::size_t count = 0;
  for (const Node& node : nodes) count += is_leaf(node) ? 1 : count_leaves(node.children);
  return count;
}

// Keeps the first `leaves` leaves; what is left empty goes.
void keep_leaves(std::vector<Node>& nodes, std::size_t& leaves) {
  std::vector<Node> kept;
  for (Node& node : nodes) {
    if (leaves == 0) break;
    if (is_leaf(node)) {
      --leaves;
    } else {
      keep_leaves(node.children, leaves);
      if (node.children.empty()) continue;
    }
    kept.push_back(std::move(node));
  }
  nodes = std::move(kept);
}

// What is far beyond the limits goes first, in one pass: what is left costs what it may hold, however long the text was.
class Rough {
 public:
  explicit Rough(const Limits& limits) : limits_(limits) {}

  void cut(std::vector<Node>& nodes) {
    std::size_t kept = 0;
    for (; kept < nodes.size() && !full(); ++kept) {
      Node& node = nodes[kept];
      if (is_leaf(node))
        take(node);
      else
        cut(node.children);
    }
    nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(kept), nodes.end());
  }

 private:
  bool full() const {
    return (limits_.graphemes > 0 && used_.graphemes > 2 * limits_.graphemes + 64) ||
           (limits_.bytes > 0 && used_.bytes > 2 * limits_.bytes + 64);
  }

  void take(Node& leaf) {
    const bool may_be_cut = leaf.kind == Kind::text || leaf.kind == Kind::code_block;
    std::size_t at = 0;
    while (may_be_cut && at < leaf.text.size() && !full()) {
      // Addresses count as one; of any other word, however long, what is needed.
      const bool address = leaf.text.compare(at, 4, "http") == 0;
      const std::size_t end = address ? std::min(leaf.text.find(' ', at), leaf.text.size() - 1) + 1 : grapheme_end(leaf.text, at);
      const std::string_view word = std::string_view(leaf.text).substr(at, end - at);
      used_.graphemes += count_of(word, limits_);
      used_.bytes += word.size();
      at = end;
    }
    if (may_be_cut) leaf.text.resize(at);
    if (leaf.kind != Kind::text) ++used_.graphemes, ++used_.bytes;
  }

  const Limits& limits_;
  Size used_;
};

Node* last_leaf(std::vector<Node>& nodes) {
  if (nodes.empty()) return nullptr;
  Node& last = nodes.back();
  return is_leaf(last) ? &last : last_leaf(last.children);
}

// Where a text may end: at the ends of its words first; where it has none in reach, at any grapheme. Ascending.
std::vector<std::size_t> ends_of(const std::string& text) {
  std::vector<std::size_t> words;
  std::vector<std::size_t> graphemes;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = grapheme_end(text, at);
    const bool blank = text[at] == ' ' || text[at] == '\n';
    if (blank && at > 0 && text[at - 1] != text[at]) words.push_back(at);
    graphemes.push_back(end);
    at = end;
  }
  return words.empty() ? graphemes : words;
}

RichText assembled(const std::vector<Node>& body, const Node& last, const std::string& language = "") {
  RichText text;
  text.language = language;
  text.blocks = body;
  text.blocks.push_back(last);
  return text;
}

std::vector<Node> first_leaves(const std::vector<Node>& body, std::size_t leaves) {
  std::vector<Node> kept = body;
  keep_leaves(kept, leaves);
  return kept;
}

// The paragraph that ends the text, if it ends with one.
Node* last_paragraph(std::vector<Node>& nodes) {
  if (nodes.empty()) return nullptr;
  Node& last = nodes.back();
  return last.kind == Kind::paragraph ? &last : last_paragraph(last.children);
}

// What stands before the dots is a word, not the pause after it.
std::string with_ellipsis(std::string text) {
  while (!text.empty() && std::string_view(" \n,.;:").find(text.back()) != std::string_view::npos) text.pop_back();
  const std::size_t dots = ellipsis.size();
  if (text.size() < dots || text.compare(text.size() - dots, dots, ellipsis) != 0) text += ellipsis;
  return text;
}

void append_ellipsis(std::vector<Node>& body) {
  Node* leaf = last_leaf(body);
  if (leaf != nullptr && leaf->kind == Kind::text) {
    leaf->text = with_ellipsis(std::move(leaf->text));
    return;
  }
  if (last_paragraph(body) == nullptr) body.push_back(Node{Kind::paragraph});
  std::vector<Node>& line = last_paragraph(body)->children;
  line.push_back(Node{Kind::text, (line.empty() ? "" : " ") + std::string(ellipsis)});
}

// The largest count in [0, most] for which `good` holds; it holds for 0.
template <class Good>
std::size_t largest(std::size_t most, const Good& good) {
  std::size_t low = 0;
  while (low < most) {
    const std::size_t middle = (low + most + 1) / 2;
    if (good(middle))
      low = middle;
    else
      most = middle - 1;
  }
  return low;
}

}  // namespace

RichText fit(const RichText& text, std::size_t graphemes_max, std::size_t bytes_max) {
  return fit(text, Limits{graphemes_max, bytes_max});
}

std::size_t count(const RichText& text, const Limits& limits) { return size_of(text, limits).graphemes; }

std::optional<std::int64_t> room(const RichText& text, const Limits& limits) {
  const Size size = size_of(text, limits);
  std::optional<std::int64_t> least;
  const auto of = [&](std::size_t most, std::size_t used) {
    const std::int64_t more = static_cast<std::int64_t>(most) - static_cast<std::int64_t>(used);
    if (most > 0 && (!least || more < *least)) least = more;
  };
  of(limits.graphemes, size.graphemes);
  of(limits.bytes, size.bytes);
  return least;
}

RichText fit(const RichText& text, const Limits& limits) {
  if (text.blocks.size() < 2 || holds(text, limits)) return text;
  const Node& last = text.blocks.back();
  std::vector<Node> body(text.blocks.begin(), text.blocks.end() - 1);
  Rough(limits).cut(body);
  const auto shortened = [&](std::size_t leaves) {
    std::vector<Node> kept = first_leaves(body, leaves);
    append_ellipsis(kept);
    return kept;
  };
  const std::size_t leaves = count_leaves(body);
  const std::size_t whole = largest(leaves - 1, [&](std::size_t n) { return holds(assembled(shortened(n), last), limits); });
  // Of the first leaf that does not fit, as much as does.
  std::vector<Node> cut = first_leaves(body, whole + 1);
  Node* leaf = last_leaf(cut);
  if (leaf != nullptr && (leaf->kind == Kind::text || leaf->kind == Kind::code_block)) {
    const std::string full = leaf->text;
    const auto try_ends = [&](const std::vector<std::size_t>& ends) {
      const auto cut_at = [&](std::size_t n) { leaf->text = with_ellipsis(full.substr(0, n == 0 ? 0 : ends[n - 1])); };
      const std::size_t best = largest(ends.size(), [&](std::size_t n) {
        cut_at(n);
        return holds(assembled(cut, last), limits);
      });
      cut_at(best);
      return best > 0;
    };
    if (try_ends(ends_of(full))) return assembled(cut, last, text.language);
    // Not one word fits whole: then as many characters as do, unless something stands before it.
    std::vector<std::size_t> graphemes;
    for (std::size_t at = 0; at < full.size(); graphemes.push_back(at)) at = grapheme_end(full, at);
    if (whole == 0 && try_ends(graphemes)) return assembled(cut, last, text.language);
  }
  const RichText fitted = assembled(shortened(whole), last, text.language);
  // Not even the dots: then what must stand, alone.
  return holds(fitted, limits) ? fitted : assembled({}, last, text.language);
}

}  // namespace plein::text
