// What is done to posts that stand: deleted and recovered, liked, accepted as answers (lib/post_destroyer.rb, the guardians).
#include "simulators/discourse_simulator.h"
#include "simulators/discourse_views.h"

namespace plein::simulators {

using namespace discourse;

namespace {

constexpr Milliseconds undo_ms = 600'000;  // in which a like can be taken back
constexpr Milliseconds day_ms = 86'400'000;

}  // namespace

PostVersion& DiscourseSimulator::next_version(Post& post, Milliseconds now) {
  PostVersion next = post.latest();
  next.at = now;
  post.versions.push_back(std::move(next));
  return post.versions.back();
}

TopicVersion& DiscourseSimulator::next_version(Topic& topic, Milliseconds now) {
  TopicVersion next = topic.latest();
  next.at = now;
  topic.versions.push_back(std::move(next));
  return topic.versions.back();
}

Post* DiscourseSimulator::find_post(std::int64_t id) {
  const auto found = state_.posts.find(id);
  return found == state_.posts.end() || found->second.latest().destroyed ? nullptr : &found->second;
}

Topic* DiscourseSimulator::find_topic(std::int64_t id) {
  const auto found = state_.topics.find(id);
  return found == state_.topics.end() ? nullptr : &found->second;
}

Post& DiscourseSimulator::publish(const Draft& draft, Milliseconds now) {
  std::int64_t topic_id = draft.topic_id;
  if (topic_id == 0) {
    topic_id = state_.next_topic++;
    Topic topic{.id = topic_id, .user_id = draft.user_id, .external_id = draft.external_id, .created_at = now};
    topic.allowed = draft.allowed;
    topic.versions.push_back(
        TopicVersion{.at = now, .title = draft.title, .category = draft.category, .archetype = draft.archetype});
    state_.topics.emplace(topic_id, std::move(topic));
  }
  Topic& topic = state_.topics.at(topic_id);
  Post post{.id = state_.next_post++, .user_id = draft.user_id, .reply_to = draft.reply_to, .created_at = now};
  post.versions.push_back(PostVersion{
      .at = now, .topic_id = topic_id, .number = topic.next_number++, .raw = draft.raw, .updated_at = now, .type = draft.type});
  Post& stands = state_.posts.emplace(post.id, std::move(post)).first->second;
  if (stands.latest().number == 1) push_topic("topic_created", topic);
  push_post("post_created", stands);
  return stands;
}

void DiscourseSimulator::add_small_action(Topic& topic, std::int64_t user, Milliseconds now) {
  publish(Draft{.user_id = user, .topic_id = topic.id, .type = small_action}, now);
}

HttpResponse DiscourseSimulator::remove(Call& call, Post& post) {
  const PostVersion& before = post.latest();
  const bool own = post.user_id == call.user->id;
  if (before.number == 1 || (!call.staff() && (!own || before.user_deleted))) return invalid_access();
  push_post("post_destroyed", post);
  Topic& topic = *find_topic(before.topic_id);
  if (topic.latest().accepted == post.id) next_version(topic, call.now).accepted = 0;
  PostVersion& next = next_version(post, call.now);
  if (call.staff()) {
    next.deleted_at = call.now;
  } else {
    next.user_deleted = true;
    next.raw = "(post deleted by author)";
    next.updated_at = call.now;
    ++next.version;
  }
  return nothing();
}

HttpResponse DiscourseSimulator::recover(Call& call, Post& post) {
  const PostVersion before = post.latest();
  const bool by_author = post.user_id == call.user->id && before.user_deleted && before.deleted_at == 0;
  if (!(call.staff() && before.deleted_at != 0) && !by_author) return invalid_access();
  PostVersion& next = next_version(post, call.now);
  if (before.deleted_at != 0) {
    next.deleted_at = 0;
  } else {
    next.user_deleted = false;
    next.updated_at = call.now;
    ++next.version;
    for (const PostVersion& each : post.versions) {
      if (!each.user_deleted && each.at < call.now) next.raw = each.raw;
    }
  }
  push_post("post_recovered", post);
  return answer_post(call, post);
}

void DiscourseSimulator::set_deleted(Topic& topic, bool deleted, Milliseconds now) {
  const Post* first = Views(state_, nullptr, std::nullopt).first_of(topic.id);
  if (deleted) push_topic("topic_destroyed", topic);
  if (deleted && first != nullptr) push_post("post_destroyed", *first);
  next_version(topic, now).deleted_at = deleted ? now : 0;
  if (first != nullptr) next_version(state_.posts.at(first->id), now).deleted_at = deleted ? now : 0;
  if (!deleted) push_topic("topic_recovered", topic);
  if (!deleted && first != nullptr) push_post("post_recovered", *first);
}

HttpResponse DiscourseSimulator::remove_topic(Call& call, Topic& topic) {
  const bool young = topic.user_id == call.user->id && topic.next_number <= 2 && call.now - topic.created_at < day_ms;
  if (topic.latest().deleted_at != 0 || (!call.staff() && !young)) return invalid_access();
  set_deleted(topic, true, call.now);
  return nothing();
}

HttpResponse DiscourseSimulator::recover_topic(Call& call, Topic& topic) {
  if (topic.latest().deleted_at == 0 || !call.staff()) return invalid_access();
  set_deleted(topic, false, call.now);
  return nothing();
}

HttpResponse DiscourseSimulator::like(Call& call, std::int64_t id, bool on) {
  Post* post = find_post(id);
  const Views views(state_, call.user, std::nullopt);
  if (post == nullptr) return not_found();
  if (!views.sees(*post)) return invalid_access();
  const auto liked = post->likes.find(call.user->id);
  if (on) {
    if (liked != post->likes.end()) {
      return failed(403, "", {"Oops! You already performed this action. Can you try refreshing the page?"});
    }
    if (post->user_id == call.user->id || post->latest().deleted_at != 0) return invalid_access();
    post->likes[call.user->id] = call.now;
    JsonWriter json;
    json.object().key("post");
    Views(state_, nullptr, std::nullopt).post(json, *post, Views::Detail::hook);
    json.key("user");
    Views(state_, nullptr, std::nullopt).hook_user(json, *call.user);
    json.end_object();
    push("like", "post_liked", json.take());
  } else {
    if (liked == post->likes.end()) return not_found();
    if (call.now - liked->second > undo_ms) return invalid_access();
    post->likes.erase(liked);
  }
  return answer_post(call, *post);
}

HttpResponse DiscourseSimulator::solve(Call& call, bool on) {
  Post* post = find_post(to_number(call.parts.body.root()["id"].id_or("")).value_or(0));
  if (post == nullptr || !Views(state_, call.user, std::nullopt).sees(*post)) return not_found();
  Topic& topic = *find_topic(post->latest().topic_id);
  const bool may = call.staff() || topic.user_id == call.user->id;
  if (!may || post->latest().number <= 1 || post->latest().type == whisper) return invalid_access();
  if (on || topic.latest().accepted == post->id) next_version(topic, call.now).accepted = on ? post->id : 0;
  push_post(on ? "accepted_solution" : "unaccepted_solution", *post, "solved");
  if (!on) return json_answer(200, R"({"success":"OK"})");
  JsonWriter json;
  json.object().number("post_number", post->latest().number).end_object();
  return json_answer(200, json.take());
}

}  // namespace plein::simulators
