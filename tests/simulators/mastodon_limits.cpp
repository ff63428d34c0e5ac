#include "simulators/mastodon_limits.h"

#include "simulators/mastodon_answers.h"

namespace plein::simulators::mastodon {
namespace {

std::map<std::string, std::string> headers_of(std::int64_t limit, std::int64_t remaining, Milliseconds reset) {
  return {{"x-ratelimit-limit", std::to_string(limit)},
          {"x-ratelimit-remaining", std::to_string(remaining)},
          {"x-ratelimit-reset", to_rfc3339(reset)}};
}

}  // namespace

HttpResponse too_many(std::int64_t limit, Milliseconds reset) {
  HttpResponse response = failed(429, "Too many requests");
  for (const auto& [name, value] : headers_of(limit, 0, reset)) response.headers[name] = value;
  return response;
}

std::optional<HttpResponse> Limits::count(const std::string& who, const std::vector<Limit>& limits, Milliseconds now) {
  std::optional<HttpResponse> refused;
  std::int64_t least = -1;
  for (const Limit& limit : limits) {
    Window& window = windows_[limit.name + " " + who];
    const Milliseconds begin = now - now % limit.period;
    if (window.begin != begin) window = {begin, 0};
    const std::int64_t left = limit.most - ++window.count;
    const Milliseconds reset = begin + limit.period;
    if (left < 0 && !refused) refused = too_many(limit.most, reset);
    if (least >= 0 && left >= least) continue;
    least = left;
    headers_ = headers_of(limit.most, left, reset);
  }
  return refused;
}

void Limits::add_headers(HttpResponse& response) const {
  for (const auto& [name, value] : headers_) response.headers.emplace(name, value);
}

}  // namespace plein::simulators::mastodon
