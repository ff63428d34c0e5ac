#include "fuzz/fuzz.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const plein::RichText tree = plein::text::read_html(plein::fuzz::bytes_of(data, size), "https://p.example");
  plein::fuzz::use(tree);
  plein::fuzz::use(plein::text::read_html(plein::text::write_html(tree), "https://p.example"));
  return 0;
}
