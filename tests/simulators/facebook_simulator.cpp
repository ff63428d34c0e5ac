// Who asks, how much may still be asked, and what is read.
#include "simulators/facebook_simulator.h"

#include <algorithm>

#include "simulators/facebook_views.h"

namespace plein::simulators {

using namespace facebook;

namespace {

constexpr Milliseconds minute_ms = 60'000;
constexpr Milliseconds hour_ms = 60 * minute_ms;

// The query of a list as if it were an edge within an object.
std::optional<Field> edge_of(const RequestParts& parts, const char* unasked) {
  Field edge;
  for (const char* name : {"filter", "order", "limit", "after"}) {
    if (parts.has_parameter(name)) edge.modifiers[name] = parts.parameter(name);
  }
  auto fields = parse_fields(parts.has_parameter("fields") ? parts.parameter("fields") : unasked);
  if (!fields) return std::nullopt;
  edge.fields = *std::move(fields);
  return edge;
}

const std::string version = "v25.0";

const GraphError syntax_error{2500, "Syntax error in the field expansion of the fields parameter"};

}  // namespace

FacebookSimulator::FacebookSimulator(FacebookSettings settings) : settings_(std::move(settings)) {
  state_.page = settings_.page;
  state_.page_name = settings_.page_name;
}

std::map<std::string, std::string> FacebookSimulator::usage(Milliseconds now, Milliseconds regained_in) const {
  static_cast<void>(now);
  const auto percent = static_cast<std::int64_t>(calls_.size()) * 100 / std::max<std::int64_t>(settings_.calls_max, 1);
  JsonWriter app;
  app.object().number("call_count", percent / 10).number("total_time", percent / 20).number("total_cputime", 0).end_object();
  JsonWriter business;
  business.object().key(settings_.page).array().object().text("type", "pages");
  business.number("call_count", percent).number("total_cputime", percent / 5).number("total_time", percent / 4);
  business.number("estimated_time_to_regain_access", (regained_in + minute_ms - 1) / minute_ms);
  business.end_object().end_array().end_object();
  return {{"x-app-usage", app.take()}, {"x-business-use-case-usage", business.take()}};
}

HttpResponse FacebookSimulator::refusal(int status, Milliseconds now) const {
  if (status != 429) return failed({2, "An unexpected error has occurred. Please retry your request later.", 0, status, true});
  HttpResponse response = failed({32, "(#32) Page request limit reached"});
  for (const auto& [name, value] : usage(now, faults().throttle_for_ms)) response.headers[name] = value;
  return response;
}

HttpResponse FacebookSimulator::respond(const HttpRequest& request, Milliseconds now) {
  Call call{take_apart(request), now};
  while (!calls_.empty() && calls_.front() <= now - hour_ms) calls_.pop_front();
  calls_.push_back(now);
  const auto over = static_cast<std::int64_t>(calls_.size()) - settings_.calls_max;
  const Milliseconds regained_in = over > 0 ? calls_[static_cast<std::size_t>(over - 1)] + hour_ms - now : 0;
  HttpResponse response =
      over > 0 ? failed({80001, "(#80001) There have been too many calls to this Page account"}) : handled(call);
  for (const auto& [name, value] : usage(now, regained_in)) response.headers[name] = value;
  return response;
}

HttpResponse FacebookSimulator::handled(Call& call) {
  if (call.parts.token.empty()) return failed({104, "An access token is required to request this resource."});
  call.of_page = call.parts.token == settings_.page_token;
  const bool known = call.of_page || call.parts.token == settings_.person_token;
  if (!known || faults().unauthorised) return failed({190, "Error validating access token: The session is invalid", 460, 401});
  // Without a version it is the app's own.
  std::vector<std::string>& path = call.parts.segments;
  const bool versioned = !path.empty() && path[0].size() > 1 && path[0][0] == 'v' && path[0][1] >= '0' && path[0][1] <= '9';
  if (versioned && path[0] != version) return failed({2635, "(#2635) You are calling a deprecated version of the API"});
  if (versioned) path.erase(path.begin());
  if (call.parts.body_is_broken) return failed({100, "(#100) The body is no JSON object"});
  return call.parts.method == "GET" ? read(call) : write(call);
}

HttpResponse FacebookSimulator::read(const Call& call) const {
  const std::string id(call.parts.segment(0));
  const std::string_view edge = call.parts.segment(1);
  JsonWriter json;
  if (id == "me" && edge.empty()) {
    const std::string fields = "," + call.parts.parameter("fields") + ",";
    const bool counts = call.of_page && fields.find(",followers_count,") != std::string::npos;
    json.object().text("name", call.of_page ? state_.page_name : "Somebody").text("id", call.of_page ? state_.page : "9000001");
    if (counts) json.number("followers_count", state_.followers);
    return json_answer(json.end_object().take());
  }
  const bool lags = faults().read_lag_ms > 0;
  Views views(state_, call.of_page, lags ? std::optional(call.now - faults().read_lag_ms) : std::nullopt);
  if (id == state_.page && (edge == "published_posts" || edge == "visitor_posts")) {
    const auto asked = edge_of(call.parts, post_fields_unasked);
    if (!asked) return failed(syntax_error);
    views.posts(json, edge == "visitor_posts", *asked, id + "/" + std::string(edge));
    return views.error().code != 0 ? failed(views.error()) : json_answer(json.take());
  }
  const Entry* entry = state_.find(id);
  if (entry == nullptr || views.version(*entry) == nullptr) return failed(no_object("get", id));
  const auto asked = edge_of(call.parts, entry->is_post() && edge.empty() ? post_fields_unasked : comment_fields_unasked);
  if (!asked) return failed(syntax_error);
  if (edge == "comments") {
    views.comments(json, *entry, *asked, id + "/comments");
  } else if (edge.empty()) {
    views.entry(json, *entry, asked->fields);
  } else {
    return failed({2500, "Unknown path components: /" + std::string(edge)});
  }
  return views.error().code != 0 ? failed(views.error()) : json_answer(json.take());
}

}  // namespace plein::simulators
