// What is done on Facebook itself: people, the Page's editors and its moderators; and the dump for assertions.
#include "simulators/facebook_simulator.h"
#include "simulators/facebook_views.h"

namespace plein::simulators {

using namespace facebook;

std::string FacebookSimulator::add_person(const std::string& name, bool shares) {
  const std::string id = std::to_string(7000000 + state_.next_number++);
  state_.people[id] = Person{id, name, shares, false};
  return id;
}

Result<std::string> FacebookSimulator::set_up(const JsonReader& call, Milliseconds now) {
  const std::string what = call["do"].text();
  const auto unknown = [&](const char* name) {
    return Error{ErrorCode::unknown_name, call[name].path(), "there is no " + call[name].text_or("")};
  };
  const auto made = [](const std::string& id) { return JsonWriter().object().text("id", id).end_object().str(); };
  if (what == "add_user") return made(add_person(call["name"].text(), call["shares"].flag_or(true)));
  if (what == "set_page") {
    state_.followers = call["followers"].integer_or(state_.followers);
    return std::string("{}");
  }
  if (what == "webhook") {
    const auto changes_max = static_cast<std::size_t>(std::max<std::int64_t>(call["changes_max"].integer_or(1000), 0));
    const Delivery delivery = deliver(changes_max, call["again"].flag_or(false), now);
    JsonWriter json;
    json.object().key("headers").object();
    for (const auto& [name, value] : delivery.headers) json.text(name, value);
    return json.end_object().text("body", delivery.body).end_object().take();
  }
  // Who acts: a person, or the Page by hand.
  const std::string user = call["user"].text_or("");
  const auto person = state_.people.find(user);
  if (!user.empty() && person == state_.people.end()) return unknown("user");
  if (what == "set_user") {
    if (user.empty()) return unknown("user");
    person->second.name = call["name"].text_or(person->second.name);
    person->second.shares = call["shares"].flag_or(person->second.shares);
    person->second.deactivated = call["deactivated"].flag_or(person->second.deactivated);
    return std::string("{}");
  }
  if (what == "post" || what == "comment") {
    Entry entry;
    entry.author = user;
    entry.picture = call["picture"].text_or("");
    entry.link = call["link"].text_or("");
    entry.is_private = call["private"].flag_or(false);
    if (call["tags"].present()) entry.tags = call["tags"].raw();
    const std::string message = call["message"].text_or("");
    if (what == "post") return made(post(std::move(entry), message, now));
    const Entry* under = state_.find(call["under"].text());
    if (under == nullptr || Views(state_, true, std::nullopt).version(*under) == nullptr) return unknown("under");
    return made(comment(std::move(entry), under->id, message, now));
  }
  Entry* entry = state_.find(call["id"].text_or(""));
  if (entry == nullptr || Views(state_, true, std::nullopt).version(*entry) == nullptr) return unknown("id");
  if (what == "edit") {
    next_version(*entry, now).message = call["message"].text();
    tell(*entry, "edited", now);
  } else if (what == "remove") {
    remove(*entry, now);
  } else if (what == "hide") {  // as a moderator does; "hidden":false shows it again
    next_version(*entry, now).hidden = call["hidden"].flag_or(true);
    tell(*entry, entry->latest().hidden ? "hide" : "unhide", now);
  } else if (what == "unpublish") {
    next_version(*entry, now).published = false;
    tell(*entry, "edited", now);
  } else if (what == "like") {
    if (entry->likes.insert(user.empty() ? state_.page : user).second)
      tell(*entry, "add", now, user.empty() ? state_.page : user);
  } else {
    return Error{ErrorCode::unknown_name, call["do"].path(), "no such setup: " + what};
  }
  return std::string("{}");
}

std::string FacebookSimulator::dump() const {
  const Views views(state_, true, std::nullopt);
  JsonWriter json;
  json.object().key("posts").array();
  for (const Entry& entry : state_.entries) {
    const Version* version = views.version(entry);
    if (version == nullptr) continue;
    json.object()
        .text("id", entry.id)
        .text("post", entry.post)
        .text_unless_empty("parent", entry.parent)
        .text("author", entry.author);
    json.text("message", version->message).number("created_at", entry.created_at);
    json.text_unless_empty("picture", entry.picture).number("likes", static_cast<std::int64_t>(entry.likes.size()));
    json.flag("hidden", version->hidden || entry.is_private).flag("published", version->published).end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace plein::simulators
