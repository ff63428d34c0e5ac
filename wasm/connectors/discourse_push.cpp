// Discourse: what its webhooks tell. A post comes whole, but without its topic's first post, without the id of what it answers,
// and without a word on whether its topic is listed: it is sighted. Of topics only the number comes, which names no post; what
// happens to them is told of their first posts too, but for being unlisted, closed or made private, which readings find.
#include "connectors/discourse.h"

namespace plein {
namespace {

void read_post_event(const Place& place, const JsonReader& post, const std::string& event, std::vector<Change>& changes) {
  // Private messages are pushed like all others. Of a topic that was deleted nothing is said.
  const std::string archetype = post["topic_archetype"].text_or("");
  if ((!archetype.empty() && archetype != "regular") || !discourse::speaks(post)) return;
  const std::string category = post["category_id"].id_or("");
  const bool here = category.empty() || category == discourse::setting(place, "category");
  Change change = discourse::read_post(place, post, "", {});
  // Of other categories only what may have been here before counts: a topic that was moved there.
  if (!here && (event != "post_edited" || !change.parent.empty())) return;
  if (here) {
    change.kind = Change::Kind::sighted;
    change.root = {};
  } else {
    if (change.kind != Change::Kind::seen) return;
    change.title = post["topic_title"].text();
    change.addressed = false;
  }
  changes.push_back(std::move(change));
}

void read_user_event(const JsonReader& user, const std::string& event, std::vector<Change>& changes) {
  Change change;
  change.author.id = user["id"].id();
  change.author.handle = user["username"].text();
  change.author.name = user["name"].text_or("");
  if (change.author.name.empty()) change.author.name = change.author.handle;
  if (event == "user_updated") change.kind = Change::Kind::renamed;
  if (event == "user_destroyed") change.kind = Change::Kind::departed;
  if (change.kind != Change::Kind::seen) changes.push_back(std::move(change));
}

}  // namespace

Result<std::vector<Change>> Discourse::pushed(const Place& place, const Identity&, const Push& push) const {
  const auto header = [&](const char* name) {
    const auto found = push.headers.find(name);
    return found == push.headers.end() ? std::string() : found->second;
  };
  const std::string event = header("x-discourse-event");
  const std::string type = header("x-discourse-event-type");
  const auto document = JsonDocument::parse(push.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  std::vector<Change> changes;
  if (type == "post") {
    read_post_event(place, root["post"], event, changes);
  } else if (type == "solved") {
    read_post_event(place, root["solved"], event, changes);
  } else if (type == "like") {
    read_post_event(place, root["like"]["post"], event, changes);
  } else if (type == "user") {
    read_user_event(root["user"], event, changes);
  }
  if (const Status status = document->status(); !status) return status.error();
  return changes;
}

}  // namespace plein
