// What is done to the forum from outside its API: people, categories, the queue; and the dump for assertions.
#include "simulators/nodebb_simulator.h"
#include "simulators/nodebb_views.h"

namespace plein::simulators {

using namespace nodebb;

const User& NodebbSimulator::add_user(const NodebbPerson& person, Milliseconds now) {
  User user{.uid = state_.next_uid++, .username = person.username, .slug = slugify(person.username)};
  user.display_name = person.display_name.empty() ? person.username : person.display_name;
  user.token = "token-" + std::to_string(user.uid);
  user.admin = person.admin;
  user.exempt = person.exempt;
  user.reputation = person.reputation;
  user.joined_at = now;
  return state_.users.emplace(user.uid, std::move(user)).first->second;
}

void NodebbSimulator::add_category(std::int64_t cid, const std::string& name) {
  state_.categories[cid] = Category{cid, name, std::to_string(cid) + "/" + slugify(name)};
}

bool NodebbSimulator::approve(const std::string& queue_id, Milliseconds now) {
  for (auto one = state_.queue.begin(); one != state_.queue.end(); ++one) {
    if (one->id != queue_id) continue;
    const QueuedPost draft = *one;
    state_.queue.erase(one);
    publish(draft, now);
    return true;
  }
  return false;
}

// What the call does not name stays as it is.
void NodebbSimulator::set_profile(User& user, const JsonReader& call, Milliseconds now) {
  Profile profile = user.profiles.empty() ? Profile{} : user.profiles.back();
  profile.at = now;
  profile.about_me = call["aboutme"].text_or(profile.about_me);
  profile.signature = call["signature"].text_or(profile.signature);
  user.display_name = call["display_name"].text_or(user.display_name);
  user.profiles.push_back(std::move(profile));
}

void NodebbSimulator::remove_user(User& user, Milliseconds now) {
  user.removed = true;
  for (const auto& [pid, post] : state_.posts) {
    if (post.uid == user.uid && !post.latest().purged) remove_post(pid, now);
  }
}

// "delete_topic" with "deleted":false restores it; "ask" makes it a question; "solve" with a "pid" accepts that answer, 0 none.
Status NodebbSimulator::moderate(const JsonReader& call, const std::string& what) {
  const auto found = state_.topics.find(call["tid"].integer());
  if (found == state_.topics.end()) return Error{ErrorCode::unknown_name, call["tid"].path(), "no such topic"};
  Topic& topic = found->second;
  JsonWriter json;
  json.object().number("uid", topic.uid).number("tid", topic.tid);
  if (what == "delete_topic") {
    topic.deleted = call["deleted"].flag_or(true);
    tell_topic(topic.deleted ? "action:topic.delete" : "action:topic.restore", topic);
  } else if (what == "ask") {
    topic.question = true, topic.solved = false, topic.solved_pid = 0;
    send("action:topic.toggleQuestion", json.flag("isQuestion", true).end_object().take());
  } else if (what == "solve") {
    topic.solved_pid = call["pid"].integer();
    topic.solved = topic.solved_pid != 0;
    json.number("pid", topic.solved_pid).flag("isSolved", topic.solved).end_object();
    send("action:topic.toggleSolved", json.take());
  } else if (const std::int64_t cid = call["cid"].integer(); state_.categories.count(cid)) {
    json.number("cid", cid).number("fromCid", topic.cid).number("toCid", cid).end_object();
    topic.cid = cid;
    send("action:topic.move", json.take());
  } else {
    return Error{ErrorCode::unknown_name, call["cid"].path(), "no such category"};
  }
  return Nothing{};
}

Result<std::string> NodebbSimulator::set_up(const JsonReader& call, Milliseconds now) {
  const std::string what = call["do"].text();
  JsonWriter json;
  if (what == "add_user") {
    const NodebbPerson person{call["username"].text(), call["display_name"].text_or(""), call["admin"].flag_or(false),
                              call["exempt"].flag_or(false), call["reputation"].integer_or(0)};
    if (slugify(person.username).empty()) return Error{ErrorCode::missing, "$.call.username", "a name is needed"};
    for (const auto& [uid, user] : state_.users) {
      if (user.slug == slugify(person.username)) {
        return Error{ErrorCode::conflict, call["username"].path(), "there is a user of this name"};
      }
    }
    const User& user = add_user(person, now);
    json.object().number("uid", user.uid).text("token", user.token).end_object();
  } else if (what == "add_category") {
    add_category(call["cid"].integer(), call["name"].text());
    json.object().end_object();
  } else if (what == "approve") {
    if (!approve(call["id"].text(), now)) return Error{ErrorCode::unknown_name, call["id"].path(), "not in the queue"};
    json.object().end_object();
  } else if (what == "remove_post") {
    const std::int64_t pid = call["pid"].integer();
    if (!state_.posts.count(pid)) return Error{ErrorCode::unknown_name, call["pid"].path(), "no such post"};
    remove_post(pid, now);
    json.object().end_object();
  } else if (what == "set_profile" || what == "remove_user") {
    const auto user = state_.users.find(call["uid"].integer());
    if (user == state_.users.end()) return Error{ErrorCode::unknown_name, call["uid"].path(), "no such user"};
    if (what == "remove_user") {
      remove_user(user->second, now);
    } else {
      set_profile(user->second, call, now);
    }
    json.object().end_object();
  } else if (what == "move_topic" || what == "delete_topic" || what == "ask" || what == "solve") {
    if (const Status status = moderate(call, what); !status) return status.error();
    json.object().end_object();
  } else if (what == "hooks") {  // what the webhooks plugin sent after the first "after"
    json.object().key("hooks").array();
    for (auto i = static_cast<std::size_t>(call["after"].integer_or(0)); i < state_.hooks.size(); ++i) {
      const Hook& hook = state_.hooks[i];
      json.object().text("body", hook.body).text_unless_empty("signature", hook.signature).end_object();
    }
    json.end_array().number("after", static_cast<std::int64_t>(state_.hooks.size())).end_object();
  } else {
    return Error{ErrorCode::unknown_name, call["do"].path(), "no such setup: " + what};
  }
  return json.take();
}

std::string NodebbSimulator::dump() const {
  const Views views(state_, 0, std::nullopt);
  JsonWriter json;
  json.object().key("posts").array();
  for (const auto& [pid, post] : state_.posts) {
    if (post.latest().purged) continue;
    const Topic& topic = state_.topics.at(post.tid);
    json.object().number("pid", pid).number("tid", post.tid).number("uid", post.uid);
    json.text("username", state_.users.at(post.uid).username).number("cid", topic.cid).text("title", topic.title);
    json.flag("main", topic.main_pid == pid);
    if (post.to_pid) json.number("toPid", post.to_pid);
    json.text("content", post.latest().content).text("html", views.html(post.latest().content));
    json.number("timestamp", post.created_at).number("edited", post.latest().edited_at);
    json.flag("deleted", post.latest().deleted).end_object();
  }
  json.end_array().key("queue").array();
  for (const QueuedPost& draft : state_.queue) {
    json.object().text("id", draft.id).number("uid", draft.uid).number("tid", draft.tid).text("content", draft.content);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace plein::simulators
