// Bluesky: what is asked.
#include <algorithm>

#include "base/json_writer.h"
#include "connectors/bluesky.h"
#include "connectors/query_string.h"
#include "text/text.h"

namespace plein {

using bluesky::collection;

namespace {

HttpRequest write(const Place& place, std::string_view method, JsonWriter& body) {
  HttpRequest request;
  request.method = "POST";
  request.url = place.url + "/xrpc/com.atproto.repo." + std::string(method);
  request.headers["content-type"] = "application/json";
  request.body = body.take();
  return request;
}

// In whose repository something is written: an author's own, or our account's.
const std::string& repository(const Identity& self, const Ask& ask) { return ask.as.empty() ? self.id : ask.as; }

Result<HttpRequest> create(const Place& place, const std::string& repo, const Draft& draft) {
  if (!draft.parent.empty() && (draft.parent.extra.empty() || draft.root.extra.empty())) {
    return Error{ErrorCode::invalid_value, "draft.parent", "a reply needs the cid of its parent and of its root"};
  }
  const auto record = bluesky::write_record(draft);
  if (!record) return record.error();
  JsonWriter out;
  out.object().text("repo", repo).text("collection", collection);
  out.text("rkey", bluesky::record_key(draft.intended_at, draft.salt)).raw("record", *record).end_object();
  return write(place, "putRecord", out);
}

// The same bytes under the same key: a second like changes nothing (pds, putRecord.ts).
Result<HttpRequest> react(const Place& place, const Identity& self, const Ask& ask) {
  const bluesky::LikeKey like = bluesky::like_key(ask.post.id);
  const bool on = ask.kind == Ask::Kind::react;
  if (on && ask.post.extra.empty()) return Error{ErrorCode::invalid_value, "post", "a like needs the post's cid"};
  JsonWriter out;
  out.object().text("repo", self.id).text("collection", bluesky::likes).text("rkey", like.key);
  if (on) {
    out.key("record").object().text("$type", bluesky::likes).key("subject").object();
    out.text("uri", bluesky::uri_of(ask.post.id)).text("cid", ask.post.extra).end_object();
    out.text("createdAt", to_rfc3339(like.time)).end_object();
  }
  out.end_object();
  return write(place, on ? "putRecord" : "deleteRecord", out);
}

// The bytes are the body, and what they are is the host's to say.
Result<HttpRequest> upload(const Place& place, const Image& image) {
  if (image.url.empty()) return Error{ErrorCode::invalid_value, "image", "expected a picture's address"};
  HttpRequest request;
  request.method = "POST";
  request.url = place.url + "/xrpc/com.atproto.repo.uploadBlob";
  request.upload = image.url;
  return request;
}

Result<HttpRequest> remove(const Place& place, const std::string& repo, const RemoteRef& post) {
  const std::string prefix = repo + "/";
  if (post.id.value.substr(0, prefix.size()) != prefix) return Error{ErrorCode::invalid_value, "post", "it is another account's"};
  JsonWriter out;
  out.object().text("repo", repo).text("collection", collection);
  out.text("rkey", post.id.value.substr(prefix.size())).end_object();
  return write(place, "deleteRecord", out);
}

// The cursor names where the thread goes on below what was told: bluesky_thread.cpp.
HttpRequest thread(const Place& place, const Ask& ask) {
  const RemoteId from{ask.cursor.empty() ? ask.thread.id.value : ask.cursor.substr(0, ask.cursor.find(' '))};
  QueryString query;
  query.add("uri", bluesky::uri_of(from)).add("depth", "100").add("parentHeight", "0");
  HttpRequest request;
  request.url = place.url + "/xrpc/app.bsky.feed.getPostThread" + query.str();
  return request;
}

HttpRequest stream(const Place& place, const Identity& self, const Ask& ask) {
  HttpRequest request;
  QueryString query;
  if (ask.stream == "notifications") {
    request.url = place.url + "/xrpc/app.bsky.notification.listNotifications";
    query.add("reasons", "reply").add("reasons", "mention");
  } else {
    request.url = place.url + "/xrpc/app.bsky.feed.getAuthorFeed";
    query.add("actor", self.id).add("filter", "posts_with_replies");
  }
  query.add("limit", "100");
  if (!ask.cursor.empty()) query.add("cursor", ask.cursor);
  request.url += query.str();
  return request;
}

Result<HttpRequest> asked(const Place& place, const Identity& self, const Ask& ask) {
  HttpRequest request;
  const bool of_ours = ask.kind == Ask::Kind::stream || ask.kind == Ask::Kind::find || writes(ask.kind);
  if (of_ours && !self.known()) return Error{ErrorCode::invalid_value, "self", "the account's DID is not known yet"};
  if (!ask.as.empty() && !bluesky::is_did(ask.as)) return Error{ErrorCode::invalid_value, "as", "expected a DID"};
  switch (ask.kind) {
    case Ask::Kind::identity: {
      request.url = place.url + "/xrpc/com.atproto.server.getSession";
      if (!place.direct) return request;
      const auto account = place.settings.find("account");
      QueryString query;
      query.add("actor", account == place.settings.end() ? "" : account->second);
      request.url = place.url + "/xrpc/app.bsky.actor.getProfile" + query.str();
      return request;
    }
    case Ask::Kind::stream: return stream(place, self, ask);
    case Ask::Kind::thread: return thread(place, ask);
    case Ask::Kind::create: return create(place, repository(self, ask), ask.draft);
    case Ask::Kind::find: {
      QueryString query;
      query.add("repo", repository(self, ask)).add("collection", collection);
      query.add("rkey", bluesky::record_key(ask.draft.intended_at, ask.draft.salt));
      request.url = place.url + "/xrpc/com.atproto.repo.getRecord" + query.str();
      return request;
    }
    case Ask::Kind::remove:
    case Ask::Kind::react:
    case Ask::Kind::unreact:
    case Ask::Kind::lookup: {
      const std::string uri = bluesky::uri_of(ask.post.id);
      if (bluesky::id_of(uri).empty()) return Error{ErrorCode::invalid_value, "post", "expected <did>/<record key>"};
      if (ask.kind == Ask::Kind::remove) return remove(place, repository(self, ask), ask.post);
      if (ask.kind != Ask::Kind::lookup) return react(place, self, ask);
      QueryString query;
      query.add("uris", uri);
      request.url = place.url + "/xrpc/app.bsky.feed.getPosts" + query.str();
      return request;
    }
    case Ask::Kind::upload: return upload(place, ask.image);
    case Ask::Kind::profile:
    case Ask::Kind::followers: {
      const std::string& actor = ask.kind == Ask::Kind::profile ? ask.author : self.id;
      if (!bluesky::is_did(actor)) return Error{ErrorCode::invalid_value, "author", "expected a DID"};
      QueryString query;
      query.add("actor", actor);
      request.url = place.url + "/xrpc/app.bsky.actor.getProfile" + query.str();
      return request;
    }
    // The repository takes a changed record, but the app shows no edits, and likes and replies stay with the old version.
    case Ask::Kind::edit:
    case Ask::Kind::hide:
    case Ask::Kind::unhide: return Error{ErrorCode::invalid_value, "ask", "Bluesky's posts are neither edited nor hidden"};
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: return Error{ErrorCode::invalid_value, "ask", "Bluesky knows no accepted answers"};
  }
  return Error{ErrorCode::internal, "ask", "a kind of question that Bluesky does not know"};
}

}  // namespace

const Capabilities& Bluesky::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "bluesky";
    c.name = "Bluesky";
    c.format = Format::facets;
    c.repeats = "record key chosen by the client";
    c.graphemes_max = 300;  // lexicon app.bsky.feed.post: maxGraphemes, maxLength
    c.bytes_max = 3000;
    c.pushes = "Jetstream";
    c.reacts = true;
    c.own_accounts = true;
    c.warnings = true;
    c.languages = true;
    c.images_max = 4;  // lexicon app.bsky.embed.images
    c.uploads = true;
    c.settle_ms = 3000;
    c.read_lag_ms = 60000;  // AppViews index what a PDS took with a delay
    c.find_lag_ms = 0;      // the repository itself is exact
    c.profiles = true;
    c.followers = true;
    // Points: 5,000 an hour and 35,000 a day. A putRecord takes 2 (pds, putRecord.ts); what Bluesky documents is 3.
    c.create_cost = 3;
    c.edit_cost = 2;
    c.remove_cost = 1;
    c.streams = {"notifications", "feed"};
    c.public_streams = {"feed"};
    c.web = "https://bsky.app";
    c.poll_every_ms = 10000;
    return c;
  }();
  return data;
}

Result<HttpRequest> Bluesky::request(const Place& place, const Identity& self, const Ask& ask) const {
  auto request = asked(place, self, ask);
  // The repository itself is exact; what others are shown of it comes later.
  if (request && (writes(ask.kind) || ask.kind == Ask::Kind::find)) request->as = ask.as;
  return request;
}

}  // namespace plein
