#include "fuzz/fuzz.h"

#include "connectors/catalogue.h"
#include "text/text.h"

namespace plein::fuzz {
namespace {

Place place_of(const Connector& connector) {
  Place place;
  place.platform = std::string(connector.capabilities().platform);
  place.url = place.web = "https://p.example";
  place.settings = {{"category", "2"}, {"uid", "1"}};
  return place;
}

void use_all(const std::vector<Change>& changes) {
  for (const Change& change : changes) use(change.body);
}

// A connector and the bytes for it.
const Connector* chosen(std::string_view& bytes) {
  const auto& connectors = all_connectors();
  if (bytes.empty() || connectors.empty()) return nullptr;
  const Connector* connector = connectors[static_cast<unsigned char>(bytes.front()) % connectors.size()];
  bytes.remove_prefix(1);
  return connector;
}

}  // namespace

void use(const RichText& tree) {
  const auto back = rich_text_from_json(to_json(tree));
  if (!back.ok() || !(*back == tree)) __builtin_trap();
  text::Limits limits;
  limits.graphemes = 300;
  limits.bytes = 3000;
  const text::Faceted written = text::write_faceted(text::fit(tree, limits));
  for (const text::Facet& facet : written.facets) {
    if (facet.begin >= facet.end || facet.end > written.text.size()) __builtin_trap();
  }
  text::write_markdown(tree);
  text::write_html(tree);
  text::write_addressed(tree);
  text::title_from(tree, 80);
}

void read_answers(std::string_view bytes) {
  const Connector* connector = chosen(bytes);
  if (connector == nullptr) return;
  const Place place = place_of(*connector);
  for (int kind = 0; kind <= static_cast<int>(Ask::Kind::unaccept); ++kind) {
    Ask question;
    question.kind = static_cast<Ask::Kind>(kind);
    if (!connector->capabilities().streams.empty()) question.stream = connector->capabilities().streams.front();
    for (const int status : {200, 400}) {
      const auto reading =
          connector->read(place, {"did:plc:a", "a"}, question, HttpResponse{status, {}, std::string(bytes), "", ""});
      if (reading.ok()) use_all(reading->changes);
    }
  }
}

void read_pushes(std::string_view bytes) {
  const Connector* connector = chosen(bytes);
  if (connector == nullptr) return;
  // The first line chooses the event; platforms name it in a header.
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string event(bytes.substr(0, end));
  Push push;
  for (const char* header : {"x-discourse-event", "x-discourse-event-type", "x-hub-signature-256"}) push.headers[header] = event;
  push.body = bytes.substr(std::min(end + 1, bytes.size()));
  const auto changes = connector->pushed(place_of(*connector), {"did:plc:a", "a"}, push);
  if (changes.ok()) use_all(*changes);
}

}  // namespace plein::fuzz
