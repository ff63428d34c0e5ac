// Bluesky: what is asked.
#include <algorithm>

#include "base/json_writer.h"
#include "connectors/bluesky.h"
#include "connectors/query_string.h"
#include "text/text.h"

namespace plein {
namespace {

constexpr std::string_view collection = "app.bsky.feed.post";

// Letters, digits and `others`.
bool only(std::string_view text, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
  });
}

// "did:<method>:<name>", https://atproto.com/specs/did
bool is_did(std::string_view text) {
  const std::size_t colon = text.find(':', 4);
  if (text.substr(0, 4) != "did:" || colon == std::string_view::npos || colon == 4 || colon + 1 == text.size()) return false;
  return only(text, ":._-%") && text.back() != ':' && text.back() != '%' && text.size() <= 2048;
}

// https://atproto.com/specs/record-key
bool is_record_key(std::string_view text) {
  return !text.empty() && text.size() <= 512 && text != "." && text != ".." && only(text, "._:~-");
}

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

HttpRequest create(const Place& place, const Identity& self, const Draft& draft) {
  HttpRequest request;
  request.method = "POST";
  request.url = place.url + "/xrpc/com.atproto.repo.putRecord";
  request.headers["content-type"] = "application/json";
  JsonWriter out;
  out.object().text("repo", self.id).text("collection", collection);
  out.text("rkey", bluesky::record_key(draft.intended_at, draft.salt)).raw("record", record_of(draft)).end_object();
  request.body = out.take();
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

}  // namespace

const Capabilities& Bluesky::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "bluesky";
    c.graphemes_max = 300;  // lexicon app.bsky.feed.post: maxGraphemes, maxLength
    c.bytes_max = 3000;
    c.settle_ms = 3000;
    c.read_lag_ms = 60000;  // AppViews index what a PDS took with a delay; the repository itself is exact
    c.streams = {"notifications", "feed"};
    c.poll_every_ms = 10000;
    return c;
  }();
  return data;
}

Result<HttpRequest> Bluesky::request(const Place& place, const Identity& self, const Ask& ask) const {
  HttpRequest request;
  const bool of_ours = ask.kind == Ask::Kind::stream || ask.kind == Ask::Kind::create || ask.kind == Ask::Kind::find;
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
  }
  return Error{ErrorCode::internal, "ask", "a kind of question that Bluesky does not know"};
}

std::string Bluesky::permalink(const Place& place, const RemoteId& id) const {
  const std::size_t slash = id.value.find('/');
  if (slash == std::string::npos) return {};
  return place.web + "/profile/" + id.value.substr(0, slash) + "/post/" + id.value.substr(slash + 1);
}

std::optional<RemoteId> Bluesky::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find('#'));
  const std::string prefix = place.web + "/profile/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  url.remove_prefix(prefix.size());
  const std::size_t post = url.find("/post/");
  if (post == std::string_view::npos) return std::nullopt;
  // Handles change hands; only a DID says for good whose post it is.
  const RemoteId id =
      bluesky::id_of("at://" + std::string(url.substr(0, post)) + "/app.bsky.feed.post/" + std::string(url.substr(post + 6)));
  return id.empty() ? std::nullopt : std::optional(id);
}

namespace bluesky {

std::string uri_of(const RemoteId& id) {
  const std::size_t slash = id.value.find('/');
  if (slash == std::string::npos) return {};
  return "at://" + id.value.substr(0, slash) + "/" + std::string(collection) + "/" + id.value.substr(slash + 1);
}

RemoteId id_of(std::string_view uri) {
  const std::string_view scheme = "at://";
  if (uri.substr(0, scheme.size() + 4) != "at://did:") return {};
  uri.remove_prefix(scheme.size());
  const std::size_t first = uri.find('/');
  const std::size_t second = first == std::string_view::npos ? first : uri.find('/', first + 1);
  if (second == std::string_view::npos || uri.substr(first + 1, second - first - 1) != collection) return {};
  const std::string_view key = uri.substr(second + 1);
  if (!is_did(uri.substr(0, first)) || !is_record_key(key)) return {};
  return RemoteId{std::string(uri.substr(0, first)) + "/" + std::string(key)};
}

std::string record_key(Milliseconds time, std::uint64_t salt) {
  static constexpr char alphabet[] = "234567abcdefghijklmnopqrstuvwxyz";
  const std::uint64_t microseconds = static_cast<std::uint64_t>(time) * 1000 + (salt >> 10) % 1000;
  std::uint64_t value = (microseconds & ((1ull << 53) - 1)) << 10 | (salt & 1023);
  std::string key(13, '2');
  for (int i = 12; i >= 0; --i, value >>= 5) key[i] = alphabet[value & 31];
  return key;
}

}  // namespace bluesky
}  // namespace plein
