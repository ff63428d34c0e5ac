// Everything that reads untrusted bytes, behind one entry: the first byte chooses which. What is read must be usable.
#include <cstdint>
#include <string_view>

#include "base/json_reader.h"
#include "connectors/catalogue.h"
#include "store/log.h"
#include "store/snapshot.h"
#include "text/text.h"

using namespace plein;

namespace {

void use(const RichText& tree) {
  const auto back = rich_text_from_json(to_json(tree));
  if (!back.ok() || !(*back == tree)) __builtin_trap();
  const text::Faceted written = text::write_faceted(text::fit(tree, 300, 3000));
  for (const text::Facet& facet : written.facets) {
    if (facet.begin >= facet.end || facet.end > written.text.size()) __builtin_trap();
  }
  text::write_markdown(tree);
  text::title_from(tree, 80);
}

void read_answers(std::string_view bytes) {
  Place place;
  place.url = place.web = "https://p.example";
  place.settings = {{"category", "2"}, {"uid", "1"}};
  for (const Connector* connector : all_connectors()) {
    for (int kind = 0; kind <= static_cast<int>(Ask::Kind::profile); ++kind) {
      Ask question;
      question.kind = static_cast<Ask::Kind>(kind);
      for (const int status : {200, 400}) {
        (void)connector->read(place, {"did:plc:a", "a"}, question, HttpResponse{status, {}, std::string(bytes), "", ""});
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0: {
      const auto document = JsonDocument::parse(bytes);
      if (document.ok() && !JsonDocument::parse(document->root().raw()).ok()) __builtin_trap();
      break;
    }
    case 1: use(text::read_html(bytes, "https://p.example")); break;
    case 2: use(text::read_plain(bytes)); break;
    case 3: read_answers(bytes); break;
    case 4: (void)log::read(bytes); break;
    default: (void)snapshot::load(bytes); break;
  }
  return 0;
}
