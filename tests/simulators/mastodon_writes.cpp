// What is written to a Mastodon server (post_status_service.rb, update_status_service.rb), and whom it tells of it.
#include <algorithm>

#include "simulators/mastodon_html.h"
#include "simulators/mastodon_simulator.h"
#include "text/text.h"

namespace plein::simulators {

using namespace mastodon;

namespace {

constexpr Milliseconds hour = 3'600'000;
constexpr std::size_t media_max = 4;

std::string stripped(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \n\r\t");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \n\r\t") - begin + 1);
}

// The time in the upper bits, as Mastodon makes ids (lib/mastodon/snowflake.rb).
std::string next_id(State& state, Milliseconds now) { return std::to_string(now * 65536 + state.sequence++ % 65536); }

}  // namespace

HttpResponse MastodonSimulator::write(const Call& call) {
  const std::string& method = call.parts.method;
  const std::string_view what = call.parts.segment(2);
  const std::string_view part = call.parts.segment(4);
  const auto type = call.request.headers.find("content-type");
  const bool json_body = type != call.request.headers.end() && type->second.rfind("application/json", 0) == 0;
  if (json_body && call.parts.body_is_broken) return failed(400, "Error occurred while parsing request parameters");
  if (what == "media" && method == "POST" && call.parts.segment(1) == "v2") return upload(call);
  if (what != "statuses") return failed(404, "Not Found");
  if (method == "POST" && call.parts.segments.size() == 3) return create(call);
  const auto found = state_.statuses.find(std::string(call.parts.segment(3)));
  const bool there = found != state_.statuses.end() && !found->second.latest().deleted;
  if (!there) return failed(404, "Record not found");
  Status& status = found->second;
  const bool own = status.account == call.viewer;
  if (part.empty() && (method == "PUT" || method == "DELETE")) {
    if (!own) return failed(404, "Record not found");
    if (method == "PUT") return edit(call, status);
    JsonWriter json;
    Views(state_, call.viewer, std::nullopt, call.now).status(json, status, true);
    remove(status, call.now);
    return json_answer(200, json.take());
  }
  if (method == "POST" && !part.empty()) return react(call, status, part);
  return failed(404, "Not Found");
}

StatusVersion MastodonSimulator::version_of(const Call& call) const {
  const Fields fields(call.request, call.parts);
  StatusVersion version;
  version.at = call.now;
  version.text = stripped(fields.text("status"));
  version.spoiler = stripped(fields.text("spoiler_text"));
  if (version.text.empty()) std::swap(version.text, version.spoiler);
  version.language = fields.text("language");
  if (version.language.empty()) version.language = "en";
  version.media = fields.list("media_ids");
  version.sensitive = fields.flag("sensitive") || !version.spoiler.empty();
  version.mentions = mentions_of(state_, version.text);
  return version;
}

std::string MastodonSimulator::refuse(const Call& call, const StatusVersion& version, const std::string& status) const {
  if (version.media.size() > media_max) return "Cannot attach more than 4 files";
  std::string missing;
  bool ready = true;
  for (const std::string& id : version.media) {
    const auto found = state_.media.find(id);
    const bool mine = found != state_.media.end() && found->second.account == call.viewer;
    if (!mine || !(found->second.status.empty() || found->second.status == status)) missing += (missing.empty() ? "" : ", ") + id;
    ready = ready && (!mine || found->second.ready_at <= call.now);
  }
  if (!missing.empty()) return "Media " + missing + " not found or already attached to another post";
  if (!ready) return "Cannot attach files that have not finished processing. Try again in a moment!";
  if (version.text.empty() && version.media.empty()) return "Validation failed: Text can't be blank";
  const std::size_t length = characters_of(version.text) + text::count_graphemes(version.spoiler);
  const std::string most = std::to_string(settings_.characters_max);
  return length > static_cast<std::size_t>(settings_.characters_max)
             ? "Validation failed: Text character limit of " + most + " exceeded"
             : "";
}

HttpResponse MastodonSimulator::create(const Call& call) {
  const Fields fields(call.request, call.parts);
  const std::string answered = fields.text("in_reply_to_id");
  // What is written goes by what stands now, whatever readers are shown.
  const Views now(state_, call.viewer, std::nullopt, call.now);
  const auto found = state_.statuses.find(answered);
  const Status* parent = found != state_.statuses.end() && now.visible(found->second) ? &found->second : nullptr;
  if (!answered.empty() && parent == nullptr) return failed(404, "The post you are trying to reply to does not appear to exist.");
  const auto header = call.request.headers.find("idempotency-key");
  const std::pair<std::string, std::string> key{call.viewer, header == call.request.headers.end() ? "" : header->second};
  JsonWriter json;
  if (const auto known = state_.keys.find(key);
      !key.second.empty() && known != state_.keys.end() && call.now < known->second.second) {
    const Status& before = state_.statuses.at(known->second.first);
    if (before.latest().deleted) return failed(404, "Record not found");
    now.status(json, before);
    return json_answer(200, json.take());
  }
  StatusVersion version = version_of(call);
  if (const std::string words = refuse(call, version, ""); !words.empty()) return failed(422, words);
  Status status;
  status.visibility = fields.has("visibility") ? fields.text("visibility") : "public";
  const std::string& wanted = status.visibility;
  if (wanted != "public" && wanted != "unlisted" && wanted != "private" && wanted != "direct")
    return failed(422, "Validation failed");
  if (parent != nullptr) version.parent = parent->id, status.parent_account = parent->account;
  const JsonReader poll = call.parts.body.root()["poll"];
  poll["options"].each([&](JsonReader option) { status.options.push_back(option.text()); });
  if (!status.options.empty() && !version.media.empty()) return failed(422, "Cannot attach files to a poll");
  status.poll_ends_at = call.now + poll["expires_in"].integer_or(0) * 1000;
  const Limit limit{"statuses", settings_.statuses_max, 3 * hour};
  if (const auto refused = limits_.count(call.viewer, {limit}, call.now)) return *refused;
  const Status& made = publish(call.viewer, std::move(version), std::move(status), call.now);
  if (!key.second.empty()) state_.keys[key] = {made.id, call.now + hour};
  Views(state_, call.viewer, std::nullopt, call.now).status(json, made);
  return json_answer(200, json.take());
}

Status& MastodonSimulator::publish(const std::string& account, StatusVersion version, Status status, Milliseconds now) {
  status.id = next_id(state_, now);
  status.account = account;
  status.created_at = now;
  for (const std::string& id : version.media) state_.media.at(id).status = status.id;
  status.versions.push_back(std::move(version));
  Status& made = state_.statuses.emplace(status.id, status).first->second;
  tell_of(made, "update", now);
  for (const std::string& called : made.latest().mentions) {
    if (called != account) notify(called, "mention", made, account, now);
  }
  return made;
}

HttpResponse MastodonSimulator::edit(const Call& call, Status& status) {
  StatusVersion version = version_of(call);
  if (const std::string words = refuse(call, version, status.id); !words.empty()) return failed(422, words);
  const StatusVersion& before = status.latest();
  version.parent = before.parent;
  version.edited_at = call.now;
  const bool same = version.text == before.text && version.spoiler == before.spoiler && version.media == before.media &&
                    version.language == before.language && version.sensitive == before.sensitive;
  if (!same) {
    const Limit limit{"statuses", settings_.statuses_max, 3 * hour};
    if (const auto refused = limits_.count(call.viewer, {limit}, call.now)) return *refused;
    for (const std::string& id : version.media) state_.media.at(id).status = status.id;
    status.versions.push_back(std::move(version));
    tell_of(status, "status.update", call.now);
  }
  JsonWriter json;
  Views(state_, call.viewer, std::nullopt, call.now).status(json, status);
  return json_answer(200, json.take());
}

HttpResponse MastodonSimulator::react(const Call& call, Status& status, std::string_view what) {
  if (!Views(state_, call.viewer, std::nullopt, call.now).visible(status)) return failed(404, "Record not found");
  if (what == "favourite" && status.favourited.insert(call.viewer).second && status.account != call.viewer)
    notify(status.account, "favourite", status, call.viewer, call.now);
  if (what == "unfavourite") status.favourited.erase(call.viewer);
  JsonWriter json;
  if (what == "reblog") {
    Status boost;
    boost.visibility = "public";
    boost.reblog = status.id;
    StatusVersion empty;
    empty.at = call.now;
    Views(state_, call.viewer, std::nullopt, call.now).status(json, publish(call.viewer, empty, boost, call.now));
    return json_answer(200, json.take());
  }
  if (what != "favourite" && what != "unfavourite") return failed(404, "Not Found");
  Views(state_, call.viewer, std::nullopt, call.now).status(json, status);
  return json_answer(200, json.take());
}

HttpResponse MastodonSimulator::upload(const Call& call) {
  const Fields fields(call.request, call.parts);
  if (!fields.file()) return failed(422, "Validation failed: File can't be blank");
  Media media;
  media.id = next_id(state_, call.now);
  media.account = call.viewer;
  media.source = call.request.upload;
  media.description = fields.text("description");
  media.ready_at = call.now + settings_.processing_ms;
  JsonWriter json;
  views(call).media(json, state_.media.emplace(media.id, media).first->second);
  return json_answer(settings_.processing_ms > 0 ? 202 : 200, json.take());
}

// What answered it answers nothing any more (status.rb: replies, dependent: :nullify).
void MastodonSimulator::remove(Status& status, Milliseconds now) {
  StatusVersion last = status.latest();
  last.at = now;
  last.deleted = true;
  tell_of(status, "delete", now);
  status.versions.push_back(std::move(last));
  for (auto& [id, each] : state_.statuses) {
    if (each.latest().parent != status.id) continue;
    StatusVersion orphan = each.latest();
    orphan.at = now;
    orphan.parent.clear();
    each.versions.push_back(std::move(orphan));
  }
}

void MastodonSimulator::tell(const std::string& to, const std::string& event, const std::string& payload) {
  JsonWriter json;
  json.object().key("stream").array().text("user").end_array().text("event", event).text("payload", payload).end_object();
  state_.messages[to].push_back(json.take());
}

// An account's own timeline holds what it writes; whom it follows is not simulated.
void MastodonSimulator::tell_of(const Status& status, const std::string& event, Milliseconds now) {
  if (event == "delete") return tell(status.account, event, status.id);
  JsonWriter json;
  Views(state_, status.account, std::nullopt, now).status(json, status);
  tell(status.account, event, json.take());
}

void MastodonSimulator::notify(const std::string& to, const std::string& type, const Status& status, const std::string& from,
                               Milliseconds now) {
  Notification note{std::to_string(state_.next_notification++), to, type, from, status.id, now};
  JsonWriter json;
  Views(state_, to, std::nullopt, now).notification(json, note);
  tell(to, "notification", json.take());
  state_.notifications.emplace(note.id, note);
}

}  // namespace plein::simulators
