// Extended grapheme clusters: what people see as one character (UAX #29, Unicode 15).
#pragma once

#include <string_view>

namespace plein::text {

// The end of the cluster that begins at `begin`, in bytes. Invalid UTF-8 is a cluster a byte.
std::size_t grapheme_end(std::string_view text, std::size_t begin);

}  // namespace plein::text
