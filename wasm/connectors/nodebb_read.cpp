// NodeBB: what its answers mean. One malformed post makes the whole answer an error: half an answer would be taken for a
// whole one.
#include <algorithm>
#include <charconv>

#include "connectors/answer.h"
#include "connectors/nodebb.h"
#include "text/html_tokens.h"
#include "text/text.h"

namespace plein {
namespace {

// Deleted posts are taken out of a page of recent posts after it was cut, so that one may be empty while more follow.
constexpr int empty_pages_max = 3;

Author read_author(const Place& place, const JsonReader& post) {
  const JsonReader user = post["user"];
  Author author;
  author.id = post["uid"].id();
  // Up to 4.13 names come HTML-escaped, later ones plain (NodeBB 42a9f5f); a name that looks escaped is an escaped one.
  author.handle = text::decode_entities(user["username"].text_or(""));
  author.name = text::decode_entities(user["displayname"].text_or(""));
  if (author.name.empty()) author.name = author.handle;
  author.avatar_url = text::safe_url(user["picture"].text_or(""), place.web);
  return author;
}

// Up to 4.13 `title` is HTML-escaped and `titleRaw` what was written; since 4.14 `title` is that (NodeBB 42a9f5f).
std::string read_title(const JsonReader& topic) {
  const JsonReader written = topic["titleRaw"];
  return written.present() ? text::decode_entities(written.text()) : topic["title"].text_or("");
}

Change read_post(const Place& place, const JsonReader& in, const std::string& tid, const std::string& main_pid) {
  Change change;
  change.post = {RemoteId{in["pid"].id()}, tid};
  change.root = {RemoteId{main_pid}, tid};
  if (change.post.id != change.root.id) {
    const std::string parent = in["toPid"].id_or("");
    change.parent = {RemoteId{parent.empty() || parent == "0" ? main_pid : parent}, tid};
  }
  change.created_at = in["timestamp"].integer();
  change.edited_at = in["edited"].integer_or(0);
  if (in["deleted"].flag_or(false)) {
    change.kind = Change::Kind::removed;
    return change;
  }
  change.author = read_author(place, in);
  change.body = text::read_html(in["content"].text(), place.web);
  return change;
}

// "<page> <empty pages in a row>" (nodebb_write.cpp)
std::pair<int, int> read_cursor(const std::string& cursor) {
  int page = 1;
  int empty = 0;
  const char* end = cursor.data() + cursor.size();
  const auto parsed = std::from_chars(cursor.data(), end, page);
  if (parsed.ec == std::errc() && parsed.ptr < end) std::from_chars(parsed.ptr + 1, end, empty);
  return {page, empty};
}

// Recent posts come stripped of most markup (src/posts/summary.js), so what they say is read from their topics. A search for
// a write of ours wants only its provenance line, which survives.
void read_recent(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  if (!root.is_array()) return root.fail(ErrorCode::wrong_type, "a list of posts");
  const bool find = ask.kind == Ask::Kind::find;
  std::string oldest;
  bool searched = false;
  root.each([&](JsonReader post) {
    const JsonReader topic = post["topic"];
    if (topic["scheduled"].flag_or(false)) return;  // its time lies ahead, and a mark there would hide all that comes before
    Change change = read_post(place, post, topic["tid"].id(), topic["mainPid"].id());
    const bool here = topic["cid"].id() == nodebb::setting(place, "category");
    const std::string mark = to_rfc3339(change.created_at) + " " + change.post.id.value;
    reading.mark = std::max(reading.mark, mark);
    oldest = oldest.empty() ? mark : std::min(oldest, mark);
    searched = searched || change.created_at < ask.draft.intended_at - nodebb::clock_slack_ms;
    if (!here) return;  // another category is another conversation
    if (find && (change.author.id != self.id || !change.parent.empty())) return;
    change.title = read_title(topic);
    if (!find && change.kind == Change::Kind::seen) change.kind = Change::Kind::sighted;
    reading.changes.push_back(std::move(change));
  });
  const bool met = find ? searched : !ask.mark.empty() && !oldest.empty() && oldest <= ask.mark;
  const auto [page, empty_before] = read_cursor(ask.cursor);
  const int empty = root.size() == 0 ? empty_before + 1 : 0;
  if (!met && empty < empty_pages_max) reading.next = std::to_string(page + 1) + " " + std::to_string(empty);
}

void read_topic(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const std::string tid = root["tid"].id();
  const std::string main_pid = root["mainPid"].id();
  const bool here = root["cid"].id() == nodebb::setting(place, "category");
  const bool gone = root["deleted"].flag_or(false);
  if (!root["posts"].is_array()) return root["posts"].fail(ErrorCode::wrong_type, "a list of posts");
  bool searched = false;
  root["posts"].each([&](JsonReader post) {
    Change change = read_post(place, post, tid, main_pid);
    searched =
        searched || (change.post.id != change.root.id && change.created_at < ask.draft.intended_at - nodebb::clock_slack_ms);
    if (gone) change.kind = Change::Kind::removed;
    if (change.parent.empty()) {
      change.title = read_title(root);
      change.addressed = here;
    }
    reading.changes.push_back(std::move(change));
  });
  const JsonReader pages = root["pagination"];
  const std::int64_t page = pages["currentPage"].integer();
  const bool last = page >= pages["pageCount"].integer();
  if (!last && !(ask.kind == Ask::Kind::find && searched)) reading.next = std::to_string(page + 1);
}

// "... you can only post once every 120 second(s) ...", "... you will be able to post again in 5 minute(s)": in English
// error:too-many-posts and its variants, error:user-too-new and error:user-muted-for-*.
Milliseconds posting_delay(std::string_view message) {
  constexpr Milliseconds longest = 7LL * 86400000;
  if (message.find("post") == std::string_view::npos) return 0;
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
  // A later page is missing when posts went since the first was read (src/controllers/topics.js: invalidPagination).
  const bool later_page = read_cursor(ask.cursor).first > 1;
  if (response.status == 404) return answer::outcome(later_page ? Outcome::Kind::retry : Outcome::Kind::gone, message);
  if (const Milliseconds wait = posting_delay(message); response.status == 400 && wait > 0) {
    Outcome outcome = answer::outcome(Outcome::Kind::park, message);
    outcome.wait_ms = wait;
    return outcome;
  }
  return answer::outcome(ask.kind == Ask::Kind::create ? Outcome::Kind::refused : Outcome::Kind::retry, message);
}

void read_created(const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader made = root["response"];
  if (made["queued"].flag_or(false)) {
    reading.outcome = answer::outcome(Outcome::Kind::held, made["message"].text_or(""));
    return;
  }
  const JsonReader pid = ask.draft.parent.empty() ? made["mainPid"] : made["pid"];
  reading.written = {RemoteId{pid.id()}, made["tid"].id()};
}

}  // namespace

Result<Reading> NodeBb::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  if (response.status < 200 || response.status > 299) {
    reading.outcome = refusal(ask, response);
    return reading;
  }
  const auto document = JsonDocument::parse(response.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  switch (ask.kind) {
    case Ask::Kind::identity: reading.identity = {root["uid"].id(), root["username"].text()}; break;
    case Ask::Kind::stream: read_recent(place, self, ask, root, reading); break;
    case Ask::Kind::thread: read_topic(place, ask, root, reading); break;
    case Ask::Kind::create: read_created(ask, root, reading); break;
    case Ask::Kind::find:
      if (ask.draft.root.empty()) {
        read_recent(place, self, ask, root, reading);
      } else {
        read_topic(place, ask, root, reading);
      }
      break;
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
