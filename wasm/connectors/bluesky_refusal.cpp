// Bluesky: its refusals, and what its headers say of the account's budget.
#include <charconv>

#include "connectors/answer.h"
#include "connectors/bluesky.h"

namespace plein {
namespace {

// "5000;w=3600". A PDS tells the tightest of all limits on a call (xrpc-server, rate-limiter.ts): its own are of all requests
// in five minutes, those of writes to a repository of the hour and the day.
bool is_of_writes(const Ask& ask, const HttpResponse& response) {
  constexpr int hour_s = 3600;
  const auto policy = response.headers.find("ratelimit-policy");
  if (!writes(ask.kind) || policy == response.headers.end()) return false;
  const std::size_t window = policy->second.find(";w=");
  if (window == std::string::npos) return false;
  int seconds = 0;
  const char* end = policy->second.data() + policy->second.size();
  std::from_chars(policy->second.data() + window + 3, end, seconds);
  return seconds >= hour_s;
}

// The AppView's words for an author who is no more (bsky, getProfile.ts); of our own session the PDS says 401.
bool is_author_gone(const HttpResponse& response, std::string_view name, std::string_view message) {
  if (response.status != 400) return false;
  if (name == "AccountTakedown" || name == "AccountDeactivated") return true;
  return name == "InvalidRequest" && (message == "Profile not found" || message == "Actor not found");
}

}  // namespace

namespace bluesky {

Budget read_budget(const Ask& ask, const HttpResponse& response) {
  Budget budget;
  budget.limit = answer::number(response, "ratelimit-limit", -1);
  budget.remaining = answer::number(response, "ratelimit-remaining", -1);
  budget.resets_at = answer::number(response, "ratelimit-reset", 0) * 1000;
  budget.of_writes = is_of_writes(ask, response);
  return budget;
}

Outcome refusal(const Ask& ask, const HttpResponse& response) {
  std::string name;
  std::string message;
  if (const auto document = JsonDocument::parse(response.body)) {
    name = document->root()["error"].text_or("");
    message = document->root()["message"].text_or("");
    if (!document->status()) name.clear();
  }
  const std::string reason = name + (name.empty() || message.empty() ? "" : ": ") + message;
  if (response.status == 429 || name == "RateLimitExceeded") {
    Outcome outcome = answer::throttled(response, "ratelimit-reset", reason);
    outcome.writes_only = is_of_writes(ask, response);
    return outcome;
  }
  if (ask.kind == Ask::Kind::profile && is_author_gone(response, name, message)) {
    return answer::outcome(Outcome::Kind::gone, reason);
  }
  if (response.status == 401 || name == "ExpiredToken" || name == "InvalidToken" || name == "AuthMissing" ||
      name == "AccountTakedown") {
    return answer::outcome(Outcome::Kind::reconnect, reason);
  }
  if (answer::is_fault(response.status)) return answer::broken(ask, response);
  // A nameless 404 comes from something on the way, and says nothing of a post.
  const bool absent = name == "NotFound" || name == "RecordNotFound";
  if (absent && (ask.kind == Ask::Kind::remove || ask.kind == Ask::Kind::unreact))
    return answer::outcome(Outcome::Kind::ok, reason);
  if (absent && ask.kind != Ask::Kind::create) return answer::outcome(Outcome::Kind::gone, reason);
  if (response.status == 403) return answer::outcome(Outcome::Kind::forbidden, reason);
  const std::string said = reason.empty() ? "HTTP " + std::to_string(response.status) : reason;
  // A read that the server does not accept: another try may, and a person sees why.
  return answer::outcome(writes(ask.kind) ? Outcome::Kind::refused : Outcome::Kind::retry, said);
}

}  // namespace bluesky
}  // namespace plein
