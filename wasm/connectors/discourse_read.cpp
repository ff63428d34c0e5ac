// Discourse: what its answers mean. One malformed post makes the whole answer an error: half an answer would be taken for a
// whole one.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/discourse.h"

namespace plein {

using discourse::read_post;
using discourse::speaks;

namespace {

// Before Discourse 2026 a page was cut before what is not public was taken out of it, so that one may be empty while more
// follow. Three in a row end the walk.
constexpr int empty_pages_max = 3;
constexpr std::int64_t page_of_posts = 50;

// Ids as text of one length: their order is that of creation.
std::string mark_of(const std::string& id) { return id.size() < 16 ? std::string(16 - id.size(), '0') + id : id; }

// The newest public posts of all categories, and of listed topics alone (LatestPostsQuery). They come whole, but do not name
// their topic's first post: they are sighted.
void read_latest(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader posts = root["latest_posts"];
  if (!posts.is_array()) return posts.fail(ErrorCode::wrong_type, "a list of posts");
  std::map<std::string, std::string> firsts;  // of the topics whose first post is here too
  posts.each([&](JsonReader post) {
    if (post["post_number"].integer() == 1) firsts[post["topic_id"].id()] = post["id"].id();
  });
  std::string oldest;
  std::int64_t lowest = 0;
  posts.each([&](JsonReader post) {
    const std::int64_t id = post["id"].integer();
    const std::string mark = mark_of(std::to_string(id));
    reading.mark = std::max(reading.mark, mark);
    if (oldest.empty() || mark < oldest) oldest = mark, lowest = id;
    const bool here = post["category_id"].id_or("") == discourse::setting(place, "category");
    if (!here || !speaks(post)) return;  // another category is another conversation
    const auto first = firsts.find(post["topic_id"].id());
    reading.changes.push_back(discourse::look_at(read_post(place, post, first == firsts.end() ? "" : first->second, {})));
  });
  if (!ask.mark.empty() && !oldest.empty() && oldest <= ask.mark) return;
  const auto [before, empty] = discourse::read_latest_cursor(ask.cursor);
  const bool moves = lowest > 0 && (before == 0 || lowest < before);
  const int empty_now = moves ? 0 : empty + 1;
  const std::int64_t next = moves ? lowest : before - page_of_posts;
  if (empty_now < empty_pages_max && next > 1) reading.next = std::to_string(next) + " " + std::to_string(empty_now);
}

void read_identity(const Place& place, const JsonReader& root, Reading& reading) {
  const JsonReader user = root[place.direct ? "user" : "current_user"];
  reading.identity = {user["id"].id(), user["username"].text()};
  if (place.direct || user["admin"].flag_or(false) || user["moderator"].flag_or(false)) return;
  reading.outcome = answer::outcome(Outcome::Kind::forbidden, "the account has to be a moderator");
}

void read_created(const JsonReader& root, Reading& reading) {
  if (root["action"].text_or("") == "enqueued") {
    reading.outcome = answer::outcome(Outcome::Kind::held, "it waits for approval");
    return;
  }
  const std::string spot = root["topic_id"].id() + "/" + std::to_string(root["post_number"].integer());
  reading.written = {RemoteId{root["id"].id()}, spot};
  if (root["user_id"].present()) reading.writer = root["user_id"].id();
}

// GET /t/external_id/... leads to the topic (a redirect); then its first page tells the first post.
void read_found(const Ask& ask, const JsonReader& topic, Reading& reading) {
  const JsonReader first = topic["post_stream"]["posts"].at(0);
  if (first["post_number"].integer() != 1) return first.fail(ErrorCode::invalid_value, "the topic's first post");
  if (topic["id"].id() != ask.cursor) return topic["id"].fail(ErrorCode::invalid_value, "the topic that was found");
  reading.written = {RemoteId{first["id"].id()}, ask.cursor + "/1"};
}

// An author is known by a number, and the profile by a name that may change. The card that can be asked for by number says how
// the profile begins, in 350 characters; of a longer one all is asked for by the name that the card gives. Until that is
// read, it counts as a refusal.
void read_card(const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader users = root["users"];
  if (!users.is_array()) return users.fail(ErrorCode::wrong_type, "a list of users");
  if (users.size() == 0) {
    reading.profile.known = reading.profile.gone = true;
    return;
  }
  const JsonReader user = users.at(0);
  if (user["id"].id() != ask.author) return user["id"].fail(ErrorCode::invalid_value, "the author who was asked for");
  const std::string said = discourse::said_in_html(user["bio_excerpt"].text_or(""));
  constexpr std::string_view more = "\xE2\x80\xA6";
  const bool cut = said.size() >= more.size() && said.compare(said.size() - more.size(), more.size(), more) == 0;
  const bool tagged = answer::has_nobridge(said);
  reading.profile.known = true;
  reading.profile.refuses = tagged || cut;
  if (cut && !tagged) reading.next = user["username"].text();
}

void read_profile(const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader user = root["user"];
  if (user["id"].id() != ask.author) return user["id"].fail(ErrorCode::invalid_value, "the author who was asked for");
  reading.profile.known = true;
  const bool tagged = answer::has_nobridge(user["bio_raw"].text_or(""));
  reading.profile.refuses = tagged || answer::has_nobridge(discourse::said_in_html(user["bio_cooked"].text_or("")));
}

void read_answer(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  switch (ask.kind) {
    case Ask::Kind::identity: return read_identity(place, root, reading);
    case Ask::Kind::stream: return read_latest(place, ask, root, reading);
    case Ask::Kind::thread: return discourse::read_thread(place, ask, root, reading);
    case Ask::Kind::create: return read_created(root, reading);
    case Ask::Kind::find:
      return ask.draft.root.empty() ? read_found(ask, root, reading) : discourse::read_tail(place, ask, root, reading);
    case Ask::Kind::lookup: return discourse::read_lookup(place, ask, root, reading);
    case Ask::Kind::profile: return ask.cursor.empty() ? read_card(ask, root, reading) : read_profile(ask, root, reading);
    case Ask::Kind::edit:
      if (root["post"]["id"].id() != ask.post.id.value) {
        root["post"]["id"].fail(ErrorCode::invalid_value, "the post that was edited");
      }
      return;
    case Ask::Kind::react:
    case Ask::Kind::unreact:
      if (root["id"].id() != ask.post.id.value) root["id"].fail(ErrorCode::invalid_value, "the post that was asked for");
      return;
    case Ask::Kind::remove:
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept:
    case Ask::Kind::followers:
    case Ask::Kind::upload: return;
  }
}

// Deleting answers with nothing, and so does the recovery of a topic.
bool may_be_empty(Ask::Kind kind) { return kind == Ask::Kind::remove || kind == Ask::Kind::hide || kind == Ask::Kind::unhide; }

}  // namespace

Result<Reading> Discourse::read(const Place& place, const Identity&, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  const bool leads_on = ask.kind == Ask::Kind::find && ask.draft.root.empty() && ask.cursor.empty();
  if (leads_on && response.status >= 300 && response.status < 400) {
    const auto to = response.headers.find("location");
    reading.next = to != response.headers.end() ? discourse::topic_of_address(to->second) : "";
    if (!reading.next.empty()) return reading;
  }
  if (response.status < 200 || response.status > 299) {
    discourse::read_refusal(ask, response, reading);
    return reading;
  }
  if (may_be_empty(ask.kind) && response.body.find_first_not_of(" \n\r") == std::string::npos) return reading;
  const auto document = JsonDocument::parse(response.body);
  if (!document) return document.error();
  read_answer(place, ask, document->root(), reading);
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
