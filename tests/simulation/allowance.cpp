#include "simulation/allowance.h"

#include <algorithm>

#include "simulation/model_connector.h"

namespace plein::simulation {
namespace {

constexpr Milliseconds between_posts_ms = 10000;  // of a new user's, on a forum that wants a pause

bool changes(std::string_view what) {
  return what == "create" || what == "edit" || what == "remove" || what == "hide" || what == "unhide";
}

int limit_of(Throttle throttle) {
  switch (throttle) {
    case Throttle::percent: return 120;
    case Throttle::reset_time: return 100;
    case Throttle::points: return 30;
    case Throttle::wait_seconds: return 60;
    case Throttle::writes_delay: return 0;
    case Throttle::bare: return 60;
  }
  return 0;
}

}  // namespace

Allowance::Allowance(const Platform& platform, bool tight) : platform_(&platform) {
  if (!tight) return;
  limit_ = limit_of(platform.throttle);
  if (platform.throttle == Throttle::writes_delay) next_post_at_ = 1;
}

int Allowance::cost(std::string_view what) const {
  if (platform_->throttle != Throttle::points) return 1;
  const Capabilities& capabilities = platform_->capabilities;
  if (what == "create") return capabilities.create_cost;
  if (what == "edit") return capabilities.edit_cost;
  return changes(what) ? capabilities.remove_cost : 0;
}

bool Allowance::take(std::string_view what, Milliseconds now) {
  if (closed_until_ > now) return false;
  if (next_post_at_ > 0 && what == "create") {
    if (next_post_at_ > now) return false;
    next_post_at_ = now + between_posts_ms;
  }
  if (limit_ == 0) return true;
  if (window_ends_ <= now) {
    spent_ = 0;
    window_ends_ = now + window_ms_;
  }
  if (spent_ + cost(what) > limit_) {
    // A pause between posts and points are of writes alone: reading goes on.
    if (platform_->throttle != Throttle::points) closed_until_ = window_ends_;
    return false;
  }
  spent_ += cost(what);
  return true;
}

void Allowance::tell(HttpResponse& response, Milliseconds now) const {
  if (limit_ == 0) return;
  const Milliseconds left_ms = std::max<Milliseconds>(window_ends_ - now, 0);
  switch (platform_->throttle) {
    case Throttle::percent:
      response.headers["used"] = std::to_string(spent_ * 100 / limit_);
      response.headers["regain"] = std::to_string(left_ms);
      break;
    case Throttle::reset_time:
    case Throttle::points:
      response.headers["limit"] = std::to_string(limit_);
      response.headers["remaining"] = std::to_string(limit_ - spent_);
      response.headers["reset"] = std::to_string(window_ends_);
      break;
    default: break;
  }
}

HttpResponse Allowance::refusal(Milliseconds now, bool write) const {
  HttpResponse response;
  response.status = 429;
  response.body = "too much";
  const Milliseconds until = closed_until_ > now ? closed_until_ : std::max(next_post_at_, window_ends_);
  const std::string left = std::to_string(until - now);
  switch (platform_->throttle) {
    case Throttle::percent: response.headers = {{"used", "100"}, {"regain", left}, {"wait", left}}; break;
    case Throttle::reset_time: response.headers = {{"reset", std::to_string(until)}}; break;
    case Throttle::points: response.headers = {{"limit", "5000"}, {"remaining", "0"}, {"reset", std::to_string(until)}}; break;
    case Throttle::wait_seconds: response.headers = {{"wait", left}}; break;
    case Throttle::writes_delay:
      response.headers = {{"wait", left}};
      if (write) response.status = 400;
      break;
    case Throttle::bare: break;
  }
  return response;
}

Allowance::Told Allowance::told(const HttpResponse& response, Milliseconds now) const {
  const bool delay = response.status == 400 && response.headers.count("wait") != 0;
  if (response.status != 429 && !delay) return {};
  Told told;
  told.writes_only = delay;
  if (const auto wait = response.headers.find("wait"); wait != response.headers.end()) told.until = now + number(wait->second);
  if (const auto reset = response.headers.find("reset"); reset != response.headers.end()) told.until = number(reset->second);
  return told;
}

}  // namespace plein::simulation
