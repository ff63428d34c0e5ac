// CommonMark, for forums that render it with HTML off. Whatever could be read as markup is escaped, so that text stays text.
#include "text/text.h"

namespace plein::text {
namespace {

// Between @ and a name, so that nobody is called who was not asked: U+2060 WORD JOINER, which shows nothing.
constexpr std::string_view word_joiner = "\xE2\x81\xA0";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Writer {
 public:
  std::string out;

  void blocks(const std::vector<Node>& nodes, const std::string& prefix) {
    bool first = true;
    for (const Node& node : nodes) {
      if (!first) out += "\n" + prefix + "\n" + prefix;
      first = false;
      block(node, prefix);
    }
  }

 private:
  void block(const Node& node, const std::string& prefix) {
    switch (node.kind) {
      case Node::Kind::quote: out += "> "; return blocks(node.children, prefix + "> ");
      case Node::Kind::list: return list(node, prefix);
      case Node::Kind::item: return blocks(node.children, prefix);
      case Node::Kind::code_block: return code_block(node.text, prefix);
      default: line_start_ = true; return inlines(node.children, prefix);
    }
  }

  void list(const Node& node, const std::string& prefix) {
    int number = 0;
    for (const Node& item : node.children) {
      if (number > 0) out += "\n" + prefix;
      const std::string marker = node.ordered ? std::to_string(number + 1) + ". " : "- ";
      ++number;
      out += marker;
      blocks(item.children, prefix + std::string(marker.size(), ' '));
    }
  }

  void code_block(const std::string& text, const std::string& prefix) {
    const std::string fence(std::max<std::size_t>(longest_run(text, '`') + 1, 3), '`');
    out += fence + "\n" + prefix;
    for (const char c : text) {
      out += c;
      if (c == '\n') out += prefix;
    }
    if (text.empty() || text.back() != '\n') out += "\n" + prefix;
    out += fence;
  }

  void inlines(const std::vector<Node>& nodes, const std::string& prefix) {
    for (const Node& node : nodes) {
      switch (node.kind) {
        case Node::Kind::line_break:
          out += "\\\n" + prefix;
          line_start_ = true;
          break;
        case Node::Kind::strong: wrapped(node, "**", prefix); break;
        case Node::Kind::emphasis: wrapped(node, "*", prefix); break;
        case Node::Kind::code: code(node.text); break;
        case Node::Kind::link: link(node, prefix); break;
        case Node::Kind::image:
          out += "![";
          text(node.text);
          out += "](" + destination(node.url) + ")";
          break;
        case Node::Kind::mention:
          if (node.url.empty()) {
            text(node.text);
          } else {
            out += "[";
            text(node.text);
            out += "](" + destination(node.url) + ")";
          }
          break;
        default: text(node.text);
      }
    }
  }

  // Emphasis that begins or ends with a space is none in CommonMark; then the text goes without.
  void wrapped(const Node& node, std::string_view mark, const std::string& prefix) {
    const std::size_t begin = out.size();
    out += mark;
    const std::size_t inner = out.size();
    inlines(node.children, prefix);
    const bool good = out.size() > inner && out[inner] != ' ' && out.back() != ' ' && out.back() != '\n';
    if (good) {
      out += mark;
    } else {
      out.erase(begin, mark.size());
    }
  }

  void code(const std::string& text) {
    const std::string ticks(longest_run(text, '`') + 1, '`');
    const bool pad = !text.empty() && (text.front() == '`' || text.back() == '`' || (text.front() == ' ' && text.back() == ' '));
    out += ticks + (pad ? " " : "");
    for (const char c : text) out += c == '\n' ? ' ' : c;
    out += (pad ? " " : "") + ticks;
    line_start_ = false;
  }

  void link(const Node& node, const std::string& prefix) {
    const bool bare = node.children.size() == 1 && node.children[0].kind == Node::Kind::text && node.children[0].text == node.url;
    if (bare && node.url.find_first_of("*_()[]") == std::string::npos) {
      out += node.url;  // linked by itself, and it reads better
    } else {
      out += "[";
      inlines(node.children, prefix);
      out += "](" + destination(node.url) + ")";
    }
    line_start_ = false;
  }

  static std::string destination(const std::string& url) {
    std::string safe;
    for (const char c : url) {
      if (c == '(' || c == ')')
        safe += c == '(' ? "%28" : "%29";
      else
        safe += c;
    }
    return safe;
  }

  void text(std::string_view value) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char c = value[i];
      if (c == '\n') {
        out += ' ';
        continue;
      }
      if (std::string_view("\\`*_[]<>~&!|#").find(c) != std::string_view::npos || (line_start_ && opens_block(value, i)))
        out += '\\';
      out += c;
      if (c == '@') out += word_joiner;
      // A digit at the start of a line may still begin a list: "1." and "1)".
      line_start_ = line_start_ && (c == ' ' || is_digit(c));
    }
  }

  bool opens_block(std::string_view value, std::size_t at) const {
    const char c = value[at];
    if (c == '-' || c == '+' || c == '=' || c == ':') return true;
    return (c == '.' || c == ')') && at > 0 && is_digit(value[at - 1]);
  }

  static std::size_t longest_run(std::string_view text, char c) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char each : text) longest = std::max(longest, run = each == c ? run + 1 : 0);
    return longest;
  }

  bool line_start_ = true;
};

}  // namespace

std::string write_markdown(const RichText& text) {
  Writer writer;
  writer.blocks(text.blocks, "");
  return std::move(writer.out);
}

}  // namespace plein::text
