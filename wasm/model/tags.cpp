#include "model/tags.h"

#include "base/utf8.h"

namespace plein {
namespace {

// Where large letters stand before the small ones, or alternate with them; no table, as tags are words of living languages.
char32_t lower(char32_t c) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (in('A', 'Z') || (in(0xC0, 0xDE) && c != 0xD7) || in(0x391, 0x3A9) || in(0x410, 0x42F)) return c + 32;
  if (in(0x400, 0x40F)) return c + 80;
  if (c == 0x178) return 0xFF;
  const bool even = in(0x100, 0x12F) || in(0x132, 0x137) || in(0x14A, 0x177);
  const bool odd = in(0x139, 0x148) || in(0x179, 0x17E);
  return (even && c % 2 == 0) || (odd && c % 2 == 1) ? c + 1 : c;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    utf8::append(out, lower(next.code_point));
    at += next.bytes;
  }
  return out;
}

// What a tag goes on with: letters, digits and marks, not punctuation, symbols or pictures.
bool goes_on(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = utf8::decode(text, at).code_point;
  if (c < 0x80) return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  const bool symbol = c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) || (c >= 0x1F000 && c < 0x20000);
  return !symbol && c != utf8::replacement;
}

// `tag` in small letters.
bool in_words(std::string_view said, std::string_view tag) {
  if (said.find('#') == std::string_view::npos) return false;
  const std::string text = lower(said);
  for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at + 1)) {
    if (std::string_view(text).substr(at + 1, tag.size()) == tag && !goes_on(text, at + 1 + tag.size())) return true;
  }
  return false;
}

bool bears(const Node& node, std::string_view tag) {
  if (node.kind == Node::Kind::tag) {
    const std::string_view name = node.text;
    return lower(name.substr(name.empty() || name[0] != '#' ? 0 : 1)) == tag;
  }
  if (in_words(node.text, tag)) return true;
  for (const Node& child : node.children) {
    if (bears(child, tag)) return true;
  }
  return false;
}

}  // namespace

bool bears_tag(const State& state, std::uint32_t root, std::string_view tag) {
  const PostRow& row = state.posts[root];
  const std::string_view title = state.text(state.threads[state.own_thread(root)].title);
  const std::string_view json = state.text(row.body);
  // A tag's node has its # too: most bodies need not be read.
  if (json.find('#') == std::string_view::npos) return in_words(title, lower(tag));
  const auto body = rich_text_from_json(json);
  return bears_tag(title, body ? *body : RichText{}, tag);
}

bool bears_tag(std::string_view title, const RichText& body, std::string_view tag) {
  const std::string wanted = lower(tag);
  if (in_words(title, wanted)) return true;
  for (const Node& block : body.blocks) {
    if (bears(block, wanted)) return true;
  }
  return false;
}

}  // namespace plein
