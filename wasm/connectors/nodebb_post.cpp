// NodeBB: what a post says, and whether it is there for all to see.
#include "connectors/answer.h"
#include "connectors/nodebb.h"
#include "text/html_tokens.h"
#include "text/text.h"

namespace plein {
namespace {

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

// Fields of the topic that nodebb-plugin-question-and-answer adds to it, as numbers or text by the database. A post's summary
// has them without `solvedPid`.
std::int8_t read_accepted(const JsonReader& topic, const RemoteId& post) {
  if (topic["isQuestion"].id_or("0") != "1") return -1;
  if (topic["isSolved"].id_or("0") != "1") return 0;
  if (!topic["solvedPid"].present()) return -1;
  return topic["solvedPid"].id() == post.value ? 1 : 0;
}

}  // namespace

namespace nodebb {

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
  if (in["deleted"].flag_or(false)) {  // its author and moderators may restore it
    change.kind = Change::Kind::hidden;
    return change;
  }
  change.author = read_author(place, in);
  change.body = text::read_html(in["content"].text(), place.web);
  change.reactions = answer::reactions(in["upvotes"].present() ? in["upvotes"] : in["votes"]);
  return change;
}

void read_topic_of(const Place& place, const JsonReader& topic, Change& change) {
  const bool first = change.parent.empty();
  const bool here = topic["cid"].id() == setting(place, "category");
  const bool unseen = topic["deleted"].flag_or(false) || topic["scheduled"].flag_or(false);
  // A topic that stands in another category may be moved back.
  if (unseen || (first && !here)) change.kind = Change::Kind::hidden;
  if (!first) change.accepted = read_accepted(topic, change.post.id);
  if (!first) return;
  change.title = read_title(topic);
  change.addressed = here;
}

}  // namespace nodebb
}  // namespace plein
