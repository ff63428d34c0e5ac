// Shortening: text goes from the end of what comes before the last block, which is kept.
#include <algorithm>

#include "base/utf8.h"
#include "text/graphemes.h"
#include "text/text.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

struct Size {
  std::size_t graphemes = 0;
  std::size_t bytes = 0;
};

Size size_of(const RichText& text, const Limits& limits) {
  const std::string plain = limits.addressed ? write_addressed(text) : write_plain(text);
  Size size{count_graphemes(plain), plain.size()};
  if (limits.url_graphemes == 0) return size;
  // An address ends where white space begins, as platforms find them.
  for (std::size_t at = plain.find("http"); at != std::string::npos; at = plain.find("http", at)) {
    const std::size_t end = std::min(plain.find_first_of(" \n", at), plain.size());
    const std::string address = plain.substr(at, end - at);
    const bool is_address = address.rfind("https://", 0) == 0 || address.rfind("http://", 0) == 0;
    if (is_address) size.graphemes += limits.url_graphemes - count_graphemes(address);
    at = is_address ? end : at + 1;
  }
  return size;
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
    if (text[at] == ' ' && at > 0 && text[at - 1] != ' ') words.push_back(at);
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

void append_ellipsis(std::vector<Node>& body) {
  Node* leaf = last_leaf(body);
  if (leaf != nullptr && leaf->kind == Kind::text) {
    while (!leaf->text.empty() && (leaf->text.back() == ' ' || leaf->text.back() == ',' || leaf->text.back() == '.'))
      leaf->text.pop_back();
    leaf->text += ellipsis;
    return;
  }
  if (body.empty()) return;
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

RichText fit(const RichText& text, const Limits& limits) {
  if (text.blocks.size() < 2 || holds(text, limits)) return text;
  const Node& last = text.blocks.back();
  const std::vector<Node> body(text.blocks.begin(), text.blocks.end() - 1);
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
      const auto cut_at = [&](std::size_t n) { leaf->text = full.substr(0, n == 0 ? 0 : ends[n - 1]) + std::string(ellipsis); };
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
  return assembled(shortened(whole), last, text.language);
}

namespace {

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += utf8::decode(text, at).bytes) ++count;
  return count;
}

// Without the mentions that a paragraph begins with: they say to whom, not what.
Node without_address(Node block) {
  if (block.kind != Kind::paragraph) return block;
  std::vector<Node>& nodes = block.children;
  while (!nodes.empty()) {
    if (nodes.front().kind == Kind::mention) {
      nodes.erase(nodes.begin());
    } else if (nodes.front().kind == Kind::text) {
      std::string& words = nodes.front().text;
      words.erase(0, std::min(words.find_first_not_of(" ,:"), words.size()));
      if (!words.empty()) break;
      nodes.erase(nodes.begin());
    } else {
      break;
    }
  }
  return block;
}

}  // namespace

std::string title_from(const RichText& text, std::size_t code_points_max) {
  std::string line;
  for (const Node& block : text.blocks) {
    RichText one;
    one.blocks.push_back(without_address(block));
    line = write_plain(one);
    if (!line.empty()) break;
  }
  if (line.empty()) line = write_plain(text);  // nothing but names: then those
  line.erase(0, std::min(line.find_first_not_of(" \n"), line.size()));
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line[0] >= 'a' && line[0] <= 'z') line[0] = static_cast<char>(line[0] - 'a' + 'A');
  // A sentence ends at . ! ? or … before a space; a first one of a word or two is a greeting, no title.
  std::size_t end = line.size();
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const bool stop = (line[i] == '.' || line[i] == '!' || line[i] == '?') && line[i + 1] == ' ';
    if (stop && i >= 15) {
      end = line[i] == '.' ? i : i + 1;
      break;
    }
  }
  std::string title = line.substr(0, end);
  if (end == line.size() && title.size() > 1 && title.back() == '.') title.pop_back();
  std::size_t count = 0;
  std::size_t word = 0;
  std::size_t at = 0;
  if (count_code_points(title) <= code_points_max) return title;
  while (at < title.size()) {
    if (title[at] == ' ') word = at;
    const std::size_t next = grapheme_end(title, at);
    count += count_code_points(std::string_view(title).substr(at, next - at));
    if (count + 1 > code_points_max) break;  // the dots are one
    at = next;
  }
  return title.substr(0, word > at / 2 ? word : at) + (code_points_max > 0 ? std::string(ellipsis) : "");
}

}  // namespace plein::text
