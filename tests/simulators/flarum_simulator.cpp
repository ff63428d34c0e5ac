#include "simulators/flarum_simulator.h"

#include <algorithm>

#include "simulators/flarum_views.h"

namespace plein::simulators {

using namespace flarum;

FlarumSimulator::FlarumSimulator(FlarumSettings settings) : settings_(std::move(settings)) {
  while (settings_.url.ends_with('/')) settings_.url.pop_back();
  state_.url = settings_.url;
  state_.version = settings_.version;
  state_.tags[3] = "Vragen";
}

HttpResponse FlarumSimulator::refusal(int status, Milliseconds) const {
  if (status == 429) return failed(429, "too_many_requests");
  if (status == 500) return failed(500, "unknown");
  return HttpResponse{
      status, {{"content-type", "text/html"}}, "<html><body>" + std::to_string(status) + "</body></html>", "", ""};
}

void FlarumSimulator::authenticate(Call& call, const HttpRequest& request) const {
  const auto header = request.headers.find("authorization");
  if (header == request.headers.end() || faults().unauthorised || !header->second.starts_with("Token ")) return;
  const std::string token = header->second.substr(6, header->second.find(';') - 6);
  if (token == settings_.api_key) {
    const std::size_t id = header->second.find("userId=");
    call.by_key = true;
    if (id != std::string::npos) call.actor = to_number(header->second.substr(id + 7)).value_or(0);
    if (!state_.users.count(call.actor)) call.actor = 0;
    return;
  }
  for (const auto& [id, user] : state_.users) {
    if (user.token == token && !user.removed) call.actor = id;
  }
}

HttpResponse FlarumSimulator::respond(const HttpRequest& request, Milliseconds now) {
  Call call{take_apart(request), now};
  if (call.parts.segment(0) != "api") return HttpResponse{404, {{"content-type", "text/html"}}, "<html></html>", "", ""};
  authenticate(call, request);
  if (call.parts.method == "GET") return read(call);
  if (call.parts.body_is_broken) return failed(400, "invalid_json");
  const auto type = request.headers.find("content-type");
  const bool typed = type != request.headers.end() && type->second.find("json") != std::string::npos;
  if (!typed && call.parts.method != "DELETE") return failed(415, "unsupported_media_type");
  // Without a token that is accepted, a write must have a session's (CheckCsrfToken).
  if (call.actor == 0) return failed(400, "csrf_token_mismatch");
  return write(call);
}

HttpResponse FlarumSimulator::read(const Call& call) const {
  const Views views(state_, call.actor);
  const std::string_view what = call.parts.segment(1);
  const std::int64_t id = to_number(call.parts.segment(2)).value_or(0);
  if (what == "posts" && call.parts.segments.size() == 2) return list(call);
  if (what == "posts") {
    const auto post = state_.posts.find(id);
    if (post == state_.posts.end() || !views.visible(post->second)) return failed(404, "not_found");
    return document(200, views.posts({&post->second}, "", true));
  }
  if (what == "discussions" && id) {
    const auto discussion = state_.discussions.find(id);
    if (discussion == state_.discussions.end() || !views.visible(discussion->second)) return failed(404, "not_found");
    return document(200, views.with_posts(discussion->second));
  }
  if (what == "users" && id) {
    const auto user = state_.users.find(id);
    if (user == state_.users.end() || user->second.removed) return failed(404, "not_found");
    JsonWriter json;
    json.object().key("data");
    views.user(json, user->second);
    json.end_object();
    return document(200, json.take());
  }
  return failed(404, "not_found");
}

HttpResponse FlarumSimulator::list(const Call& call) const {
  const Views views(state_, call.actor);
  const RequestParts& parts = call.parts;
  // What is not offered is an error (sortFields, optionalInclude).
  const std::string sort = parts.parameter("sort");
  const std::string key = sort.starts_with('-') ? sort.substr(1) : sort;
  if ((!key.empty() && key != "number" && key != "createdAt") || parts.has_parameter("include")) {
    return failed(400, "invalid_parameter");
  }
  std::vector<const Post*> found;
  for (const auto& [id, post] : state_.posts) {
    const Discussion& of = state_.discussions.at(post.discussion);
    const auto matches = [&](const char* name, const std::string& value) {
      return !parts.has_parameter(name) || parts.parameter(name) == value;
    };
    if (!views.visible(post) || post.created_at > call.now - faults().read_lag_ms) continue;
    if (!matches("filter[type]", post.type) || !matches("filter[discussion]", std::to_string(of.id))) continue;
    if (!matches("filter[author]", state_.users.at(post.user).username)) continue;
    if (parts.has_parameter("filter[tag]") && !of.tags.count(parts.number("filter[tag]", 0))) continue;
    found.push_back(&post);
  }
  const bool by_number = key == "number";
  std::stable_sort(found.begin(), found.end(), [&](const Post* a, const Post* b) {
    return by_number ? a->number < b->number : a->created_at / 1000 < b->created_at / 1000;
  });
  if (sort.starts_with('-')) std::reverse(found.begin(), found.end());
  const std::size_t offset = static_cast<std::size_t>(parts.number("page[offset]", 0));
  const std::size_t limit = static_cast<std::size_t>(std::min<std::int64_t>(50, parts.number("page[limit]", 20)));
  const bool more = found.size() > offset + limit;
  found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(offset, found.size())));
  if (found.size() > limit) found.resize(limit);
  const std::string next = state_.url + "/api/posts?sort=" + sort + "&page%5Boffset%5D=" + std::to_string(offset + limit);
  return document(200, views.posts(found, more ? next : "", false));
}

const User& FlarumSimulator::add_user(const std::string& name, bool moderator, bool trusted) {
  const std::int64_t id = static_cast<std::int64_t>(state_.users.size()) + 1;
  User user{.id = id, .username = name, .display_name = name, .token = "token-" + std::to_string(id)};
  user.moderator = moderator;
  user.trusted = trusted;
  return state_.users[id] = user;
}

// add_user, set_profile, remove_user; add_tag, set_tag; hide_discussion, rename (an event post); approve, which moderators do.
Result<std::string> FlarumSimulator::set_up(const JsonReader& call, Milliseconds now) {
  const std::string what = call["do"].text();
  JsonWriter json;
  const std::int64_t id = call["id"].integer_or(0);
  const auto unknown = [&] { return Error{ErrorCode::unknown_name, call["id"].path(), "not in the forum"}; };
  json.object();
  if (what == "add_user") {
    const User& user = add_user(call["username"].text(), call["moderator"].flag_or(false), call["trusted"].flag_or(false));
    state_.users[user.id].display_name = call["display_name"].text_or(user.username);
    json.number("id", user.id).text("token", user.token);
  } else if (what == "add_tag") {
    state_.tags[id] = call["name"].text();
  } else if (what == "set_profile" || what == "remove_user") {
    if (!state_.users.count(id)) return unknown();
    User& user = state_.users[id];
    user.bio = call["bio"].text_or(user.bio);
    user.display_name = call["display_name"].text_or(user.display_name);
    user.removed = what == "remove_user";
  } else if (what == "approve") {
    if (!state_.posts.count(id)) return unknown();
    Post& post = state_.posts[id];
    post.approved = true;
    if (post.number == 1) state_.discussions[post.discussion].approved = true;
  } else if (what == "set_tag" || what == "hide_discussion" || what == "rename") {
    if (!state_.discussions.count(id)) return unknown();
    Discussion& discussion = state_.discussions[id];
    if (what == "set_tag") discussion.tags = {call["tag"].integer()};
    if (what == "hide_discussion") discussion.hidden_at = call["hidden"].flag_or(true) ? now : 0;
    if (what == "rename") discussion.title = call["title"].text();
    if (what != "hide_discussion") add_post(id, 1, what == "rename" ? "discussionRenamed" : "discussionTagged", now);
  } else {
    return Error{ErrorCode::unknown_name, call["do"].path(), "no such setup: " + what};
  }
  json.end_object();
  return json.take();
}

std::string FlarumSimulator::dump() const {
  JsonWriter json;
  json.object().key("posts").array();
  for (const auto& [id, post] : state_.posts) {
    const Discussion& of = state_.discussions.at(post.discussion);
    json.object().number("id", id).number("discussion", of.id).number("number", post.number).number("user", post.user);
    json.text("title", of.title)
        .text("type", post.type)
        .text("content", post.content)
        .text("html", to_html(state_, post.content));
    json.number("created", post.created_at).number("edited", post.edited_at);
    json.flag("hidden", post.hidden_at != 0).flag("approved", post.approved).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace plein::simulators
