// Discourse: its refusals. The words are in the forum's language; `error_type` is not (lib/json_error.rb).
#include "connectors/answer.h"
#include "connectors/discourse.h"

namespace plein {
namespace {

struct Refused {
  std::string type;
  std::string words;
  std::int64_t wait_seconds = -1;
};

// What is no JSON, or not of this form, says nothing: a proxy's page, a limit's plain text.
Refused read_words(const HttpResponse& response) {
  const auto document = JsonDocument::parse(response.body);
  if (!document || !document->root().is_object()) return {};
  const JsonReader root = document->root();
  Refused refused;
  refused.type = root["error_type"].text_or("");
  const JsonReader errors = root["errors"];
  if (errors.is_array()) {
    errors.each([&](JsonReader each) { refused.words += (refused.words.empty() ? "" : " ") + each.text(); });
  }
  const JsonReader extras = root["extras"];
  if (extras.is_object()) refused.wait_seconds = extras["wait_seconds"].integer_or(-1);
  return document->status() ? refused : Refused{};
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// A limit on all requests has a code (admin_api_key_rate_limit, ip_60_secs_limit); one on what is done has none.
Outcome throttled(const Ask& ask, const HttpResponse& response, const Refused& refused) {
  Outcome outcome = answer::throttled(response, nullptr, refused.words);
  constexpr std::int64_t longest = 7 * 86400;
  const bool told = response.headers.count("retry-after") != 0;
  if (!told && refused.wait_seconds >= 0 && refused.wait_seconds <= longest) {
    outcome.wait_ms = std::max<std::int64_t>(refused.wait_seconds, 1) * 1000;
  }
  const bool of_all = response.headers.count("discourse-rate-limit-error-code") != 0 || refused.type != "rate_limit";
  outcome.writes_only = writes(ask.kind) && !of_all;
  return outcome;
}

// A key that is not accepted is refused as what one may not see is, with words about the API, and without the header that names
// who asks (application_controller.rb: set_current_user_for_logs).
Outcome not_allowed(const Ask& ask, const HttpResponse& response, const Refused& refused) {
  const bool recognised = response.headers.count("x-discourse-username") != 0;
  const bool unknown = !recognised && (has(refused.words, "API") || refused.type != "invalid_access");
  if (refused.type == "not_logged_in" || unknown || ask.kind == Ask::Kind::identity) {
    return answer::outcome(Outcome::Kind::reconnect, refused.words);
  }
  const bool liked = ask.kind == Ask::Kind::react && has(refused.words, "already performed");
  return answer::outcome(liked ? Outcome::Kind::ok : Outcome::Kind::forbidden, refused.words);
}

Outcome not_found(const Ask& ask, const Refused& refused) {
  // No like of ours, or no post: either way it is not liked any more (post_action_destroyer.rb).
  if (ask.kind == Ask::Kind::unreact) return answer::outcome(Outcome::Kind::ok, refused.words);
  if (ask.kind == Ask::Kind::identity) return answer::outcome(Outcome::Kind::reconnect, refused.words);
  // Anything else is an address that is not there: another version, a plugin that is off, a proxy.
  const bool of_post = ask.kind != Ask::Kind::accept && ask.kind != Ask::Kind::unaccept && ask.kind != Ask::Kind::stream;
  if (refused.type == "not_found" && of_post) return answer::outcome(Outcome::Kind::gone, refused.words);
  return answer::outcome(writes(ask.kind) ? Outcome::Kind::refused : Outcome::Kind::retry, refused.words);
}

}  // namespace

namespace discourse {

Outcome refusal(const Ask& ask, const HttpResponse& response) {
  const Refused refused = read_words(response);
  if (response.status == 429) return throttled(ask, response, refused);
  // The forum is being backed up or updated, and takes nothing.
  if (refused.type == "read_only") return answer::outcome(Outcome::Kind::retry, refused.words);
  if (answer::is_fault(response.status)) return answer::broken(ask, response);
  if (response.status == 401) return answer::outcome(Outcome::Kind::reconnect, refused.words);
  if (response.status == 403) return not_allowed(ask, response, refused);
  if (response.status == 404 || response.status == 410) return not_found(ask, refused);
  if (response.status == 409) return answer::outcome(Outcome::Kind::retry, refused.words);  // somebody edits it just now
  // "Perhaps this topic was closed or deleted": what it would have answered is not there.
  const bool of_topic = ask.kind == Ask::Kind::create && has(refused.words, "closed or deleted");
  if (of_topic) return answer::outcome(Outcome::Kind::gone, refused.words);
  return answer::outcome(writes(ask.kind) ? Outcome::Kind::refused : Outcome::Kind::retry, refused.words);
}

// Topics that the account may not see are answered as if they were not there (detailed_404 is off), so that only of a post
// itself it is known that it is gone.
void read_refusal(const Ask& ask, const HttpResponse& response, Reading& reading) {
  Outcome outcome = refusal(ask, response);
  const bool recognised = response.headers.count("x-discourse-username") != 0;
  const bool gone = outcome.kind == Outcome::Kind::gone;
  const bool unseen = outcome.kind == Outcome::Kind::forbidden && recognised;
  if (ask.kind == Ask::Kind::lookup && (gone || unseen)) {
    const Step step = step_of(ask);
    if (gone && step == Step::known) {
      reading.next = by_itself;
      return;
    }
    if (unseen || step == Step::found) return read_hidden(ask.post, reading);
  }
  if (ask.kind == Ask::Kind::thread && (gone || unseen)) {
    // Its posts are missed, and looked up one by one. Or they were taken out while it was read, and there is no such page any
    // more.
    reading.partial = !ask.cursor.empty();
    return;
  }
  // A name may have changed since the card was read: that says nothing of the author.
  const bool by_name = ask.kind == Ask::Kind::profile && !ask.cursor.empty();
  if (by_name && gone) outcome.kind = Outcome::Kind::retry;
  answer::refused(ask, std::move(outcome), reading);
}

}  // namespace discourse
}  // namespace plein
