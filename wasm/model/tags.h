// Whether a thread bears a tag: as a tag of its platform, or as "#tag" in words, in its first post or its title.
#pragma once

#include <string_view>

#include "model/rich_text.h"
#include "model/state.h"

namespace plein {

// `tag` without #. Large and small letters are the same, of the Latin, Greek and Cyrillic alphabets.
bool bears_tag(const State& state, std::uint32_t root, std::string_view tag);

// Likewise, of what is yet to become one.
bool bears_tag(std::string_view title, const RichText& body, std::string_view tag);

}  // namespace plein
