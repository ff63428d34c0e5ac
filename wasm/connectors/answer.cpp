#include "connectors/answer.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/utf8.h"

namespace plein::answer {
namespace {

// Letters, digits and "_": what a tag goes on with. Of other scripts nearly: emoji, dashes and their punctuation end it.
bool is_word(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return (c >= 0xC0 && c < 0x2000) || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xE000);
}

bool is_nobridge(std::string_view text) {
  constexpr std::string_view tag = "nobridge";
  if (text.size() < tag.size()) return false;
  const bool same = std::equal(tag.begin(), tag.end(), text.begin(), [](char expected, char c) {
    return c == expected || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == expected);
  });
  return same && (text.size() == tag.size() || !is_word(utf8::decode(text, tag.size()).code_point));
}

}  // namespace

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

std::int32_t reactions(const JsonReader& count) {
  const std::int64_t value = count.integer_or(-1);
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(value, -1, std::numeric_limits<std::int32_t>::max()));
}

std::int64_t followers_or_none(const JsonReader& count) {
  return std::clamp<std::int64_t>(count.integer_or(0), 0, std::numeric_limits<std::uint32_t>::max());
}

void read_followers(const JsonReader& count, Reading& reading) {
  constexpr std::int64_t everybody = 10000000000;
  reading.followers = count.integer();
  if (reading.followers < 0 || reading.followers > everybody) count.fail(ErrorCode::invalid_value, "how many follow the account");
}

bool has_nobridge(std::string_view profile) {
  constexpr char32_t full_width = 0xFF03;  // "＃", which starts a tag on keyboards for Japanese
  bool in_word = false;                    // what stands before: "page#nobridge" is an address. Not every script has spaces
  for (std::size_t i = 0; i < profile.size();) {
    const utf8::Decoded next = utf8::decode(profile, i);
    i += next.bytes;
    const bool starts = (next.code_point == '#' || next.code_point == full_width) && !in_word;
    if (starts && is_nobridge(profile.substr(i))) return true;
    in_word = next.code_point < 0x80 && (is_word(next.code_point) || next.code_point == '/');
  }
  return false;
}

Outcome broken(const Ask& ask, const HttpResponse& response) {
  return outcome(writes(ask.kind) ? Outcome::Kind::maybe_done : Outcome::Kind::retry, "HTTP " + std::to_string(response.status));
}

void refused(const Ask& ask, Outcome outcome, Reading& reading) {
  reading.outcome = std::move(outcome);
  if (ask.kind != Ask::Kind::profile || reading.outcome.kind != Outcome::Kind::gone) return;
  reading.outcome.kind = Outcome::Kind::ok;
  reading.profile.known = reading.profile.gone = true;
}

}  // namespace plein::answer
