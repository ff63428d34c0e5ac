#include "fuzz/fuzz.h"
#include "store/snapshot.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  plein::State state;
  (void)plein::snapshot::load(plein::fuzz::bytes_of(data, size), state);
  return 0;
}
