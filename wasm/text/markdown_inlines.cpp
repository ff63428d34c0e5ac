// A paragraph is cut into pieces first; marks are paired when it is known which brackets are links, as those hold what is within
// them together; then the pieces go into the tree. Each step looks at nothing twice.
#include "text/markdown_inlines.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "text/text.h"
#include "text/typed.h"

namespace plein::text {
namespace {

constexpr std::uint32_t nothing = UINT32_MAX;
constexpr std::size_t parentheses_max = 8;  // open at once in a link's address

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
bool is_white(char32_t c) {
  return c <= 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}
// Punctuation and symbols, as far as people set marks next to them.
bool is_sign(char32_t c) {
  if (c < 0x80) return is_punctuation(static_cast<char>(c));
  return c <= 0xBF || (c >= 0x2010 && c <= 0x2BFF) || (c >= 0x3001 && c <= 0x303F) || c >= 0x1F000;
}

struct Piece {
  enum class Kind : std::uint8_t { text, line_break, marks, code, address, link, link_end };
  Kind kind = Kind::text;
  bool opens = false;  // of marks: they may begin emphasis; `closes`: end it
  bool closes = false;
  std::string_view text;           // of marks: all of them
  std::size_t left = 0;            // of marks: those without a pair
  std::uint32_t url = nothing;     // of address and link
  std::uint32_t opened = nothing;  // pairs that begin here, the outermost first
  std::uint32_t closed = nothing;  // pairs that end here, the innermost first
  std::uint32_t last_closed = nothing;
};

// Marks that hold what is between them: one for emphasis, two for strong emphasis.
struct Pair {
  std::size_t size;
  std::uint32_t next_opened, next_closed = nothing;
  bool in_tree = false;
};

class Paragraph {
 public:
  explicit Paragraph(std::string_view text) : text_(text) {}

  void read(TreeBuilder& tree) {
    find_ticks();
    while (at_ < text_.size()) step();
    flush(at_);
    pair_marks(0);
    write(tree);
  }

 private:
  void step() {
    const char c = text_[at_];
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '\\' && next == '\n') return add(Piece::Kind::line_break, 2);
    if (c == '\n') return add(Piece::Kind::line_break, 1);
    if (c == '\\' && is_punctuation(next)) {
      flush(at_);
      begin_ = at_ + 1;
      at_ += 2;
    } else if (c == '*' || c == '_') {
      marks(c);
    } else if (c == '`') {
      ticks();
    } else if (c == '[' || (c == '!' && next == '[')) {
      brackets_.push_back({static_cast<std::uint32_t>(pieces_.size() + (begin_ < at_ ? 1 : 0)), marks_.size()});
      add(Piece::Kind::text, c == '[' ? 1 : 2);
    } else if (c == ']') {
      close_bracket();
    } else if (c == '<') {
      enclosed();
    } else if (c == 'h' && text_.substr(at_, 4) == "http" && at_ >= no_address_before_ && starts_word(text_, at_)) {
      bare();
    } else {
      ++at_;
    }
  }

  // What was met since the last piece, up to `end`, as text.
  void flush(std::size_t end) {
    if (begin_ < end) pieces_.push_back(piece(Piece::Kind::text, text_.substr(begin_, end - begin_)));
    begin_ = end;
  }

  static Piece piece(Piece::Kind kind, std::string_view text) {
    Piece piece;
    piece.kind = kind;
    piece.text = text;
    return piece;
  }

  void add(Piece::Kind kind, std::size_t size) { add(piece(kind, text_.substr(at_, size)), at_ + size); }
  void add(Piece piece, std::size_t end) {
    flush(at_);
    pieces_.push_back(piece);
    begin_ = at_ = end;
  }

  void add_address(std::string url, std::size_t end) {
    Piece address;
    address.kind = Piece::Kind::address;
    address.url = static_cast<std::uint32_t>(urls_.size());
    urls_.push_back(std::move(url));
    add(address, end);
  }

  char32_t before(std::size_t at) const {
    if (at == 0) return ' ';
    while (--at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) continue;
    return utf8::decode(text_, at).code_point;
  }

  // CommonMark 6.2: flanking runs. Underscores within a word are part of it.
  void marks(char c) {
    const std::size_t end = std::min(text_.find_first_not_of(c, at_), text_.size());
    const char32_t left = before(at_), right = end < text_.size() ? utf8::decode(text_, end).code_point : U' ';
    const bool opens = !is_white(right) && (!is_sign(right) || is_white(left) || is_sign(left));
    const bool closes = !is_white(left) && (!is_sign(left) || is_white(right) || is_sign(right));
    Piece run = piece(Piece::Kind::marks, text_.substr(at_, end - at_));
    run.left = end - at_;
    run.opens = opens && (c == '*' || !closes || is_sign(left));
    run.closes = closes && (c == '*' || !opens || is_sign(right));
    flush(at_);
    if (run.opens || run.closes) marks_.push_back(static_cast<std::uint32_t>(pieces_.size()));
    add(run, end);
  }

  // Where the last run of ticks of each length is: a longer search would find none.
  void find_ticks() {
    for (std::size_t at = text_.find('`'); at != std::string_view::npos; at = text_.find('`', at)) {
      const std::size_t end = std::min(text_.find_first_not_of('`', at), text_.size());
      last_ticks_[end - at] = at;
      at = end;
    }
  }

  void ticks() {
    const std::size_t end = std::min(text_.find_first_not_of('`', at_), text_.size());
    const std::size_t size = end - at_;
    if (last_ticks_[size] <= at_) return void(at_ = end);
    for (std::size_t close = text_.find('`', end); close != std::string_view::npos;) {
      const std::size_t after = std::min(text_.find_first_not_of('`', close), text_.size());
      if (after - close == size) return add(piece(Piece::Kind::code, text_.substr(end, close - end)), after);
      close = text_.find('`', after);
    }
    at_ = end;
  }

  // <https://…>
  void enclosed() {
    const std::size_t end = text_.find_first_of("<> \n\t", at_ + 1);
    const bool closed = end != std::string_view::npos && text_[end] == '>';
    std::string url = closed ? safe_url(text_.substr(at_ + 1, end - at_ - 1), "") : "";
    if (url.empty()) return void(++at_);
    add_address(std::move(url), end + 1);
  }

  void bare() {
    Address found = address_at(text_, at_, brackets_.empty() ? "\\" : "\\]");
    if (!found.url.empty()) return add_address(std::move(found.url), found.end);
    no_address_before_ = found.end;
    at_ += 4;
  }

  void close_bracket() {
    flush(at_);
    if (brackets_.empty()) return add(Piece::Kind::text, 1);
    const Bracket bracket = brackets_.back();
    brackets_.pop_back();
    const bool active = brackets_.size() >= inactive_;
    inactive_ = std::min(inactive_, brackets_.size());
    std::size_t end = at_ + 1;
    std::string url = active ? destination(end) : "";
    if (url.empty()) return add(Piece::Kind::text, 1);
    Piece& open = pieces_[bracket.piece];
    const bool picture = open.text.size() == 2;
    if (bracket.piece + 1 == pieces_.size()) {  // it says nothing but where it leads
      open.text = {};
      return add_address(std::move(url), end);
    }
    pair_marks(bracket.marks);
    open.kind = Piece::Kind::link;
    open.url = static_cast<std::uint32_t>(urls_.size());
    urls_.push_back(std::move(url));
    add(piece(Piece::Kind::link_end, {}), end);
    // No link within a link: the inner one counts, unless it is a picture.
    if (!picture) inactive_ = brackets_.size();
  }

  // "(address)" or "(address "title")", the title left out, at `at`; behind it then. "": it is none.
  std::string destination(std::size_t& at) const {
    std::size_t end = at;
    const auto skip_blanks = [&] {
      while (end < text_.size() && is_blank(text_[end])) ++end;
    };
    if (end == text_.size() || text_[end] != '(') return "";
    ++end;
    skip_blanks();
    std::string url;
    if (end < text_.size() && text_[end] == '<') {
      const std::size_t close = text_.find_first_of("<>\n", end + 1);
      if (close == std::string_view::npos || text_[close] != '>') return "";
      url = unescaped(text_.substr(end + 1, close - end - 1));
      end = close + 1;
    } else {
      const std::size_t begin = end;
      std::size_t open = 0;
      for (; end < text_.size() && !is_blank(text_[end]); ++end) {
        if (text_[end] == '\\' && end + 1 < text_.size() && is_punctuation(text_[end + 1])) {
          ++end;
        } else if (text_[end] == '(') {
          if (++open > parentheses_max) return "";
        } else if (text_[end] == ')' && open-- == 0) {
          break;
        }
      }
      url = unescaped(text_.substr(begin, end - begin));
    }
    const std::size_t address_end = end;
    skip_blanks();
    if (end < text_.size() && end > address_end && (text_[end] == '"' || text_[end] == '\'')) {
      end = text_.find(text_[end], end + 1);
      if (end == std::string_view::npos) return "";
      ++end;
      skip_blanks();
    }
    if (end >= text_.size() || text_[end] != ')') return "";
    at = end + 1;
    return safe_url(url, "");
  }

  static std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\' && i + 1 < text.size() && is_punctuation(text[i + 1])) ++i;
      out += text[i];
    }
    return out;
  }

  static bool fit_together(const Piece& opener, const Piece& closer) {
    if (opener.text[0] != closer.text[0]) return false;
    const std::size_t begin = opener.text.size(), end = closer.text.size();
    const bool both = opener.closes || closer.opens;
    return !both || (begin + end) % 3 != 0 || (begin % 3 == 0 && end % 3 == 0);
  }

  // Of the marks from the `first` on (CommonMark, "process emphasis"): what was looked for in vain is not looked for again.
  void pair_marks(std::size_t first) {
    std::vector<std::uint32_t> openers;
    std::size_t in_vain[12] = {};
    for (std::size_t i = first; i < marks_.size(); ++i) {
      Piece& closer = pieces_[marks_[i]];
      std::size_t& none_below = in_vain[(closer.text[0] == '_' ? 6 : 0) + (closer.opens ? 3 : 0) + closer.text.size() % 3];
      while (closer.closes && closer.left > 0) {
        std::size_t found = openers.size();
        while (found > none_below && !fit_together(pieces_[openers[found - 1]], closer)) --found;
        if (found <= none_below) {
          none_below = openers.size();
          break;
        }
        join(pieces_[openers[found - 1]], closer);
        openers.resize(pieces_[openers[found - 1]].left > 0 ? found : found - 1);
        for (std::size_t& each : in_vain) each = std::min(each, openers.size());
      }
      if (closer.opens && closer.left > 0) openers.push_back(marks_[i]);
    }
    marks_.resize(first);
  }

  void join(Piece& opener, Piece& closer) {
    const auto pair = static_cast<std::uint32_t>(pairs_.size());
    const std::size_t size = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
    opener.left -= size;
    closer.left -= size;
    pairs_.push_back({size, opener.opened});
    opener.opened = pair;
    (closer.closed == nothing ? closer.closed : pairs_[closer.last_closed].next_closed) = pair;
    closer.last_closed = pair;
  }

  void write(TreeBuilder& tree) {
    int links = 0;  // open; those within another are none
    bool linked = false;
    for (const Piece& each : pieces_) {
      switch (each.kind) {
        case Piece::Kind::text: tree.text(each.text); break;
        case Piece::Kind::line_break: tree.line_break(); break;
        case Piece::Kind::code: write_code(tree, each.text); break;
        case Piece::Kind::marks: write_marks(tree, each); break;
        case Piece::Kind::address:
          if (links > 0)
            tree.text(urls_[each.url]);
          else
            write_link(tree, urls_[each.url]);
          break;
        case Piece::Kind::link:
          if (links++ == 0) linked = tree.open_inline("a", Node{Node::Kind::link, "", urls_[each.url]});
          break;
        case Piece::Kind::link_end:
          if (--links == 0 && linked) tree.close_inline("a");
          break;
      }
    }
  }

  static void write_link(TreeBuilder& tree, const std::string& url) {
    Node link{Node::Kind::link, "", url};
    link.children.push_back(Node{Node::Kind::text, url});
    tree.inline_node(std::move(link));
  }

  static void write_code(TreeBuilder& tree, std::string_view raw) {
    std::string code(raw);
    std::replace(code.begin(), code.end(), '\n', ' ');
    const bool padded = code.front() == ' ' && code.back() == ' ' && code.find_first_not_of(' ') != std::string::npos;
    if (padded) code = code.substr(1, code.size() - 2);
    tree.inline_node(Node{Node::Kind::code, std::move(code)});
  }

  void write_marks(TreeBuilder& tree, const Piece& run) {
    for (std::uint32_t pair = run.closed; pair != nothing; pair = pairs_[pair].next_closed) {
      if (pairs_[pair].in_tree) tree.close_inline(pairs_[pair].size == 2 ? "b" : "i");
    }
    if (run.left > 0) tree.text(run.text.substr(0, run.left));
    for (std::uint32_t pair = run.opened; pair != nothing; pair = pairs_[pair].next_opened) {
      const bool strong = pairs_[pair].size == 2;
      pairs_[pair].in_tree = tree.open_inline(strong ? "b" : "i", Node{strong ? Node::Kind::strong : Node::Kind::emphasis});
    }
  }

  struct Bracket {
    std::uint32_t piece;
    std::size_t marks;  // how many stood before it
  };

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  // of what is no piece yet
  std::size_t no_address_before_ = 0;
  std::vector<Piece> pieces_;
  std::vector<Pair> pairs_;
  std::vector<std::string> urls_;
  std::vector<std::uint32_t> marks_;  // pieces that are still to be paired
  std::vector<Bracket> brackets_;
  std::size_t inactive_ = 0;  // so many of them hold a link
  std::map<std::size_t, std::size_t> last_ticks_;
};

}  // namespace

void read_inlines(std::string_view text, TreeBuilder& tree) { Paragraph(text).read(tree); }

}  // namespace plein::text
