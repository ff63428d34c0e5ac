// Bluesky: what a post says.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/bluesky.h"
#include "text/text.h"

namespace plein {
namespace {

Author read_author(const JsonReader& in) {
  Author author;
  author.id = in["did"].text();
  author.handle = in["handle"].text();
  author.name = in["displayName"].text_or("");
  if (author.name.empty()) author.name = author.handle;
  author.avatar_url = text::safe_url(in["avatar"].text_or(""), "");
  return author;
}

std::vector<text::Facet> read_facets(const JsonReader& in) {
  std::vector<text::Facet> facets;
  in.each([&](JsonReader each) {
    text::Facet facet;
    facet.begin = static_cast<std::size_t>(std::max<std::int64_t>(each["index"]["byteStart"].integer(), 0));
    facet.end = static_cast<std::size_t>(std::max<std::int64_t>(each["index"]["byteEnd"].integer(), 0));
    bool known = false;
    each["features"].each([&](JsonReader feature) {
      if (known) return;
      const std::string type = feature["$type"].text();
      known = true;
      if (type == "app.bsky.richtext.facet#link") {
        facet.kind = text::Facet::Kind::link;
        facet.value = feature["uri"].text();
      } else if (type == "app.bsky.richtext.facet#mention") {
        facet.kind = text::Facet::Kind::mention;
        facet.value = feature["did"].text();
      } else if (type == "app.bsky.richtext.facet#tag") {
        facet.kind = text::Facet::Kind::tag;
        facet.value = feature["tag"].text();
      } else {
        known = false;
      }
    });
    if (known) facets.push_back(std::move(facet));
  });
  std::stable_sort(facets.begin(), facets.end(), [](const text::Facet& a, const text::Facet& b) { return a.begin < b.begin; });
  return facets;
}

// createdAt is what the author's client says; the AppView's own time bounds it.
Milliseconds read_time(const JsonReader& item, const JsonReader& record) {
  const auto created = parse_rfc3339(record["createdAt"].text());
  const auto indexed = parse_rfc3339(item["indexedAt"].text());
  if (!indexed) item["indexedAt"].fail(ErrorCode::invalid_value, "a time as RFC 3339 writes it");
  if (!created) return indexed.value_or(0);  // a client's nonsense is no fault of the answer
  return std::min(*created, indexed.value_or(*created));
}

}  // namespace

namespace bluesky {

RemoteRef read_ref(const JsonReader& in) {
  RemoteRef ref{id_of(in["uri"].text()), in["cid"].text()};
  if (ref.id.empty()) in["uri"].fail(ErrorCode::invalid_value, "the at:// address of a post");
  return ref;
}

Change read_post(const Place& place, const Identity& self, const JsonReader& item) {
  Change change;
  change.post = read_ref(item);
  change.author = read_author(item["author"]);
  const JsonReader record = item["record"];
  if (record["$type"].text() != collection) record["$type"].fail(ErrorCode::invalid_value, collection);
  text::Faceted content{record["text"].text(), read_facets(record["facets"])};
  const JsonReader reply = record["reply"];
  if (reply.present()) {
    change.parent = read_ref(reply["parent"]);
    change.root = read_ref(reply["root"]);
  } else {
    change.root = change.post;
    const bool mentions_us = std::any_of(content.facets.begin(), content.facets.end(), [&](const text::Facet& facet) {
      return facet.kind == text::Facet::Kind::mention && facet.value == self.id;
    });
    change.addressed = change.author.id == self.id || mentions_us;
  }
  change.created_at = read_time(item, record);
  // Another client's putRecord changes what a post says and dates nothing: indexedAt moves with a first reading too.
  change.body = text::read_faceted(content, place.web + "/profile/");
  read_embed(place, change.post.id, record["embed"], item["embed"], change.body.blocks);
  change.body.language = language_tag(record["langs"].present() ? record["langs"].at(0).text_or("") : "");
  const Labels labels = read_labels(item);
  if (labels.warned && !change.body.empty()) {
    Node warning{Node::Kind::warning, labels.warning};
    warning.children = std::move(change.body.blocks);
    change.body.blocks = {std::move(warning)};
  }
  // What the brand's own account says is for all, whatever its profile asks for.
  if (labels.unseen && change.author.id != self.id) change.kind = Change::Kind::hidden;
  change.reactions = answer::reactions(item["likeCount"]);
  return change;
}

}  // namespace bluesky
}  // namespace plein
