#include "simulators/nodebb_simulator.h"

#include "base/utf8.h"
#include "simulators/nodebb_answers.h"
#include "simulators/nodebb_views.h"

namespace plein::simulators {

using namespace nodebb;

NodebbSimulator::NodebbSimulator(NodebbSettings settings) : settings_(std::move(settings)) {
  while (settings_.url.ends_with('/')) settings_.url.pop_back();
  state_.url = settings_.url;
  add_category(2, "General Discussion");
}

HttpResponse NodebbSimulator::refusal(int status, Milliseconds) const {
  if (status == 429) return failed(429, "You have made too many requests, please try again later.");
  if (status == 500) return failed(500, "Internal Error. We are working hard to resolve this issue");
  // Other 5xx come from the proxy in front of NodeBB, as HTML.
  return html_answer(status, "<html><head><title>" + std::to_string(status) + "</title></head><body></body></html>");
}

std::optional<Milliseconds> NodebbSimulator::as_of(Milliseconds now) const {
  if (faults().read_lag_ms <= 0) return std::nullopt;
  return now - faults().read_lag_ms;
}

std::optional<HttpResponse> NodebbSimulator::authenticate(Call& call) const {
  if (!call.parts.has_authorization || faults().unauthorised) return std::nullopt;  // a guest, as NodeBB takes it
  if (call.parts.token == settings_.master_token) {
    std::string uid = call.parts.body.root()["_uid"].id_or("");
    if (uid.empty()) uid = call.parts.parameter("_uid");
    if (uid.empty()) {
      return failed(400, "A master token was received without a corresponding `_uid` in the request body");
    }
    const std::int64_t number = to_number(uid).value_or(0);
    if (state_.users.count(number)) call.uid = number;
    return std::nullopt;
  }
  for (const auto& [uid, user] : state_.users) {
    if (user.token == call.parts.token) call.uid = uid;
  }
  return std::nullopt;
}

HttpResponse NodebbSimulator::respond(const HttpRequest& request, Milliseconds now) {
  Call call{take_apart(request), now};
  if (call.parts.segment(0) != "api") return html_answer(200, "<!DOCTYPE html><html></html>");
  if (call.parts.body_is_broken) return failed(400, "Unexpected token in JSON");
  if (std::optional<HttpResponse> refused = authenticate(call)) return *refused;
  if (call.parts.method != "GET") return write(call);
  return call.parts.segment(1) == "v3" ? read_v3(call) : read(call);
}

HttpResponse NodebbSimulator::read(const Call& call) const {
  const Views views(state_, call.uid, as_of(call.now));
  const std::int64_t page = std::max<std::int64_t>(1, call.parts.number("page", 1));
  const std::string_view what = call.parts.segment(1);
  const std::string_view which = call.parts.segment(2);
  const std::int64_t number = to_number(which).value_or(0);
  JsonWriter json;
  if (what == "topic" && call.parts.segments.size() >= 3) {
    const auto topic = state_.topics.find(number);
    if (topic == state_.topics.end() || views.posts_of(number).empty()) return no_page(call.parts.path);
    if (!views.readable(topic->second)) return failed(call.uid ? 403 : 401, not_allowed(call.uid));
    views.topic_page(json, topic->second, page, call.parts.parameter("sort"));
  } else if (what == "recent" && which == "posts") {
    const std::string_view term = call.parts.segment(3);
    const Milliseconds day = 86'400'000;
    const Milliseconds span = term == "day" ? day : term == "week" ? 7 * day : term == "month" ? 30 * day : call.now;
    views.recent_posts(json, page, call.now - span);
  } else if (what == "recent") {
    views.topic_list(json, page, 0);
  } else if (what == "category" && state_.categories.count(number)) {
    views.topic_list(json, page, number);
  } else if (what == "self") {
    if (call.uid == 0) return json_answer(401, "\"not-authorized\"");
    views.user(json, state_.users.at(call.uid));
  } else if (what == "user") {
    const User* found = nullptr;
    for (const auto& [uid, user] : state_.users) {
      if (user.removed) continue;
      const bool by_uid = which == "uid" && call.parts.segment(3) == std::to_string(uid);
      if (by_uid || user.slug == which) found = &user;
    }
    if (!found) return no_page(call.parts.path);
    views.user(json, *found);
  } else {
    return no_page(call.parts.path);
  }
  return json_answer(200, json.take());
}

HttpResponse NodebbSimulator::read_v3(const Call& call) const {
  const Views views(state_, call.uid, as_of(call.now));
  const std::string_view what = call.parts.segment(2);
  const std::int64_t number = to_number(call.parts.segment(3)).value_or(0);
  JsonWriter json;
  if (what == "posts") {
    const auto found = state_.posts.find(number);
    if (found == state_.posts.end() || !views.version(found->second)) return failed(404, "Post does not exist");
    const Post& post = found->second;
    // What one may not read is answered as if it were not there (src/controllers/write/posts.js).
    if (!views.readable(state_.topics.at(post.tid))) return failed(404, "Post does not exist");
    const std::string_view part = call.parts.segment(4);
    const bool hidden = views.version(post)->deleted && !views.may_see_deleted(post);
    if (part == "raw") {
      if (hidden) return failed(404, "Post does not exist");
      json.object().text("content", views.version(post)->content).end_object();
    } else if (part == "summary") {
      views.post_summary(json, post, Views::Detail::summary);
    } else if (part.empty()) {
      views.post_fields(json, post);
    } else {
      return failed(404, "Invalid API call");
    }
  } else if (what == "topics") {
    const auto topic = state_.topics.find(number);
    if (topic == state_.topics.end() || !views.readable(topic->second)) return failed(404, "Topic does not exist");
    views.topic_page(json, topic->second, 1, "");
  } else if (what == "users") {
    if (call.uid == 0) return failed(401, not_allowed(0));
    const auto user = state_.users.find(number);
    if (user == state_.users.end() || user->second.removed) return failed(404, "User does not exist");
    views.user(json, user->second);
  } else {
    return failed(404, "Invalid API call");
  }
  return done(200, json.take());
}

HttpResponse NodebbSimulator::write(Call& call) {
  const JsonReader body = call.parts.body.root();
  const std::string_view what = call.parts.segment(2);
  const std::int64_t number = to_number(call.parts.segment(3)).value_or(0);
  const std::string_view part = call.parts.segment(4);
  const std::string& method = call.parts.method;
  if (call.parts.segment(1) != "v3") return failed(404, "Invalid API call");

  if (what == "topics" && method == "POST" && call.parts.segments.size() <= 4 && part.empty()) {
    QueuedPost draft{.topic = call.parts.segments.size() == 3, .uid = call.uid, .tid = number};
    draft.content = body["content"].text_or("");
    draft.title = body["title"].text_or("");
    draft.cid = to_number(body["cid"].id_or("")).value_or(0);
    draft.to_pid = to_number(body["toPid"].id_or("")).value_or(0);
    body["tags"].each([&](JsonReader tag) { draft.tags.push_back(tag.text()); });
    if (!call.parts.body.status().ok()) return failed(400, "Invalid Data");
    return create(call, std::move(draft));
  }
  if (what == "posts" && call.parts.segments.size() >= 4) {
    if (call.uid == 0) return failed(401, not_allowed(0));
    const auto found = state_.posts.find(number);
    if (found == state_.posts.end() || found->second.latest().purged) {
      // PUT is the one call that does not check first whether the post exists: its own refusal is a 400.
      return failed(method == "PUT" && part.empty() ? 400 : 404, "Post does not exist");
    }
    Post& post = found->second;
    if (part.empty() && method == "PUT") return edit(call, post);
    if (part.empty() && method == "DELETE") return purge(call, post);
    if (part == "state" && (method == "PUT" || method == "DELETE")) return change_state(call, post, method == "PUT");
    if (part == "vote" && (method == "PUT" || method == "DELETE")) return vote(call, post, method == "PUT");
  }
  return failed(404, "Invalid API call");
}

std::string NodebbSimulator::too_soon(const User& user, Milliseconds last, Milliseconds now) const {
  if (user.admin) return "";
  const bool newbie = user.reputation < 3 && !user.exempt;
  const Milliseconds delay = newbie ? settings_.newbie_post_delay_ms : user.exempt ? 0 : settings_.post_delay_ms;
  if (last == 0 || now - last >= delay) return "";
  const std::string seconds = std::to_string(delay / 1000);
  return newbie ? "As a new user, you can only post once every " + seconds +
                      " second(s) until you have earned 3 reputation - please wait before posting again"
                : "You can only post once every " + seconds + " second(s) - please wait before posting again";
}

HttpResponse NodebbSimulator::create(Call& call, QueuedPost draft) {
  const Views views(state_, call.uid, std::nullopt);
  if (call.uid == 0) return failed(403, not_allowed(1));
  User& user = state_.users.at(call.uid);
  if (draft.topic && !state_.categories.count(draft.cid)) return failed(400, "Category does not exist");
  if (!draft.topic) {
    const auto topic = state_.topics.find(draft.tid);
    if (topic == state_.topics.end() || views.posts_of(draft.tid).empty()) return failed(404, "Topic does not exist");
    if (!views.readable(topic->second)) return failed(400, "This topic has been deleted.");
    if (topic->second.locked && !user.admin) return failed(400, "Topic Locked");
    const auto parent = state_.posts.find(draft.to_pid);
    const bool answerable = parent != state_.posts.end() && !parent->second.latest().purged &&
                            (!parent->second.latest().deleted || views.may_see_deleted(parent->second));
    if (draft.to_pid && !answerable) return failed(400, "Invalid Post ID");
  }
  if (const std::string refused = content_refusal(draft.content, settings_.minimum_post_length); !refused.empty()) {
    return failed(400, refused);
  }
  if (const std::string refused = title_refusal(draft.title); !refused.empty()) return failed(400, refused);
  const bool trusted = user.admin || user.exempt || user.reputation > 0;
  const bool queued = faults().approval_queue && (!trusted || (faults().queue_everyone && !user.admin));
  const std::string wait = too_soon(user, queued ? user.queued_at : user.posted_at, call.now);
  if (!wait.empty()) return failed(400, wait);
  if (queued) {
    draft.id = (draft.topic ? "topic-" : "reply-") + std::to_string(call.now);
    user.queued_at = call.now;
    state_.queue.push_back(draft);
    JsonWriter json;
    json.object().text("id", draft.id).text("type", draft.topic ? "topic" : "reply").flag("queued", true);
    json.text("message", "[[success:post-queued]]").end_object();
    // Only the topic's route says 202; a queued reply is answered with 200.
    return done(draft.topic ? 202 : 200, json.take());
  }
  const Post& post = publish(draft, call.now);
  JsonWriter json;
  if (draft.topic) {
    views.created_topic(json, state_.topics.at(post.tid));
  } else {
    views.post_summary(json, post, Views::Detail::created);
  }
  return done(200, json.take());
}

Post& NodebbSimulator::publish(const QueuedPost& draft, Milliseconds now) {
  std::int64_t tid = draft.tid;
  const std::int64_t pid = state_.next_pid++;
  if (draft.topic) {
    tid = state_.next_tid++;
    Topic topic{.tid = tid, .cid = draft.cid, .uid = draft.uid, .main_pid = pid, .title = draft.title, .tags = draft.tags};
    topic.generated_title = draft.title.empty();
    if (topic.generated_title) topic.title = generated_title(draft.content);
    const std::string slug = slugify(topic.title);
    topic.slug = std::to_string(tid) + "/" + (slug.empty() ? "topic" : slug);
    topic.created_at = now;
    state_.topics.emplace(tid, std::move(topic));
  }
  Post post{.pid = pid, .tid = tid, .uid = draft.uid, .to_pid = draft.to_pid, .created_at = now};
  post.versions.push_back(PostVersion{.at = now, .content = draft.content});
  state_.users.at(draft.uid).posted_at = now;
  Post& made = state_.posts.emplace(pid, std::move(post)).first->second;
  tell_created(made);
  return made;
}

}  // namespace plein::simulators
