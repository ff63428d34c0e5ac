// NodeBB: what is asked.
#include "connectors/nodebb.h"
#include "connectors/query_string.h"

namespace plein {

using nodebb::is_number;
using nodebb::is_topic;
using nodebb::write_id;

namespace {

// The cursor of the recent posts also counts empty pages: "<page> <empty ones in a row>".
std::string page_of(const Ask& ask) { return ask.cursor.empty() ? "1" : ask.cursor.substr(0, ask.cursor.find(' ')); }

// A master token acts as somebody; without an account one reads as a guest.
void act_as(QueryString& query, const Place& place) {
  if (!place.direct) query.add("_uid", nodebb::setting(place, "uid"));
}

HttpRequest recent(const Place& place, const Ask& ask) {
  HttpRequest request;
  QueryString query;
  query.add("page", page_of(ask));
  act_as(query, place);
  request.url = place.url + "/api/recent/posts/alltime" + query.str();
  return request;
}

HttpRequest topic(const Place& place, std::string_view tid, const Ask& ask, std::string_view sort) {
  HttpRequest request;
  QueryString query;
  query.add("page", page_of(ask)).add("sort", sort);
  act_as(query, place);
  request.url = place.url + "/api/topic/" + std::string(tid) + query.str();
  return request;
}

// A master token acts for whom the request names: there is nothing in its authorization to say so.
HttpRequest create(const Place& place, const Draft& draft, const std::string& as) {
  HttpRequest request;
  request.method = "POST";
  request.headers["content-type"] = "application/json";
  JsonWriter out;
  out.object();
  write_id(out, "_uid", as.empty() ? nodebb::setting(place, "uid") : as);
  if (draft.parent.empty()) {
    write_id(out, "cid", nodebb::setting(place, "category"));
    out.text("title", nodebb::title_of(draft));
  } else if (draft.parent.id != draft.root.id) {
    write_id(out, "toPid", draft.parent.id.value);
  }
  out.text("content", nodebb::content_of(draft.body)).end_object();
  request.body = out.take();
  // Its refusals are translated; asked in English they can be told apart.
  request.url = place.url + "/api/v3/topics" + (draft.parent.empty() ? "" : "/" + draft.root.extra) + "?lang=en-GB";
  return request;
}

// A write to a post that stands; `what`: "", "/state" or "/vote".
HttpRequest change(const Place& place, const Ask& ask, const char* method, const std::string& what) {
  HttpRequest request;
  request.method = method;
  request.url = place.url + "/api/v3/posts/" + ask.post.id.value + what + "?lang=en-GB";
  request.headers["content-type"] = "application/json";
  JsonWriter out;
  out.object();
  write_id(out, "_uid", nodebb::setting(place, "uid"));
  if (ask.kind == Ask::Kind::edit) {
    const bool titled = ask.draft.parent.empty() && !ask.draft.title.empty();
    if (titled) out.text("title", nodebb::title_of(ask.draft));
    out.text("content", nodebb::content_of(ask.draft.body));
  }
  if (ask.kind == Ask::Kind::react) out.number("delta", 1);
  out.end_object();
  request.body = out.take();
  return request;
}

// A purge refuses a first post while its topic has others (src/api/posts.js: cant-purge-main-post), and a topic's purge would
// take other people's posts along: a first post, where it is known to be one, is deleted so that it can be restored. Where
// it was alone, its topic is deleted with it (deleteOrRestoreTopicOf).
HttpRequest remove(const Place& place, const Ask& ask) {
  const bool first = ask.post.id == ask.thread.id || ask.post.id == ask.draft.root.id;
  return change(place, ask, "DELETE", first ? "/state" : "");
}

// A single thing that is looked at, by its id: a number, or the address of what came from another server.
HttpRequest look(const Place& place, const char* list, std::string_view id, const char* part) {
  HttpRequest request;
  QueryString query;
  act_as(query, place);
  query.add("lang", "en-GB");
  request.url = place.url + "/api/v3/" + list + "/" + QueryString::encoded(id) + part + query.str();
  return request;
}

// Errors: invalid_value when what is asked about cannot be named in a path.
Status check(const Ask& ask) {
  const bool of_draft = ask.kind == Ask::Kind::create || ask.kind == Ask::Kind::find;
  const RemoteRef& of = of_draft ? ask.draft.root : ask.thread;
  if ((ask.kind == Ask::Kind::thread || (of_draft && !of.empty())) && !is_topic(of.extra)) {
    return Error{ErrorCode::invalid_value, of_draft ? "draft.root" : "thread", "expected a topic's id"};
  }
  const bool of_post = writes(ask.kind) && !of_draft;
  if (of_post && !is_number(ask.post.id.value)) return Error{ErrorCode::invalid_value, "post", "expected a post of this forum"};
  if (ask.kind == Ask::Kind::lookup && ask.post.empty()) return Error{ErrorCode::invalid_value, "post", "expected a post's id"};
  // All guests and former members are 0: that one is nobody says nothing of them.
  const bool nobody = ask.author.empty() || ask.author == "0" || ask.author[0] == '-';
  if (ask.kind == Ask::Kind::profile && nobody) return Error{ErrorCode::invalid_value, "author", "expected a member's uid"};
  return Nothing{};
}

}  // namespace

const Capabilities& NodeBb::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "nodebb";
    c.name = "NodeBB";
    c.forum = true;
    c.format = Format::markdown;
    c.titles = true;
    c.title_max = 200;        // maximumTitleLength is 255
    c.graphemes_max = 30000;  // maximumPostLength is 32,767, of Markdown
    c.bytes_max = 32000;
    c.pushes = "webhook";
    c.reacts = true;
    c.edits = true;
    c.acts_as = true;  // a master token
    c.hides = true;
    c.edit_times = true;
    c.profiles = true;
    c.settle_ms = 2000;  // one database: what was under way when a connection broke is done by then
    c.streams = c.public_streams = {"recent"};
    c.poll_every_ms = 5000;
    return c;
  }();
  return data;
}

Result<HttpRequest> NodeBb::request(const Place& place, const Identity&, const Ask& ask) const {
  for (const char* name : {"uid", "category"}) {
    const bool needed = !place.direct || name != std::string_view("uid");
    if (needed && !is_number(nodebb::setting(place, name))) {
      return Error{ErrorCode::invalid_value, "settings." + std::string(name),
                   "expected a number, as NodeBB shows it in the address"};
    }
  }
  if (const Status status = check(ask); !status) return status.error();
  HttpRequest request;
  switch (ask.kind) {
    case Ask::Kind::identity: {
      // The write API tells guests nothing of members (src/routes/write/users.js: ensureLoggedIn); their pages do.
      request.url = place.url + "/api/user/uid/" + QueryString::encoded(nodebb::setting(place, "account"));
      if (place.direct) return request;
      const std::string uid = nodebb::setting(place, "uid");
      QueryString query;
      query.add("_uid", uid);
      // Anywhere else a token that is not accepted reads as a guest does.
      request.url = place.url + "/api/self" + query.str();
      return request;
    }
    case Ask::Kind::stream: return recent(place, ask);
    case Ask::Kind::thread: return topic(place, ask.thread.extra, ask, "oldest_to_newest");
    case Ask::Kind::create: return create(place, ask.draft, ask.as);
    case Ask::Kind::find:
      return ask.draft.root.empty() ? recent(place, ask) : topic(place, ask.draft.root.extra, ask, "newest_to_oldest");
    case Ask::Kind::edit: return change(place, ask, "PUT", "");
    case Ask::Kind::remove: return remove(place, ask);
    case Ask::Kind::hide: return change(place, ask, "DELETE", "/state");
    case Ask::Kind::unhide: return change(place, ask, "PUT", "/state");
    // The post itself (without "/summary") comes as Markdown, and without its topic's first post.
    case Ask::Kind::lookup: return look(place, "posts", ask.post.id.value, "/summary");
    // /api/user/uid/{uid} knows members of this server only, and answers 404 for all others (src/controllers/user.js).
    case Ask::Kind::profile: return look(place, "users", ask.author, "");
    case Ask::Kind::react: return change(place, ask, "PUT", "/vote");
    case Ask::Kind::unreact: return change(place, ask, "DELETE", "/vote");
    case Ask::Kind::followers:
    case Ask::Kind::upload:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept:
      return Error{ErrorCode::invalid_value, "ask", "NodeBB takes pictures by their addresses, and no accepted answers"};
  }
  return Error{ErrorCode::internal, "ask", "a kind of question that NodeBB does not know"};
}

}  // namespace plein
