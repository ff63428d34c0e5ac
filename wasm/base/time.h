// Points in time are integer milliseconds since 1970-01-01T00:00:00Z. The engine has no clock: hosts say what time it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plein {

using Milliseconds = std::int64_t;

// RFC 3339 with zone ("2026-03-04T09:15:00.000Z", "+01:00", "+0100" as Facebook writes it); fraction optional.
// Nothing for anything else, and for years outside 1970 to 9999.
std::optional<Milliseconds> parse_rfc3339(std::string_view text);

std::string to_rfc3339(Milliseconds time);  // always UTC with three decimals and Z

}  // namespace plein
