#include "simulators/simulator_calls.h"

#include "simulators/bluesky_simulator.h"
#include "simulators/discourse_simulator.h"
#include "simulators/facebook_simulator.h"
#include "simulators/flarum_simulator.h"
#include "simulators/mastodon_simulator.h"
#include "simulators/nodebb_simulator.h"

namespace plein::simulators {
namespace {

std::unique_ptr<Simulator> created(const JsonReader& call) {
  const std::string platform = call["platform"].text();
  const JsonReader given = call["settings"];
  if (platform == "nodebb") {
    NodebbSettings settings;
    settings.url = given["url"].text_or(settings.url);
    settings.master_token = given["master_token"].text_or(settings.master_token);
    settings.post_delay_ms = given["post_delay_ms"].integer_or(settings.post_delay_ms);
    settings.newbie_post_delay_ms = given["newbie_post_delay_ms"].integer_or(settings.newbie_post_delay_ms);
    settings.webhook_secret = given["webhook_secret"].text_or(settings.webhook_secret);
    settings.minimum_post_length = given["minimum_post_length"].integer_or(settings.minimum_post_length);
    return std::make_unique<NodebbSimulator>(settings);
  }
  if (platform == "bluesky") {
    BlueskySettings settings;
    settings.url = given["url"].text_or(settings.url);
    settings.access_ms = given["access_ms"].integer_or(settings.access_ms);
    settings.refresh_ms = given["refresh_ms"].integer_or(settings.refresh_ms);
    settings.points_max = given["points_max"].integer_or(settings.points_max);
    settings.sessions_max = given["sessions_max"].integer_or(settings.sessions_max);
    return std::make_unique<BlueskySimulator>(settings);
  }
  if (platform == "discourse") {
    DiscourseSettings settings;
    settings.url = given["url"].text_or(settings.url);
    settings.api_key = given["api_key"].text_or(settings.api_key);
    settings.webhook_secret = given["webhook_secret"].text_or(settings.webhook_secret);
    settings.requests_per_minute = static_cast<int>(given["requests_per_minute"].integer_or(settings.requests_per_minute));
    settings.allow_duplicate_titles = given["allow_duplicate_titles"].flag_or(settings.allow_duplicate_titles);
    return std::make_unique<DiscourseSimulator>(settings);
  }
  if (platform == "facebook") {
    FacebookSettings settings;
    settings.page = given["page"].text_or(settings.page);
    settings.page_name = given["page_name"].text_or(settings.page_name);
    settings.page_token = given["page_token"].text_or(settings.page_token);
    settings.app_secret = given["app_secret"].text_or(settings.app_secret);
    settings.calls_max = given["calls_max"].integer_or(settings.calls_max);
    settings.writes_max = given["writes_max"].integer_or(settings.writes_max);
    return std::make_unique<FacebookSimulator>(settings);
  }
  if (platform == "flarum") {
    FlarumSettings settings;
    settings.url = given["url"].text_or(settings.url);
    settings.api_key = given["api_key"].text_or(settings.api_key);
    settings.version = static_cast<int>(given["version"].integer_or(settings.version));
    return std::make_unique<FlarumSimulator>(settings);
  }
  if (platform == "mastodon") {
    MastodonSettings settings;
    settings.url = given["url"].text_or(settings.url);
    settings.requests_max = given["requests_max"].integer_or(settings.requests_max);
    settings.statuses_max = given["statuses_max"].integer_or(settings.statuses_max);
    settings.removals_max = given["removals_max"].integer_or(settings.removals_max);
    settings.characters_max = given["characters_max"].integer_or(settings.characters_max);
    settings.processing_ms = given["processing_ms"].integer_or(settings.processing_ms);
    return std::make_unique<MastodonSimulator>(settings);
  }
  call["platform"].fail(ErrorCode::unknown_name, "a platform that is simulated");
  return nullptr;
}

std::string to_json(const HttpResponse& response) {
  JsonWriter json;
  json.object().number("status", response.status).key("headers").object();
  for (const auto& [name, value] : response.headers) json.text(name, value);
  json.end_object().text("body", response.body).text("failure", response.failure).end_object();
  return json.take();
}

}  // namespace

Result<std::string> SimulatorCalls::run(const JsonReader& call) {
  const std::string op = call["op"].text();
  if (op == "create") {
    std::unique_ptr<Simulator> simulator = created(call);
    if (!simulator) return std::string("{}");
    const std::int64_t id = next_id_++;
    simulators_.emplace(id, std::move(simulator));
    return "{\"id\":" + std::to_string(id) + "}";
  }
  const auto found = simulators_.find(call["id"].integer());
  if (found == simulators_.end()) return Error{ErrorCode::unknown_name, "$.id", "no such simulator"};
  Simulator& simulator = *found->second;
  if (op == "answer") {
    HttpRequest request;
    const JsonReader given = call["request"];
    const Milliseconds now = call["now"].integer();
    request.method = given["method"].text();
    request.url = given["url"].text();
    request.body = given["body"].text_or("");
    given["headers"].members([&](const std::string& name, JsonReader value) { request.headers[name] = value.text(); });
    return to_json(call["untroubled"].flag_or(false) ? simulator.answer_untroubled(request, now)
                                                     : simulator.answer(request, now));
  }
  if (op == "setup") return simulator.set_up(call["call"], call["now"].integer());
  if (op == "faults") {
    const Status status = change_faults(simulator.faults(), call["faults"]);
    if (!status) return status.error();
    return std::string("{}");
  }
  if (op == "dump") return simulator.dump();
  if (op == "remove") {
    simulators_.erase(found);
    return std::string("{}");
  }
  return Error{ErrorCode::unknown_name, "$.op", "no such operation: " + op};
}

std::string SimulatorCalls::call(std::string_view json) {
  const auto failed = [](const Error& error) {
    JsonWriter writer;
    writer.object().text("error", error.path + ": " + error.message).end_object();
    return writer.take();
  };
  // A call carries a request's body as text: twice the size of what a platform takes is enough.
  const Result<JsonDocument> document = JsonDocument::parse(json, JsonLimits{.bytes_max = 16u << 20});
  if (!document) return failed(document.error());
  const Result<std::string> result = run(document->root());
  if (!result) return failed(result.error());
  if (const Status status = document->status(); !status) return failed(status.error());
  return *result;
}

}  // namespace plein::simulators
