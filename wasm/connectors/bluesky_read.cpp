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
    Change change = read_post(place, self, item);
    // A notification holds no view of pictures: without them the post would seem edited.
    const bool whole = !bluesky::wants_view(item["record"]["embed"]) || change.kind != Change::Kind::seen;
    if (!whole) change.kind = Change::Kind::sighted;
    marks.push_back(item["indexedAt"].text() + " " + change.post.id.value);
    reading.changes.push_back(std::move(change));
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
  reading.profile.followers = answer::followers_or_none(root["followersCount"]);
}

// Pictures of up to 2 MB are taken since 2026; servers that are older refuse the whole post for one of more than 1 MB.
constexpr std::int64_t picture_bytes_max = 1000000;

void read_uploaded(const JsonReader& root, Reading& reading) {
  const JsonReader blob = root["blob"];
  const std::string type = blob["mimeType"].text();
  const std::int64_t size = blob["size"].integer();
  if (blob["$type"].text() != "blob" || blob["ref"]["$link"].text().empty()) {
    return blob.fail(ErrorCode::invalid_value, "a blob with its link");
  }
  if (type.compare(0, 6, "image/") != 0) {
    reading.outcome = answer::outcome(Outcome::Kind::refused, "not a picture: " + type);
  } else if (size <= 0 || size > picture_bytes_max) {
    reading.outcome = answer::outcome(Outcome::Kind::refused, "a picture of " + std::to_string(size) + " bytes");
  } else {
    reading.uploaded = blob.raw();
  }
}

void read_written(const JsonReader& root, Reading& reading) { reading.written = bluesky::read_ref(root); }

}  // namespace

Result<Reading> Bluesky::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  reading.budget = bluesky::read_budget(ask, response);
  if (response.status != 200) {
    answer::refused(ask, bluesky::refusal(ask, response), reading);
    const bool branch = ask.kind == Ask::Kind::thread && !ask.cursor.empty();
    if (branch && reading.outcome.kind == Outcome::Kind::gone) bluesky::pass_over(place, self, ask, reading);
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
    case Ask::Kind::thread: bluesky::read_thread(place, self, ask, root["thread"], reading); break;
    case Ask::Kind::create:
    case Ask::Kind::find:
      read_written(root, reading);
      reading.writer = reading.written.id.value.substr(0, reading.written.id.value.find('/'));
      break;
    case Ask::Kind::remove:
    case Ask::Kind::unreact:
      // {"commit"}, or {} when there was nothing to delete (pds, deleteRecord.ts)
      if (!root.is_object()) root.fail(ErrorCode::wrong_type, "an object");
      break;
    case Ask::Kind::lookup: read_lookup(place, self, ask, root, reading); break;
    case Ask::Kind::profile: read_profile(ask, root, reading); break;
    case Ask::Kind::followers: answer::read_followers(root["followersCount"], reading); break;
    case Ask::Kind::edit:
    case Ask::Kind::hide:
    case Ask::Kind::unhide: return Error{ErrorCode::invalid_value, "ask", "Bluesky's posts are neither edited nor hidden"};
    case Ask::Kind::upload: read_uploaded(root, reading); break;
    case Ask::Kind::react:
      if (root["cid"].text().empty()) root["cid"].fail(ErrorCode::invalid_value, "the like's cid");
      break;
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: return Error{ErrorCode::invalid_value, "ask", "Bluesky knows no accepted answers"};
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
