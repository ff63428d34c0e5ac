#include "simulators/discourse_views.h"

#include <algorithm>

#include "simulators/discourse_answers.h"
#include "simulators/discourse_cook.h"

namespace plein::simulators::discourse {
namespace {

template <class Versioned>
auto version_of(const Versioned& of, std::optional<Milliseconds> as_of) -> decltype(&of.versions.back()) {
  decltype(&of.versions.back()) found = nullptr;
  for (const auto& each : of.versions) {
    if (!as_of || each.at <= *as_of) found = &each;
  }
  return found;
}

void time(JsonWriter& json, const char* name, Milliseconds at) {
  if (at == 0) {
    json.key(name).null();
  } else {
    json.text(name, to_rfc3339(at));
  }
}

constexpr std::size_t excerpt_max = 350;

}  // namespace

const PostVersion* Views::version(const Post& post) const {
  const PostVersion* found = version_of(post, as_of_);
  return found != nullptr && found->destroyed ? nullptr : found;
}

const TopicVersion* Views::version(const Topic& topic) const { return version_of(topic, as_of_); }

const User* Views::user(std::int64_t id) const {
  const auto found = state_.users.find(id);
  return found == state_.users.end() || found->second.removed ? nullptr : &found->second;
}

bool Views::sees(const Topic& topic) const {
  const TopicVersion* now = version(topic);
  if (now == nullptr || (now->deleted_at != 0 && !staff())) return false;
  const bool admin = viewer_ != nullptr && viewer_->admin;
  if (now->archetype == "private_message") return admin || (viewer_ != nullptr && topic.allowed.count(viewer_->id) != 0);
  const auto category = state_.categories.find(now->category);
  return category == state_.categories.end() || !category->second.restricted || admin;
}

bool Views::sees(const Post& post) const {
  const PostVersion* now = version(post);
  if (now == nullptr || !sees(state_.topics.at(now->topic_id))) return false;
  return staff() || (now->deleted_at == 0 && now->type != whisper);
}

std::vector<const Post*> Views::posts_of(std::int64_t topic, bool with_deleted) const {
  std::vector<const Post*> found;
  for (const auto& [id, post] : state_.posts) {
    const PostVersion* now = version(post);
    if (now == nullptr || now->topic_id != topic || !sees(post)) continue;
    if (now->deleted_at == 0 || (with_deleted && staff())) found.push_back(&post);
  }
  std::sort(found.begin(), found.end(), [&](const Post* a, const Post* b) { return version(*a)->number < version(*b)->number; });
  return found;
}

const Post* Views::first_of(std::int64_t topic) const {
  for (const auto& [id, post] : state_.posts) {
    const PostVersion* now = version(post);
    if (now != nullptr && now->topic_id == topic && now->number == 1) return &post;
  }
  return nullptr;
}

std::string Views::avatar(const User& user) const {
  return "/letter_avatar_proxy/v4/letter/" + user.username.substr(0, 1) + "/c0e974/{size}.png";
}

void Views::author(JsonWriter& json, std::int64_t id) const {
  const User* who = user(id);
  if (who == nullptr) {
    json.key("user_id").null().key("username").null().key("name").null();
    json.text("avatar_template", "/images/avatar.png");
    return;
  }
  json.number("user_id", id).text("username", who->username).text("name", who->name).text("avatar_template", avatar(*who));
}

void Views::actions(JsonWriter& json, const Post& post) const {
  json.key("actions_summary").array();
  const bool acted = viewer_ != nullptr && post.likes.count(viewer_->id) != 0;
  if (!post.likes.empty()) {
    json.object().number("id", 2).number("count", static_cast<std::int64_t>(post.likes.size()));
    if (acted) json.flag("acted", true).flag("can_undo", true);
    json.end_object();
  }
  if (viewer_ != nullptr) json.object().number("id", 6).flag("can_act", true).end_object();
  json.end_array();
}

void Views::post(JsonWriter& json, const Post& post, Detail detail) const {
  const PostVersion& now = *version(post);
  const Topic& of = state_.topics.at(now.topic_id);
  const TopicVersion& topic = *version(of);
  const bool covered = now.hidden && !staff();
  json.object().number("id", post.id);
  author(json, post.user_id);
  json.text("created_at", to_rfc3339(post.created_at));
  json.text("cooked",
            covered ? "<p>This post was flagged by the community and is temporarily hidden.</p>" : cook(now.raw, state_));
  json.number("post_number", now.number).number("post_type", now.type);
  json.text("updated_at", to_rfc3339(now.updated_at)).number("reply_count", 0).key("reply_to_post_number");
  if (post.reply_to != 0)
    json.number(post.reply_to);
  else
    json.null();
  json.number("quote_count", 0).number("incoming_link_count", 0).number("reads", 1).number("score", 0);
  json.number("topic_id", now.topic_id).text("topic_slug", slugify(topic.title));
  if (detail == Detail::latest || detail == Detail::hook) {
    json.text("topic_title", topic.title).text("topic_html_title", topic.title).key("category_id");
    if (topic.category != 0)
      json.number(topic.category);
    else
      json.null();
  }
  if (detail != Detail::in_topic && !covered) json.text("raw", now.raw);
  json.number("version", now.version);
  if (detail == Detail::hook) {
    json.number("topic_posts_count", 1).text("topic_archetype", topic.archetype);
  } else {
    const bool own = viewer_ != nullptr && viewer_->id == post.user_id;
    json.flag("yours", own).flag("can_edit", own || staff()).flag("can_delete", (own || staff()) && now.number != 1);
    actions(json, post);
  }
  const User* who = user(post.user_id);
  json.flag("moderator", who != nullptr && who->moderator).flag("admin", who != nullptr && who->admin);
  json.flag("staff", who != nullptr && who->staff()).flag("hidden", now.hidden);
  time(json, "deleted_at", now.deleted_at);
  json.flag("user_deleted", now.user_deleted).key("edit_reason").null().flag("wiki", false);
  json.flag("can_accept_answer", staff()).flag("accepted_answer", topic.accepted == post.id);
  json.text("post_url", "/t/" + slugify(topic.title) + "/" + std::to_string(of.id) + "/" + std::to_string(now.number));
  json.end_object();
}

void Views::topic_members(JsonWriter& json, const Topic& topic) const {
  const TopicVersion& now = *version(topic);
  json.number("id", topic.id).text("title", now.title).text("fancy_title", now.title);
  json.text("created_at", to_rfc3339(topic.created_at)).number("views", 1).number("like_count", 0);
  json.flag("visible", now.visible).flag("closed", now.closed).flag("archived", false).text("archetype", now.archetype);
  json.text("slug", slugify(now.title)).key("category_id");
  if (now.category != 0)
    json.number(now.category);
  else
    json.null();
  time(json, "deleted_at", now.deleted_at);
  json.number("user_id", topic.user_id).text_unless_empty("external_id", topic.external_id);
}

void Views::posts(JsonWriter& json, const Topic& topic, const std::vector<const Post*>& chosen) const {
  json.object().key("post_stream").object().key("posts").array();
  for (const Post* each : chosen) post(json, *each, Detail::in_topic);
  json.end_array().end_object().number("id", topic.id).end_object();
}

void Views::topic(JsonWriter& json, const Topic& topic, const std::vector<const Post*>& all, std::size_t begin) const {
  json.object().key("post_stream").object().key("posts").array();
  for (std::size_t i = begin; i < all.size() && i < begin + chunk; ++i) post(json, *all[i], Detail::in_topic);
  json.end_array().key("stream").array();
  for (const Post* each : all) json.number(each->id);
  json.end_array().end_object();
  topic_members(json, topic);
  json.number("posts_count", static_cast<std::int64_t>(all.size())).number("chunk_size", chunk);
  json.number("highest_post_number", all.empty() ? 0 : version(*all.back())->number);
  json.key("details").object().flag("can_edit", staff()).end_object().end_object();
}

void Views::latest(JsonWriter& json, std::int64_t before) const {
  json.object().key("latest_posts").array();
  std::size_t count = 0;
  for (auto each = state_.posts.rbegin(); each != state_.posts.rend() && count < latest_posts; ++each) {
    const Post& one = each->second;
    const PostVersion* now = version(one);
    if (now == nullptr || now->deleted_at != 0 || now->type != regular || (before > 0 && one.id >= before) || !sees(one))
      continue;
    const TopicVersion& of = *version(state_.topics.at(now->topic_id));
    if (of.deleted_at != 0 || !of.visible || of.archetype == "private_message") continue;
    post(json, one, Detail::latest);
    ++count;
  }
  json.end_array().end_object();
}

void Views::current_user(JsonWriter& json) const {
  json.object().key("current_user").object().number("id", viewer_->id).text("username", viewer_->username);
  json.text("name", viewer_->name).text("avatar_template", avatar(*viewer_)).flag("admin", viewer_->admin);
  json.flag("moderator", viewer_->moderator).flag("staff", viewer_->staff()).number("trust_level", viewer_->staff() ? 4 : 1);
  json.end_object().end_object();
}

void Views::card(JsonWriter& json, const User& user) const {
  json.object().number("id", user.id).text("username", user.username).text("name", user.name);
  json.text("avatar_template", avatar(user));
  // An excerpt is cut in the cooked text; here in the text that was written, which is the same for what people test with.
  std::string said = user.bio;
  if (said.size() > excerpt_max) said = said.substr(0, excerpt_max) + "&hellip;";
  json.text_unless_empty("bio_excerpt", said).number("trust_level", 1).end_object();
}

void Views::profile(JsonWriter& json, const User& user) const {
  json.object().key("user_badges").array().end_array().key("user").object();
  json.number("id", user.id).text("username", user.username).text("name", user.name).text("avatar_template", avatar(user));
  json.text_unless_empty("bio_raw", user.bio).text_unless_empty("bio_cooked", cook(user.bio, state_));
  json.flag("moderator", user.moderator).flag("admin", user.admin).end_object().end_object();
}

void Views::hook_topic(JsonWriter& json, const Topic& topic) const {
  json.object();
  topic_members(json, topic);
  json.end_object();
}

void Views::hook_user(JsonWriter& json, const User& user) const {
  json.object().number("id", user.id).text("username", user.username).text("name", user.name);
  json.text("avatar_template", avatar(user)).end_object();
}

}  // namespace plein::simulators::discourse
