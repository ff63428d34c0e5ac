// Mastodon: what is asked.
#include "base/hash.h"
#include "base/json_writer.h"
#include "connectors/mastodon.h"
#include "connectors/query_string.h"

namespace plein {

using mastodon::is_id;

namespace {

HttpRequest get(const Place& place, const std::string& path, const QueryString& query = {}) {
  HttpRequest request;
  request.url = place.url + "/api/v1/" + path + query.str();
  return request;
}

// Without an account, whose posts are ours is what the settings say: a handle, or an id.
Result<HttpRequest> identity(const Place& place) {
  if (!place.direct) return get(place, "accounts/verify_credentials");
  const auto account = place.settings.find("account");
  if (account == place.settings.end() || account->second.empty()) {
    return Error{ErrorCode::invalid_value, "settings.account", "expected the account whose posts are shown, as in \"brand\""};
  }
  const std::string name = account->second[0] == '@' ? account->second.substr(1) : account->second;
  const bool number = name.find_first_not_of("0123456789") == std::string::npos && name.size() > 4;
  if (number) return get(place, "accounts/" + name);
  QueryString query;
  query.add("acct", name);
  return get(place, "accounts/lookup", query);
}

// Newest first, backwards by max_id: what comes while it is read is met by the next walk. The first page is read at every poll.
HttpRequest stream(const Place& place, const Identity& self, const Ask& ask) {
  QueryString query;
  query.add("limit", ask.cursor.empty() && ask.kind == Ask::Kind::stream ? "20" : "40");
  if (!ask.cursor.empty()) query.add("max_id", ask.cursor);
  if (ask.stream == "mentions") return get(place, "notifications", query.add("types[]", "mention"));
  return get(place, "accounts/" + self.id + "/statuses", query.add("exclude_reblogs", "true"));
}

// Where a reply of an author's own account would be: in its thread. Not among all that they say.
HttpRequest thread_of(const Place& place, const Ask& ask) {
  return get(place, "statuses/" + ask.draft.root.id.value + "/context");
}

// The same for the same draft, whatever it says: a repeated create must never be a second post.
std::string idempotency_key(const Draft& draft) {
  return "plein-" + std::to_string(draft.intended_at) + "-" + to_base32(draft.salt);
}

void write_status(JsonWriter& out, const Draft& draft) {
  const mastodon::Written written = mastodon::write(draft);
  out.text("status", written.text).text("spoiler_text", written.spoiler).flag("sensitive", !written.spoiler.empty());
  out.text_unless_empty("language", draft.body.language);
  // An edit that names no pictures takes them away (update_status_service.rb).
  out.key("media_ids").array();
  for (const Image& image : draft.images) {
    if (!image.uploaded.empty()) out.text(image.uploaded);
  }
  out.end_array();
}

HttpRequest write(const Place& place, const char* method, const std::string& path, JsonWriter& body) {
  HttpRequest request;
  request.method = method;
  request.url = place.url + "/api/v1/" + path;
  request.headers["content-type"] = "application/json";
  request.body = body.take();
  return request;
}

HttpRequest create(const Place& place, const Draft& draft) {
  JsonWriter out;
  out.object();
  write_status(out, draft);
  out.text("visibility", "public");
  out.text_unless_empty("in_reply_to_id", draft.parent.id.value).end_object();
  HttpRequest request = write(place, "POST", "statuses", out);
  request.headers["idempotency-key"] = idempotency_key(draft);
  return request;
}

HttpRequest edit(const Place& place, const Ask& ask) {
  JsonWriter out;
  out.object();
  write_status(out, ask.draft);
  out.end_object();
  return write(place, "PUT", "statuses/" + ask.post.id.value, out);
}

HttpRequest upload(const Place& place, const Image& image) {
  HttpRequest request;
  request.method = "POST";
  request.url = place.url + "/api/v2/media";
  request.upload = image.url;
  request.upload_field = "file";
  QueryString form;
  if (!image.alt.empty()) request.body = form.add("description", image.alt).str().substr(1);
  return request;
}

HttpRequest post(const Place& place, const std::string& path) {
  HttpRequest request;
  request.method = "POST";
  request.url = place.url + "/api/v1/" + path;
  return request;
}

// Errors: invalid_value when what is asked about cannot be named in a path.
Status check(const Identity& self, const Ask& ask) {
  const auto expected = [](const char* where, const char* what) { return Error{ErrorCode::invalid_value, where, what}; };
  const bool of_ours = ask.kind == Ask::Kind::stream || ask.kind == Ask::Kind::find;
  if (of_ours && !is_id(self.id)) return expected("self", "the account's id is not known yet");
  if (!ask.cursor.empty() && !is_id(ask.cursor)) return expected("cursor", "expected a status's id");
  const bool of_draft = ask.kind == Ask::Kind::create || ask.kind == Ask::Kind::edit;
  if (of_draft && !ask.draft.parent.empty() && !is_id(ask.draft.parent.id.value))
    return expected("draft.parent", "expected a status's id");
  if (!ask.as.empty() && !is_id(ask.as)) return expected("as", "expected an account's id");
  const bool of_theirs = ask.kind == Ask::Kind::find && !ask.as.empty();
  if (of_theirs && !is_id(ask.draft.root.id.value)) return expected("draft.root", "expected a status's id");
  switch (ask.kind) {
    case Ask::Kind::thread: return is_id(ask.thread.id.value) ? Status(Nothing{}) : expected("thread", "expected a status's id");
    case Ask::Kind::profile: return is_id(ask.author) ? Status(Nothing{}) : expected("author", "expected an account's id");
    case Ask::Kind::edit:
    case Ask::Kind::remove:
    case Ask::Kind::lookup:
    case Ask::Kind::react:
    case Ask::Kind::unreact: return is_id(ask.post.id.value) ? Status(Nothing{}) : expected("post", "expected a status's id");
    default: return Nothing{};
  }
}

Result<HttpRequest> asked(const Place& place, const Identity& self, const Ask& ask) {
  const std::string& id = ask.post.id.value;
  switch (ask.kind) {
    case Ask::Kind::identity:
    case Ask::Kind::followers: return identity(place);
    case Ask::Kind::stream: return stream(place, self, ask);
    case Ask::Kind::find: return ask.as.empty() ? stream(place, self, ask) : thread_of(place, ask);
    case Ask::Kind::thread: return get(place, "statuses/" + ask.thread.id.value + (ask.cursor.empty() ? "" : "/context"));
    case Ask::Kind::create: return create(place, ask.draft);
    case Ask::Kind::edit: return edit(place, ask);
    case Ask::Kind::remove: {
      HttpRequest request;
      request.method = "DELETE";
      request.url = place.url + "/api/v1/statuses/" + id + "?delete_media=true";
      return request;
    }
    case Ask::Kind::lookup: return get(place, "statuses/" + id);
    case Ask::Kind::profile: return get(place, "accounts/" + ask.author);
    case Ask::Kind::upload: return upload(place, ask.image);
    case Ask::Kind::react: return post(place, "statuses/" + id + "/favourite");
    case Ask::Kind::unreact: return post(place, "statuses/" + id + "/unfavourite");
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: break;
  }
  return Error{ErrorCode::invalid_value, "ask", "Mastodon neither hides nor accepts posts"};
}

}  // namespace

const Capabilities& Mastodon::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "mastodon";
    c.name = "Mastodon";
    c.format = Format::plain;
    c.graphemes_max = mastodon::characters_max;
    c.url_graphemes = mastodon::address_characters;
    c.repeats = "Idempotency-Key, 1 h";
    c.pushes = "streaming";
    c.edits = true;
    c.own_accounts = true;  // of the same server: elsewhere a status has another id here, once it came
    c.edit_times = true;
    c.profiles = true;
    c.followers = true;
    c.reacts = true;
    c.warnings = true;
    c.languages = true;
    c.images_max = 4;
    c.uploads = true;
    c.settle_ms = 5000;                    // and should a create take longer, its repetition is known by its key
    c.read_lag_ms = c.find_lag_ms = 5000;  // large servers read from replicas of their database
    c.streams = {"mentions", "statuses"};
    c.public_streams = {"statuses"};
    c.poll_every_ms = 15000;  // 300 requests in five minutes are for everything
    return c;
  }();
  return data;
}

Result<HttpRequest> Mastodon::request(const Place& place, const Identity& self, const Ask& ask) const {
  if (const Status status = check(self, ask); !status) return status.error();
  auto request = asked(place, self, ask);
  if (request && writes(ask.kind)) request->as = ask.as;
  return request;
}

}  // namespace plein
