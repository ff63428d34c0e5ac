// Whole numbers as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plein {

std::string digits(std::int64_t value);

// Digits and nothing else, as cursors and sequence numbers hold them. False where something else stands there, or more than fits;
// then `value` is as it was.
bool read_digits(std::string_view text, std::uint64_t& value);

}  // namespace plein
