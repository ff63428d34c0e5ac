// HTML for pages that include it as it is: the elements and attributes below and no others, everything escaped.
#include "base/utf8.h"
#include "text/text.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

void escape(std::string& out, std::string_view text) {
  for (const char c : utf8::repaired(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
}

std::string_view element(const Node& node) {
  switch (node.kind) {
    case Kind::paragraph: return "p";
    case Kind::quote:
    case Kind::card: return "blockquote";
    case Kind::list: return node.ordered ? "ol" : "ul";
    case Kind::poll: return "ul";
    case Kind::item:
    case Kind::option: return "li";
    case Kind::strong: return "strong";
    case Kind::emphasis: return "em";
    case Kind::code: return "code";
    case Kind::warning: return "details";
    default: return "";
  }
}

void write(std::string& out, const std::vector<Node>& nodes);

void link(std::string& out, const std::string& url, const std::string& text, const std::vector<Node>& children) {
  const std::string safe = safe_url(url, "");
  if (!safe.empty()) {
    out += "<a href=\"";
    escape(out, safe);
    out += "\" rel=\"nofollow ugc noopener\">";
  }
  escape(out, text);
  write(out, children);
  if (text.empty() && children.empty()) escape(out, url);
  if (!safe.empty()) out += "</a>";
}

void write(std::string& out, const Node& node) {
  switch (node.kind) {
    case Kind::text: return escape(out, node.text);
    case Kind::line_break: out += "<br>"; return;
    case Kind::link: return link(out, node.url, "", node.children);
    case Kind::mention:
    case Kind::tag: return link(out, node.url, node.text, {});
    // A picture would be a request to somebody else's server, of which a reader knows nothing.
    case Kind::image: return link(out, node.url, node.text.empty() ? node.url : node.text, {});
    case Kind::code_block:
      out += "<pre><code>";
      escape(out, node.text);
      out += "</code></pre>";
      return;
    default: break;
  }
  const std::string name(element(node));
  if (!name.empty()) out += "<" + name + ">";
  if (node.kind == Kind::warning) {
    out += "<summary>";
    escape(out, node.text.empty() ? "\xE2\x80\xA6" : node.text);
    out += "</summary>";
  } else if (node.kind == Kind::card) {
    link(out, node.url, node.text, {});
    if (!node.children.empty()) out += "<br>";
  } else {
    escape(out, node.text);
  }
  write(out, node.children);
  if (node.kind == Kind::option && node.count >= 0) out += " (" + std::to_string(node.count) + ")";
  if (!name.empty()) out += "</" + name + ">";
}

void write(std::string& out, const std::vector<Node>& nodes) {
  for (const Node& node : nodes) write(out, node);
}

}  // namespace

std::string write_html(const RichText& text) {
  std::string out;
  write(out, text.blocks);
  return out;
}

}  // namespace plein::text
