#include <cstdio>

#include "base/hash.h"
#include "fuzz/fuzz.h"
#include "store/log.h"

using namespace plein;

// As they are, and as a line whose checksum fits them: without one nothing of a record would be read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::bytes_of(data, size);
  (void)log::read(bytes);
  char checksum[9];
  std::snprintf(checksum, sizeof checksum, "%08x", static_cast<unsigned>(crc32c(bytes)));
  const auto record = log::read(std::to_string(log::version) + " " + checksum + " " + std::string(bytes));
  if (record.ok() && !log::read(log::write(*record)).ok()) __builtin_trap();
  return 0;
}
