// Flarum: what is written, as s9e\TextFormatter reads it: Markdown (Litedown), BBCode and mentions, each on the text as it was
// written. A backslash keeps Litedown alone from a mark.
#include "connectors/flarum.h"
#include "text/text.h"

namespace plein::flarum {
namespace {

constexpr std::string_view word_joiner = "\xE2\x81\xA0";  // shows nothing
// Stand for what text::write_markdown would escape, or leave: private code points, which no text is left with.
constexpr std::string_view caret = "\xEF\xA3\xB2";      // U+F8F2
constexpr std::string_view backslash = "\xEF\xA3\xB3";  // U+F8F3

void replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// BBCode (flarum/bbcode) opens with a bracket right before a name; "^" lifts what follows it (Litedown's superscript).
Node prepared(Node node) {
  replace(node.text, caret, "");
  replace(node.text, backslash, "");
  if (node.kind == Node::Kind::code || node.kind == Node::Kind::code_block) {
    replace(node.text, "\\", backslash);
  } else {
    replace(node.text, "[", std::string("[") + std::string(word_joiner));
    replace(node.text, "^", caret);
  }
  for (Node& child : node.children) child = prepared(std::move(child));
  return node;
}

// Flarum breaks a line where the text does (enableAutoLineBreaks), and Litedown would show the backslash before it.
std::string without_break_marks(const std::string& text) {
  std::string out;
  std::size_t run = 0;
  for (const char c : text) {
    if (c == '\n' && run % 2 == 1) out.pop_back();
    run = c == '\\' ? run + 1 : 0;
    out += c;
  }
  return out;
}

}  // namespace

// An answer to a reply says so by a mention of it (flarum/mentions), which goes by the id: the name in it is written anew.
std::string write_text(const Draft& draft) {
  RichText body = text::simplified(draft.body);
  for (Node& block : body.blocks) block = prepared(std::move(block));
  std::string text = without_break_marks(text::write_markdown(body));
  replace(text, caret, "\\^");
  replace(text, backslash, "\\");
  const Address parent = address_of(draft.parent.id);
  if (parent.post.empty() || draft.parent.id == draft.root.id) return text;
  const bool inline_first = !body.blocks.empty() && body.blocks[0].kind == Node::Kind::paragraph;
  return "@\"" + parent.number + "\"#p" + parent.post + (inline_first ? " " : "\n\n") + text;
}

}  // namespace plein::flarum
