#include "connectors/answer.h"

#include <charconv>

#include "base/utf8.h"

namespace plein::answer {

Outcome outcome(Outcome::Kind kind, std::string_view reason) {
  constexpr std::size_t longest = 200;
  Outcome result;
  result.kind = kind;
  std::size_t end = std::min(reason.size(), longest);
  while (end > 0 && end < reason.size() && (static_cast<unsigned char>(reason[end]) & 0xC0) == 0x80) --end;
  result.reason = utf8::repaired(reason.substr(0, end));
  return result;
}

std::int64_t number(const HttpResponse& response, const char* header, std::int64_t fallback) {
  const auto found = response.headers.find(header);
  if (found == response.headers.end()) return fallback;
  std::int64_t value = 0;
  const char* end = found->second.data() + found->second.size();
  const auto [parsed, error] = std::from_chars(found->second.data(), end, value);
  const bool sensible = error == std::errc() && parsed == end && value >= 0 && value < (1LL << 40);
  return sensible ? value : fallback;
}

Outcome throttled(const HttpResponse& response, const char* reset_header, std::string_view reason) {
  Outcome result = outcome(Outcome::Kind::park, reason);
  const std::int64_t seconds = number(response, "retry-after", -1);
  const std::int64_t reset = reset_header != nullptr ? number(response, reset_header, -1) : -1;
  if (seconds >= 0) {
    result.wait_ms = std::max<std::int64_t>(seconds, 1) * 1000;
  } else if (reset > 0) {
    result.until = reset * 1000;
  } else {
    result.wait_ms = 60000;
  }
  return result;
}

bool is_fault(int status) { return status < 200 || (status >= 300 && status < 400) || status == 408 || status >= 500; }

Outcome broken(const Ask& ask, const HttpResponse& response) {
  const bool write = ask.kind == Ask::Kind::create;
  return outcome(write ? Outcome::Kind::maybe_done : Outcome::Kind::retry, "HTTP " + std::to_string(response.status));
}

}  // namespace plein::answer
