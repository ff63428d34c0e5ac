// CommonMark, for forums that render it with HTML off. Whatever could be read as markup is escaped, so that text stays text.
#include "base/utf8.h"
#include "text/text.h"

namespace plein::text {
namespace {

// Between @ and a name, so that nobody is called who was not asked: U+2060 WORD JOINER, which shows nothing. Not after a
// letter: that is a mail address, and nodebb-plugin-mentions takes none there ("before", its library.js).
constexpr std::string_view word_joiner = "\xE2\x81\xA0";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

// The first byte that a node shows; a space when it shows none.
char first_byte(const Node& node) {
  if (!node.text.empty()) return node.text.front();
  return node.children.empty() ? ' ' : first_byte(node.children.front());
}

bool is_word(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

class Writer {
 public:
  std::string out;

  void blocks(const std::vector<Node>& nodes, const std::string& prefix) {
    const Node* before = nullptr;
    bool other_marker = false;
    for (const Node& node : nodes) {
      if (before != nullptr) out += "\n" + prefix + "\n" + prefix;
      // Lists in a row are one list, unless their markers differ.
      const bool touches = before != nullptr && before->kind == Node::Kind::list && node.kind == Node::Kind::list;
      other_marker = touches && before->ordered == node.ordered && !other_marker;
      before = &node;
      if (node.kind == Node::Kind::list)
        list(node, prefix, other_marker);
      else
        block(node, prefix);
    }
  }

 private:
  void block(const Node& node, const std::string& prefix) {
    switch (node.kind) {
      case Node::Kind::quote: out += "> "; return blocks(node.children, prefix + "> ");
      case Node::Kind::item: return blocks(node.children, prefix);
      case Node::Kind::code_block: return code_block(node.text, prefix);
      default: line_start_ = true; return inlines(node.children, prefix);
    }
  }

  void list(const Node& node, const std::string& prefix, bool other_marker) {
    int number = 0;
    for (const Node& item : node.children) {
      if (number > 0) out += "\n" + prefix;
      const std::string marker = node.ordered   ? std::to_string(number + 1) + (other_marker ? ") " : ". ")
                                 : other_marker ? "* "
                                                : "- ";
      ++number;
      out += marker;
      blocks(item.children, prefix + std::string(marker.size(), ' '));
    }
  }

  void code_block(const std::string& text, const std::string& prefix) {
    const std::string fence(std::max<std::size_t>(longest_run(text, '`') + 1, 3), '`');
    out += fence + "\n" + prefix;
    for (std::size_t i = 0; i < text.size(); ++i) {
      // A carriage return ends a line too, and a line without its prefix would end the quote or list around it.
      if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
      const bool line_end = text[i] == '\n' || text[i] == '\r';
      out += line_end ? '\n' : text[i];
      if (line_end) out += prefix;
    }
    if (text.empty() || (text.back() != '\n' && text.back() != '\r')) out += "\n" + prefix;
    out += fence;
  }

  // `after`: the first byte of what follows them.
  void inlines(const std::vector<Node>& nodes, const std::string& prefix, char after = ' ') {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      const char next = i + 1 < nodes.size() ? first_byte(nodes[i + 1]) : after;
      switch (node.kind) {
        case Node::Kind::line_break:
          out += "\\\n" + prefix;
          line_start_ = true;
          break;
        case Node::Kind::strong: wrapped(node, "**", prefix, next); break;
        case Node::Kind::emphasis: wrapped(node, "*", prefix, next); break;
        case Node::Kind::code: code(node.text); break;
        case Node::Kind::link: link(node, prefix, next); break;
        case Node::Kind::image:
          out += "![";
          text(node.text);
          out += "](" + destination(node.url) + ")";
          break;
        case Node::Kind::mention:
          if (node.url.empty() || in_link_) {
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

  // Marks that could be read another way are left out, and with them the emphasis: those within a word, between punctuation,
  // next to a space or to other marks (CommonMark 6.2, flanking runs and the rule of three).
  void wrapped(const Node& node, std::string_view mark, const std::string& prefix, char next) {
    const std::size_t begin = out.size();
    // Marks around these may still go: what stands before those counts.
    const char before = begin == 0 ? ' ' : begin == opened_at_ ? opened_after_ : out.back();
    out += mark;
    const std::size_t inner = opened_at_ = out.size();
    opened_after_ = before;
    inlines(node.children, prefix, next);
    const auto stands = [](char outside, char inside) {
      return inside != '*' && !is_blank(inside) &&
             (is_blank(outside) || (is_word(inside) && !is_word(outside) && outside != '*'));
    };
    const bool some = out.size() > inner;
    std::size_t last = out.size();
    while (last > inner && (static_cast<unsigned char>(out[--last]) & 0xC0) == 0x80) continue;
    const bool opens = some && stands(before, edge(inner));
    const bool closes = some && stands(next, edge(last));
    if (opens && closes) {
      out += mark;
    } else {
      out.erase(begin, mark.size());
      // After a list's marker a second space would count as indentation.
      while (begin > 0 && is_blank(out[begin - 1]) && begin < out.size() && out[begin] == ' ') out.erase(begin, 1);
      if (begin < out.size() && out[begin] == '`') part_ticks(begin);
    }
    opened_at_ = std::string::npos;
  }

  // Two runs of ticks in a row would be one.
  void part_ticks(std::size_t at) {
    if (at > 0 && out[at - 1] == '`') out.insert(at, word_joiner);
  }

  // The character there as one byte of its class: Unicode's white space, punctuation and symbols as a space.
  char edge(std::size_t at) const {
    const char32_t code = utf8::decode(out, at).code_point;
    const bool doubtful = (code >= 0x80 && code <= 0xBF) || (code >= 0x2000 && code <= 0x2BFF) ||
                          (code >= 0x3000 && code <= 0x303F) || code >= 0x1F000;
    return doubtful ? ' ' : out[at];
  }

  void code(const std::string& text) {
    if (text.empty()) return;
    part_ticks(out.size());
    const std::string ticks(longest_run(text, '`') + 1, '`');
    const bool pad = !text.empty() && (text.front() == '`' || text.back() == '`' || (text.front() == ' ' && text.back() == ' '));
    out += ticks + (pad ? " " : "");
    for (const char c : text) out += c == '\n' ? ' ' : c;
    out += (pad ? " " : "") + ticks;
    line_start_ = false;
  }

  // An address by itself is linked by itself, and reads better; not one that markup, a mention or the text after it could
  // cut short or lengthen.
  void link(const Node& node, const std::string& prefix, char next) {
    if (in_link_) return inlines(node.children, prefix);  // CommonMark knows no link within a link
    const bool bare = node.children.size() == 1 && node.children[0].kind == Node::Kind::text && node.children[0].text == node.url;
    const bool whole = !node.url.empty() && (is_letter(node.url.back()) || is_digit(node.url.back()) || node.url.back() == '/');
    const bool alone = is_blank(next) && (out.empty() || is_blank(out.back()) || out.back() == '(');
    if (bare && whole && alone && node.url.find_first_of("*_()[]~&@!|\\") == std::string::npos) {
      out += node.url;
    } else {
      out += "[";
      in_link_ = true;
      const std::size_t begin = out.size();
      inlines(node.children, prefix);
      if (out.size() == begin) text(node.url);
      in_link_ = false;
      out += "](" + destination(node.url) + ")";
    }
    line_start_ = false;
  }

  static std::string destination(const std::string& url) {
    std::string safe;
    static constexpr char hex[] = "0123456789ABCDEF";
    for (const char c : url) {
      if (is_blank(c) || std::string_view("()<>\\").find(c) != std::string_view::npos) {
        safe += '%';
        safe += hex[static_cast<unsigned char>(c) >> 4];
        safe += hex[static_cast<unsigned char>(c) & 15];
      } else {
        // "&amp;" would be read as an entity, and "*" or "_" can open emphasis where the link fails.
        if (c == '&') safe += '\\';
        safe += c;
      }
    }
    return safe;
  }

  void text(std::string_view raw) {
    const std::string value = utf8::repaired(raw);
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char c = is_blank(value[i]) ? ' ' : value[i];
      // White space at the start of a line shows nothing, and four of it make code.
      if (c == ' ' && line_start_ && (out.empty() || is_blank(out.back()))) continue;
      if (std::string_view("\\`*_[]<>~&!|#").find(c) != std::string_view::npos || (line_start_ && opens_block(c))) out += '\\';
      if (c == '@') {
        const bool of_mail = !out.empty() && is_letter(out.back());
        out += c;
        if (!of_mail) out += word_joiner;
      } else {
        out += c;
      }
      // A digit at the start of a line may still begin a list: "1." and "1)".
      line_start_ = line_start_ && (c == ' ' || is_digit(c));
    }
  }

  bool opens_block(char c) const {
    if (c == '-' || c == '+' || c == '=' || c == ':') return true;
    return (c == '.' || c == ')') && !out.empty() && is_digit(out.back());
  }

  static std::size_t longest_run(std::string_view text, char c) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char each : text) longest = std::max(longest, run = each == c ? run + 1 : 0);
    return longest;
  }

  bool line_start_ = true;
  bool in_link_ = false;
  std::size_t opened_at_ = std::string::npos;  // where the opening marks written last end, and what stands before them
  char opened_after_ = ' ';
};

}  // namespace

std::string write_markdown(const RichText& text) {
  Writer writer;
  writer.blocks(simplified(text).blocks, "");
  return std::move(writer.out);
}

}  // namespace plein::text
