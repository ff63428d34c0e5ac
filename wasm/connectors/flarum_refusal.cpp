// Flarum: its refusals (core's ErrorServiceProvider and JsonApiFormatter): {"errors":[{"status","code","detail","source"}]}.
#include "connectors/answer.h"
#include "connectors/flarum.h"

namespace plein::flarum {
namespace {

struct Said {
  std::string code;
  std::string words;
};

Said read_errors(const HttpResponse& response) {
  Said said;
  if (const auto document = JsonDocument::parse(response.body)) {
    document->root()["errors"].each([&](JsonReader each) {
      if (said.code.empty()) said.code = each["code"].text_or("");
      const std::string detail = each["detail"].text_or("");
      const std::string pointer = each["source"]["pointer"].text_or("");
      const std::string words = detail.empty() || pointer.empty() ? detail : pointer + ": " + detail;
      if (!words.empty()) said.words += (said.words.empty() ? "" : "; ") + words;
    });
    if (!document->status()) said = {};
  }
  if (said.words.empty()) said.words = said.code.empty() ? "HTTP " + std::to_string(response.status) : said.code;
  return said;
}

}  // namespace

Outcome refusal(const Ask& ask, const HttpResponse& response) {
  if (answer::is_fault(response.status)) return answer::broken(ask, response);
  const Said said = read_errors(response);
  if (response.status == 429) {
    // One post in ten seconds (PostCreationThrottler) is told without a Retry-After; a proxy in front tells one.
    Outcome outcome = answer::throttled(response, nullptr, said.words);
    const bool own = said.code == "too_many_requests" && response.headers.count("retry-after") == 0;
    if (own && writes(ask.kind)) outcome.wait_ms = 11'000, outcome.writes_only = true;
    return outcome;
  }
  // A key that is not accepted asks as a guest, whose writes want a session's token.
  const bool guest = response.status == 401 || said.code == "csrf_token_mismatch" || said.code == "invalid_access_token";
  if (guest) return answer::outcome(Outcome::Kind::reconnect, said.words);
  if (response.status == 403) return answer::outcome(Outcome::Kind::forbidden, said.words);
  // Other 404s are a server that has no Flarum at this address.
  if (response.status == 404 && said.code == "not_found") {
    const bool removed = ask.kind == Ask::Kind::remove;
    const bool of_list = ask.kind == Ask::Kind::stream || (ask.kind == Ask::Kind::thread && !ask.cursor.empty());
    return answer::outcome(removed ? Outcome::Kind::ok : of_list ? Outcome::Kind::retry : Outcome::Kind::gone, said.words);
  }
  const bool passing = response.status == 404 || response.status == 409 || !writes(ask.kind);
  return answer::outcome(passing ? Outcome::Kind::retry : Outcome::Kind::refused, said.words);
}

}  // namespace plein::flarum
