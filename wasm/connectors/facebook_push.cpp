// Facebook: what its webhooks tell (pages-api/webhooks-for-pages). A comment's text comes along, but not whether it is hidden,
// private or edited since: they say "look here". What was removed is gone.
#include "connectors/facebook.h"

namespace plein {
namespace {

constexpr JsonLimits limits{.bytes_max = 16u << 20};  // 1,000 changes, every letter of which may be written \u0000

enum class Verb { told, removed, hidden };

// "delete" and "remove" are both in use, as are "edit" and "edited", "add" and "update": what is no removal is looked at.
Verb verb_of(const std::string& verb) {
  if (verb == "remove" || verb == "delete") return Verb::removed;
  return verb == "hide" ? Verb::hidden : Verb::told;
}

// One change that cannot be read must not lose the others: Facebook sends a batch again as a whole, and only while it is
// refused. So each is looked at without making its faults the document's.
std::string text_of(const JsonReader& value, const char* name) {
  const JsonReader member = value[name];
  return member.is_text() ? member.text() : "";
}

// Ids come as text and as numbers.
std::string id_of(const JsonReader& value, const char* name) {
  const JsonReader member = value[name];
  const std::string id = member.is_text() || member.is_integer() ? member.id() : "";
  return facebook::is_id(id) ? id : "";
}

Change change_of(Verb verb, RemoteRef post, const std::string& root) {
  Change change;
  change.kind = verb == Verb::removed  ? Change::Kind::removed
                : verb == Verb::hidden ? Change::Kind::hidden
                                       : Change::Kind::sighted;
  change.post = std::move(post);
  change.root.id.value = root;
  return change;
}

// Whether it could be read.
bool take(const Place& place, const JsonReader& told, std::vector<Change>& changes) {
  if (!told.is_object() || !told["value"].is_object()) return false;
  if (text_of(told, "field") != "feed") return told["field"].is_text();
  const JsonReader value = told["value"];
  const std::string item = text_of(value, "item");
  const std::string verb = text_of(value, "verb");
  if (item.empty() || verb.empty()) return false;
  // Counts are read with the thread: a look for each like would use up what the Page may ask.
  if (item == "reaction" || item == "like") return true;
  const std::string post = id_of(value, "post_id");
  const bool of_comment = item == "comment";
  // An event, a rating, somebody blocked: no post.
  if (!of_comment && !value["post_id"].present()) return true;
  if (post.empty()) return false;
  if (!facebook::is_post(place, post)) return true;  // somebody else's, in which the Page is named
  if (!of_comment) {
    changes.push_back(change_of(verb_of(verb), {RemoteId{post}, ""}, post));
    return true;
  }
  const std::string comment = id_of(value, "comment_id");
  if (comment.empty()) return false;
  // Of a photo's post the parent may be the photo, which is named as a post is.
  const std::string parent = id_of(value, "parent_id");
  const std::string above = facebook::is_post(place, parent) ? "" : parent;
  changes.push_back(change_of(verb_of(verb), facebook::comment_ref(comment, above, post), post));
  return true;
}

}  // namespace

// What could not be read is passed over as long as something could: polls find it. Where nothing could, it is an error, and
// Facebook sends it again.
Result<std::vector<Change>> Facebook::pushed(const Place& place, const Identity&, const Push& push) const {
  const auto document = JsonDocument::parse(push.body, limits);
  if (!document) return document.error();
  const JsonReader root = document->root();
  std::vector<Change> changes;
  std::size_t read = 0;
  std::size_t unread = 0;
  if (root["object"].text() != "page") {
    // An app may be told of other things at the same address.
    if (const Status status = document->status(); !status) return status.error();
    return changes;
  }
  const JsonReader entries = root["entry"];
  if (!entries.is_array()) entries.fail(ErrorCode::wrong_type, "a list of entries");
  entries.each([&](JsonReader entry) {
    if (!entry.is_object()) return static_cast<void>(++unread);
    if (id_of(entry, "id") != facebook::page_of(place)) return;
    const JsonReader list = entry["changes"];
    if (!list.present()) return;  // messages
    if (!list.is_array()) return static_cast<void>(++unread);
    list.each([&](JsonReader told) { ++(take(place, told, changes) ? read : unread); });
  });
  if (read == 0 && unread > 0) entries.fail(ErrorCode::invalid_value, "a change of the Page's feed");
  if (const Status status = document->status(); !status) return status.error();
  return changes;
}

}  // namespace plein
