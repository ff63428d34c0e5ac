// Words by which people say that they cannot wait, or are about to leave: Dutch, English, German, French.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace plein::community {

struct UrgentWord {
  std::string_view word;  // folded as for searching
  int weight;             // 1 to 3
};

// Those that a body (RichText as JSON) holds, each once, in the list's order: indices into `urgent_words()`.
std::vector<std::uint16_t> find_urgent(std::string_view body_json);
const std::vector<UrgentWord>& urgent_words();

}  // namespace plein::community
