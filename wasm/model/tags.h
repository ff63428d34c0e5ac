// Whether a thread bears a tag: as a tag of its platform, or as "#tag" in words, in its first post or its title.
#pragma once

#include <string_view>

#include "model/state.h"

namespace plein {

// `tag` without #. Large and small letters are the same, of the Latin, Greek and Cyrillic alphabets.
bool bears_tag(const State& state, std::uint32_t root, std::string_view tag);

}  // namespace plein
