#include "base/digits.h"

namespace plein {

std::string digits(std::int64_t value) {
  char written[20];
  char* const end = written + sizeof written;
  char* at = end;
  const bool negative = value < 0;
  auto rest = static_cast<std::uint64_t>(value);
  if (negative) rest = 0 - rest;
  do *--at = static_cast<char>('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (negative) *--at = '-';
  return std::string(at, end);
}

bool read_digits(std::string_view text, std::uint64_t& value) {
  if (text.empty() || text.size() > 19) return false;  // ten to the nineteenth fits
  std::uint64_t read = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    read = read * 10 + static_cast<unsigned>(c - '0');
  }
  value = read;
  return true;
}

}  // namespace plein
