// Discourse: what a post says, and whether it is there for all to see.
#include "connectors/answer.h"
#include "connectors/discourse.h"
#include "text/text.h"

namespace plein {
namespace {

constexpr int like = 2;  // PostActionType

Author read_author(const Place& place, const JsonReader& post) {
  Author author;
  // A post outlives its author's account (user_id: null). System users have ids below zero.
  author.id = post["user_id"].id_or("0");
  author.handle = post["username"].text_or("");
  author.name = post["name"].text_or("");
  if (author.name.empty()) author.name = author.handle;
  std::string picture = post["avatar_template"].text_or("");
  constexpr std::string_view size = "{size}";
  if (const std::size_t at = picture.find(size); at != std::string::npos) picture.replace(at, size.size(), "96");
  author.avatar_url = text::safe_url(picture, place.web);
  return author;
}

Milliseconds time_of(const JsonReader& value) {
  const auto time = parse_rfc3339(value.text());
  if (!time) value.fail(ErrorCode::invalid_value, "a time in RFC 3339");
  return time.value_or(0);
}

// Of what nobody did there is no summary; webhooks tell of none at all.
std::int32_t likes(const JsonReader& post) {
  const JsonReader summary = post["actions_summary"];
  if (!summary.present()) return -1;
  std::int32_t count = 0;
  summary.each([&](JsonReader each) {
    if (each["id"].integer() == like) count = std::max(0, answer::reactions(each["count"]));
  });
  return count;
}

}  // namespace

namespace discourse {

bool speaks(const JsonReader& post) {
  const std::int64_t type = post["post_type"].integer();
  return type == 1 || type == 2;
}

Change read_post(const Place& place, const JsonReader& in, const std::string& root,
                 const std::map<std::int64_t, std::string>& ids) {
  Change change;
  const std::string topic = in["topic_id"].id();
  const std::int64_t number = in["post_number"].integer();
  change.post = {RemoteId{in["id"].id()}, topic + "/" + std::to_string(number)};
  change.root = number == 1 ? change.post : RemoteRef{RemoteId{root}, root.empty() ? "" : topic + "/1"};
  if (number != 1) {
    const std::int64_t above = in["reply_to_post_number"].integer_or(1);
    const auto known = ids.find(above);
    const std::string spot = topic + "/" + std::to_string(above);
    change.parent = {RemoteId{known != ids.end() ? known->second : spot}, spot};
    if (above == 1 && !change.root.empty()) change.parent = change.root;
  }
  change.created_at = time_of(in["created_at"]);
  // An edit within the first minutes keeps the version: then the later reading counts.
  const bool edited = in["version"].integer_or(1) > 1;
  change.edited_at = edited ? time_of(in["updated_at"]) : 0;
  // Deleted ones are shown to moderators, hidden ones are flagged, and what its author deleted stands for a day: all of them may
  // come back.
  const bool deleted = in["deleted_at"].present() || in["user_deleted"].flag_or(false);
  if (deleted || in["hidden"].flag_or(false) || !speaks(in)) {
    change.kind = Change::Kind::hidden;
    return change;
  }
  change.author = read_author(place, in);
  change.body = text::read_html(in["cooked"].text(), place.web);
  change.reactions = likes(in);
  const JsonReader accepted = in["accepted_answer"];  // where discourse-solved is on
  if (accepted.present()) change.accepted = accepted.flag() ? 1 : 0;
  return change;
}

void read_topic_of(const Place& place, const JsonReader& topic, Change& change) {
  const bool first = change.parent.empty();
  const bool here = topic["category_id"].id_or("") == setting(place, "category");
  const bool regular = topic["archetype"].text() == "regular";  // and no private message, nor a banner
  const bool unseen = topic["deleted_at"].present() || !topic["visible"].flag_or(true) || !regular;
  // A topic that stands in another category may be moved back.
  if (unseen || (first && !here)) change = Change{Change::Kind::hidden, change.post, change.parent, change.root};
  if (!first) return;
  change.addressed = here && regular;
  if (change.kind == Change::Kind::seen) change.title = topic["title"].text();
}

}  // namespace discourse
}  // namespace plein
