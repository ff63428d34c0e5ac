// Bluesky: what is asked.
#include <algorithm>

#include "base/json_writer.h"
#include "connectors/bluesky.h"
#include "connectors/query_string.h"
#include "text/text.h"

namespace plein {

using bluesky::collection;

namespace {

void write_ref(JsonWriter& out, std::string_view name, const RemoteRef& ref) {
  out.key(name).object().text("uri", bluesky::uri_of(ref.id)).text("cid", ref.extra).end_object();
}

void write_facets(JsonWriter& out, const std::vector<text::Facet>& facets) {
  if (facets.empty()) return;
  out.key("facets").array();
  for (const text::Facet& facet : facets) {
    out.object().key("index").object();
    out.number("byteStart", static_cast<std::int64_t>(facet.begin))
        .number("byteEnd", static_cast<std::int64_t>(facet.end))
        .end_object();
    out.key("features").array().object();
    switch (facet.kind) {
      case text::Facet::Kind::link: out.text("$type", "app.bsky.richtext.facet#link").text("uri", facet.value); break;
      case text::Facet::Kind::mention: out.text("$type", "app.bsky.richtext.facet#mention").text("did", facet.value); break;
      case text::Facet::Kind::tag: out.text("$type", "app.bsky.richtext.facet#tag").text("tag", facet.value); break;
    }
    out.end_object().end_array().end_object();
  }
  out.end_array();
}

std::string record_of(const Draft& draft) {
  const text::Faceted written = text::write_faceted(draft.body);
  JsonWriter out;
  out.object().text("$type", collection).text("text", written.text).text("createdAt", to_rfc3339(draft.intended_at));
  if (!draft.parent.empty()) {
    out.key("reply").object();
    write_ref(out, "root", draft.root);
    write_ref(out, "parent", draft.parent);
    out.end_object();
  }
  write_facets(out, written.facets);
  out.end_object();
  return out.take();
}

HttpRequest write(const Place& place, std::string_view method, JsonWriter& body) {
  HttpRequest request;
  request.method = "POST";
  request.url = place.url + "/xrpc/com.atproto.repo." + std::string(method);
  request.headers["content-type"] = "application/json";
  request.body = body.take();
  return request;
}

HttpRequest create(const Place& place, const Identity& self, const Draft& draft) {
  JsonWriter out;
  out.object().text("repo", self.id).text("collection", collection);
  out.text("rkey", bluesky::record_key(draft.intended_at, draft.salt)).raw("record", record_of(draft)).end_object();
  return write(place, "putRecord", out);
}

Result<HttpRequest> remove(const Place& place, const Identity& self, const RemoteRef& post) {
  const std::string prefix = self.id + "/";
  if (post.id.value.substr(0, prefix.size()) != prefix) return Error{ErrorCode::invalid_value, "post", "it is another account's"};
  JsonWriter out;
  out.object().text("repo", self.id).text("collection", collection);
  out.text("rkey", post.id.value.substr(prefix.size())).end_object();
  return write(place, "deleteRecord", out);
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
    c.settle_ms = 3000;
    c.read_lag_ms = 60000;  // AppViews index what a PDS took with a delay
    c.find_lag_ms = 0;      // the repository itself is exact
    c.profiles = true;
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
  HttpRequest request;
  const bool of_ours = ask.kind == Ask::Kind::stream || ask.kind == Ask::Kind::find || writes(ask.kind);
  if (of_ours && !self.known()) return Error{ErrorCode::invalid_value, "self", "the account's DID is not known yet"};
  switch (ask.kind) {
    case Ask::Kind::identity: request.url = place.url + "/xrpc/com.atproto.server.getSession"; return request;
    case Ask::Kind::stream: return stream(place, self, ask);
    case Ask::Kind::thread: {
      QueryString query;
      query.add("uri", bluesky::uri_of(ask.thread.id)).add("depth", "100").add("parentHeight", "0");
      request.url = place.url + "/xrpc/app.bsky.feed.getPostThread" + query.str();
      return request;
    }
    case Ask::Kind::create:
      if (!ask.draft.parent.empty() && (ask.draft.parent.extra.empty() || ask.draft.root.extra.empty())) {
        return Error{ErrorCode::invalid_value, "draft.parent", "a reply needs the cid of its parent and of its root"};
      }
      return create(place, self, ask.draft);
    case Ask::Kind::find: {
      QueryString query;
      query.add("repo", self.id).add("collection", collection);
      query.add("rkey", bluesky::record_key(ask.draft.intended_at, ask.draft.salt));
      request.url = place.url + "/xrpc/com.atproto.repo.getRecord" + query.str();
      return request;
    }
    case Ask::Kind::remove:
    case Ask::Kind::lookup: {
      const std::string uri = bluesky::uri_of(ask.post.id);
      if (bluesky::id_of(uri).empty()) return Error{ErrorCode::invalid_value, "post", "expected <did>/<record key>"};
      if (ask.kind == Ask::Kind::remove) return remove(place, self, ask.post);
      QueryString query;
      query.add("uris", uri);
      request.url = place.url + "/xrpc/app.bsky.feed.getPosts" + query.str();
      return request;
    }
    case Ask::Kind::profile: {
      if (!bluesky::is_did(ask.author)) return Error{ErrorCode::invalid_value, "author", "expected a DID"};
      QueryString query;
      query.add("actor", ask.author);
      request.url = place.url + "/xrpc/app.bsky.actor.getProfile" + query.str();
      return request;
    }
    // The repository takes a changed record, but the app shows no edits, and likes and replies stay with the old version.
    case Ask::Kind::edit:
    case Ask::Kind::hide:
    case Ask::Kind::unhide: return Error{ErrorCode::invalid_value, "ask", "Bluesky's posts are neither edited nor hidden"};
    case Ask::Kind::upload:
    case Ask::Kind::react:
    case Ask::Kind::unreact:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: break;
  }
  return Error{ErrorCode::internal, "ask", "a kind of question that Bluesky does not know"};
}

}  // namespace plein
