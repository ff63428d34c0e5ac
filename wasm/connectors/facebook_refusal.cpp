// Facebook: its refusals, told apart by code and subcode and not by status (graph-api/guides/error-handling), and what its
// headers say of the Page's budget (graph-api/overview/rate-limiting).
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/facebook.h"

namespace plein {
namespace {

constexpr Milliseconds minute_ms = 60000;
// Calls made while throttled lengthen the throttle: long enough for a window of an hour to have moved on.
constexpr Milliseconds throttled_ms = 15 * minute_ms;
constexpr Milliseconds too_fast_ms = 10 * minute_ms;
constexpr Milliseconds blocked_ms = 6 * 60 * minute_ms;  // for its policy: hours to days, and nobody says how long

struct Said {
  std::int64_t code = 0;  // 0: Facebook itself said nothing
  std::int64_t subcode = 0;
  bool transient = false;
  std::string message;
};

Said read_error(const HttpResponse& response) {
  Said said;
  const auto document = JsonDocument::parse(response.body);
  if (!document || !document->root().is_object() || !document->root()["error"].is_object()) return said;
  const JsonReader error = document->root()["error"];
  said.code = error["code"].integer();
  said.subcode = error["error_subcode"].integer_or(0);
  said.transient = error["is_transient"].flag_or(false);
  said.message = error["message"].text_or("");
  return document->status() ? said : Said{};
}

bool is_throttle(std::int64_t code) {
  return code == 4 || code == 17 || code == 32 || code == 341 || code == 613 || (code >= 80000 && code <= 80014);
}

Outcome parked(Milliseconds wait, bool writes_only, const std::string& reason) {
  Outcome outcome = answer::outcome(Outcome::Kind::park, reason);
  outcome.wait_ms = wait;
  outcome.writes_only = writes_only;
  return outcome;
}

// It does not exist, or may not be seen, or cannot do what is asked: only where it was itself looked at does that say that it is
// gone. A removal is followed by such a look.
Outcome::Kind missing(const Ask& ask) {
  switch (ask.kind) {
    case Ask::Kind::remove: return Outcome::Kind::refused;
    case Ask::Kind::stream: return Outcome::Kind::forbidden;
    case Ask::Kind::identity: return Outcome::Kind::reconnect;
    // A later page is missing when the comment that its cursor names is gone.
    case Ask::Kind::thread: return ask.cursor.empty() ? Outcome::Kind::gone : Outcome::Kind::retry;
    case Ask::Kind::find: return ask.draft.root.empty() || !ask.cursor.empty() ? Outcome::Kind::retry : Outcome::Kind::gone;
    default: return Outcome::Kind::gone;
  }
}

// Numbers of people and of one person's mistakes that come with several codes (restfb, Postiz).
constexpr std::int64_t posting_too_fast = 1390008;
constexpr std::int64_t flagged_as_abusive = 1346003;
constexpr std::int64_t security_check = 1404006;
constexpr std::int64_t absent = 33;

void read_usage(const JsonReader& usage, Budget& budget) {
  for (const char* name : {"call_count", "total_time", "total_cputime"}) {
    const std::int64_t percent = std::clamp<std::int64_t>(usage[name].integer_or(0), 0, 100);
    budget.used_percent = std::max(budget.used_percent, static_cast<int>(percent));
  }
  const std::int64_t minutes = usage["estimated_time_to_regain_access"].integer_or(0);
  budget.resets_in_ms = std::max(budget.resets_in_ms, std::clamp<std::int64_t>(minutes, 0, 7 * 1440) * minute_ms);
}

// A header that cannot be read says nothing; the answer it came with is read all the same.
template <class Read>
void read_header(const HttpResponse& response, const char* name, Budget& budget, Read read) {
  const auto header = response.headers.find(name);
  if (header == response.headers.end()) return;
  const auto document = JsonDocument::parse(header->second);
  if (!document) return;
  Budget said = budget;
  read(document->root(), said);
  if (document->status()) budget = said;
}

}  // namespace

namespace facebook {

Budget read_budget(const HttpResponse& response) {
  Budget budget;
  read_header(response, "x-app-usage", budget, read_usage);
  read_header(response, "x-business-use-case-usage", budget, [](const JsonReader& root, Budget& said) {
    root.members([&](const std::string&, JsonReader limits) { limits.each([&](JsonReader each) { read_usage(each, said); }); });
  });
  if (budget.used_percent >= 100 && budget.resets_in_ms == 0) budget.resets_in_ms = throttled_ms;
  return budget;
}

Outcome refusal(const Ask& ask, const HttpResponse& response) {
  const Said said = read_error(response);
  const bool numbered = said.message.compare(0, 2, "(#") == 0;  // some messages repeat their code
  const std::string code = "(#" + std::to_string(said.code) + ") ";
  const std::string reason = said.code == 0 ? "HTTP " + std::to_string(response.status) : (numbered ? "" : code) + said.message;
  const Outcome::Kind unaccepted = writes(ask.kind) ? Outcome::Kind::refused : Outcome::Kind::retry;
  if (said.code == 0) {
    if (response.status == 429) return answer::throttled(response, nullptr, reason);
    if (answer::is_fault(response.status)) return answer::broken(ask, response);
    return answer::outcome(unaccepted, reason);
  }
  if (is_throttle(said.code)) {
    const Milliseconds stated = read_budget(response).resets_in_ms;
    return parked(stated > 0 ? stated : throttled_ms, false, reason);
  }
  switch (said.subcode) {
    case posting_too_fast: return parked(too_fast_ms, true, reason);
    case flagged_as_abusive: return answer::outcome(Outcome::Kind::refused, reason);
    case security_check: return answer::outcome(Outcome::Kind::forbidden, reason);
    default: break;
  }
  switch (said.code) {
    case 102:
    case 104:
    case 190:
    case 463:
    case 467: return answer::outcome(Outcome::Kind::reconnect, reason);
    case 3:
    case 10:
    case 1705: return answer::outcome(Outcome::Kind::forbidden, reason);  // 1705: a person's token would comment as the person
    case 368: return parked(blocked_ms, true, reason);
    // The same text twice in a row: the first may be the one whose answer was lost.
    case 506: return answer::outcome(Outcome::Kind::maybe_done, reason);
    case 100:
      if (said.subcode == absent) return answer::outcome(missing(ask), reason);
      // Of a page that is not the first, the parameter that is bad is the cursor.
      return answer::outcome(ask.cursor.empty() ? unaccepted : Outcome::Kind::retry, reason);
    default: break;
  }
  if (said.code >= 200 && said.code <= 299) return answer::outcome(Outcome::Kind::forbidden, reason);
  // 1, 2: something went wrong over there, and what was asked may have been done all the same.
  const bool broken = said.transient || said.code == 1 || said.code == 2 || said.code < 0;
  if (broken) return answer::outcome(writes(ask.kind) ? Outcome::Kind::maybe_done : Outcome::Kind::retry, reason);
  return answer::outcome(unaccepted, reason);
}

}  // namespace facebook
}  // namespace plein
