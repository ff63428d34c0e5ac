#include "simulators/discourse_simulator.h"

#include <algorithm>

#include "simulators/discourse_views.h"

namespace plein::simulators {

using namespace discourse;

namespace {

std::string without_format(std::string_view segment) {
  constexpr std::string_view format = ".json";
  if (segment.size() > format.size() && segment.substr(segment.size() - format.size()) == format)
    segment.remove_suffix(format.size());
  return std::string(segment);
}

std::string header(const HttpRequest& request, const char* name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? "" : found->second;
}

}  // namespace

DiscourseSimulator::DiscourseSimulator(DiscourseSettings settings) : settings_(std::move(settings)) {
  while (!settings_.url.empty() && settings_.url.back() == '/') settings_.url.pop_back();
  state_.url = settings_.url;
  add_category(4, "General");
}

// The limit of all requests answers in plain text, before the forum itself is asked (lib/middleware/request_tracker.rb).
HttpResponse DiscourseSimulator::refusal(int status, Milliseconds) const {
  HttpResponse response{status, {{"content-type", "text/plain"}}, "", ""};
  if (status == 429) {
    const std::string seconds = std::to_string(faults().throttle_for_ms / 1000);
    response.headers["retry-after"] = seconds;
    response.headers["discourse-rate-limit-error-code"] = "ip_60_secs_limit";
    response.body = "Slow down, you're making too many requests.\nPlease retry again in " + seconds + " seconds.\n";
    return response;
  }
  response.headers["content-type"] = "text/html";
  response.body = "<html><head><title>" + std::to_string(status) + "</title></head><body></body></html>";
  return response;
}

std::optional<Milliseconds> DiscourseSimulator::as_of(Milliseconds now) const {
  if (faults().read_lag_ms <= 0) return std::nullopt;
  return now - faults().read_lag_ms;
}

std::optional<HttpResponse> DiscourseSimulator::authenticate(Call& call, const HttpRequest& request) {
  const std::string key = header(request, "api-key");
  const std::string name = header(request, "api-username");
  const std::string named_id = header(request, "api-user-id");
  if (key.empty() && !faults().unauthorised) return std::nullopt;
  for (auto& [id, user] : state_.users) {
    const bool named = key == settings_.api_key ? (name.empty() ? std::to_string(id) == named_id : user.username == name)
                                                : user.key == key && (name.empty() || user.username == name);
    if (named && !user.removed) call.user = &user;
  }
  if (call.user == nullptr || faults().unauthorised) return invalid_key();
  if (key != settings_.api_key || settings_.requests_per_minute <= 0) return std::nullopt;
  constexpr Milliseconds minute = 60'000;
  while (!asked_.empty() && asked_.front() <= call.now - minute) asked_.pop_front();
  if (asked_.size() >= static_cast<std::size_t>(settings_.requests_per_minute)) {
    return too_often((asked_.front() + minute - call.now + 999) / 1000, "admin_api_key_rate_limit");
  }
  asked_.push_back(call.now);
  return std::nullopt;
}

HttpResponse DiscourseSimulator::respond(const HttpRequest& request, Milliseconds now) {
  Call call{take_apart(request), request.body, now};
  if (std::optional<HttpResponse> refused = authenticate(call, request)) return *refused;
  if (!call.parts.segments.empty()) call.parts.segments.back() = without_format(call.parts.segments.back());
  const bool writes = call.parts.method != "GET";
  if (writes && call.user == nullptr) return HttpResponse{403, {{"content-type", "text/plain"}}, "[\"BAD CSRF\"]", ""};
  if (writes && call.parts.body_is_broken) return failed(400, "", {"The request was not understood."});
  HttpResponse response = writes ? write(call) : read(call);
  if (call.user != nullptr) response.headers["x-discourse-username"] = call.user->username;
  return response;
}

HttpResponse DiscourseSimulator::read(const Call& call) const {
  const Views views(state_, call.user, as_of(call.now));
  const std::string what(call.parts.segment(0));
  const std::string which(call.parts.segment(1));
  JsonWriter json;
  if (what == "session" && which == "current") {
    if (call.user == nullptr) return HttpResponse{404, {{"content-type", "text/html"}}, "", ""};
    views.current_user(json);
  } else if (what == "posts" && which.empty()) {
    views.latest(json, call.parts.number("before", 0));
  } else if (what == "posts") {
    return read_post(call, to_number(which).value_or(0));
  } else if (what == "t") {
    return read_topic(call, which);
  } else if (what == "user-cards") {
    json.object().key("users").array();
    const User* user = views.user(call.parts.number("user_ids", 0));
    if (user != nullptr) views.card(json, *user);
    json.end_array().end_object();
  } else if (what == "u") {
    return read_user(call, which);
  } else {
    return not_found();
  }
  return json_answer(200, json.take());
}

HttpResponse DiscourseSimulator::read_user(const Call& call, const std::string& name) const {
  const Views views(state_, call.user, as_of(call.now));
  for (const auto& [id, user] : state_.users) {
    if (user.username != name || user.removed) continue;
    JsonWriter json;
    views.profile(json, user);
    return json_answer(200, json.take());
  }
  return not_found();
}

HttpResponse DiscourseSimulator::read_post(const Call& call, std::int64_t id) const {
  const Views views(state_, call.user, as_of(call.now));
  const auto found = state_.posts.find(id);
  const PostVersion* now = found == state_.posts.end() ? nullptr : views.version(found->second);
  if (now == nullptr || (now->deleted_at != 0 && !call.staff())) return not_found();
  if (!views.sees(found->second)) return invalid_access();
  JsonWriter json;
  views.post(json, found->second, Views::Detail::alone);
  return json_answer(200, json.take());
}

// Topics that one may not see are answered as if they were not there (detailed_404 is off).
HttpResponse DiscourseSimulator::read_topic(const Call& call, const std::string& which) const {
  const Views views(state_, call.user, as_of(call.now));
  const std::string part(call.parts.segment(2));
  if (which == "external_id") {
    for (const auto& [id, topic] : state_.topics) {
      const TopicVersion* now = views.version(topic);
      if (topic.external_id != part || now == nullptr || now->deleted_at != 0) continue;
      if (!views.sees(topic)) return invalid_access();
      const std::string to = settings_.url + "/t/" + slugify(now->title) + "/" + std::to_string(id) + ".json";
      return HttpResponse{301, {{"location", to}, {"content-type", "text/html"}}, "", ""};
    }
    return not_found();
  }
  const auto found = state_.topics.find(to_number(which).value_or(0));
  if (found == state_.topics.end() || !views.sees(found->second)) return not_found();
  const bool with_deleted = call.parts.parameter("show_deleted") == "true";
  const std::vector<const Post*> all = views.posts_of(found->first, with_deleted);
  JsonWriter json;
  if (part == "posts") {
    std::vector<const Post*> chosen;
    for (const std::string& id : call.parts.parameters("post_ids")) {
      for (const Post* each : all) {
        if (std::to_string(each->id) == id) chosen.push_back(each);
      }
    }
    views.posts(json, found->second, chosen);
    return json_answer(200, json.take());
  }
  const std::int64_t highest = all.empty() ? 0 : views.version(*all.back())->number;
  const std::int64_t page = std::max<std::int64_t>(1, call.parts.number("page", 1));
  if ((page - 1) * static_cast<std::int64_t>(chunk) > highest) return not_found();
  std::size_t begin = static_cast<std::size_t>(page - 1) * chunk;
  if (const auto number = to_number(part)) {
    // Five posts before the nearest one, and as many after it as make a page.
    std::size_t near = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (std::abs(views.version(*all[i])->number - *number) < std::abs(views.version(*all[near])->number - *number)) near = i;
    }
    begin = near - std::min<std::size_t>(near, chunk / 4);
    if (begin + chunk > all.size()) begin = all.size() > chunk ? all.size() - chunk : 0;
  }
  views.topic(json, found->second, all, begin);
  return json_answer(200, json.take());
}

}  // namespace plein::simulators
