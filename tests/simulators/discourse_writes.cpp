// What is written through the API (posts_controller.rb, topics_controller.rb).
#include <algorithm>

#include "simulators/discourse_simulator.h"
#include "simulators/discourse_views.h"

namespace plein::simulators {

using namespace discourse;

namespace {

constexpr Milliseconds memory_ms = 120'000;

const char* const gone_topic = "Something has gone wrong. Perhaps this topic was closed or deleted while you were looking at it?";

HttpResponse refused(const std::vector<std::string>& errors) {
  JsonWriter json;
  json.object().text("action", "create_post").key("errors").array();
  for (const std::string& each : errors) json.text(each);
  json.end_array().end_object();
  return json_answer(422, json.take());
}

bool is_external_id(const std::string& text) {
  return text.size() <= 50 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; });
}

}  // namespace

HttpResponse DiscourseSimulator::write(Call& call) {
  const std::string_view what = call.parts.segment(0);
  const std::string_view which = call.parts.segment(1);
  const std::string& method = call.parts.method;
  const JsonReader body = call.parts.body.root();
  if (what == "posts" && which.empty() && method == "POST") return create(call);
  if (what == "posts") return write_post(call);
  if (what == "t") return write_topic(call);
  if (what == "post_actions" && method == "POST") {
    if (body["post_action_type_id"].integer_or(0) != 2) return failed(400, "invalid_parameters", {"Only likes are simulated."});
    return like(call, to_number(body["id"].id_or("")).value_or(0), true);
  }
  if (what == "post_actions" && method == "DELETE") return like(call, to_number(which).value_or(0), false);
  if (what == "solution" && method == "POST") return solve(call, which == "accept");
  return not_found();
}

HttpResponse DiscourseSimulator::write_post(Call& call) {
  Post* post = find_post(to_number(call.parts.segment(1)).value_or(0));
  const Views views(state_, call.user, std::nullopt);
  const PostVersion* now = post == nullptr ? nullptr : views.version(*post);
  if (now == nullptr || (now->deleted_at != 0 && !call.staff())) return not_found();
  if (!views.sees(*post)) return invalid_access();
  const std::string_view part = call.parts.segment(2);
  if (part.empty() && call.parts.method == "PUT") return edit(call, *post);
  if (part.empty() && call.parts.method == "DELETE") return remove(call, *post);
  if (part == "recover" && call.parts.method == "PUT") return recover(call, *post);
  return not_found();
}

HttpResponse DiscourseSimulator::write_topic(Call& call) {
  const bool update = call.parts.segment(1) == "-";  // PUT /t/-/{id}.json
  Topic* topic = find_topic(to_number(call.parts.segment(update ? 2 : 1)).value_or(0));
  const Views views(state_, call.user, std::nullopt);
  if (topic == nullptr || !views.sees(*topic)) return not_found();
  const JsonReader body = call.parts.body.root();
  const std::string_view part = call.parts.segment(2);
  const std::string& method = call.parts.method;
  if (method == "DELETE") return remove_topic(call, *topic);
  if (part == "recover" && method == "PUT") return recover_topic(call, *topic);
  if (!call.staff()) return invalid_access();
  if (part == "status" && method == "PUT") {
    const bool enabled = body["enabled"].present() && body["enabled"].text_or("") != "false";
    TopicVersion& next = next_version(*topic, call.now);
    (body["status"].text_or("") == "closed" ? next.closed : next.visible) = enabled;
    add_small_action(*topic, call.user->id, call.now);
    return json_answer(200, R"({"success":"OK","topic_status_update":null})");
  }
  if (update && method == "PUT") {
    const std::int64_t category = to_number(body["category_id"].id_or("")).value_or(topic->latest().category);
    if (state_.categories.count(category) == 0) return failed(422, "", {"Category can't be blank"});
    TopicVersion& next = next_version(*topic, call.now);
    next.category = category;
    next.title = body["title"].text_or(next.title);
    push_topic("topic_edited", *topic);
    if (const Post* first = views.first_of(topic->id)) push_post("post_edited", *first);
    return json_answer(200, R"({"basic_topic":{"id":)" + std::to_string(topic->id) + "}}");
  }
  return not_found();
}

// Whoever asks the same twice within two minutes gets the same answer, a refusal too.
HttpResponse DiscourseSimulator::create(Call& call) {
  for (auto each = remembered_.begin(); each != remembered_.end();)
    each = each->second.first + memory_ms <= call.now ? remembered_.erase(each) : std::next(each);
  const std::string asked = std::to_string(call.user->id) + " " + call.body;
  if (const auto known = remembered_.find(asked); known != remembered_.end()) return known->second.second;
  HttpResponse response = create_now(call);
  if (response.status != 429) remembered_[asked] = {call.now, response};
  return response;
}

std::vector<std::string> DiscourseSimulator::refusals_of(const Call& call, const Draft& draft) const {
  std::vector<std::string> errors = post_refusals(draft.raw, settings_.rules);
  if (!call.staff() && call.user->said == draft.raw && call.now - call.user->posted_at < settings_.repeat_ms) {
    errors.push_back("Body is too similar to what you recently posted");
  }
  if (draft.topic_id != 0) return errors;
  for (const std::string& each : title_refusals(draft.title, settings_.rules)) errors.push_back(each);
  if (!is_external_id(draft.external_id)) errors.push_back("External is invalid");
  for (const auto& [id, topic] : state_.topics) {
    const TopicVersion& now = topic.latest();
    const bool same = now.deleted_at == 0 && now.archetype == "regular" && now.title == draft.title;
    if (same && !settings_.allow_duplicate_titles) errors.push_back("Title has already been used");
    if (!draft.external_id.empty() && topic.external_id == draft.external_id) errors.push_back("External has already been taken");
  }
  return errors;
}

HttpResponse DiscourseSimulator::create_now(Call& call) {
  const JsonReader body = call.parts.body.root();
  Draft draft{.user_id = call.user->id};
  draft.raw = body["raw"].text_or("");
  draft.title = body["title"].text_or("");
  draft.topic_id = to_number(body["topic_id"].id_or("")).value_or(0);
  draft.reply_to = to_number(body["reply_to_post_number"].id_or("")).value_or(0);
  draft.category = to_number(body["category"].id_or("")).value_or(0);
  draft.external_id = body["external_id"].text_or("");
  if (body["whisper"].flag_or(false)) draft.type = whisper;
  if (!call.parts.body.status().ok())
    return failed(400, "invalid_parameters", {"You supplied invalid parameters to the request."});
  User& user = *call.user;
  const Views views(state_, &user, std::nullopt);
  if (draft.topic_id != 0) {
    const Topic* topic = find_topic(draft.topic_id);
    const bool open = topic != nullptr && views.sees(*topic) && topic->latest().deleted_at == 0;
    if (!open || (topic->latest().closed && !user.staff())) return refused({gone_topic});
  } else {
    const auto category = state_.categories.find(draft.category);
    if (category == state_.categories.end()) return refused({"Category can't be blank"});
    if (category->second.restricted && !user.admin) return invalid_access();
  }
  const std::vector<std::string> errors = refusals_of(call, draft);
  if (!errors.empty()) return refused(errors);
  const Milliseconds last = draft.topic_id == 0 ? user.topic_at : user.posted_at;
  const Milliseconds delay = draft.topic_id == 0 ? settings_.topic_delay_ms : settings_.post_delay_ms;
  if (!user.staff() && last != 0 && call.now - last < delay) return too_often((last + delay - call.now + 999) / 1000, "");
  const bool queued = faults().approval_queue && !user.staff() && (!user.trusted || faults().queue_everyone);
  user.said = draft.raw;
  user.posted_at = call.now;
  if (draft.topic_id == 0) user.topic_at = call.now;
  if (queued) {
    draft.pending_id = state_.next_pending++;
    state_.queue.push_back(draft);
    JsonWriter json;
    json.object().text("action", "enqueued").flag("success", true).number("pending_count", 1).key("pending_post").object();
    json.number("id", draft.pending_id).text("raw", draft.raw).text("created_at", to_rfc3339(call.now)).end_object();
    json.end_object();
    return json_answer(200, json.take());
  }
  return answer_post(call, publish(draft, call.now));
}

HttpResponse DiscourseSimulator::answer_post(const Call& call, const Post& post) const {
  JsonWriter json;
  Views(state_, call.user, std::nullopt).post(json, post, Views::Detail::alone);
  return json_answer(200, json.take());
}

HttpResponse DiscourseSimulator::edit(Call& call, Post& post) {
  const JsonReader body = call.parts.body.root();
  const JsonReader given = body["post"];
  const PostVersion before = post.latest();
  const bool own = post.user_id == call.user->id;
  if (!call.staff() && (!own || before.user_deleted)) return invalid_access();
  if (!given.present()) return failed(400, "", {"param is missing or the value is empty: post"});
  const std::string raw = given["raw"].text_or(before.raw);
  const std::string original = given["original_text"].text_or("");
  if (!original.empty() && original != before.raw) return failed(409, "", {"That post was edited by another user."});
  std::vector<std::string> errors = post_refusals(raw, settings_.rules);
  Topic& topic = *find_topic(before.topic_id);
  const std::string title = body["title"].text_or("");
  const bool titled = before.number == 1 && !title.empty() && title != topic.latest().title;
  if (titled) {
    for (const std::string& each : title_refusals(title, settings_.rules)) errors.push_back(each);
    for (const auto& [id, other] : state_.topics) {
      const bool same = id != topic.id && other.latest().deleted_at == 0 && other.latest().title == title;
      if (same && !settings_.allow_duplicate_titles) errors.push_back("Title has already been used");
    }
  }
  if (!errors.empty()) return failed(422, "", errors);
  if (titled) next_version(topic, call.now).title = title;
  if (raw != before.raw) {
    PostVersion& next = next_version(post, call.now);
    next.raw = raw;
    next.updated_at = call.now;
    if (!own || call.now - before.updated_at >= settings_.grace_ms) ++next.version;
  }
  push_post("post_edited", post);
  if (titled) push_topic("topic_edited", topic);
  JsonWriter json;
  json.object().key("post");
  Views(state_, call.user, std::nullopt).post(json, post, Views::Detail::alone);
  json.end_object();
  return json_answer(200, json.take());
}

}  // namespace plein::simulators
