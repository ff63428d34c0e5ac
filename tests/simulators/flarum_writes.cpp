// A simulated Flarum: what is written to it.
#include "base/utf8.h"
#include "simulators/flarum_simulator.h"
#include "simulators/flarum_views.h"

namespace plein::simulators {

using namespace flarum;

namespace {

std::int64_t code_points(const std::string& text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += utf8::decode(text, i).bytes) ++count;
  return count;
}

HttpResponse invalid(const char* field, const char* detail) {
  return failed(422, "validation_error", std::string("/data/attributes/") + field, detail);
}

}  // namespace

Post& FlarumSimulator::add_post(std::int64_t discussion, std::int64_t user, const std::string& type, Milliseconds now) {
  Post post{.id = state_.next_post++, .discussion = discussion};
  post.number = ++state_.discussions.at(discussion).last_number;
  post.user = user;
  post.type = type;
  post.created_at = now;
  return state_.posts[post.id] = post;
}

HttpResponse FlarumSimulator::write(Call& call) {
  const Views views(state_, call.actor);
  const std::string_view what = call.parts.segment(1);
  const std::string& method = call.parts.method;
  const std::int64_t id = to_number(call.parts.segment(2)).value_or(0);
  if (method == "POST" && call.parts.segments.size() == 2) {
    if (what == "discussions") return create(call, true);
    if (what == "posts") return create(call, false);
  }
  const JsonReader data = call.parts.body.root()["data"];
  if (method == "PATCH" && (data["type"].text_or("") != what || data["id"].text_or("") != call.parts.segment(2))) {
    return failed(state_.version == 2 ? 409 : 400, "invalid_resource");
  }
  if (what == "posts" && id) {
    const auto post = state_.posts.find(id);
    if (post == state_.posts.end() || !views.visible(post->second)) return failed(404, "not_found");
    if (method == "PATCH") return change(call, post->second);
    if (method == "DELETE") return remove(call, post->second);
  }
  if (what == "discussions" && id && method == "PATCH") {
    const auto discussion = state_.discussions.find(id);
    if (discussion == state_.discussions.end() || !views.visible(discussion->second)) return failed(404, "not_found");
    return change(call, discussion->second);
  }
  return failed(405, "method_not_allowed");
}

HttpResponse FlarumSimulator::create(Call& call, bool first) {
  User& user = state_.users.at(call.actor);
  // PostCreationThrottler; API keys are not throttled.
  if (!call.by_key && user.posted_at != 0 && call.now - user.posted_at < 10'000) return failed(429, "too_many_requests");
  const JsonReader data = call.parts.body.root()["data"];
  const std::string content = data["attributes"]["content"].text_or("");
  const std::string title = data["attributes"]["title"].text_or("");
  std::int64_t discussion = to_number(data["relationships"]["discussion"]["data"]["id"].id_or("")).value_or(0);
  std::set<std::int64_t> tags;
  data["relationships"]["tags"]["data"].each([&](JsonReader tag) { tags.insert(to_number(tag["id"].text()).value_or(0)); });
  if (!call.parts.body.status().ok()) return failed(400, "bad_request");
  if (content.empty()) return invalid("content", "The content field is required.");
  if (code_points(content) > 63'000) return invalid("content", "The content may not be greater than 63000 characters.");
  const Views views(state_, call.actor);
  if (first) {
    if (code_points(title) < 3) return invalid("title", "The title must be at least 3 characters.");
    if (code_points(title) > 80) return invalid("title", "The title may not be greater than 80 characters.");
    if (tags.empty()) return failed(422, "validation_error", "/data/relationships/tags", "Please choose at least 1 tag.");
    for (const std::int64_t tag : tags) {
      if (!state_.tags.count(tag)) return failed(403, "permission_denied");
    }
    discussion = state_.next_discussion++;
    Discussion made{.id = discussion, .title = title, .user = user.id, .tags = tags};
    made.created_at = call.now;
    state_.discussions[discussion] = made;
  } else if (!state_.discussions.count(discussion) || !views.visible(state_.discussions.at(discussion))) {
    return failed(404, "not_found");
  }
  Post& post = add_post(discussion, user.id, "comment", call.now);
  post.content = content;
  const bool queue = faults().approval_queue && (!user.exempt() || faults().queue_everyone);
  post.approved = !queue;
  Discussion& of = state_.discussions.at(discussion);
  if (first) of.approved = !queue;
  user.posted_at = call.now;
  return document(201, first ? views.with_posts(of) : views.posts({&post}, "", true));
}

HttpResponse FlarumSimulator::change(Call& call, Post& post) {
  const User& user = state_.users.at(call.actor);
  const JsonReader said = call.parts.body.root()["data"]["attributes"];
  const bool own = post.user == user.id && (post.hidden_at == 0 || post.hidden_by == user.id);
  const bool may = user.moderator || own;
  const bool edits = said["content"].present();
  const bool hides = said["isHidden"].present();
  if ((edits || hides) && (!may || post.type != "comment")) return failed(403, "permission_denied");
  if (edits && said["content"].text().empty()) return invalid("content", "The content field is required.");
  if (edits && said["content"].text() != post.content) {
    post.content = said["content"].text();
    post.edited_at = call.now;
  }
  if (hides) {
    const bool hidden = said["isHidden"].flag();
    post.hidden_at = hidden ? (post.hidden_at ? post.hidden_at : call.now) : 0;
    post.hidden_by = hidden ? user.id : 0;
  }
  // A like that is there already is taken back, whatever is asked (SaveLikesToDatabase).
  if (said["isLiked"].present()) {
    const bool liked = said["isLiked"].flag();
    if (post.likes.count(user.id)) {
      post.likes.erase(user.id);
    } else if (liked) {
      post.likes.insert(user.id);
    }
  }
  return document(200, Views(state_, call.actor).posts({&post}, "", true));
}

HttpResponse FlarumSimulator::change(Call& call, Discussion& discussion) {
  const User& user = state_.users.at(call.actor);
  const JsonReader said = call.parts.body.root()["data"]["attributes"];
  if (said["bestAnswerPostId"].present()) {
    const std::int64_t best = said["bestAnswerPostId"].integer();
    if (!user.moderator && discussion.user != user.id) return failed(403, "permission_denied");
    const auto post = state_.posts.find(best);
    if (best != 0 && (post == state_.posts.end() || post->second.discussion != discussion.id)) {
      return failed(422, "validation_error", "/data/attributes/error", "The post is not in the discussion.");
    }
    discussion.best = best;
  }
  return document(200, Views(state_, call.actor).with_posts(discussion));
}

HttpResponse FlarumSimulator::remove(Call& call, Post& post) {
  if (!state_.users.at(call.actor).moderator) return failed(403, "permission_denied");
  const std::int64_t discussion = post.discussion;
  if (state_.discussions.at(discussion).best == post.id) state_.discussions.at(discussion).best = 0;
  state_.posts.erase(post.id);
  bool more = false;
  for (const auto& [id, each] : state_.posts) more = more || each.discussion == discussion;
  if (!more) state_.discussions.erase(discussion);
  return document(204, "");
}

}  // namespace plein::simulators
