// Discourse: what is written, as it cooks it. Its Markdown is CommonMark with BBCode beside it: [details] and [spoiler] are
// core plugins. Copied text opens none of them: text::write_markdown escapes every bracket.
#include "connectors/discourse.h"
#include "text/text.h"

namespace plein::discourse {
namespace {

// Stand for the marks of a spoiler until the text around them is escaped: private code points, which no text is left with.
constexpr std::string_view opens = "\xEF\xA3\xB0";   // U+F8F0
constexpr std::string_view closes = "\xEF\xA3\xB1";  // U+F8F1

void replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

Node mark(std::string_view text) { return Node{Node::Kind::text, std::string(text)}; }

std::vector<Node> prepared(const std::vector<Node>& nodes);

Node prepared(const Node& node) {
  Node copy = node;
  replace(copy.text, opens, "");
  replace(copy.text, closes, "");
  copy.children = prepared(node.children);
  // In two pieces the text is not the address any more, and is written as a link with a text. A bare address would be replaced by
  // a card, or by the title, of what it leads to (oneboxes).
  const bool bare = copy.kind == Node::Kind::link && copy.children.size() == 1 && copy.children[0].kind == Node::Kind::text &&
                    copy.children[0].text == copy.url && copy.url.size() > 1;
  if (bare) copy.children = {mark(copy.url.substr(0, 1)), mark(copy.url.substr(1))};
  return copy;
}

std::vector<Node> prepared(const std::vector<Node>& nodes) {
  std::vector<Node> copies;
  for (const Node& node : nodes) {
    Node copy = prepared(node);
    if (node.kind != Node::Kind::spoiler) {
      copies.push_back(std::move(copy));
      continue;
    }
    copies.push_back(mark(opens));
    for (Node& child : copy.children) copies.push_back(std::move(child));
    copies.push_back(mark(closes));
  }
  return copies;
}

std::string written(RichText& blocks) {
  std::string text = text::write_markdown(blocks);
  replace(text, opens, "[spoiler]");
  replace(text, closes, "[/spoiler]");
  blocks.blocks.clear();
  return text;
}

// What stands in the attribute of a tag: without what would end it.
std::string label_of(const std::string& text) {
  std::string label;
  for (const char c : text) label += c == '"' ? '\'' : c == '[' || c == ']' || static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return label;
}

}  // namespace

std::string write_text(const RichText& text) {
  std::string out;
  RichText before;
  const auto add = [&](const std::string& part) { out += (out.empty() || part.empty() ? "" : "\n\n") + part; };
  for (const Node& block : text.blocks) {
    if (block.kind != Node::Kind::warning) {
      before.blocks.push_back(prepared(block));
      continue;
    }
    if (!before.empty()) add(written(before));
    const std::string label = label_of(block.text);
    const std::string inside = write_text(RichText{block.children});
    add((label.empty() ? "[details]" : "[details=\"" + label + "\"]") + "\n\n" + inside + "\n\n[/details]");
  }
  if (!before.empty()) add(written(before));
  return out;
}

std::string title_of(const Draft& draft) {
  constexpr std::size_t shortest = 15;
  std::string title = draft.title;
  if (title.size() >= 4 * shortest || text::count_graphemes(title) >= shortest) return title;
  if (!draft.body.blocks.empty()) {
    const std::string last = text::write_plain(RichText{{draft.body.blocks.back()}});
    title += " " + last.substr(0, last.find('\n'));
  }
  for (std::size_t length = text::count_graphemes(title); length < shortest; length += 2) title += " \xE2\x80\xA6";
  return title;
}

std::string said_in_html(std::string_view html) { return text::write_plain(text::read_html(html, "")); }

}  // namespace plein::discourse
