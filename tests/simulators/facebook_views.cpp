#include "simulators/facebook_views.h"

#include <algorithm>

#include "connectors/query_string.h"
#include "simulators/request_parts.h"

namespace plein::simulators::facebook {
namespace {

constexpr std::int64_t limit_max = 100;
const std::string cursor_prefix = "QVFI";  // cursors are opaque; these name the entry they stand after

}  // namespace

void Views::fail(GraphError error) {
  if (error_.code == 0) error_ = std::move(error);
}

const Version* Views::version(const Entry& entry) const {
  const Version* found = nullptr;
  for (const Version& each : entry.versions) {
    if (!as_of_ || each.at <= *as_of_) found = &each;
  }
  if (found == nullptr || found->removed) return nullptr;
  // A post's comments go with it, a comment's replies likewise.
  for (const std::string& above : {entry.is_post() ? "" : entry.post, entry.parent}) {
    const Entry* under = above.empty() ? nullptr : state_.find(above);
    if (under != nullptr && version(*under) == nullptr) return nullptr;
  }
  return found;
}

void Views::entry(JsonWriter& json, const Entry& entry, const std::vector<Field>& fields) {
  json.object();
  bool identified = false;
  for (const Field& each : fields) {
    identified = identified || each.name == "id";
    field(json, entry, *version(entry), each);
  }
  if (!identified) json.text("id", entry.id);  // always there
  json.end_object();
}

void Views::attachment(JsonWriter& json, const Entry& entry, const std::vector<Field>& fields) const {
  const bool picture = !entry.picture.empty();
  json.object();
  for (const Field& each : fields) {
    if (each.name == "type") json.text("type", picture ? "photo" : "share");
    if (each.name == "media_type") json.text("media_type", picture ? "photo" : "link");
    if (each.name == "url") json.text("url", picture ? "https://www.facebook.com/photo.php?fbid=1" : shimmed(entry.link));
    if (each.name == "unshimmed_url")
      json.text("unshimmed_url", picture ? "https://www.facebook.com/photo.php?fbid=1" : entry.link);
    if (each.name == "title" && !picture) json.text("title", "A page somewhere");
    if (each.name == "media" && picture) {
      json.key("media").object().key("image").object().number("height", 720).text("src", entry.picture).number("width", 960);
      json.end_object().end_object();
    }
  }
  json.end_object();
}

void Views::field(JsonWriter& json, const Entry& entry, const Version& version, const Field& field) {
  const std::string& name = field.name;
  const bool post = entry.is_post();
  const auto author = state_.people.find(entry.author);
  const bool attached = !entry.picture.empty() || !entry.link.empty();
  if (name == "id") return static_cast<void>(json.text("id", entry.id));
  if (name == "message") return version.message.empty() ? void() : static_cast<void>(json.text("message", version.message));
  if (name == "created_time") return static_cast<void>(json.text("created_time", graph_time(entry.created_at)));
  if (name == "permalink_url") {
    return static_cast<void>(json.text("permalink_url", "https://www.facebook.com/" + state_.page + "/posts/" + entry.id));
  }
  if (name == "is_hidden") return static_cast<void>(json.flag("is_hidden", version.hidden));
  if (name == "message_tags") return entry.tags.empty() ? void() : static_cast<void>(json.raw("message_tags", entry.tags));
  if (name == "from") {
    if (author != state_.people.end() && (!author->second.shares || !of_page_)) return;
    json.key("from").object().text("name", author == state_.people.end() ? state_.page_name : author->second.name);
    return static_cast<void>(json.text("id", entry.author).end_object());
  }
  if (name == "comments") return comments(json.key("comments"), entry, field, entry.id + "/comments");
  if (post && name == "is_published") return static_cast<void>(json.flag("is_published", version.published));
  if (post && name == "is_expired") return static_cast<void>(json.flag("is_expired", false));
  if (post && name == "privacy") return static_cast<void>(json.key("privacy").object().text("value", "EVERYONE").end_object());
  if (post && name == "updated_time") {
    Milliseconds updated = entry.created_at;
    for (const Entry& each : state_.entries) {
      for (const Version& change : each.versions) {
        const bool counts = each.post == entry.id && (!as_of_ || change.at <= *as_of_);
        if (counts && (each.is_post() || change.at == each.created_at)) updated = std::max(updated, change.at);
      }
    }
    return static_cast<void>(json.text("updated_time", graph_time(updated)));
  }
  if (post && name == "attachments") {
    if (!attached) return;
    json.key("attachments").object().key("data").array();
    attachment(json, entry, field.fields);
    return static_cast<void>(json.end_array().end_object());
  }
  if (post && name == "reactions") {
    json.key("reactions").object().key("data").array().end_array();
    if (field.modifier("summary", "") == "total_count")
      json.key("summary").object().number("total_count", static_cast<std::int64_t>(entry.likes.size())).end_object();
    return static_cast<void>(json.end_object());
  }
  if (!post && name == "is_private") return static_cast<void>(json.flag("is_private", entry.is_private));
  if (!post && name == "like_count")
    return static_cast<void>(json.number("like_count", static_cast<std::int64_t>(entry.likes.size())));
  if (!post && name == "parent") {
    if (!entry.parent.empty()) json.key("parent").object().text("id", entry.parent).end_object();
    return;
  }
  if (!post && name == "attachment") {
    if (!attached) return;
    return attachment(json.key("attachment"), entry, field.fields);
  }
  fail({100, "(#100) Tried accessing nonexisting field (" + name + ") on node type (" + (post ? "PagePost" : "Comment") + ")"});
}

void Views::comments(JsonWriter& json, const Entry& of, const Field& edge, const std::string& path) {
  const std::string filter = edge.modifier("filter", "toplevel");
  const std::string order = edge.modifier("order", "chronological");
  if (filter != "toplevel" && filter != "stream") fail({100, "(#100) Param filter must be one of {STREAM, TOPLEVEL}"});
  if (order != "chronological" && order != "reverse_chronological") {
    fail({100, "(#100) Param order must be one of {CHRONOLOGICAL, REVERSE_CHRONOLOGICAL}"});
  }
  Shown all;
  for (const Entry& each : state_.entries) {
    const bool under = of.is_post() ? each.post == of.id && !each.is_post() : each.parent == of.id;
    const bool wanted = under && (filter == "stream" || !of.is_post() || each.parent.empty());
    if (wanted && of_page_ && version(each) != nullptr) all.push_back(&each);
  }
  if (order == "reverse_chronological") std::reverse(all.begin(), all.end());
  list(json, all, edge, path);
}

void Views::posts(JsonWriter& json, bool of_visitors, const Field& edge, const std::string& path) {
  Shown all;
  for (const Entry& each : state_.entries) {
    const Version* there = each.is_post() ? version(each) : nullptr;
    if (there != nullptr && there->published && (each.author != state_.page) == of_visitors) all.push_back(&each);
  }
  std::reverse(all.begin(), all.end());
  list(json, all, edge, path);
}

void Views::list(JsonWriter& json, const Shown& all, const Field& edge, const std::string& path) {
  const std::int64_t limit = to_number(edge.modifier("limit", "25")).value_or(-1);
  if (limit < 0 || limit > limit_max) fail({100, "(#100) limit must be at most 100"});
  const std::string after = edge.modifier("after", "");
  std::size_t begin = 0;
  if (!after.empty()) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const Entry* each) { return cursor_prefix + each->id == after; });
    if (at == all.end()) fail({100, "(#100) Invalid cursor: the item that it stands after does not exist"});
    begin = at == all.end() ? all.size() : static_cast<std::size_t>(at - all.begin()) + 1;
  }
  const std::size_t end = std::min(all.size(), begin + static_cast<std::size_t>(std::max<std::int64_t>(limit, 0)));
  json.object().key("data").array();
  for (std::size_t i = begin; i < end; ++i) {
    const auto author = state_.people.find(all[i]->author);
    if (author != state_.people.end() && author->second.deactivated) continue;
    entry(json, *all[i], edge.fields);
  }
  json.end_array();
  if (end > begin) {
    json.key("paging").object().key("cursors").object();
    json.text("before", cursor_prefix + all[begin]->id).text("after", cursor_prefix + all[end - 1]->id).end_object();
    if (end < all.size()) {
      QueryString query;
      for (const auto& [name, value] : edge.modifiers) {
        if (name != "after") query.add(name, value);
      }
      query.add("access_token", "not-to-be-followed").add("after", cursor_prefix + all[end - 1]->id);
      json.text("next", "https://graph.facebook.com/v25.0/" + path + query.str());
    }
    json.end_object();
  }
  json.end_object();
}

}  // namespace plein::simulators::facebook
