#include <algorithm>

#include "base/utf8.h"
#include "text/text.h"

namespace plein::text {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (lower(text[i]) != prefix[i]) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// "https://host" of "https://host/path".
std::string_view origin_of(std::string_view base) {
  const std::size_t scheme = base.find("://");
  if (scheme == std::string_view::npos) return {};
  return base.substr(0, std::min(base.find('/', scheme + 3), base.size()));
}

// Controls, white space, and what changes the direction of writing: in an address they only serve to deceive.
bool is_blank(char32_t code) {
  return code <= 0x20 || (code >= 0x7F && code <= 0xA0) || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) ||
         code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202F) || (code >= 0x205F && code <= 0x206F) ||
         code == 0x3000 || code == 0xFEFF;
}

bool has_scheme(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  return end != std::string_view::npos && url[end] == ':';
}

}  // namespace

std::string safe_url(std::string_view url, std::string_view base_url) {
  url = trimmed(url);
  if (url.empty() || url.size() > 8192 || !utf8::valid(url)) return {};
  if (url.find_first_of("\"<>\\`") != std::string_view::npos) return {};
  for (std::size_t at = 0; at < url.size();) {
    const utf8::Decoded next = utf8::decode(url, at);
    if (is_blank(next.code_point)) return {};
    at += next.bytes;
  }
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (starts_with(url, scheme)) {
      const std::string_view rest = url.substr(scheme.size());
      return rest.empty() || rest.front() == '/' ? "" : std::string(scheme) + std::string(rest);
    }
  }
  if (starts_with(url, "mailto:")) return url.size() > 7 ? "mailto:" + std::string(url.substr(7)) : "";
  if (has_scheme(url) || base_url.empty()) return {};
  const std::string_view origin = origin_of(base_url);
  if (origin.empty()) return {};
  if (url.substr(0, 2) == "//") return std::string(origin.substr(0, origin.find("//"))) + std::string(url);
  if (url.front() == '/') return std::string(origin) + std::string(url);
  return std::string(base_url) + (url.front() == '#' || url.front() == '?' ? "" : "/") + std::string(url);
}

}  // namespace plein::text
