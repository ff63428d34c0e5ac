// Bluesky: what its answers mean. One malformed item makes the whole answer an error: half an answer would be taken for a
// whole one. Only where the lexicon has a union (blocked and missing posts) is an item passed over.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/bluesky.h"
#include "text/text.h"

namespace plein {
namespace {

constexpr std::string_view post_type = "app.bsky.feed.post";

Author read_author(const JsonReader& in) {
  Author author;
  author.id = in["did"].text();
  author.handle = in["handle"].text();
  author.name = in["displayName"].text_or("");
  if (author.name.empty()) author.name = author.handle;
  author.avatar_url = in["avatar"].text_or("");
  return author;
}

RemoteRef read_ref(const JsonReader& in) {
  RemoteRef ref{bluesky::id_of(in["uri"].text()), in["cid"].text()};
  if (ref.id.empty()) in["uri"].fail(ErrorCode::invalid_value, "the at:// address of a post");
  return ref;
}

std::vector<text::Facet> read_facets(const JsonReader& in) {
  std::vector<text::Facet> facets;
  in.each([&](JsonReader each) {
    text::Facet facet;
    facet.begin = static_cast<std::size_t>(std::max<std::int64_t>(each["index"]["byteStart"].integer(), 0));
    facet.end = static_cast<std::size_t>(std::max<std::int64_t>(each["index"]["byteEnd"].integer(), 0));
    bool known = false;
    each["features"].each([&](JsonReader feature) {
      if (known) return;
      const std::string type = feature["$type"].text();
      known = true;
      if (type == "app.bsky.richtext.facet#link") {
        facet.kind = text::Facet::Kind::link;
        facet.value = feature["uri"].text();
      } else if (type == "app.bsky.richtext.facet#mention") {
        facet.kind = text::Facet::Kind::mention;
        facet.value = feature["did"].text();
      } else if (type == "app.bsky.richtext.facet#tag") {
        facet.kind = text::Facet::Kind::tag;
        facet.value = feature["tag"].text();
      } else {
        known = false;
      }
    });
    if (known) facets.push_back(std::move(facet));
  });
  std::stable_sort(facets.begin(), facets.end(), [](const text::Facet& a, const text::Facet& b) { return a.begin < b.begin; });
  return facets;
}

// createdAt is what the author's client says; the AppView's own time bounds it.
Milliseconds read_time(const JsonReader& item, const JsonReader& record) {
  const auto created = parse_rfc3339(record["createdAt"].text());
  const auto indexed = parse_rfc3339(item["indexedAt"].text());
  if (!indexed) item["indexedAt"].fail(ErrorCode::invalid_value, "a time as RFC 3339 writes it");
  if (!created) return indexed.value_or(0);  // a client's nonsense is no fault of the answer
  return std::min(*created, indexed.value_or(*created));
}

// `item`: a PostView or a notification; both have uri, cid, author, record and indexedAt.
Change read_post(const Place& place, const Identity& self, const JsonReader& item) {
  Change change;
  change.post = read_ref(item);
  change.author = read_author(item["author"]);
  const JsonReader record = item["record"];
  if (record["$type"].text() != post_type) record["$type"].fail(ErrorCode::invalid_value, std::string(post_type));
  text::Faceted content{record["text"].text(), read_facets(record["facets"])};
  const JsonReader reply = record["reply"];
  if (reply.present()) {
    change.parent = read_ref(reply["parent"]);
    change.root = read_ref(reply["root"]);
  } else {
    change.root = change.post;
    const bool mentions_us = std::any_of(content.facets.begin(), content.facets.end(), [&](const text::Facet& facet) {
      return facet.kind == text::Facet::Kind::mention && facet.value == self.id;
    });
    change.addressed = change.author.id == self.id || mentions_us;
  }
  change.created_at = read_time(item, record);
  change.body = text::read_faceted(content, place.web + "/profile/");
  return change;
}

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
  if (type == "app.bsky.feed.defs#notFoundPost" || type == "app.bsky.feed.defs#blockedPost") return;
  if (type != "app.bsky.feed.defs#threadViewPost") return node["$type"].fail(ErrorCode::invalid_value, "a node of a thread");
  reading.changes.push_back(read_post(place, self, node["post"]));
  node["replies"].each([&](JsonReader reply) { read_thread(place, self, reply, reading); });
}

void read_written(const JsonReader& root, Reading& reading) {
  reading.written = {bluesky::id_of(root["uri"].text()), root["cid"].text()};
  if (reading.written.id.empty()) root["uri"].fail(ErrorCode::invalid_value, "the at:// address of a post");
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
  if (response.status == 429 || name == "RateLimitExceeded") return answer::throttled(response, "ratelimit-reset", reason);
  if (response.status == 401 || name == "ExpiredToken" || name == "InvalidToken" || name == "AuthMissing" ||
      name == "AccountTakedown") {
    return answer::outcome(Outcome::Kind::reconnect, reason);
  }
  if (answer::is_fault(response.status)) return answer::broken(ask, response);
  const bool absent = name == "NotFound" || name == "RecordNotFound" || response.status == 404;
  if (absent && ask.kind != Ask::Kind::create) return answer::outcome(Outcome::Kind::gone, reason);
  if (response.status == 403) return answer::outcome(Outcome::Kind::forbidden, reason);
  if (ask.kind == Ask::Kind::create) return answer::outcome(Outcome::Kind::refused, reason);
  // A read that the server does not accept: another try may, and a person sees why.
  return answer::outcome(Outcome::Kind::retry, reason.empty() ? "HTTP " + std::to_string(response.status) : reason);
}

}  // namespace

Result<Reading> Bluesky::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  if (response.status != 200) {
    reading.outcome = refusal(ask, response);
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
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
