#include "boundary/write.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "connectors/catalogue.h"
#include "store/log.h"
#include "store/snapshot.h"

namespace plein::boundary {
namespace {

void write_request(JsonWriter& out, const sync::Request& request) {
  out.object().text("id", request.id).text("place", request.place.value).text("account", request.account);
  out.text("method", request.http.method).text("url", request.http.url).key("headers").object();
  for (const auto& [name, value] : request.http.headers) out.text(name, value);
  out.end_object().text_unless_empty("body", request.http.body).text_unless_empty("upload", request.http.upload);
  out.text_unless_empty("upload_field", request.http.upload_field)
      .text_unless_empty("as", request.http.as)
      .number("timeout_ms", request.timeout_ms)
      .end_object();
}

std::string_view to_string(sync::PlaceStatus::State state) {
  switch (state) {
    case sync::PlaceStatus::State::starting: return "starting";
    case sync::PlaceStatus::State::ok: return "ok";
    case sync::PlaceStatus::State::failing: return "failing";
  }
  return "starting";
}

void write_budgets(JsonWriter& out, const std::vector<sync::Left>& budgets) {
  if (budgets.empty()) return;
  out.key("budgets").array();
  for (const sync::Left& each : budgets) {
    out.object().text("kind", each.of_writes ? "writes" : "requests").number("left", each.percent);
    out.number("resets_at", each.resets_at).end_object();
  }
  out.end_array();
}

// What stands in a place as it should not, as the place does not let us edit, hide or remove it.
struct Refused {
  std::int64_t posts = 0;
  TextSlice reason;  // of one of them
};

std::vector<Refused> refused_changes(const State& state) {
  std::vector<Refused> by_place(state.places.size());
  for (const CopyRow& copy : state.copies) {
    if (copy.refused == Op::nothing || copy.state != CopyState::sent) continue;
    ++by_place[copy.place].posts;
    by_place[copy.place].reason = copy.reason;
  }
  return by_place;
}

}  // namespace

void write_batch(JsonWriter& out, const sync::Batch& batch) {
  if (!batch.records.empty()) {
    out.key("append").array();
#ifndef PLEIN_DIRECT  // where nobody keeps them
    for (const Record& record : batch.records) out.text(log::write(record));
#endif
    out.end_array();
  }
  if (!batch.requests.empty()) {
    out.key("requests").array();
    for (const sync::Request& request : batch.requests) write_request(out, request);
    out.end_array();
  }
  if (batch.erase) out.flag("erase", true);
  if (batch.wake_at != INT64_MAX) out.number("wake_at", batch.wake_at);
}

std::vector<views::PlaceView> place_views(const Bridge& bridge, const std::vector<sync::PlaceRun>& runs) {
  std::vector<views::PlaceView> views{{"site", "site", "site", bridge.site_name, bridge.site_url, "", 0}};
  for (std::size_t i = 0; i < bridge.places.size(); ++i) {
    const Place& place = bridge.places[i];
    views::PlaceView view{
        place.id.value, place.kind == Place::Kind::page ? "page" : "forum", place.platform, place.name, place.web, "", 0};
    if (i < runs.size() && runs[i].status.state == sync::PlaceStatus::State::failing) {
      view.failing = runs[i].status.reason;
      view.since = runs[i].status.since;
    }
    views.push_back(std::move(view));
  }
  return views;
}

void write_status(JsonWriter& out, const State& state, const sync::Synchroniser* synchroniser) {
  static const std::vector<sync::PlaceRun> nothing;
  const std::vector<sync::PlaceRun>& runs = synchroniser != nullptr ? synchroniser->runs() : nothing;
  const bool adopted =
      std::all_of(runs.begin(), runs.end(), [&](const sync::PlaceRun& run) { return state.places[run.index].adopted; });
  const std::vector<Refused> refused = refused_changes(state);
  out.object().flag("adopted", adopted).number("posts", static_cast<std::int64_t>(state.posts.size())).key("places").array();
  for (const sync::PlaceRun& run : runs) {
    out.object()
        .text("id", run.place->id.value)
        .text("state", to_string(run.status.state))
        .text_unless_empty("reason", run.status.reason);
    if (run.status.since != 0) out.number("since", run.status.since);
    if (run.status.last_ok_at != 0) out.number("last_ok_at", run.status.last_ok_at);
    if (!run.acts_alone.empty() || !run.refused_as.empty()) {
      const std::string& why = run.acts_alone.empty() ? run.refused_as.rbegin()->second : run.acts_alone;
      out.key("not_as_author").object().number("posts", static_cast<std::int64_t>(run.refused_as.size()));
      out.text("reason", why).end_object();
    }
    if (const Refused& changes = refused[run.index]; changes.posts != 0) {
      out.key("refused").object().number("posts", changes.posts).text("reason", state.text(changes.reason)).end_object();
    }
    write_budgets(out, synchroniser->left_in(run));
    out.end_object();
  }
  std::array<std::int64_t, 8> count{};
  for (const CopyRow& copy : state.copies) ++count[static_cast<std::size_t>(copy.state)];
  for (const sync::PlaceRun& run : runs) count[0] += static_cast<std::int64_t>(run.outbox.size());
  out.end_array().key("deliveries").object();
  for (std::size_t i = 0; i < 6; ++i) out.number(views::to_string(static_cast<CopyState>(i)), count[i]);
  out.end_object().key("repairs").array();
  static constexpr std::string_view kinds[] = {"missed", "edited", "removed", "shown", "doubled", "overwritten"};
  for (const sync::PlaceRun& run : runs) {
    for (std::size_t i = 0; i < sync::Repairs::kinds; ++i) {
      if (run.repairs.count[i] == 0) continue;
      out.object().text("place", run.place->id.value).text("kind", kinds[i]);
      out.number("count", static_cast<std::int64_t>(run.repairs.count[i])).end_object();
    }
  }
  out.end_array().number("memory", static_cast<std::int64_t>(state.memory())).end_object();
}

void write_sockets(JsonWriter& out, const State& state, const Bridge& bridge) {
  out.array();
  for (std::size_t index = 1; index < state.places.size(); ++index) {  // the first is the website
    const Place* place = bridge.find(state.places[index].id);
    const Connector* connector = place != nullptr ? find_connector(place->platform) : nullptr;
    if (connector == nullptr) continue;
    const std::string url = connector->push_socket(*place, state.places[index].self);
    if (url.empty()) continue;
    out.object().text("place", place->id.value).text("account", place->account).text("url", url).end_object();
  }
  out.end_array();
}

std::string state_hash(const State& state) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : sha256(snapshot::save(state))) text += hex[byte >> 4], text += hex[byte & 15];
  return text;
}

}  // namespace plein::boundary
