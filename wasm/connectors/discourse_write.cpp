// Discourse: what is asked.
#include "base/json_writer.h"
#include "connectors/discourse.h"
#include "connectors/query_string.h"

namespace plein {

using discourse::is_number;
using discourse::Spot;
using discourse::spot_of;

namespace {

HttpRequest get(const Place& place, const std::string& path) {
  HttpRequest request;
  request.url = place.url + path;
  return request;
}

HttpRequest send(const Place& place, const char* method, const std::string& path, JsonWriter& json) {
  HttpRequest request = get(place, path);
  request.method = method;
  request.headers["content-type"] = "application/json";
  request.body = json.take();
  return request;
}

HttpRequest send(const Place& place, const char* method, const std::string& path) {
  HttpRequest request = get(place, path);
  request.method = method;
  return request;
}

// Every page says what the topic is: its category, whether it is listed, deleted, or a private message.
HttpRequest topic_page(const Place& place, const std::string& topic, int page) {
  return get(place, "/t/" + topic + ".json" + (page > 1 ? "?page=" + std::to_string(page) : ""));
}

// A repetition within 120 s gives what came of the first (posts_controller.rb: DistributedMemoizer), so nothing in it may vary.
HttpRequest create(const Place& place, const Draft& draft) {
  JsonWriter json;
  json.object();
  if (draft.parent.empty()) {
    json.text("title", discourse::title_of(draft)).text("raw", discourse::write_text(draft.body));
    json.raw("category", discourse::setting(place, "category")).text("external_id", discourse::external_id(draft));
  } else {
    const Spot root = spot_of(draft.root);
    const Spot parent = spot_of(draft.parent);
    json.text("raw", discourse::write_text(draft.body)).raw("topic_id", root.topic);
    const bool deeper = !parent.first() && !parent.number.empty() && parent.topic == root.topic;
    if (deeper) json.raw("reply_to_post_number", parent.number);
  }
  json.end_object();
  return send(place, "POST", "/posts.json", json);
}

HttpRequest find(const Place& place, const Ask& ask) {
  if (!ask.draft.root.empty()) return topic_page(place, spot_of(ask.draft.root).topic, discourse::read_walk(ask.cursor).page);
  if (!ask.cursor.empty()) return topic_page(place, ask.cursor, 1);
  return get(place, "/t/external_id/" + discourse::external_id(ask.draft) + ".json");
}

HttpRequest edit(const Place& place, const Ask& ask) {
  JsonWriter json;
  json.object().key("post").object().text("raw", discourse::write_text(ask.draft.body)).end_object();
  const bool titled = ask.draft.parent.empty() && !ask.draft.title.empty();
  if (titled) json.text("title", discourse::title_of(ask.draft));
  json.flag("bypass_bump", true).end_object();
  return send(place, "PUT", "/posts/" + ask.post.id.value + ".json", json);
}

// A topic's first post cannot be deleted, but its topic can (post_guardian.rb: can_delete_post?).
HttpRequest remove(const Place& place, const RemoteRef& post) {
  const Spot spot = spot_of(post);
  return send(place, "DELETE", spot.first() ? "/t/" + spot.topic + ".json" : "/posts/" + post.id.value + ".json");
}

HttpRequest recover(const Place& place, const RemoteRef& post) {
  const Spot spot = spot_of(post);
  return send(place, "PUT", spot.first() ? "/t/" + spot.topic + "/recover.json" : "/posts/" + post.id.value + "/recover.json");
}

// A post among its neighbours, the deleted ones too: only with its topic it is known whether it is public.
HttpRequest lookup(const Place& place, const Ask& ask) {
  const discourse::Step step = discourse::step_of(ask);
  if (step == discourse::Step::post) return get(place, "/posts/" + ask.post.id.value + ".json");
  const Spot spot = spot_of(step == discourse::Step::known ? ask.post : RemoteRef{ask.post.id, ask.cursor});
  return get(place, "/t/" + spot.topic + "/" + (spot.number.empty() ? "1" : spot.number) + ".json?show_deleted=true");
}

HttpRequest profile(const Place& place, const Ask& ask) {
  if (ask.cursor.empty()) return get(place, "/user-cards.json?user_ids=" + ask.author);
  return get(place, "/u/" + QueryString::encoded(ask.cursor) + ".json?skip_track_visit=true");
}

HttpRequest about(const Place& place, const Ask& ask, const std::string& path) {
  JsonWriter json;
  json.object().raw("id", ask.post.id.value);
  if (ask.kind == Ask::Kind::react) json.number("post_action_type_id", 2);
  json.end_object();
  return send(place, "POST", path, json);
}

// System users have ids below zero; 0 is of those whose account is no more.
bool is_author(std::string_view id) {
  if (!id.empty() && id[0] == '-') id.remove_prefix(1);
  return is_number(id) && id != "0";
}

// Errors: invalid_value when what is asked about cannot be named in a path.
Status check(const Ask& ask) {
  const bool of_draft = ask.kind == Ask::Kind::create || ask.kind == Ask::Kind::find;
  const RemoteRef& of = of_draft ? ask.draft.root : ask.thread;
  if ((ask.kind == Ask::Kind::thread || (of_draft && !of.empty())) && spot_of(of).topic.empty()) {
    return Error{ErrorCode::invalid_value, of_draft ? "draft.root" : "thread", "expected a topic's id beside the post's"};
  }
  const bool of_topic = ask.kind == Ask::Kind::find && ask.draft.root.empty() && !ask.cursor.empty();
  if (of_topic && !is_number(ask.cursor)) return Error{ErrorCode::invalid_value, "cursor", "expected a topic's id"};
  const bool looked_for = ask.kind == Ask::Kind::lookup && discourse::step_of(ask) == discourse::Step::found;
  if (looked_for && spot_of({ask.post.id, ask.cursor}).topic.empty()) {
    return Error{ErrorCode::invalid_value, "cursor", "expected where the post stands"};
  }
  const bool of_post = (writes(ask.kind) && ask.kind != Ask::Kind::create) || ask.kind == Ask::Kind::lookup;
  if (of_post && !is_number(ask.post.id.value)) return Error{ErrorCode::invalid_value, "post", "expected a post's id"};
  if (ask.kind == Ask::Kind::profile && !is_author(ask.author)) {
    return Error{ErrorCode::invalid_value, "author", "expected a member's id"};
  }
  return Nothing{};
}

}  // namespace

const Capabilities& Discourse::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "discourse";
    c.name = "Discourse";
    c.forum = true;
    c.format = Format::markdown;
    c.titles = true;
    c.title_max = 255;
    c.graphemes_max = 28000;  // max_post_length is 32,000, of Markdown
    c.repeats = "the same request, 120 s";
    c.pushes = "webhook";
    c.edits = true;
    c.reacts = true;
    c.accepts = true;
    c.acts_as = true;  // a key of all users
    c.warnings = true;
    c.hides = true;
    c.edit_times = true;
    c.profiles = true;
    c.settle_ms = 5000;  // one database: what was under way when a connection broke is done by then
    c.streams = c.public_streams = {"latest"};
    c.poll_every_ms = 10000;
    c.requests_per_minute = 60;  // all that the API keys of a forum have (DISCOURSE_MAX_ADMIN_API_REQS_PER_MINUTE)
    return c;
  }();
  return data;
}

Result<HttpRequest> Discourse::request(const Place& place, const Identity&, const Ask& ask) const {
  if (!is_number(discourse::setting(place, "category"))) {
    return Error{ErrorCode::invalid_value, "settings.category",
                 "expected a number, as Discourse shows it in the category's address"};
  }
  if (const Status status = check(ask); !status) return status.error();
  switch (ask.kind) {
    case Ask::Kind::identity:
      if (place.direct) return get(place, "/u/" + QueryString::encoded(discourse::setting(place, "account")) + ".json");
      return get(place, "/session/current.json");
    case Ask::Kind::stream: {
      const std::int64_t before = discourse::read_latest_cursor(ask.cursor).first;
      return get(place, "/posts.json" + (before > 0 ? "?before=" + std::to_string(before) : ""));
    }
    case Ask::Kind::thread: return topic_page(place, spot_of(ask.thread).topic, discourse::read_walk(ask.cursor).page);
    case Ask::Kind::create: {
      HttpRequest request = create(place, ask.draft);
      request.as = ask.as;
      return request;
    }
    case Ask::Kind::find: return find(place, ask);
    case Ask::Kind::edit: return edit(place, ask);
    case Ask::Kind::remove:
    case Ask::Kind::hide: return remove(place, ask.post);
    case Ask::Kind::unhide: return recover(place, ask.post);
    case Ask::Kind::lookup: return lookup(place, ask);
    case Ask::Kind::profile: return profile(place, ask);
    case Ask::Kind::react: return about(place, ask, "/post_actions.json");
    case Ask::Kind::unreact: return send(place, "DELETE", "/post_actions/" + ask.post.id.value + ".json?post_action_type_id=2");
    case Ask::Kind::accept: return about(place, ask, "/solution/accept.json");
    case Ask::Kind::unaccept: return about(place, ask, "/solution/unaccept.json");
    case Ask::Kind::followers:
    case Ask::Kind::upload: break;
  }
  return Error{ErrorCode::invalid_value, "ask", "Discourse fetches the pictures of a text itself, and counts nobody who follows"};
}

}  // namespace plein
