#include "text/html_tokens.h"

#include <algorithm>

#include "base/utf8.h"

namespace plein::text {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

struct Entity {
  std::string_view name;
  char32_t code;
};

// Those that platforms write; any other stays as it is written.
constexpr Entity entities[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
    {"hellip", 0x2026}, {"mdash", 0x2014}, {"ndash", 0x2013}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
    {"rdquo", 0x201D},  {"laquo", 0xAB},   {"raquo", 0xBB},   {"euro", 0x20AC},  {"copy", 0xA9},    {"reg", 0xAE},
    {"trade", 0x2122},  {"middot", 0xB7},  {"bull", 0x2022},  {"eacute", 0xE9},  {"egrave", 0xE8},  {"euml", 0xEB},
    {"iuml", 0xEF},     {"ouml", 0xF6},    {"uuml", 0xFC},    {"auml", 0xE4},    {"szlig", 0xDF},   {"ccedil", 0xE7},
    {"num", '#'},       {"colon", ':'},    {"commat", '@'},   {"sol", '/'},      {"shy", 0xAD},     {"zwj", 0x200D}};

// The character of "&...;" at `at`, and the length of what was read; nothing when it is no entity.
bool read_entity(std::string_view text, std::size_t at, char32_t& code, std::size_t& length) {
  const std::size_t end = text.substr(at, 12).find(';');
  if (end == std::string_view::npos || end < 2) return false;
  const std::string_view name = text.substr(at + 1, end - 1);
  length = end + 1;
  if (name[0] != '#') {
    const auto* found = std::find_if(std::begin(entities), std::end(entities), [&](const Entity& e) { return e.name == name; });
    if (found == std::end(entities)) return false;
    code = found->code;
    return true;
  }
  const bool hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
  char32_t value = 0;
  for (const char c : name.substr(hex ? 2 : 1)) {
    const char l = lower(c);
    const int digit = l >= '0' && l <= '9' ? l - '0' : hex && l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
    if (digit < 0) return false;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
    if (value > 0x10FFFF) value = 0x110000;
  }
  if (name.size() == (hex ? 2u : 1u)) return false;
  code = value == 0 || value > 0x10FFFF ? utf8::replacement : value;
  return true;
}

}  // namespace

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    char32_t code = 0;
    std::size_t length = 0;
    if (text[i] == '&' && read_entity(text, i, code, length)) {
      utf8::append(out, code);
      i += length;
    } else {
      out += text[i++];
    }
  }
  return utf8::repaired(out);
}

std::string_view HtmlToken::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return value;
  }
  return {};
}

HtmlToken HtmlTokens::next() {
  HtmlToken token;
  while (at_ < html_.size()) {
    if (html_[at_] == '<') {
      const std::size_t begin = at_;
      if (html_.substr(at_, 4) == "<!--") {
        const std::size_t end = html_.find("-->", at_ + 2);
        at_ = end == std::string_view::npos ? html_.size() : end + 3;
        continue;
      }
      const char second = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
      if (second == '!' || second == '?') {
        const std::size_t end = html_.find('>', at_);
        at_ = end == std::string_view::npos ? html_.size() : end + 1;
        continue;
      }
      if (read_tag(token)) return token;
      at_ = begin;
    }
    const std::size_t end = std::min(html_.find('<', at_ + 1), html_.size());
    token.kind = HtmlToken::Kind::text;
    token.text = decode_entities(html_.substr(at_, end - at_));
    at_ = end;
    return token;
  }
  return token;
}

bool HtmlTokens::read_tag(HtmlToken& token) {
  std::size_t i = at_ + 1;
  const bool closing = i < html_.size() && html_[i] == '/';
  if (closing) ++i;
  if (i >= html_.size() || !is_letter(html_[i])) return false;
  token = {};
  token.kind = closing ? HtmlToken::Kind::close : HtmlToken::Kind::open;
  while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>' && html_[i] != '/') token.name += lower(html_[i++]);
  while (i < html_.size() && html_[i] != '>') {
    if (is_space(html_[i]) || html_[i] == '/') {
      ++i;
      continue;
    }
    std::string key;
    while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>' && html_[i] != '=' && html_[i] != '/')
      key += lower(html_[i++]);
    while (i < html_.size() && is_space(html_[i])) ++i;
    std::string_view value;
    if (i < html_.size() && html_[i] == '=') {
      ++i;
      while (i < html_.size() && is_space(html_[i])) ++i;
      const char quote = i < html_.size() && (html_[i] == '"' || html_[i] == '\'') ? html_[i] : '\0';
      const std::size_t begin = quote != '\0' ? ++i : i;
      if (quote != '\0') {
        i = std::min(html_.find(quote, i), html_.size());
        value = html_.substr(begin, i - begin);
        if (i < html_.size()) ++i;
      } else {
        while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>') ++i;
        value = html_.substr(begin, i - begin);
      }
    }
    if (!key.empty() && token.attribute(key).empty() && token.attributes.size() < 32)
      token.attributes.emplace_back(key, decode_entities(value));
  }
  if (i >= html_.size()) return (at_ = html_.size(), !token.name.empty());
  at_ = i + 1;
  if (!closing && (token.name == "script" || token.name == "style" || token.name == "template" || token.name == "iframe" ||
                   token.name == "title"))
    skip_raw(token.name);
  return true;
}

// What a script or a style says is no text.
void HtmlTokens::skip_raw(std::string_view name) {
  for (std::size_t i = html_.find("</", at_); i != std::string_view::npos; i = html_.find("</", i + 2)) {
    std::string found;
    for (const char c : html_.substr(i + 2, name.size())) found += lower(c);
    const std::size_t after = i + 2 + name.size();
    const bool whole = after >= html_.size() || is_space(html_[after]) || html_[after] == '>' || html_[after] == '/';
    if (found == name && whole) {
      at_ = i;
      return;
    }
  }
  at_ = html_.size();
}

}  // namespace plein::text
