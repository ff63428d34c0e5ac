#include "fuzz/fuzz.h"
#include "text/text.h"
#include "text/typed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const plein::RichText tree = plein::text::read_markdown(plein::fuzz::bytes_of(data, size));
  plein::fuzz::use(tree);
  plein::fuzz::use(plein::text::read_markdown(plein::text::write_markdown(tree)));
  return 0;
}
