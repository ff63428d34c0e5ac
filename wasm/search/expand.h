// Which of the words that posts hold may be meant by a word that was asked for: itself, its forms, what begins so while it is
// being typed, and where that is little, words that differ by one typing error.
#pragma once

#include <string_view>
#include <vector>

#include "search/words.h"

namespace plein::search {

struct Meant {
  std::uint32_t word;
  float weight;  // 1: itself
};

// `typing`: the word may go on. `asked` is folded.
std::vector<Meant> meant_by(Words& words, std::string_view asked, bool typing);

}  // namespace plein::search
