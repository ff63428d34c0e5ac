#include "simulators/nodebb_views.h"

#include <algorithm>
#include <set>

#include "simulators/markdown_html.h"

namespace plein::simulators::nodebb {
namespace {

void iso(JsonWriter& json, std::string_view name, Milliseconds at) { json.text(name, at > 0 ? to_rfc3339(at) : ""); }

void tags(JsonWriter& json, const Topic& topic) {
  json.key("tags").array();
  for (const std::string& tag : topic.tags) {
    json.object().text("value", tag).text("valueEncoded", tag).text("class", tag).end_object();
  }
  json.end_array();
}

const char* colour_of(std::int64_t uid) {
  static constexpr const char* colours[] = {"#e91e63", "#3f51b5", "#009688", "#e65100", "#673ab7", "#1b5e20"};
  return colours[static_cast<std::size_t>(uid > 0 ? uid - 1 : 0) % 6];
}

}  // namespace

bool Views::is_admin() const {
  const auto found = state_.users.find(viewer_);
  return found != state_.users.end() && found->second.admin;
}

const PostVersion* Views::version(const Post& post) const {
  for (auto one = post.versions.rbegin(); one != post.versions.rend(); ++one) {
    if (!as_of_ || one->at <= *as_of_) return one->purged ? nullptr : &*one;
  }
  return nullptr;
}

std::vector<const Post*> Views::posts_of(std::int64_t tid) const {
  std::vector<const Post*> found;
  for (const auto& [pid, post] : state_.posts) {
    if (post.tid == tid && version(post)) found.push_back(&post);
  }
  std::stable_sort(found.begin(), found.end(), [](const Post* a, const Post* b) { return a->created_at < b->created_at; });
  return found;
}

bool Views::topic_deleted(const Topic& topic) const {
  if (topic.deleted) return true;
  // NodeBB deletes a topic with its last post (src/api/posts.js: deleteOrRestoreTopicOf); here that needs no flag.
  const std::vector<const Post*> posts = posts_of(topic.tid);
  return posts.size() == 1 && version(*posts.front())->deleted;
}

bool Views::readable(const Topic& topic) const {
  return !posts_of(topic.tid).empty() && (!topic_deleted(topic) || is_admin() || viewer_ == topic.uid);
}

bool Views::may_see_deleted(const Post& post) const { return is_admin() || (viewer_ != 0 && viewer_ == post.uid); }

Profile Views::profile_of(const User& user) const {
  for (auto one = user.profiles.rbegin(); one != user.profiles.rend(); ++one) {
    if (!as_of_ || one->at <= *as_of_) return *one;
  }
  return {};
}

std::string Views::html(const std::string& markdown) const {
  return markdown_to_html(markdown, {state_.url, [this](const std::string& name) {
                                       const std::string slug = slugify(name);
                                       for (const auto& [uid, user] : state_.users) {
                                         if (user.slug == slug) return slug;
                                       }
                                       return std::string();
                                     }});
}

std::int64_t Views::replies_to(std::int64_t pid) const {
  std::int64_t count = 0;
  for (const auto& [other, post] : state_.posts) count += post.to_pid == pid && version(post);
  return count;
}

Milliseconds Views::last_post_at(const Topic& topic) const {
  Milliseconds last = topic.created_at;
  for (const Post* post : posts_of(topic.tid)) {
    if (!version(*post)->deleted) last = std::max(last, post->created_at);
  }
  return last;
}

void Views::brief_user(JsonWriter& json, std::int64_t uid, bool with_status) const {
  const User& user = state_.users.at(uid);
  json.object().number("uid", uid).text("username", user.username).text("userslug", user.slug).key("picture").null();
  if (with_status) json.text("status", "online");
  json.text("icon:bgColor", colour_of(uid)).text("displayname", user.display_name).flag("isLocal", true);
  json.text("icon:text", user.username.substr(0, 1)).end_object();
}

void Views::editor(JsonWriter& json, std::int64_t uid) const {
  const User& user = state_.users.at(uid);
  json.object().number("uid", uid).text("username", user.username).text("userslug", user.slug);
  json.text("displayname", user.display_name).flag("isLocal", true).end_object();
}

void Views::author(JsonWriter& json, std::int64_t uid) const {
  const User& user = state_.users.at(uid);
  std::int64_t post_count = 0;
  std::int64_t topic_count = 0;
  for (const auto& [pid, post] : state_.posts) post_count += post.uid == uid && version(post);
  for (const auto& [tid, topic] : state_.topics) topic_count += topic.uid == uid;
  json.object().number("uid", uid).text("username", user.username).text("userslug", user.slug);
  json.number("reputation", user.reputation).number("postcount", post_count).number("topiccount", topic_count);
  json.key("picture").null().text("signature", "").flag("banned", false).number("banned:expire", 0);
  json.text("status", "online").number("lastonline", user.posted_at ? user.posted_at : user.joined_at);
  json.key("groupTitle");
  user.admin ? json.text("[\"administrators\"]") : json.null();
  json.flag("muted", false).number("mutedUntil", 0).text("icon:bgColor", colour_of(uid)).text("displayname", user.display_name);
  json.key("groupTitleArray").array();
  if (user.admin) json.text("administrators");
  json.end_array();
  iso(json, "lastonlineISO", user.posted_at ? user.posted_at : user.joined_at);
  json.flag("isLocal", true).text("icon:text", user.username.substr(0, 1)).number("banned_until", 0);
  json.text("banned_until_readable", "[[user:info.banned-permanently]]").key("selectedGroups").array().end_array();
  json.key("custom_profile_info").array().end_array().end_object();
}

void Views::summary_topic(JsonWriter& json, const Topic& topic) const {
  const std::vector<const Post*> posts = posts_of(topic.tid);
  json.number("uid", topic.uid).number("tid", topic.tid).text("title", topic.title);
  json.number("generatedTitle", topic.generated_title).number("cid", topic.cid);
  tags(json, topic);
  json.text("slug", topic.slug).number("deleted", topic_deleted(topic)).flag("scheduled", false);
  json.number("postcount", static_cast<std::int64_t>(posts.size())).number("mainPid", topic.main_pid).key("teaserPid");
  posts.size() > 1 ? json.text(std::to_string(posts.back()->pid)) : json.null();
  json.number("timestamp", topic.created_at);
  iso(json, "timestampISO", topic.created_at);
  if (topic.question) json.number("isQuestion", 1).number("isSolved", topic.solved);
}

void Views::summary_category(JsonWriter& json, const Category& category) const {
  json.object().number("cid", category.cid).text("name", category.name).text("icon", "fa-comments-o");
  json.text("slug", category.slug).number("parentCid", 0).text("bgColor", "#59b3d0").text("color", "#ffffff");
  json.key("backgroundImage").null().text("imageClass", "cover").end_object();
}

void Views::parent(JsonWriter& json, std::int64_t pid) const {
  const auto found = state_.posts.find(pid);
  if (found == state_.posts.end() || !version(found->second)) return;
  const Post& post = found->second;
  json.key("parent").object().number("uid", post.uid).number("pid", pid).text("content", html(version(post)->content));
  json.key("user");
  brief_user(json, post.uid, false);
  json.number("timestamp", post.created_at);
  iso(json, "timestampISO", post.created_at);
  json.end_object();
}

void Views::summary_members(JsonWriter& json, const Post& post, Detail detail) const {
  const PostVersion& seen = *version(post);
  const Topic& topic = state_.topics.at(post.tid);
  const bool hidden = seen.deleted && !may_see_deleted(post);
  const std::string content = hidden ? "[[topic:post-is-deleted]]" : html(seen.content);
  json.number("pid", post.pid).number("tid", post.tid).key("toPid");
  post.to_pid ? json.number(post.to_pid) : json.null();
  json.text("url", state_.url + "/post/" + std::to_string(post.pid));
  json.text("content", detail == Detail::recent ? strip_summary_tags(content) : content).key("sourceContent").null();
  json.number("uid", post.uid).number("timestamp", post.created_at).flag("deleted", seen.deleted);
  json.number("upvotes", post.votes).number("downvotes", 0).number("replies", replies_to(post.pid));
  if (detail == Detail::created) json.key("attachments").array().end_array();
  if (detail == Detail::edited) {
    json.number("edited", seen.edited_at);
    iso(json, "editedISO", seen.edited_at);
  }
  json.number("votes", post.votes);
  iso(json, "timestampISO", post.created_at);
  json.key("user");
  detail == Detail::created ? author(json, post.uid) : brief_user(json, post.uid, true);
  json.key("topic").object();
  summary_topic(json, topic);
  if (detail == Detail::edited) {
    json.flag("isMainPost", post.pid == topic.main_pid).flag("renamed", false).flag("tagsupdated", false);
  }
  json.end_object().key("category");
  summary_category(json, state_.categories.at(topic.cid));
  json.flag("isMainPost", post.pid == topic.main_pid);
}

void Views::post_summary(JsonWriter& json, const Post& post, Detail detail) const {
  json.object();
  summary_members(json, post, detail);
  if (detail == Detail::created) {
    parent(json, post.to_pid);
    json.number("index", static_cast<std::int64_t>(posts_of(post.tid).size()) - 1).flag("bookmarked", false);
    json.flag("display_edit_tools", true).flag("display_delete_tools", true).flag("selfPost", false);
  }
  json.end_object();
}

void Views::edited_post(JsonWriter& json, const Post& post, const std::string& old_content) const {
  const PostVersion& seen = *version(post);
  json.object();
  summary_members(json, post, Detail::edited);
  json.number("deleterUid", seen.deleter).number("bookmarks", 0).number("announces", 0).number("flagId", 0);
  json.key("attachments").array().end_array().key("uploads").array().end_array();
  json.number("editor", seen.editor).number("cid", state_.topics.at(post.tid).cid);
  json.flag("changed", old_content != seen.content);
  if (old_content != seen.content) json.text("oldContent", old_content).text("newContent", seen.content);
  json.end_object();
}

void Views::post_fields(JsonWriter& json, const Post& post) const {
  const PostVersion& seen = *version(post);
  const bool hidden = seen.deleted && !may_see_deleted(post);
  json.object().number("pid", post.pid).number("uid", post.uid).number("tid", post.tid);
  json.text("content", hidden ? "[[topic:post-is-deleted]]" : seen.content).number("timestamp", post.created_at);
  if (post.to_pid) json.text("toPid", std::to_string(post.to_pid));
  if (const std::int64_t replies = replies_to(post.pid)) json.number("replies", replies);
  json.number("deleted", seen.deleted).number("upvotes", post.votes).number("downvotes", 0);
  json.number("deleterUid", seen.deleter);
  if (seen.editor) json.text("editor", std::to_string(seen.editor));
  json.number("edited", seen.edited_at).number("bookmarks", 0).number("announces", 0).number("flagId", 0);
  json.number("votes", post.votes);
  iso(json, "timestampISO", post.created_at);
  iso(json, "editedISO", seen.edited_at);
  json.key("attachments").array().end_array().key("uploads").array().end_array();
  json.flag("upvoted", false).flag("downvoted", false).end_object();
}

void Views::topic_post(JsonWriter& json, const Post& post, std::size_t index, const Topic& topic, bool again) const {
  const PostVersion& seen = *version(post);
  const bool hidden = seen.deleted && !may_see_deleted(post);
  const std::int64_t replies = replies_to(post.pid);
  json.object().number("pid", post.pid).number("uid", post.uid).number("tid", post.tid);
  json.text("content", hidden ? "[[topic:post-is-deleted]]" : html(seen.content)).number("timestamp", post.created_at);
  if (post.to_pid) json.text("toPid", std::to_string(post.to_pid));
  json.number("deleted", seen.deleted).number("deleterUid", seen.deleter).number("upvotes", post.votes);
  json.number("downvotes", 0).number("edited", seen.edited_at);
  json.key("replies").object().flag("hasMore", false).flag("hasSingleImmediateReply", replies == 1);
  json.key("users").array();
  std::set<std::int64_t> repliers;
  Milliseconds replied_at = 0;
  for (const Post* other : posts_of(post.tid)) {
    if (other->to_pid != post.pid) continue;  // deleted ones count
    replied_at = other->created_at;
    if (repliers.insert(other->uid).second) brief_user(json, other->uid, false);
  }
  json.end_array().text("text", "[[topic:one-reply-to-this-post]]").number("count", replies);
  if (replied_at) iso(json, "timestampISO", replied_at);
  json.end_object().number("bookmarks", 0).number("announces", 0).number("flagId", 0).number("votes", post.votes);
  iso(json, "timestampISO", post.created_at);
  iso(json, "editedISO", seen.edited_at);
  json.key("attachments").array().end_array().key("uploads").array().end_array();
  json.number("index", static_cast<std::int64_t>(index));
  parent(json, post.to_pid);
  json.key("user");
  author(json, post.uid);
  json.key("editor");
  seen.editor ? editor(json, seen.editor) : static_cast<void>(json.null());
  json.flag("bookmarked", false).flag("upvoted", false).flag("downvoted", false);
  json.flag("selfPost", viewer_ != 0 && viewer_ == post.uid).key("events").array().end_array();
  json.flag("topicOwnerPost", post.uid == topic.uid);
  const bool tools = is_admin() || (viewer_ != 0 && viewer_ == post.uid);
  json.flag("display_edit_tools", tools).flag("display_delete_tools", tools).flag("display_moderator_tools", is_admin());
  if (hidden) json.flag("txContent", true);
  if (topic.solved_pid != 0) json.flag("isAnswer", topic.solved_pid == post.pid);
  if (again) json.flag("allowDupe", true).flag("navigatorIgnore", true);
  json.end_object();
}

void Views::topic_members(JsonWriter& json, const Topic& topic) const {
  const std::vector<const Post*> posts = posts_of(topic.tid);
  std::set<std::int64_t> posters;
  for (const Post* post : posts) posters.insert(post->uid);
  json.number("tid", topic.tid).number("uid", topic.uid).number("cid", topic.cid).number("mainPid", topic.main_pid);
  json.text("title", topic.title).text("slug", topic.slug).number("timestamp", topic.created_at);
  json.number("lastposttime", last_post_at(topic)).number("postcount", static_cast<std::int64_t>(posts.size()));
  json.number("viewcount", 0);
  tags(json, topic);
  json.number("postercount", static_cast<std::int64_t>(posters.size())).number("followercount", 0).key("teaserPid");
  posts.size() > 1 ? json.text(std::to_string(posts.back()->pid)) : json.null();
  json.number("deleted", topic_deleted(topic)).number("locked", topic.locked).number("pinned", 0).number("pinExpiry", 0);
  json.number("upvotes", 0).number("downvotes", 0).number("deleterUid", 0).number("generatedTitle", topic.generated_title);
  iso(json, "timestampISO", topic.created_at);
  json.flag("scheduled", false);
  iso(json, "lastposttimeISO", last_post_at(topic));
  if (topic.question) json.number("isQuestion", 1).number("isSolved", topic.solved).number("solvedPid", topic.solved_pid);
  json.text("pinExpiryISO", "").number("votes", 0).number("numThumbs", 0).key("thumbs").array().end_array();
}

void Views::user(JsonWriter& json, const User& user) const {
  std::int64_t posts = 0;
  for (const auto& [pid, post] : state_.posts) posts += post.uid == user.uid && version(post);
  json.object().number("uid", user.uid).text("username", user.username).text("userslug", user.slug).text("email", "");
  json.flag("email:confirmed", false).number("joindate", user.joined_at).number("lastonline", user.joined_at);
  json.key("picture").null().text("icon:bgColor", colour_of(user.uid)).text("fullname", "");
  json.text("aboutme", profile_of(user).about_me).text("signature", profile_of(user).signature);
  json.number("reputation", user.reputation).number("postcount", posts).number("lastposttime", user.posted_at);
  json.flag("banned", false).text("status", "online").text("displayname", user.display_name);
  iso(json, "joindateISO", user.joined_at);
  json.flag("isLocal", true).text("icon:text", user.username.substr(0, 1)).flag("isAdmin", user.admin).end_object();
}

}  // namespace plein::simulators::nodebb
