// HTML as a row of tokens: text, opening and closing tags. Tolerant and linear: whatever is no tag is text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plein::text {

struct HtmlToken {
  enum class Kind { text, open, close, end };
  Kind kind = Kind::end;
  std::string name;                                             // lower case
  std::string text;                                             // entities decoded, UTF-8 repaired
  std::vector<std::pair<std::string, std::string>> attributes;  // lower-case names; the first of a name counts

  std::string_view attribute(std::string_view wanted) const;
};

class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : html_(html) {}
  HtmlToken next();

 private:
  bool read_tag(HtmlToken& token);
  void skip_raw(std::string_view name);

  std::string_view html_;
  std::size_t at_ = 0;
};

std::string decode_entities(std::string_view text);

}  // namespace plein::text
