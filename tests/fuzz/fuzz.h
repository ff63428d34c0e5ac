// What every fuzzer holds to: a tree that was read can be stored, and whatever is written of it is sound.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/rich_text.h"

namespace plein::fuzz {

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

void use(const RichText& tree);

// The platform that the first byte chooses, with each kind of question: its answers, or what it pushes.
void read_answers(std::string_view bytes);
void read_pushes(std::string_view bytes);

}  // namespace plein::fuzz
