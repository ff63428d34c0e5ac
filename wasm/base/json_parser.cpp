#include "base/json_parser.h"

#include <vector>

#include "base/digits.h"
#include "base/utf8.h"

namespace plein {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Of a text: stands for itself.
bool is_plain(char c) { return c >= 0x20 && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80; }

class Parser {
 public:
  Parser(std::string_view text, JsonHandler& handler) : text_(text), handler_(handler) {}

  bool parse() {
    if (!value()) return false;
    while (!open_.empty()) {
      if (!after_value()) return false;
    }
    space();
    return at_ == text_.size();
  }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (here() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }
  bool word(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    return true;
  }

  // One value, or the opening of one; a container that is empty is closed at once.
  bool value() {
    for (;;) {
      space();
      switch (here()) {
        case '{':
        case '[': {
          const bool object = text_[at_++] == '{';
          handler_.open(object);
          space();
          if (take(object ? '}' : ']')) {
            handler_.close();
            return true;
          }
          open_.push_back(object);
          if (object && !member()) return false;
          continue;
        }
        case '"':
          if (!text()) return false;
          handler_.text(buffer_);
          return true;
        case 't': return word("true") && (handler_.flag(true), true);
        case 'f': return word("false") && (handler_.flag(false), true);
        case 'n': return word("null") && (handler_.null(), true);
        default: return number();
      }
    }
  }

  bool after_value() {
    space();
    const bool object = open_.back();
    if (take(object ? '}' : ']')) {
      open_.pop_back();
      handler_.close();
      return true;
    }
    if (!take(',')) return false;
    if (object && !member()) return false;
    return value();
  }

  bool member() {
    space();
    if (!text()) return false;
    handler_.key(buffer_);
    space();
    return take(':');
  }

  bool number() {
    const std::size_t begin = at_;
    take('-');
    if (!take('0')) {
      if (!is_digit(here())) return false;
      while (is_digit(here())) ++at_;
    }
    bool whole = true;
    if (take('.')) {
      whole = false;
      if (!is_digit(here())) return false;
      while (is_digit(here())) ++at_;
    }
    if (here() == 'e' || here() == 'E') {
      whole = false;
      ++at_;
      if (!take('+')) take('-');
      if (!is_digit(here())) return false;
      while (is_digit(here())) ++at_;
    }
    const std::string_view written = text_.substr(begin, at_ - begin);
    const bool negative = written[0] == '-';
    std::uint64_t value = 0;
    if (whole && read_digits(written.substr(negative ? 1 : 0), value) && value <= std::uint64_t{INT64_MAX} + (negative ? 1 : 0)) {
      handler_.integer(static_cast<std::int64_t>(negative ? 0 - value : value));
    } else {
      handler_.real(written);
    }
    return true;
  }

  // A text into the buffer.
  bool text() {
    if (!take('"')) return false;
    buffer_.clear();
    while (at_ < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c == '"') return (++at_, true);
      if (c < 0x20) return false;
      if (c == '\\') {
        ++at_;
        if (!escape()) return false;
      } else if (c < 0x80) {
        std::size_t end = at_ + 1;
        while (end < text_.size() && is_plain(text_[end])) ++end;
        buffer_.append(text_, at_, end - at_);
        at_ = end;
      } else {
        const utf8::Decoded next = utf8::decode(text_, at_);
        if (!next.valid) return false;
        buffer_ += text_.substr(at_, next.bytes);
        at_ += next.bytes;
      }
    }
    return false;
  }

  bool escape() {
    static constexpr std::string_view from = "\"\\/bfnrt";
    static constexpr std::string_view to = "\"\\/\b\f\n\r\t";
    const char c = here();
    ++at_;
    if (const std::size_t known = from.find(c); known != std::string_view::npos && c != '\0') {
      buffer_ += to[known];
      return true;
    }
    char32_t code = 0;
    if (c != 'u' || !four_digits(code)) return false;
    if (code >= 0xDC00 && code <= 0xDFFF) return false;
    if (code >= 0xD800 && code <= 0xDBFF) {
      char32_t low = 0;
      if (!word("\\u") || !four_digits(low) || low < 0xDC00 || low > 0xDFFF) return false;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    utf8::append(buffer_, code);
    return true;
  }

  bool four_digits(char32_t& code) {
    if (at_ + 4 > text_.size()) return false;
    code = 0;
    for (const std::size_t end = at_ + 4; at_ < end; ++at_) {
      const char c = text_[at_];
      const char small = static_cast<char>(c | 0x20);
      if (!is_digit(c) && (small < 'a' || small > 'f')) return false;
      code = code << 4 | static_cast<char32_t>(is_digit(c) ? c - '0' : small - 'a' + 10);
    }
    return true;
  }

  std::string_view text_;
  JsonHandler& handler_;
  std::size_t at_ = 0;
  std::vector<bool> open_;  // true: an object
  std::string buffer_;
};

}  // namespace

bool parse_json(std::string_view text, JsonHandler& handler) { return Parser(text, handler).parse(); }

}  // namespace plein
