// Flarum: what is asked.
#include "base/json_writer.h"
#include "connectors/flarum.h"
#include "connectors/query_string.h"
#include "text/text.h"

namespace plein {

using flarum::address_of;
using flarum::is_number;
using flarum::setting;

namespace {

constexpr const char* media_type = "application/vnd.api+json";

HttpRequest get(const Place& place, const std::string& path) {
  HttpRequest request;
  request.url = place.url + "/api/" + path;
  request.headers["accept"] = media_type;
  return request;
}

HttpRequest posts(const Place& place, QueryString query, const char* sort, const std::string& offset) {
  query.add("filter%5Btype%5D", "comment").add("sort", sort);
  query.add("page%5Boffset%5D", offset).add("page%5Blimit%5D", "50");  // more are not given (AbstractSerializeController)
  return get(place, "posts" + query.str());
}

HttpRequest send(const Place& place, const char* method, const std::string& path, std::string body) {
  HttpRequest request = get(place, path);
  request.method = method;
  request.headers["content-type"] = media_type;
  request.body = std::move(body);
  return request;
}

void write_link(JsonWriter& out, const char* type, const std::string& id) {
  out.object().text("type", type).text("id", id).end_object();
}

// A validation counts code points: from 3 to 80 of them.
std::string title_of(const Draft& draft) {
  std::string title = draft.title;
  for (std::size_t length = text::count_graphemes(title); length < 3; length += 2) title += " \xE2\x80\xA6";
  return title;
}

HttpRequest create(const Place& place, const Draft& draft) {
  const bool first = draft.parent.empty();
  JsonWriter out;
  out.object().key("data").object().text("type", first ? "discussions" : "posts").key("attributes").object();
  if (first) out.text("title", title_of(draft));
  out.text("content", flarum::write_text(draft)).end_object().key("relationships").object();
  if (first) {
    out.key("tags").object().key("data").array();
    write_link(out, "tags", setting(place, "tag"));
    out.end_array().end_object();
  } else {
    out.key("discussion").object().key("data");
    write_link(out, "discussions", address_of(draft.root.id).discussion);
    out.end_object();
  }
  out.end_object().end_object().end_object();
  return send(place, "POST", first ? "discussions" : "posts", out.take());
}

HttpRequest change(const Place& place, const char* type, const std::string& id, const std::string& attributes) {
  JsonWriter out;
  out.object().key("data").object().text("type", type).text("id", id).raw("attributes", attributes);
  out.end_object().end_object();
  return send(place, "PATCH", std::string(type) + "/" + id, out.take());
}

HttpRequest edit(const Place& place, const Ask& ask) {
  JsonWriter out;
  out.object().text("content", flarum::write_text(ask.draft)).end_object();
  return change(place, "posts", flarum::post_number_of(ask.post), out.take());
}

// Newest first; a lost discussion is among what we wrote in the tag.
HttpRequest find(const Place& place, const Identity& self, const Ask& ask) {
  const std::string offset = flarum::read_cursor(ask.cursor).offset;
  QueryString query;
  if (!ask.draft.root.empty()) {
    query.add("filter%5Bdiscussion%5D", address_of(ask.draft.root.id).discussion);
    return posts(place, query, "-number", offset);
  }
  query.add("filter%5Btag%5D", setting(place, "tag"));
  if (!self.handle.empty() && ask.as.empty()) query.add("filter%5Bauthor%5D", self.handle);
  return posts(place, query, "-createdAt", offset);
}

// The first page is the discussion itself: its first post, its tags, and whether it is to be seen.
HttpRequest thread(const Place& place, const Ask& ask) {
  const std::string discussion = address_of(ask.thread.id).discussion;
  if (ask.cursor.empty()) return get(place, "discussions/" + discussion);
  QueryString query;
  query.add("filter%5Bdiscussion%5D", discussion);
  return posts(place, query, "number", flarum::read_cursor(ask.cursor).offset);
}

HttpRequest lookup(const Place& place, const Ask& ask) {
  const flarum::Address at = address_of(ask.post.id);
  return get(place, at.post.empty() ? "discussions/" + at.discussion : "posts/" + at.post);
}

// Errors: invalid_value when what is asked about cannot be named.
Status check(const Place& place, const Ask& ask) {
  using Kind = Ask::Kind;
  const auto wrong = [](const char* what, const char* expected) { return Error{ErrorCode::invalid_value, what, expected}; };
  if (!is_number(setting(place, "tag"))) return wrong("settings.tag", "expected the number of a tag");
  if (!place.direct && !is_number(setting(place, "user"))) return wrong("settings.user", "expected the number of a user");
  const bool of_draft = ask.kind == Kind::create || ask.kind == Kind::find;
  const RemoteRef& thread = of_draft ? ask.draft.root : ask.thread;
  const bool of_thread = ask.kind == Kind::thread || ask.kind == Kind::accept || ask.kind == Kind::unaccept ||
                         (of_draft && !(ask.draft.parent.empty() && thread.empty()));
  if (of_thread && address_of(thread.id).discussion.empty()) {
    return wrong(of_draft ? "draft.root" : "thread", "expected a discussion's first post");
  }
  if (ask.kind == Kind::lookup && address_of(ask.post.id).discussion.empty()) return wrong("post", "expected a post's id");
  const bool of_post = writes(ask.kind) && !of_draft && ask.kind != Kind::upload;
  if (of_post && flarum::post_number_of(ask.post).empty()) return wrong("post", "expected a post whose number is known");
  if (ask.kind == Kind::profile && (!is_number(ask.author) || ask.author == "0")) {
    return wrong("author", "expected a member's id");
  }
  return Nothing{};
}

}  // namespace

const Capabilities& Flarum::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "flarum";
    c.name = "Flarum";
    c.forum = true;
    c.format = Format::markdown;
    c.titles = true;
    c.title_max = 80;
    // 1.x counts to 65,535 what a post becomes as XML (PostValidator on the parsed content), 2.x to 63,000 what was written.
    c.graphemes_max = 20000;
    c.bytes_max = 50000;
    c.edits = true;
    c.hides = true;
    c.edit_times = true;
    c.profiles = true;
    c.reacts = true;
    c.accepts = true;
    c.acts_as = true;  // a key of no user
    c.public_streams = {"posts"};
    c.settle_ms = 2000;  // one database: what was under way when a connection broke is done by then
    c.streams = {"posts"};
    c.poll_every_ms = 10000;
    return c;
  }();
  return data;
}

Result<HttpRequest> Flarum::request(const Place& place, const Identity& self, const Ask& ask) const {
  if (const Status status = check(place, ask); !status) return status.error();
  const std::string post = flarum::post_number_of(ask.post);
  const std::string discussion = address_of(ask.thread.id).discussion;
  switch (ask.kind) {
    case Ask::Kind::identity: return get(place, "users/" + setting(place, "user"));
    case Ask::Kind::stream: {
      QueryString query;
      query.add("filter%5Btag%5D", setting(place, "tag"));
      return posts(place, query, "-createdAt", flarum::read_cursor(ask.cursor).offset);
    }
    case Ask::Kind::thread: return thread(place, ask);
    case Ask::Kind::create: {
      HttpRequest made = create(place, ask.draft);
      made.as = ask.as;
      return made;
    }
    case Ask::Kind::find: return find(place, self, ask);
    case Ask::Kind::edit: return edit(place, ask);
    // A first post goes without its discussion, which holds what others answered. Where it was alone, that goes with it.
    case Ask::Kind::remove: return send(place, "DELETE", "posts/" + post, "");
    case Ask::Kind::hide: return change(place, "posts", post, R"({"isHidden":true})");
    case Ask::Kind::unhide: return change(place, "posts", post, R"({"isHidden":false})");
    case Ask::Kind::lookup: return lookup(place, ask);
    case Ask::Kind::profile: return get(place, "users/" + ask.author);
    case Ask::Kind::react: return change(place, "posts", post, R"({"isLiked":true})");
    case Ask::Kind::unreact: return change(place, "posts", post, R"({"isLiked":false})");
    // fof/best-answer's SaveBestAnswerToDatabase; 0: none.
    case Ask::Kind::accept: return change(place, "discussions", discussion, "{\"bestAnswerPostId\":" + post + "}");
    case Ask::Kind::unaccept: return change(place, "discussions", discussion, R"({"bestAnswerPostId":0})");
    case Ask::Kind::followers:
    case Ask::Kind::upload: break;
  }
  return Error{ErrorCode::internal, "ask", "a kind of question that Flarum does not know"};
}

}  // namespace plein
