#include "base/json_reader.h"
#include "fuzz/fuzz.h"

// What was read and written again is read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = plein::JsonDocument::parse(plein::fuzz::bytes_of(data, size));
  if (document.ok() && !plein::JsonDocument::parse(document->root().raw()).ok()) __builtin_trap();
  return 0;
}
