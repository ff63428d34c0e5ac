// How much more a text may say until it is shortened (text.h, fit).
#pragma once

#include <cstdint>
#include <optional>

#include "text/text.h"

namespace plein::text {

// In graphemes or bytes, whichever run out first; below 0: so much too much. Without a limit: nothing.
std::optional<std::int64_t> room(const RichText& text, const Limits& limits);

}  // namespace plein::text
