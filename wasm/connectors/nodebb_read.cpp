// NodeBB: what its answers mean. One malformed post makes the whole answer an error: half an answer would be taken for a
// whole one.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/nodebb.h"
#include "text/html_tokens.h"

namespace plein {

using nodebb::read_post;
using nodebb::read_topic_of;

namespace {

// Deleted posts are taken out of a page of recent posts after it was cut, so that one may be empty while more follow.
constexpr int empty_pages_max = 3;

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
    if (find && (change.author.id != (ask.as.empty() ? self.id : ask.as) || !change.parent.empty())) return;
    read_topic_of(place, topic, change);
    if (!find && change.kind == Change::Kind::seen) change.kind = Change::Kind::sighted;
    reading.changes.push_back(std::move(change));
  });
  const bool met = find ? searched : !ask.mark.empty() && !oldest.empty() && oldest <= ask.mark;
  const auto [page, empty_before] = nodebb::read_cursor(ask.cursor);
  const int empty = root.size() == 0 ? empty_before + 1 : 0;
  if (!met && empty < empty_pages_max) reading.next = std::to_string(page + 1) + " " + std::to_string(empty);
}

void read_topic(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const std::string tid = root["tid"].id();
  const std::string main_pid = root["mainPid"].id();
  if (!root["posts"].is_array()) return root["posts"].fail(ErrorCode::wrong_type, "a list of posts");
  // A hook told of the topic and not of its category: of one that is another conversation, this is all there is to know.
  const bool elsewhere = nodebb::is_named_by_topic(ask.thread.id) && root["cid"].id() != nodebb::setting(place, "category");
  bool searched = false;
  root["posts"].each([&](JsonReader post) {
    // nodebb-plugin-question-and-answer shows the accepted answer once more, right below the question, whatever the order.
    if (post["navigatorIgnore"].flag_or(false)) return;
    Change change = read_post(place, post, tid, main_pid);
    if (elsewhere && change.post.id != change.root.id) return;
    searched = change.post.id != change.root.id && change.created_at < ask.draft.intended_at - nodebb::clock_slack_ms;
    read_topic_of(place, root, change);
    reading.changes.push_back(std::move(change));
  });
  const JsonReader pages = root["pagination"];
  const std::int64_t page = pages["currentPage"].integer();
  const bool last = page >= pages["pageCount"].integer();
  if (!last && !elsewhere && !(ask.kind == Ask::Kind::find && searched)) reading.next = std::to_string(page + 1);
}

void read_created(const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader made = root["response"];
  if (made["queued"].flag_or(false)) {
    reading.outcome = answer::outcome(Outcome::Kind::held, made["message"].text_or(""));
    return;
  }
  const JsonReader pid = ask.draft.parent.empty() ? made["mainPid"] : made["pid"];
  reading.written = {RemoteId{pid.id()}, made["tid"].id()};
  if (made["uid"].present()) reading.writer = made["uid"].id();
}

// A post's summary (src/posts/summary.js): parsed as in its topic, with its topic, and without the time it was edited. It is
// missing, too, where its topic is deleted and the account may not see deleted ones (src/privileges/posts.js).
void read_lookup(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader post = root["response"];
  const JsonReader topic = post["topic"];
  Change change = read_post(place, post, topic["tid"].id(), topic["mainPid"].id());
  if (change.post.id != ask.post.id) return post["pid"].fail(ErrorCode::invalid_value, "the post that was asked for");
  read_topic_of(place, topic, change);
  reading.changes.push_back(std::move(change));
}

void read_profile(const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader user = root["response"];
  if (user["uid"].id() != ask.author) return user["uid"].fail(ErrorCode::invalid_value, "the author who was asked for");
  reading.profile.known = true;
  for (const char* name : {"aboutme", "signature"}) {
    const std::string said = text::decode_entities(user[name].text_or(""));
    reading.profile.refuses = reading.profile.refuses || answer::has_nobridge(said);
  }
}

}  // namespace

Result<Reading> NodeBb::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  if (response.status < 200 || response.status > 299) {
    answer::refused(ask, nodebb::refusal(ask, response), reading);
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
    case Ask::Kind::edit:
      if (root["response"]["pid"].id() != ask.post.id.value) {
        root["response"]["pid"].fail(ErrorCode::invalid_value, "the post that was edited");
      }
      break;
    case Ask::Kind::remove:
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
    case Ask::Kind::react:
    case Ask::Kind::unreact:
      if (root["status"]["code"].text() != "ok") root["status"]["code"].fail(ErrorCode::invalid_value, "ok");
      break;
    case Ask::Kind::lookup: read_lookup(place, ask, root, reading); break;
    case Ask::Kind::profile: read_profile(ask, root, reading); break;
    case Ask::Kind::followers:
    case Ask::Kind::upload:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: return Error{ErrorCode::invalid_value, "ask", "NodeBB is not asked this"};
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
