#include "boundary/preview.h"

#include "boundary/read.h"
#include "sync/preview.h"

namespace plein::boundary {
namespace {

void write_place(JsonWriter& out, const sync::PlacePreview& place) {
  out.object().text("place", place.place->id.value).text("as", place.as_member ? "member" : "account");
  out.text("account", place.account).flag("mirrored", place.why_not.empty()).text_unless_empty("reason", place.why_not);
  out.key("left");
  if (place.left)
    out.number(*place.left);
  else
    out.null();
  out.text_unless_empty("kept_until", place.kept_until).flag("formatted", place.formatted).end_object();
}

}  // namespace

Status write_preview(JsonWriter& out, const State& state, const Bridge& bridge, const std::vector<sync::PlaceRun>& runs,
                     const JsonReader& query, const JsonDocument& document) {
  const sync::NewPost said = read_said(query);
  if (const Status status = document.status(); !status) return status.error();
  const auto places = sync::preview(state, bridge, runs, said);
  if (!places) return places.error();
  out.object().raw("body", to_json(said.body)).key("places").array();
  for (const sync::PlacePreview& place : *places) write_place(out, place);
  out.end_array().end_object();
  return Nothing{};
}

}  // namespace plein::boundary
