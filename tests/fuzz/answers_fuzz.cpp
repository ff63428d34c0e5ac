#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  plein::fuzz::read_answers(plein::fuzz::bytes_of(data, size));
  return 0;
}
