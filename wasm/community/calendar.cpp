#include "community/calendar.h"

#include <algorithm>

#include "base/hash.h"
#include "model/pushing.h"

namespace plein::community {
namespace {

using Stands = record::Planned::Stands;
constexpr std::string_view standings[] = {"waiting", "sent", "missed"};

}  // namespace

void write_calendar(JsonWriter& out, const State& state) {
  std::vector<const record::Planned*> order;
  for (const auto& [key, planned] : state.community.planned) order.push_back(&planned);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->at < b->at; });
  out.object().key("planned").array();
  for (const record::Planned* each : order) {
    out.object().text("key", each->key).text("title", each->title).text("text", each->text);
    out.text("format", each->markdown ? "markdown" : "plain").number("at", each->at);
    out.text("stands", standings[static_cast<std::size_t>(each->stands)]).key("without").array();
    for (const PlaceId& place : each->without) out.text(place.value);
    out.end_array().text_unless_empty("reason", each->reason).text("name", each->name);
    const PostKey post = State::key_of("site", each->key);
    if (each->stands == Stands::sent && state.find_post(post) != none) out.text("post", to_base32(post));
    out.end_object();
  }
  out.end_array().end_object();
}

void write_pushing(JsonWriter& out, const views::Context& context, Milliseconds at, std::string_view key) {
  const Pushing found = pushing(context.state, context.bridge, at, key);
  out.object().number("day", found.day).number("week", found.week).number("replies", found.replies);
  if (found.often) out.flag("often", true);
  if (found.deaf) out.flag("deaf", true);
  out.end_object();
}

}  // namespace plein::community
