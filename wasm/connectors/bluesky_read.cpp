// Bluesky: what its answers mean. One malformed item makes the whole answer an error: half an answer would be taken for a
// whole one. Only where the lexicon has a union (blocked and missing posts) is an item passed over.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/bluesky.h"
#include "text/text.h"

namespace plein {
namespace {

using bluesky::read_post;

// A mark: when the item was sorted in, and which it is; later ones are larger. Notifications are sorted by when the AppView
// met them, an author's feed by the post's own time.
void finish_page(const JsonReader& root, const Ask& ask, Reading& reading, const std::vector<std::string>& marks) {
  if (!marks.empty()) {
    reading.mark = *std::max_element(marks.begin(), marks.end());
    if (!ask.mark.empty() && *std::min_element(marks.begin(), marks.end()) <= ask.mark) return;
  }
  reading.next = root["cursor"].text_or("");
}

void read_notifications(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader list = root["notifications"];
  if (!list.is_array()) return list.fail(ErrorCode::wrong_type, "a list of notifications");
  std::vector<std::string> marks;
  list.each([&](JsonReader item) {
    const std::string reason = item["reason"].text();
    if (reason != "reply" && reason != "mention") return;
    reading.changes.push_back(read_post(place, self, item));
    marks.push_back(item["indexedAt"].text() + " " + reading.changes.back().post.id.value);
  });
  finish_page(root, ask, reading, marks);
}

void read_feed(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader list = root["feed"];
  if (!list.is_array()) return list.fail(ErrorCode::wrong_type, "a list of posts");
  std::vector<std::string> marks;
  list.each([&](JsonReader item) {
    if (item["reason"].present()) return;  // a repost
    const Change change = read_post(place, self, item["post"]);
    marks.push_back(to_rfc3339(change.created_at) + " " + change.post.id.value);
    reading.changes.push_back(change);
  });
  finish_page(root, ask, reading, marks);
}

void read_thread(const Place& place, const Identity& self, const JsonReader& node, Reading& reading) {
  const std::string type = node["$type"].text();
  if (type == "app.bsky.feed.defs#notFoundPost" || type == "app.bsky.feed.defs#blockedPost") {
    reading.partial = true;  // what hangs below it is not told, and a block hides what stands
    return;
  }
  if (type != "app.bsky.feed.defs#threadViewPost") return node["$type"].fail(ErrorCode::invalid_value, "a node of a thread");
  const JsonReader post = node["post"];
  reading.changes.push_back(read_post(place, self, post));
  const JsonReader replies = node["replies"];
  // At the greatest depth a node has no list at all; where nobody replied it has none or an empty one.
  if (!replies.present() && post["replyCount"].integer_or(0) > 0) reading.partial = true;
  replies.each([&](JsonReader reply) { read_thread(place, self, reply, reading); });
}

// Posts that are not there, were taken down or are blocked are left out of the list (bsky, getPosts.ts).
void read_lookup(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader posts = root["posts"];
  if (!posts.is_array()) return posts.fail(ErrorCode::wrong_type, "a list of posts");
  if (posts.size() == 0) {
    reading.outcome = answer::outcome(Outcome::Kind::gone, "the post does not exist");
    return;
  }
  reading.changes.push_back(read_post(place, self, posts.at(0)));
  if (reading.changes[0].post.id != ask.post.id) {
    posts.at(0)["uri"].fail(ErrorCode::invalid_value, "the post that was asked for");
  }
}

void read_profile(const Ask& ask, const JsonReader& root, Reading& reading) {
  if (root["did"].text() != ask.author) return root["did"].fail(ErrorCode::invalid_value, "the author who was asked for");
  reading.profile.known = true;
  reading.profile.refuses = answer::has_nobridge(root["description"].text_or(""));
}

void read_written(const JsonReader& root, Reading& reading) { reading.written = bluesky::read_ref(root); }

}  // namespace

Result<Reading> Bluesky::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  reading.budget = bluesky::read_budget(ask, response);
  if (response.status != 200) {
    answer::refused(ask, bluesky::refusal(ask, response), reading);
    return reading;
  }
  const auto document = JsonDocument::parse(response.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  switch (ask.kind) {
    case Ask::Kind::identity: reading.identity = {root["did"].text(), root["handle"].text()}; break;
    case Ask::Kind::stream:
      if (ask.stream == "notifications") {
        read_notifications(place, self, ask, root, reading);
      } else {
        read_feed(place, self, ask, root, reading);
      }
      break;
    case Ask::Kind::thread:
      if (root["thread"]["$type"].text_or("") == "app.bsky.feed.defs#notFoundPost") {
        reading.outcome = answer::outcome(Outcome::Kind::gone, "the thread does not exist");
      } else {
        read_thread(place, self, root["thread"], reading);
      }
      break;
    case Ask::Kind::create:
    case Ask::Kind::find: read_written(root, reading); break;
    case Ask::Kind::remove:
      // {"commit"}, or {} when there was nothing to delete (pds, deleteRecord.ts)
      if (!root.is_object()) root.fail(ErrorCode::wrong_type, "an object");
      break;
    case Ask::Kind::lookup: read_lookup(place, self, ask, root, reading); break;
    case Ask::Kind::profile: read_profile(ask, root, reading); break;
    case Ask::Kind::edit:
    case Ask::Kind::hide:
    case Ask::Kind::unhide: return Error{ErrorCode::invalid_value, "ask", "Bluesky's posts are neither edited nor hidden"};
    case Ask::Kind::upload:
    case Ask::Kind::react:
    case Ask::Kind::unreact:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: break;
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
