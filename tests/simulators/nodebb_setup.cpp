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
