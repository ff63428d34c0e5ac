#include "simulators/mastodon_simulator.h"

#include <algorithm>

namespace plein::simulators {

using namespace mastodon;

namespace {

constexpr Milliseconds minute = 60'000;
const char* const not_found = "Record not found";
const char* const no_token = "The access token is invalid";

// A page of a list that is ordered by id, newest first, and the Link to the pages beside it. min_id walks forward.
template <class Item>
std::vector<const Item*> page_of(std::vector<const Item*> all, const RequestParts& parts, std::int64_t standard,
                                 std::int64_t most, const std::string& address, HttpResponse& response) {
  const LaterId later;
  const std::string max = parts.parameter("max_id");
  const std::string since = parts.parameter("since_id");
  const std::string min = parts.parameter("min_id");
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(parts.number("limit", standard), 0, most));
  std::vector<const Item*> kept;
  for (const Item* each : all) {
    const bool before = max.empty() || later(each->id, max);
    const bool after = (since.empty() || later(since, each->id)) && (min.empty() || later(min, each->id));
    if (before && after) kept.push_back(each);
  }
  if (kept.size() > limit)
    kept.erase(min.empty() ? kept.begin() : kept.begin() + static_cast<std::ptrdiff_t>(limit),
               min.empty() ? kept.end() - static_cast<std::ptrdiff_t>(limit) : kept.end());
  std::reverse(kept.begin(), kept.end());
  if (kept.empty()) return kept;
  const std::string base = "<" + address + (address.find('?') == std::string::npos ? "?" : "&");
  std::string link = base + "min_id=" + kept.front()->id + ">; rel=\"prev\"";
  if (kept.size() == limit) link = base + "max_id=" + kept.back()->id + ">; rel=\"next\", " + link;
  response.headers["link"] = link;
  return kept;
}

}  // namespace

MastodonSimulator::MastodonSimulator(MastodonSettings settings) : settings_(std::move(settings)) {
  while (settings_.url.ends_with('/')) settings_.url.pop_back();
  state_.url = settings_.url;
}

HttpResponse MastodonSimulator::refusal(int status, Milliseconds now) const {
  if (status == 429) return too_many(300, now + faults().throttle_for_ms);
  if (status == 503) return failed(503, "There was a temporary problem serving your request, please try again");
  return HttpResponse{status, {{"content-type", "text/html"}}, "<html><head><title>Error</title></head></html>", ""};
}

Views MastodonSimulator::views(const Call& call) const {
  const bool late = faults().read_lag_ms > 0;
  return Views(state_, call.viewer, late ? std::optional(call.now - faults().read_lag_ms) : std::nullopt, call.now);
}

std::optional<HttpResponse> MastodonSimulator::throttled(const Call& call) {
  const RequestParts& parts = call.parts;
  std::vector<Limit> limits = {{"all", settings_.requests_max, 5 * minute}};
  const bool pages = parts.has_parameter("max_id") || parts.has_parameter("min_id") || parts.has_parameter("since_id");
  if (pages) limits.push_back({"pages", 300, 15 * minute});
  if (parts.method == "DELETE") limits.push_back({"removals", settings_.removals_max, 30 * minute});
  if (parts.method == "POST" && parts.path.ends_with("/media")) limits.push_back({"media", 30, 30 * minute});
  return limits_.count(call.viewer, limits, call.now);
}

HttpResponse MastodonSimulator::respond(const HttpRequest& request, Milliseconds now) {
  Call call{request, take_apart(request), now, ""};
  if (call.parts.segment(0) != "api") return failed(404, "Not Found");
  if (call.parts.has_authorization) {
    for (const auto& [id, account] : state_.accounts) {
      if (account.token == call.parts.token && !account.removed && !faults().unauthorised) call.viewer = id;
    }
    if (call.viewer.empty()) return failed(401, no_token);
  }
  if (std::optional<HttpResponse> refused = throttled(call)) return *refused;
  HttpResponse response = routed(call);
  limits_.add_headers(response);
  return response;
}

HttpResponse MastodonSimulator::routed(const Call& call) {
  const std::string_view what = call.parts.segment(2);
  if (call.parts.method != "GET") return call.viewer.empty() ? failed(401, no_token) : write(call);
  if (what == "instance") return instance();
  if (what == "accounts") return read_accounts(call);
  if (what == "statuses") return read_statuses(call);
  if (what == "notifications") return call.viewer.empty() ? failed(401, no_token) : read_notifications(call);
  if (what == "media") {
    const auto media = state_.media.find(std::string(call.parts.segment(3)));
    if (media == state_.media.end() || media->second.account != call.viewer) return failed(404, not_found);
    JsonWriter json;
    views(call).media(json, media->second);
    return json_answer(call.now < media->second.ready_at ? 206 : 200, json.take());
  }
  return failed(404, "Not Found");
}

HttpResponse MastodonSimulator::instance() const {
  JsonWriter json;
  json.object().text("domain", state_.domain()).text("title", state_.domain()).text("version", "4.5.0");
  json.key("configuration").object().key("urls").object().text("streaming", "ws" + state_.url.substr(4)).end_object();
  json.key("statuses").object().number("max_characters", settings_.characters_max).number("max_media_attachments", 4);
  json.number("characters_reserved_per_url", 23).end_object().end_object().end_object();
  return json_answer(200, json.take());
}

HttpResponse MastodonSimulator::read_accounts(const Call& call) const {
  const Views seen = views(call);
  const std::string which(call.parts.segment(3));
  JsonWriter json;
  if (which == "verify_credentials" || which == "lookup") {
    const bool own = which == "verify_credentials";
    if (own && call.viewer.empty()) return failed(401, no_token);
    const Account* found = own ? &state_.accounts.at(call.viewer) : state_.find(call.parts.parameter("acct"));
    if (found == nullptr) return failed(404, not_found);
    seen.account(json, *found, own);
    return json_answer(200, json.take());
  }
  const auto account = state_.accounts.find(which);
  if (account == state_.accounts.end() || account->second.removed) return failed(404, not_found);
  if (call.parts.segment(4).empty()) {
    seen.account(json, account->second);
    return json_answer(200, json.take());
  }
  if (call.parts.segment(4) != "statuses") return failed(404, "Not Found");
  std::vector<const Status*> all;
  for (const auto& [id, status] : state_.statuses) {
    const bool boost = !status.reblog.empty() && call.parts.parameter("exclude_reblogs") == "true";
    if (status.account == which && !boost && seen.visible(status)) all.push_back(&status);
  }
  HttpResponse response = json_answer(200, "");
  const std::string address = state_.url + "/api/v1/accounts/" + which + "/statuses?exclude_reblogs=true";
  json.array();
  for (const Status* each : page_of(all, call.parts, 20, 40, address, response)) seen.status(json, *each);
  response.body = json.end_array().take();
  return response;
}

const Status* MastodonSimulator::find_status(const Call& call, std::string_view id) const {
  const auto found = state_.statuses.find(std::string(id));
  return found != state_.statuses.end() && views(call).visible(found->second) ? &found->second : nullptr;
}

HttpResponse MastodonSimulator::read_statuses(const Call& call) const {
  const Views seen = views(call);
  JsonWriter json;
  if (call.parts.segments.size() == 3) {
    json.array();
    for (const std::string& id : call.parts.parameters("id")) {
      if (const Status* found = find_status(call, id)) seen.status(json, *found);
    }
    return json_answer(200, json.end_array().take());
  }
  const Status* status = find_status(call, call.parts.segment(3));
  if (status == nullptr) return failed(404, not_found);
  const std::string_view part = call.parts.segment(4);
  if (part.empty()) {
    seen.status(json, *status);
  } else if (part == "source") {
    if (call.viewer != status->account)
      return failed(call.viewer.empty() ? 401 : 404, call.viewer.empty() ? no_token : not_found);
    json.object().text("id", status->id).text("text", status->latest().text);
    json.text("spoiler_text", status->latest().spoiler).end_object();
  } else if (part == "context") {
    return context(call, *status);
  } else if (part == "history") {
    return history(call, *status);
  } else {
    return failed(404, "Not Found");
  }
  return json_answer(200, json.take());
}

HttpResponse MastodonSimulator::context(const Call& call, const Status& status) const {
  const Views seen = views(call);
  const bool visitor = call.viewer.empty();
  std::vector<const Status*> above = seen.ancestors(status);
  const std::size_t most = visitor ? 40 : 4096;
  if (above.size() > most) above.erase(above.begin(), above.end() - static_cast<std::ptrdiff_t>(most));
  JsonWriter json;
  json.object().key("ancestors").array();
  for (const Status* each : above) seen.status(json, *each);
  json.end_array().key("descendants").array();
  for (const Status* each : seen.descendants(status, visitor ? 60 : 4096, visitor ? 20 : 0)) seen.status(json, *each);
  HttpResponse response = json_answer(200, json.end_array().end_object().take());
  if (call.now < status.refreshing_until && !visitor)
    response.headers["mastodon-async-refresh"] = "id=\"context:" + status.id + ":refresh\", retry=3, result_count=0";
  return response;
}

HttpResponse MastodonSimulator::history(const Call& call, const Status& status) const {
  const Views seen = views(call);
  JsonWriter json;
  json.array();
  for (const StatusVersion& each : status.versions) {
    if (!seen.stood(each.at) || each.deleted) continue;
    json.object().text("content", each.text).text("spoiler_text", each.spoiler).flag("sensitive", each.sensitive);
    json.text("created_at", to_rfc3339(each.at)).key("account");
    seen.account(json, state_.accounts.at(status.account));
    json.key("media_attachments").array().end_array().key("emojis").array().end_array().end_object();
  }
  return json_answer(200, json.end_array().take());
}

HttpResponse MastodonSimulator::read_notifications(const Call& call) const {
  const Views seen = views(call);
  const std::vector<std::string> types = call.parts.parameters("types");
  std::vector<const Notification*> all;
  for (const auto& [id, each] : state_.notifications) {
    const bool wanted = types.empty() || std::find(types.begin(), types.end(), each.type) != types.end();
    const auto status = state_.statuses.find(each.status);
    const bool gone = status == state_.statuses.end() || !seen.visible(status->second);
    if (each.to == call.viewer && wanted && !gone && seen.stood(each.at)) all.push_back(&each);
  }
  HttpResponse response = json_answer(200, "");
  JsonWriter json;
  json.array();
  const std::string address = state_.url + "/api/v1/notifications?types%5B%5D=mention";
  for (const Notification* each : page_of(all, call.parts, 40, 80, address, response)) seen.notification(json, *each);
  response.body = json.end_array().take();
  return response;
}

}  // namespace plein::simulators
