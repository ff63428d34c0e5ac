// Mastodon: its refusals, told apart by their status (app/controllers/concerns/api/error_handling.rb), and what its headers say
// of the account's budget.
#include "connectors/answer.h"
#include "connectors/mastodon.h"

namespace plein {
namespace {

// The reset is a time, and no number (rack_attack.rb, rate_limit_headers.rb).
Milliseconds reset_of(const HttpResponse& response) {
  const auto found = response.headers.find("x-ratelimit-reset");
  return found == response.headers.end() ? 0 : parse_rfc3339(found->second).value_or(0);
}

Outcome throttled(const Ask& ask, const HttpResponse& response, std::string_view reason) {
  Outcome outcome = answer::throttled(response, nullptr, reason);
  const Milliseconds reset = reset_of(response);
  if (response.headers.count("retry-after") == 0 && reset > 0) {
    outcome.wait_ms = 0;
    outcome.until = reset;
  }
  // New posts, removals and uploads have limits of their own; where it is that of all requests, the next reading says so.
  outcome.writes_only = writes(ask.kind);
  return outcome;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

namespace mastodon {

Budget read_budget(const Ask& ask, const HttpResponse& response) {
  Budget budget;
  budget.limit = answer::number(response, "x-ratelimit-limit", -1);
  budget.remaining = answer::number(response, "x-ratelimit-remaining", -1);
  budget.resets_at = reset_of(response);
  budget.of_writes = writes(ask.kind);
  return budget;
}

Outcome refusal(const Ask& ask, const HttpResponse& response) {
  std::string reason;
  if (const auto document = JsonDocument::parse(response.body)) {
    reason = document->root()["error"].text_or("");
    if (!document->status()) reason.clear();
  }
  const bool says = !reason.empty();
  if (!says) reason = "HTTP " + std::to_string(response.status);
  if (response.failure == "no_upload") return answer::outcome(Outcome::Kind::refused, response.detail);
  if (response.status == 429) return throttled(ask, response, reason);
  if (answer::is_fault(response.status)) return answer::broken(ask, response);
  if (response.status == 401) return answer::outcome(Outcome::Kind::reconnect, reason);
  if (response.status == 403) return answer::outcome(Outcome::Kind::forbidden, reason);
  // A 404 that does not say so in JSON comes from something on the way. 410: it was, and is no more.
  const bool absent = (response.status == 404 && says) || response.status == 410;
  if (absent && ask.kind == Ask::Kind::remove) return answer::outcome(Outcome::Kind::ok, reason);
  if (absent && ask.kind != Ask::Kind::identity && ask.kind != Ask::Kind::upload)
    return answer::outcome(Outcome::Kind::gone, reason);
  // An account that is not whole yet, or no more (base_controller.rb: require_user!).
  if (response.status == 422 && has(reason, "requires an authenticated user"))
    return answer::outcome(Outcome::Kind::reconnect, reason);
  // A picture that was uploaded is still being processed (media_attachments.validations.not_ready).
  if (response.status == 422 && has(reason, "not finished processing")) return answer::outcome(Outcome::Kind::retry, reason);
  return answer::outcome(writes(ask.kind) ? Outcome::Kind::refused : Outcome::Kind::retry, reason);
}

}  // namespace mastodon
}  // namespace plein
