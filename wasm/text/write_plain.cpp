// Plain text, and plain text with facets: one walk serves both.
#include "base/utf8.h"
#include "text/text.h"
#include "text/tree_builder.h"

namespace plein::text {
namespace {

constexpr std::string_view word_joiner = "\xE2\x81\xA0";
constexpr std::string_view dots = "\xE2\x80\xA6";

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Whether a link's text is its address, whole or as platforms shorten it: "x.example/a…".
bool is_short_form(std::string_view shown, std::string_view url) {
  if (shown == url) return true;
  if (shown.size() <= dots.size() || shown.substr(shown.size() - dots.size()) != dots) return false;
  shown.remove_suffix(dots.size());
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  std::string_view rest = url.substr(scheme + 3);
  if (rest.substr(0, 4) == "www." && shown.substr(0, 4) != "www.") rest.remove_prefix(4);
  return rest.substr(0, shown.size()) == shown || url.substr(0, shown.size()) == shown;
}

class Writer {
 public:
  explicit Writer(bool addressed) : addressed_(addressed) {}
  Faceted out;

  void blocks(const std::vector<Node>& nodes, const std::string& prefix) {
    bool first = true;
    for (const Node& node : nodes) {
      if (!first) out.text += node.kind == Node::Kind::item ? "\n" : "\n\n";
      if (!first && !prefix.empty()) out.text += prefix;
      first = false;
      block(node, prefix);
    }
  }

 private:
  void block(const Node& node, const std::string& prefix) {
    switch (node.kind) {
      case Node::Kind::quote: out.text += "> "; return blocks(node.children, prefix + "> ");
      case Node::Kind::list: return list(node, prefix);
      case Node::Kind::item: return blocks(node.children, prefix);
      case Node::Kind::code_block: out.text += utf8::repaired(node.text); return;
      default: return inlines(node.children, prefix);
    }
  }

  void list(const Node& node, const std::string& prefix) {
    int number = 1;
    for (const Node& item : node.children) {
      if (number > 1) out.text += "\n" + prefix;
      out.text += node.ordered ? std::to_string(number) + ". " : "- ";
      ++number;
      blocks(item.children, prefix + "  ");
    }
  }

  void inlines(const std::vector<Node>& nodes, const std::string& prefix) {
    for (const Node& node : nodes) {
      const std::size_t begin = out.text.size();
      switch (node.kind) {
        case Node::Kind::line_break: out.text += "\n" + prefix; break;
        case Node::Kind::link:
          ++links_;
          inlines(node.children, prefix);
          --links_;
          if (out.text.size() == begin || (addressed_ && is_short_form(flat(node.children), node.url))) {
            out.text.resize(begin);
            out.text += utf8::repaired(node.url);
          } else if (addressed_ && !node.url.empty()) {
            out.text += " " + utf8::repaired(node.url);
          }
          facet(begin, Facet::Kind::link, node.url);
          break;
        case Node::Kind::image:
          out.text += utf8::repaired(node.text.empty() ? node.url : node.text);
          if (addressed_ && !node.text.empty()) out.text += " " + utf8::repaired(node.url);
          facet(begin, Facet::Kind::link, node.url);
          break;
        case Node::Kind::mention:
          // Another place's account: an address, not a mention, which would call somebody here.
          words(node.text);
          facet(begin, Facet::Kind::link, node.url);
          break;
        case Node::Kind::strong:
        case Node::Kind::emphasis: inlines(node.children, prefix); break;
        default: words(node.text);
      }
    }
  }

  // Where there are no facets a name after @ would call somebody: nobody is called who was not asked (see write_markdown).
  void words(std::string_view text) {
    const std::string valid = utf8::repaired(text);
    if (!addressed_) return void(out.text += valid);
    for (const char c : valid) {
      const bool of_mail = !out.text.empty() && is_word(out.text.back());
      out.text += c;
      if (c == '@' && !of_mail) out.text += word_joiner;
    }
  }

  void facet(std::size_t begin, Facet::Kind kind, const std::string& value) {
    if (links_ == 0 && begin < out.text.size() && !value.empty()) out.facets.push_back({begin, out.text.size(), kind, value});
  }

  const bool addressed_;
  int links_ = 0;  // open around what is written: what they hold has no facet of its own
};

}  // namespace

Faceted write_faceted(const RichText& text) {
  Writer writer(false);
  writer.blocks(simplified(text).blocks, "");
  return std::move(writer.out);
}

std::string write_addressed(const RichText& text) {
  Writer writer(true);
  writer.blocks(simplified(text).blocks, "");
  return std::move(writer.out.text);
}

std::string write_plain(const RichText& text) { return write_faceted(text).text; }

}  // namespace plein::text
