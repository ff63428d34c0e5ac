// By what an author of a place is known (AuthorRow::key).
#pragma once

#include <cstdint>
#include <string_view>

#include "base/hash.h"

namespace plein {

inline std::uint64_t author_key(std::string_view place_id, std::string_view author_id) {
  return hash64({place_id, "author", author_id});
}

}  // namespace plein
