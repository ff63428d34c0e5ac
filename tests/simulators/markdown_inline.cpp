#include "simulators/markdown_inline.h"

#include <array>
#include <cctype>
#include <vector>

namespace plein::simulators {
namespace {

bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool is_space(char c) { return c == ' ' || c == '\n'; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

// A piece of output, or a run of * or _ that may yet turn out to be emphasis.
struct Piece {
  std::string html;
  char mark = 0;
  std::size_t count = 0;
  std::size_t original = 0;
  bool opens = false;
  bool closes = false;
};

bool is_safe_link(std::string_view url) {
  for (const std::string_view scheme : {"javascript:", "vbscript:", "file:", "data:"}) {
    if (url.size() < scheme.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
      same = same && std::tolower(static_cast<unsigned char>(url[i])) == scheme[i];
    }
    if (same) return false;
  }
  return true;
}

class Inline {
 public:
  Inline(std::string_view text, const MarkdownOptions& options, bool in_link)
      : text_(text), options_(options), in_link_(in_link) {}

  std::string render() {
    while (at_ < text_.size()) step();
    flush();
    pair_emphasis();
    std::string out;
    for (const Piece& piece : pieces_) out += piece.mark ? std::string(piece.count, piece.mark) : piece.html;
    return out;
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size()) {
      if (text_[at_ + 1] == '\n') {
        html("<br />\n", 2);
      } else if (is_punctuation(text_[at_ + 1])) {
        html(escape_html(text_.substr(at_ + 1, 1)), 2);
      } else {
        plain(1);
      }
    } else if (c == '\n') {
      while (!plain_.empty() && plain_.back() == ' ') plain_.pop_back();
      html("<br />\n", 1);
    } else if (c == '`') {
      code();
    } else if (c == '*' || c == '_') {
      run(c);
    } else if (c == '&') {
      entity();
    } else if (c == '!' && text_.substr(at_ + 1).starts_with('[')) {
      if (!link(at_ + 1, true)) plain(1);
    } else if (c == '[' && !in_link_) {
      if (!link(at_, false)) plain(1);
    } else if (c == '<' && !in_link_) {
      if (!angle_link()) plain(1);
    } else if (c == 'h' && !in_link_ && (at_ == 0 || !is_word(text_[at_ - 1]))) {
      if (!bare_link()) plain(1);
    } else if (c == '@' && !in_link_ && (at_ == 0 || !is_word(text_[at_ - 1]))) {
      if (!mention()) plain(1);
    } else {
      plain(1);
    }
  }

  void plain(std::size_t bytes) {
    plain_ += text_.substr(at_, bytes);
    at_ += bytes;
  }
  void flush() {
    if (plain_.empty()) return;
    pieces_.push_back(Piece{escape_html(plain_)});
    plain_.clear();
  }
  void html(std::string markup, std::size_t bytes) {
    flush();
    pieces_.push_back(Piece{std::move(markup)});
    at_ += bytes;
  }

  void code() {
    std::size_t ticks = 0;
    while (at_ + ticks < text_.size() && text_[at_ + ticks] == '`') ++ticks;
    for (std::size_t i = at_ + ticks; i < text_.size();) {
      std::size_t run = 0;
      while (i + run < text_.size() && text_[i + run] == '`') ++run;
      if (run == ticks) {
        std::string inner(text_.substr(at_ + ticks, i - at_ - ticks));
        for (char& c : inner) c = c == '\n' ? ' ' : c;
        const bool padded = inner.size() > 2 && inner.front() == ' ' && inner.back() == ' ';
        if (padded) inner = inner.substr(1, inner.size() - 2);
        return html("<code>" + escape_html(inner) + "</code>", i + ticks - at_);
      }
      i += run ? run : 1;
    }
    plain(ticks);
  }

  void run(char mark) {
    std::size_t count = 0;
    while (at_ + count < text_.size() && text_[at_ + count] == mark) ++count;
    const char before = at_ ? text_[at_ - 1] : ' ';
    const char after = at_ + count < text_.size() ? text_[at_ + count] : ' ';
    const bool left = !is_space(after) && (!is_punctuation(after) || is_space(before) || is_punctuation(before));
    const bool right = !is_space(before) && (!is_punctuation(before) || is_space(after) || is_punctuation(after));
    flush();
    Piece piece{"", mark, count, count, left, right};
    if (mark == '_') {  // not inside a word
      piece.opens = left && (!right || is_punctuation(before));
      piece.closes = right && (!left || is_punctuation(after));
    }
    pieces_.push_back(piece);
    at_ += count;
  }

  // CommonMark's pairing: each closer takes the nearest opener of its kind; two marks are strong, one is emphasis.
  void pair_emphasis() {
    for (std::size_t closer = 0; closer < pieces_.size(); ++closer) {
      while (pieces_[closer].closes && pieces_[closer].count > 0) {
        std::size_t opener = closer;
        bool found = false;
        while (!found && opener-- > 0) {
          const Piece& a = pieces_[opener];
          const Piece& b = pieces_[closer];
          const bool odd =
              (a.closes || b.opens) && (a.original + b.original) % 3 == 0 && (a.original % 3 != 0 || b.original % 3 != 0);
          found = a.mark == b.mark && a.opens && a.count > 0 && !odd;
        }
        if (!found) break;
        const std::size_t used = pieces_[opener].count > 1 && pieces_[closer].count > 1 ? 2 : 1;
        for (std::size_t i = opener + 1; i < closer; ++i) pieces_[i].opens = pieces_[i].closes = false;
        pieces_[opener].count -= used;
        pieces_[closer].count -= used;
        const std::string tag = used == 2 ? "strong" : "em";
        // The tags hug what they enclose: left-over marks stay outside.
        pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(closer), Piece{"</" + tag + ">"});
        pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(opener) + 1, Piece{"<" + tag + ">"});
        closer += 2;
      }
    }
  }

  void entity() {
    static constexpr std::array<std::string_view, 6> known = {"&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#39;"};
    for (const std::string_view name : known) {
      if (!text_.substr(at_).starts_with(name)) continue;
      const std::string_view decoded = name == "&nbsp;" ? "\xC2\xA0" : name == "&#39;" ? "'" : name;
      return html(std::string(decoded), name.size());
    }
    plain(1);
  }

  std::string opening(const std::string& url) const {
    const bool absolute = url.find("://") != std::string::npos || url.starts_with("//");
    const bool own = !absolute || (!options_.base_url.empty() && url.starts_with(options_.base_url));
    return "<a href=\"" + escape_html(url) + "\"" + (own ? "" : " rel=\"nofollow ugc\"") + ">";
  }

  std::size_t matching_bracket(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < text_.size(); ++i) {
      if (text_[i] == '\\')
        ++i;
      else if (text_[i] == '[')
        ++depth;
      else if (text_[i] == ']' && --depth == 0)
        return i;
    }
    return std::string_view::npos;
  }

  bool link(std::size_t open, bool image) {
    const std::size_t close = matching_bracket(open);
    if (close == std::string_view::npos || close + 1 >= text_.size() || text_[close + 1] != '(') return false;
    std::size_t i = close + 2;
    std::string url;
    if (i < text_.size() && text_[i] == '<') {
      for (++i; i < text_.size() && text_[i] != '>' && text_[i] != '\n'; ++i) url += text_[i];
      ++i;
    } else {
      for (int depth = 0; i < text_.size() && !is_space(text_[i]); ++i) {
        if (text_[i] == '\\' && i + 1 < text_.size() && is_punctuation(text_[i + 1]))
          ++i;
        else if (text_[i] == '(')
          ++depth;
        else if (text_[i] == ')' && depth-- == 0)
          break;
        url += text_[i];
      }
    }
    if (i < text_.size() && is_space(text_[i])) {  // a title: read and dropped
      i = text_.find(')', i);
    }
    if (i >= text_.size() || text_[i] != ')' || !is_safe_link(url)) return false;
    const std::string_view label = text_.substr(open + 1, close - open - 1);
    std::string markup;
    if (image) {
      markup = "<img src=\"" + escape_html(url) + "\" alt=\"" + escape_html(label) + "\" class=\"img-fluid img-markdown\" />";
    } else {
      markup = opening(url) + Inline(label, options_, true).render() + "</a>";
    }
    html(std::move(markup), i + 1 - at_);
    return true;
  }

  bool angle_link() {
    const std::size_t close = text_.find('>', at_);
    if (close == std::string_view::npos) return false;
    const std::string url(text_.substr(at_ + 1, close - at_ - 1));
    const bool address = url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
    if (!address || url.find_first_of(" \n<") != std::string::npos) return false;
    html(opening(url) + escape_html(url) + "</a>", close + 1 - at_);
    return true;
  }

  bool bare_link() {
    const std::string_view rest = text_.substr(at_);
    const std::size_t scheme = rest.starts_with("http://") ? 7 : rest.starts_with("https://") ? 8 : 0;
    if (scheme == 0) return false;
    std::size_t end = scheme;
    int depth = 0;
    for (; end < rest.size() && !is_space(rest[end]); ++end) {
      const char c = rest[end];
      if (c == '<' || c == '>' || c == '"' || c == '`' || c == '[' || c == ']' || c == '\\' || c == '*') break;
      if (c == '(') ++depth;
      if (c == ')' && depth-- == 0) break;
    }
    while (end > scheme && std::string_view(".,;:!?'_").find(rest[end - 1]) != std::string_view::npos) --end;
    if (end == scheme) return false;
    const std::string url(rest.substr(0, end));
    html(opening(url) + escape_html(url) + "</a>", end);
    return true;
  }

  bool mention() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '-' || text_[end] == '_' || text_[end] == '.')) ++end;
    while (end > at_ + 1 && !is_word(text_[end - 1])) --end;
    const std::string name(text_.substr(at_ + 1, end - at_ - 1));
    const std::string slug = options_.slug_of && !name.empty() ? options_.slug_of(name) : "";
    if (slug.empty()) return false;
    html("<a class=\"plugin-mentions-user plugin-mentions-a\" href=\"/user/" + slug +
             "\" aria-label=\"Profile: " + escape_html(name) + "\">@<bdi>" + escape_html(name) + "</bdi></a>",
         end - at_);
    return true;
  }

  std::string_view text_;
  const MarkdownOptions& options_;
  bool in_link_;
  std::size_t at_ = 0;
  std::string plain_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::string markdown_inline_to_html(std::string_view text, const MarkdownOptions& options) {
  return Inline(text, options, false).render();
}

}  // namespace plein::simulators
