// Markdown as people type it in a conversation: the blocks. CommonMark's, but for what a tree does not hold (headings, rules,
// HTML: they are text), and without lazy continuation: a line is part of a quote or list only where it is marked or indented
// so, as what follows a quote is mostly the answer to it.
#include <algorithm>
#include <vector>

#include "text/markdown_inlines.h"
#include "text/tree_builder.h"
#include "text/typed.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

constexpr std::size_t depth_max = 10;  // quotes and lists; what is deeper is text

// What is left of a line. White space counts in columns: a tab leads to the next multiple of four.
class Line {
 public:
  explicit Line(std::string_view text) : rest_(text) {}

  std::size_t indent() const {
    std::size_t column = column_ + spare_;
    for (const char c : rest_) {
      if (c != ' ' && c != '\t') break;
      column = c == ' ' ? column + 1 : column / 4 * 4 + 4;
    }
    return column - column_;
  }

  // At most so many columns of white space.
  void skip(std::size_t columns) {
    while (columns > 0 && (spare_ > 0 || (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t')))) {
      if (spare_ == 0) {
        spare_ = rest_[0] == ' ' ? 1 : 4 - column_ % 4;
        rest_.remove_prefix(1);
      }
      const std::size_t taken = std::min(columns, spare_);
      spare_ -= taken;
      column_ += taken;
      columns -= taken;
    }
  }

  void take(std::size_t bytes) {  // that are no white space
    rest_.remove_prefix(bytes);
    column_ += bytes;
  }

  std::string_view text() const {  // without what it is indented by
    return rest_.substr(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
  }
  std::string verbatim() const { return std::string(spare_, ' ') + std::string(rest_); }
  bool blank() const { return text().empty(); }

 private:
  std::string_view rest_;
  std::size_t column_ = 0;
  std::size_t spare_ = 0;  // columns left of a tab that was taken in part
};

// "- ", "3. ": how a list's item begins.
struct Marker {
  char kind = '\0';   // '-', '*', '+', '.' or ')'; items of one list have the same
  bool first = true;  // of a list: there a number is 1, as a tree numbers from there
  std::size_t size = 0;
  bool empty = false;  // nothing follows it
};

Marker marker_at(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9') ++digits;
  const char kind = digits < text.size() ? text[digits] : '\0';
  const bool number = digits > 0 && (kind == '.' || kind == ')');
  const bool bullet = digits == 0 && (kind == '-' || kind == '*' || kind == '+');
  const std::size_t size = digits + 1;
  if ((!number && !bullet) || (size < text.size() && text[size] != ' ' && text[size] != '\t')) return {};
  return {kind, bullet || text.substr(0, digits) == "1", size, text.find_first_not_of(" \t", size) == std::string_view::npos};
}

// How many of `mark` a fence begins with; 0: it is none.
std::size_t fence_at(std::string_view text, char mark) {
  const std::size_t size = std::min(text.find_first_not_of(mark), text.size());
  if (size < 3) return 0;
  return mark == '`' && text.find('`', size) != std::string_view::npos ? 0 : size;
}

class Reader {
 public:
  RichText read(std::string_view text) {
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      line(Line(text.substr(at, end - at)));
      at = end + 1;
    }
    leave(0);
    return tree_.finish();
  }

 private:
  struct Container {
    std::size_t indent;  // of what an item holds; 0: a quote
    char marker;
  };

  void line(Line in) {
    std::size_t kept = 0;
    while (kept < containers_.size() && goes_on(containers_[kept], in)) ++kept;
    if (fence_ > 0 && kept == containers_.size()) return code(in);
    begin(in, kept);
    const std::string_view text = in.text();
    if (text.empty()) return end_paragraph();
    for (const char mark : {'`', '~'}) {
      fence_ = fence_at(text, mark);
      if (fence_ == 0) continue;
      end_paragraph();
      fence_mark_ = mark;
      fence_indent_ = in.indent();
      return;
    }
    if (!paragraph_.empty()) paragraph_ += '\n';
    paragraph_ += text;
  }

  static bool goes_on(const Container& container, Line& in) {
    if (container.indent == 0) return take_quote(in);
    if (in.blank()) return true;
    if (in.indent() < container.indent) return false;
    in.skip(container.indent);
    return true;
  }

  static bool take_quote(Line& in) {
    if (in.text().substr(0, 1) != ">") return false;
    in.skip(in.indent());
    in.take(1);
    in.skip(1);
    return true;
  }

  // The quotes and items that the line begins, after the `kept` ones that it goes on with; the others end.
  void begin(Line& in, std::size_t kept) {
    const bool left = kept < containers_.size();
    const char sibling = left && containers_[kept].indent > 0 ? containers_[kept].marker : '\0';
    bool begun = false;
    while ((begun ? containers_.size() : kept) < depth_max) {
      const Marker marker = marker_at(in.text());
      const bool next = !begun && marker.kind != '\0' && marker.kind == sibling;
      const bool item = next || (marker.kind != '\0' && marker.first && !marker.empty);
      const bool quote = !item && take_quote(in);
      if (!item && !quote) break;
      if (!begun) leave(kept, next);
      begun = true;
      if (quote) {
        tree_.open_block("quote", Node{Kind::quote});
        containers_.push_back({0, '\0'});
      } else {
        begin_item(in, marker, next);
      }
    }
    if (left && !begun) leave(kept);
  }

  void begin_item(Line& in, const Marker& marker, bool of_list) {
    const std::size_t before = in.indent();
    in.skip(before);
    in.take(marker.size);
    // Five columns and more are what the text begins with.
    const std::size_t gap = marker.empty || in.indent() > 4 ? 1 : in.indent();
    in.skip(gap);
    if (!of_list) {
      Node list{Kind::list};
      list.ordered = marker.kind == '.' || marker.kind == ')';
      tree_.open_block("list", std::move(list));
    }
    tree_.open_block("item", Node{Kind::item});
    containers_.push_back({before + marker.size + gap, marker.kind});
  }

  // Closes all but the first `kept`; of an item whose list goes on, the item alone.
  void leave(std::size_t kept, bool list_goes_on = false) {
    end_paragraph();
    end_code();
    while (containers_.size() > kept) {
      const bool item = containers_.back().indent > 0;
      containers_.pop_back();
      tree_.close_block(item ? "item" : "quote");
      if (item && !(list_goes_on && containers_.size() == kept)) tree_.close_block("list");
    }
  }

  void code(Line& in) {
    const std::string_view text = in.text();
    const std::size_t marks = std::min(text.find_first_not_of(fence_mark_), text.size());
    if (marks >= fence_ && marks == text.size()) return end_code();
    in.skip(fence_indent_);
    if (code_begun_) code_ += '\n';
    code_begun_ = true;
    code_ += in.verbatim();
  }

  void end_code() {
    fence_ = 0;
    code_begun_ = false;
    if (!code_.empty()) tree_.add_block(Node{Kind::code_block, std::move(code_)});
    code_.clear();
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    read_inlines(paragraph_, tree_);
    paragraph_.clear();
    tree_.end_paragraph();
  }

  TreeBuilder tree_;
  std::vector<Container> containers_;
  std::string paragraph_;
  std::size_t fence_ = 0;  // how many marks opened the code under way
  char fence_mark_ = '`';
  std::size_t fence_indent_ = 0;
  std::string code_;
  bool code_begun_ = false;
};

}  // namespace

RichText read_markdown(std::string_view text) { return Reader().read(tidy(text)); }

}  // namespace plein::text
