// The part of an address after "?", percent-encoded (RFC 3986: everything but unreserved characters).
#pragma once

#include <string>
#include <string_view>

namespace plein {

class QueryString {
 public:
  QueryString& add(std::string_view name, std::string_view value) {
    text_ += text_.empty() ? '?' : '&';
    text_ += name;
    text_ += '=';
    text_ += encoded(value);
    return *this;
  }
  const std::string& str() const { return text_; }

  // A value percent-encoded, for a path too.
  static std::string encoded(std::string_view value) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string text;
    for (const char c : value) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                         c == '_' || c == '~';
      if (plain) {
        text += c;
      } else {
        text += '%';
        text += hex[static_cast<unsigned char>(c) >> 4];
        text += hex[static_cast<unsigned char>(c) & 15];
      }
    }
    return text;
  }

 private:
  std::string text_;
};

}  // namespace plein
