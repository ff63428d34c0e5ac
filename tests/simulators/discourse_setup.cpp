// What is done to the forum from outside its API: people, categories, the queue, what moderators do; and the dump for assertions.
#include <algorithm>

#include "simulators/discourse_cook.h"
#include "simulators/discourse_simulator.h"
#include "simulators/discourse_views.h"

namespace plein::simulators {

using namespace discourse;

const User& DiscourseSimulator::add_user(const DiscoursePerson& person) {
  User user{.id = state_.next_user++, .username = person.username, .name = person.name};
  if (user.name.empty()) user.name = user.username;
  user.key = "key-" + std::to_string(user.id);
  user.admin = person.admin;
  user.moderator = person.moderator;
  user.trusted = person.trusted;
  return state_.users.emplace(user.id, std::move(user)).first->second;
}

void DiscourseSimulator::add_category(std::int64_t id, const std::string& name, bool restricted) {
  state_.categories[id] = Category{id, name, restricted};
}

Result<std::string> DiscourseSimulator::set_up(const JsonReader& call, Milliseconds now) {
  const std::string what = call["do"].text();
  JsonWriter json;
  if (what == "add_user") {
    const DiscoursePerson person{call["username"].text(), call["name"].text_or(""), call["admin"].flag_or(false),
                                 call["moderator"].flag_or(false), call["trusted"].flag_or(false)};
    if (person.username.empty()) return Error{ErrorCode::missing, "$.call.username", "a name is needed"};
    for (const auto& [id, user] : state_.users) {
      if (user.username == person.username) {
        return Error{ErrorCode::conflict, call["username"].path(), "there is a user of this name"};
      }
    }
    const User& user = add_user(person);
    json.object().number("id", user.id).text("key", user.key).end_object();
    return json.take();
  }
  if (what == "add_category") {
    add_category(call["id"].integer(), call["name"].text(), call["restricted"].flag_or(false));
    return std::string("{}");
  }
  if (what == "webhooks") {  // those since the last call
    json.array();
    for (const HttpRequest& each : take_webhooks()) {
      json.object().key("headers").object();
      for (const auto& [name, value] : each.headers) json.text(name, value);
      json.end_object().text("body", each.body).end_object();
    }
    json.end_array();
    return json.take();
  }
  if (what == "approve" || what == "reject") {
    const std::int64_t id = call["id"].integer();
    const auto found = std::find_if(state_.queue.begin(), state_.queue.end(), [&](const Draft& d) { return d.pending_id == id; });
    if (found == state_.queue.end()) return Error{ErrorCode::unknown_name, call["id"].path(), "not in the queue"};
    const Draft draft = *found;
    state_.queue.erase(found);
    if (what == "approve") publish(draft, now);
    return std::string("{}");
  }
  if (what == "message" || what == "whisper") {  // written by `user_id`: in private, or for the staff's eyes
    Draft draft{.user_id = call["user_id"].integer(), .topic_id = call["topic_id"].integer_or(0)};
    draft.raw = call["raw"].text();
    draft.title = call["title"].text_or("");
    if (what == "whisper") draft.type = whisper;
    if (what == "message") draft.archetype = "private_message", draft.allowed = {draft.user_id};
    const Post& post = publish(draft, now);
    json.object().number("id", post.id).number("topic_id", post.latest().topic_id).end_object();
    return json.take();
  }
  if (what == "set_profile" || what == "remove_user") return change_user(what, call, now);
  return moderate(what, call, now);
}

Result<std::string> DiscourseSimulator::change_user(const std::string& what, const JsonReader& call, Milliseconds now) {
  const auto found = state_.users.find(call["id"].integer());
  if (found == state_.users.end()) return Error{ErrorCode::unknown_name, call["id"].path(), "no such user"};
  User& user = found->second;
  if (what == "set_profile") {  // what the call does not name stays as it is
    user.bio = call["bio"].text_or(user.bio);
    user.name = call["name"].text_or(user.name);
    user.username = call["username"].text_or(user.username);
  }
  JsonWriter json;
  Views(state_, nullptr, std::nullopt).hook_user(json, user);
  push("user", what == "set_profile" ? "user_updated" : "user_destroyed", json.take());
  if (what == "remove_user") {
    for (auto& [id, post] : state_.posts) {
      if (post.user_id == user.id && post.latest().deleted_at == 0) next_version(post, now).deleted_at = now;
    }
    user.removed = true;
  }
  return std::string("{}");
}

// As a moderator does in the forum itself.
Result<std::string> DiscourseSimulator::moderate(const std::string& what, const JsonReader& call, Milliseconds now) {
  const bool of_topic =
      what == "move_topic" || what == "delete_topic" || what == "make_private" || what == "list_topic" || what == "close_topic";
  if (of_topic) {
    Topic* topic = find_topic(call["topic_id"].integer());
    if (topic == nullptr) return Error{ErrorCode::unknown_name, call["topic_id"].path(), "no such topic"};
    if (what == "delete_topic") {  // "deleted":false recovers it
      set_deleted(*topic, call["deleted"].flag_or(true), now);
      return std::string("{}");
    }
    if (what == "move_topic" && state_.categories.count(call["category"].integer()) == 0) {
      return Error{ErrorCode::unknown_name, call["category"].path(), "no such category"};
    }
    TopicVersion& next = next_version(*topic, now);
    if (what == "move_topic") next.category = call["category"].integer();
    if (what == "list_topic") next.visible = call["listed"].flag_or(true);
    if (what == "close_topic") next.closed = call["closed"].flag_or(true);
    if (what == "make_private") next.archetype = call["private"].flag_or(true) ? "private_message" : "regular";
    const Post* first = Views(state_, nullptr, std::nullopt).first_of(topic->id);
    if (what == "move_topic") {
      push_topic("topic_edited", *topic);
      if (first != nullptr) push_post("post_edited", *first);
    }
    if (what == "list_topic") push_topic("topic_visible_status_updated", *topic);
    return std::string("{}");
  }
  Post* post = find_post(call["id"].integer_or(0));
  const bool of_post =
      what == "delete_post" || what == "hide_post" || what == "destroy_post" || what == "move_post" || what == "set_type";
  if (!of_post) return Error{ErrorCode::unknown_name, call["do"].path(), "no such setup: " + what};
  if (post == nullptr) return Error{ErrorCode::unknown_name, call["id"].path(), "no such post"};
  if (what == "delete_post") {  // "deleted":false recovers it
    const bool deleted = call["deleted"].flag_or(true);
    if (deleted) push_post("post_destroyed", *post);
    next_version(*post, now).deleted_at = deleted ? now : 0;
    if (!deleted) push_post("post_recovered", *post);
  } else if (what == "move_post") {
    Topic* topic = find_topic(call["topic_id"].integer());
    if (topic == nullptr) return Error{ErrorCode::unknown_name, call["topic_id"].path(), "no such topic"};
    PostVersion& next = next_version(*post, now);
    next.topic_id = topic->id;
    next.number = topic->next_number++;
  } else if (what == "set_type") {
    next_version(*post, now).type = static_cast<int>(call["type"].integer());
  } else if (what == "hide_post") {
    next_version(*post, now).hidden = call["hidden"].flag_or(true);
  } else {
    next_version(*post, now).destroyed = true;
  }
  return std::string("{}");
}

std::string DiscourseSimulator::dump() const {
  JsonWriter json;
  json.object().key("posts").array();
  for (const auto& [id, post] : state_.posts) {
    const PostVersion& now = post.latest();
    if (now.destroyed) continue;
    const Topic& topic = state_.topics.at(now.topic_id);
    json.object().number("id", id).number("topic_id", now.topic_id).number("post_number", now.number);
    json.number("user_id", post.user_id).text("username", state_.users.at(post.user_id).username);
    json.number("category", topic.latest().category).text("title", topic.latest().title).flag("main", now.number == 1);
    if (post.reply_to != 0) json.number("reply_to_post_number", post.reply_to);
    json.number("post_type", now.type).text("raw", now.raw).text("cooked", cook(now.raw, state_));
    json.number("created", post.created_at).number("updated", now.updated_at).number("version", now.version);
    json.flag("deleted", now.deleted_at != 0 || topic.latest().deleted_at != 0).flag("user_deleted", now.user_deleted);
    json.flag("hidden", now.hidden).flag("accepted", topic.latest().accepted == id);
    json.number("likes", static_cast<std::int64_t>(post.likes.size())).end_object();
  }
  json.end_array().key("queue").array();
  for (const Draft& draft : state_.queue) {
    json.object().number("id", draft.pending_id).number("user_id", draft.user_id).number("topic_id", draft.topic_id);
    json.text("raw", draft.raw).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace plein::simulators
