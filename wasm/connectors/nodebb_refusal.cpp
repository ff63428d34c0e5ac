// NodeBB: its refusals. They are told apart by their words, which are asked for in English (public/language/en-GB/error.json).
#include <algorithm>
#include <charconv>

#include "connectors/answer.h"
#include "connectors/nodebb.h"

namespace plein {
namespace {

// "... you can only post once every 120 second(s) ...", "... you will be able to post again in 5 minute(s)": in English
// error:too-many-posts and its variants, error:user-too-new and error:user-muted-for-*.
Milliseconds posting_delay(std::string_view message) {
  constexpr Milliseconds longest = 7LL * 86400000;
  // "You are only allowed to edit posts for 300 second(s) after posting": that time is over, and no waiting helps.
  if (message.find("post") == std::string_view::npos || message.find("only allowed to") != std::string_view::npos) return 0;
  for (const auto& [unit, unit_ms] :
       {std::pair<std::string_view, Milliseconds>{" second(s)", 1000}, {" minute(s)", 60000}, {" hour(s)", 3600000}}) {
    const std::size_t end = message.find(unit);
    if (end == std::string_view::npos) continue;
    std::size_t begin = end;
    while (begin > 0 && message[begin - 1] >= '0' && message[begin - 1] <= '9') --begin;
    Milliseconds count = 0;
    std::from_chars(message.data() + begin, message.data() + end, count);
    // "0 minute(s)": less than half a one is left.
    if (count >= 0 && count <= longest / unit_ms) return std::max<Milliseconds>(count, 1) * unit_ms;
  }
  return 0;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// What was asked for stood so already. Deleting a topic's only post deletes its topic too, and that may have been done.
bool is_so_already(const Ask& ask, std::string_view message) {
  if (ask.kind == Ask::Kind::unhide) return has(message, " has already been restored");
  // Nobody likes a post of their own (src/posts/votes.js: self-vote), and so there is nothing to take back.
  if (ask.kind == Ask::Kind::unreact) return has(message, "cannot vote on your own post");
  return (ask.kind == Ask::Kind::hide || ask.kind == Ask::Kind::remove) && has(message, " has already been deleted");
}

// Of these NodeBB says itself what it does not find; other 404s mean an address that this version does not have. An edit
// says it with 400 (src/routes/write/posts.js: no assert.post).
std::string_view missing_words(Ask::Kind kind) {
  switch (kind) {
    case Ask::Kind::edit:
    case Ask::Kind::remove:
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
    case Ask::Kind::react:
    case Ask::Kind::unreact:
    case Ask::Kind::lookup: return "Post does not exist";
    case Ask::Kind::profile: return "User does not exist";
    default: return "";
  }
}

Outcome missing(const Ask& ask, std::string_view message) {
  // A later page is missing when posts went since the first was read (src/controllers/topics.js: invalidPagination).
  if (nodebb::read_cursor(ask.cursor).first > 1) return answer::outcome(Outcome::Kind::retry, message);
  return answer::outcome(ask.kind == Ask::Kind::remove ? Outcome::Kind::ok : Outcome::Kind::gone, message);
}

}  // namespace

namespace nodebb {

std::pair<int, int> read_cursor(const std::string& cursor) {
  int page = 1;
  int empty = 0;
  const char* end = cursor.data() + cursor.size();
  const auto parsed = std::from_chars(cursor.data(), end, page);
  if (parsed.ec == std::errc() && parsed.ptr < end) std::from_chars(parsed.ptr + 1, end, empty);
  return {page, empty};
}

Outcome refusal(const Ask& ask, const HttpResponse& response) {
  std::string message;
  if (const auto document = JsonDocument::parse(response.body)) {
    message = document->root()["status"]["message"].text_or("");
    if (!document->status()) message.clear();
  }
  if (message.empty()) message = "HTTP " + std::to_string(response.status);
  if (response.status == 429) return answer::throttled(response, nullptr, message);
  if (answer::is_fault(response.status)) return answer::broken(ask, response);
  // A topic whose only post is deleted answers as if one were not signed in.
  const bool of_thread = ask.kind == Ask::Kind::thread;
  if (response.status == 401 && !of_thread) return answer::outcome(Outcome::Kind::reconnect, message);
  if (response.status == 401 || response.status == 403) return answer::outcome(Outcome::Kind::forbidden, message);
  const std::string_view words = missing_words(ask.kind);
  const bool absent = words.empty() ? response.status == 404 : message == words;
  if (absent) return missing(ask, message);
  if (response.status == 400 && is_so_already(ask, message)) return answer::outcome(Outcome::Kind::ok, message);
  // Another vote of ours on the post is under way (already-voting-for-this-post).
  const bool voting = (ask.kind == Ask::Kind::react || ask.kind == Ask::Kind::unreact) && has(message, "already voted");
  if (response.status == 400 && voting) return answer::outcome(Outcome::Kind::retry, message);
  if (const Milliseconds wait = posting_delay(message); response.status == 400 && wait > 0) {
    Outcome outcome = answer::outcome(Outcome::Kind::park, message);
    outcome.wait_ms = wait;
    outcome.writes_only = true;
    return outcome;
  }
  return answer::outcome(writes(ask.kind) ? Outcome::Kind::refused : Outcome::Kind::retry, message);
}

}  // namespace nodebb
}  // namespace plein
