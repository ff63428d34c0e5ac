#include "text/typed.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/text.h"

namespace plein::text {
namespace {

bool ends_url(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' || c == '`'; }

// An address without the punctuation that closes a sentence around it.
std::string_view trimmed(std::string_view url) {
  const auto opening = std::count(url.begin(), url.end(), '(');
  auto closing = std::count(url.begin(), url.end(), ')');
  constexpr std::string_view dots = "\xE2\x80\xA6";
  while (!url.empty()) {
    if (url.size() >= dots.size() && url.substr(url.size() - dots.size()) == dots) {
      url.remove_suffix(dots.size());
      continue;
    }
    const char last = url.back();
    if (std::string_view(".,;:!?'*_~)]}").find(last) == std::string_view::npos) break;
    if (last == ')' && opening >= closing--) break;
    url.remove_suffix(1);
  }
  return url;
}

}  // namespace

std::string tidy(std::string_view text) {
  std::string out;
  const std::string repaired = utf8::repaired(text);
  for (std::size_t i = 0; i < repaired.size(); ++i) {
    char c = repaired[i];
    if (c == '\r') {
      if (i + 1 < repaired.size() && repaired[i + 1] == '\n') continue;
      c = '\n';
    }
    if (c == '\n') {
      while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F) {
      continue;
    }
    out += c;
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n' || out.back() == '\t')) out.pop_back();
  return out;
}

bool starts_word(std::string_view text, std::size_t at) {
  return at == 0 || !((text[at - 1] | 32) >= 'a' && (text[at - 1] | 32) <= 'z');
}

Address address_at(std::string_view text, std::size_t at, std::string_view stops) {
  const std::string_view rest = text.substr(at);
  Address found{at + 4, ""};
  if (rest.substr(0, 8) != "https://" && rest.substr(0, 7) != "http://") return found;
  std::size_t end = at;
  while (end < text.size() && !ends_url(text[end]) && stops.find(text[end]) == std::string_view::npos) ++end;
  const std::string_view written = trimmed(text.substr(at, end - at));
  found.url = safe_url(written, "");
  if (found.url.size() < 10) found.url.clear();
  found.end = found.url.empty() ? end : at + written.size();
  return found;
}

}  // namespace plein::text
