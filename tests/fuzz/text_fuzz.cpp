#include "fuzz/fuzz.h"
#include "text/text.h"

using namespace plein;

// The first eight bytes are the facets' offsets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::bytes_of(data, size);
  fuzz::use(text::read_plain(bytes));
  if (size < 8) return 0;
  text::Faceted faceted{std::string(bytes.substr(8)), {}};
  for (std::size_t i = 0; i < 8; i += 2) {
    const auto kind = static_cast<text::Facet::Kind>(data[i] % 3);
    faceted.facets.push_back({data[i], std::size_t{data[i]} + data[i + 1], kind, "https://x.example/"});
  }
  fuzz::use(text::read_faceted(faceted, "https://p.example/"));
  fuzz::use(text::read_plain(faceted, "https://p.example/"));
  return 0;
}
