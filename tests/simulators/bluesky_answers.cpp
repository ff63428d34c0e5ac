#include "simulators/bluesky_answers.h"

#include <algorithm>

#include "base/json_writer.h"

namespace plein::simulators::bluesky {

HttpResponse json_answer(int status, std::string body) {
  return HttpResponse{status, {{"content-type", "application/json; charset=utf-8"}}, std::move(body), ""};
}

HttpResponse failed(int status, const std::string& error, const std::string& message) {
  JsonWriter json;
  json.object().text("error", error).text("message", message).end_object();
  return json_answer(status, json.take());
}

HttpResponse throttled(Milliseconds wait_ms, Milliseconds now) {
  HttpResponse response = failed(429, "RateLimitExceeded", "Rate Limit Exceeded");
  const Milliseconds wait = std::max<Milliseconds>(1, (wait_ms + 999) / 1000);
  response.headers["ratelimit-limit"] = "5000";
  response.headers["ratelimit-remaining"] = "0";
  response.headers["ratelimit-reset"] = std::to_string(now / 1000 + wait);
  response.headers["ratelimit-policy"] = "5000;w=3600";
  response.headers["retry-after"] = std::to_string(wait);
  return response;
}

HttpResponse describe_server() {
  return json_answer(200,
                     R"({"did":"did:web:localhost","availableUserDomains":[".test",".example"],"inviteCodeRequired":false,)"
                     R"("blobUploadLimit":5242880,"links":{"privacyPolicy":"https://bsky.social/about/support/privacy-policy",)"
                     R"("termsOfService":"https://bsky.social/about/support/tos"},"contact":{}})");
}

}  // namespace plein::simulators::bluesky
