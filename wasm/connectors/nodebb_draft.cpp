// NodeBB: what a draft says, as NodeBB takes it.
#include "base/utf8.h"
#include "connectors/nodebb.h"
#include "text/text.h"

namespace plein {
namespace {

constexpr std::size_t content_max = 32767;  // maximumPostLength, as JavaScript counts: UTF-16 units

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    units += next.code_point > 0xFFFF ? 2 : 1;
    at += next.bytes;
  }
  return units;
}

}  // namespace

namespace nodebb {

void write_id(JsonWriter& out, std::string_view name, std::string_view id) {
  if (is_number(id)) {
    out.raw(name, id);
  } else {
    out.text(name, id);
  }
}

// Shorter titles than three UTF-16 units are refused (minimumTitleLength); an empty one is made of the content.
std::string title_of(const Draft& draft) {
  const bool short_one = !draft.title.empty() && draft.title.size() < 5 && text::count_graphemes(draft.title) < 3;
  return short_one ? draft.title + " \xE2\x80\xA6" : draft.title;
}

// A body fits as plain text. Escapes and addresses make it longer: of what nearly reaches the limit, or is all escapes, more is
// cut.
std::string content_of(const RichText& body) {
  std::string content = text::write_markdown(body);
  std::size_t units = utf16_units(content);
  std::size_t graphemes = text::count_graphemes(text::write_plain(body));
  while (units > content_max && graphemes > 1) {
    graphemes = std::min(graphemes * content_max / units, graphemes - 1);
    content = text::write_markdown(text::fit(body, graphemes, 0));
    units = utf16_units(content);
  }
  return content;
}

}  // namespace nodebb
}  // namespace plein
