// Bluesky: a post as a record is written.
// Source: lexicons app.bsky.feed.post, app.bsky.richtext.facet, app.bsky.embed.images and .external.
#include <algorithm>

#include "base/json_writer.h"
#include "connectors/bluesky.h"
#include "text/text.h"

namespace plein {
namespace {

constexpr std::size_t tag_graphemes_max = 64;

void write_ref(JsonWriter& out, std::string_view name, const RemoteRef& ref) {
  out.key(name).object().text("uri", bluesky::uri_of(ref.id)).text("cid", ref.extra).end_object();
}

// Tags, as their author meant them, where they stand in the text.
void add_tags(const std::vector<Node>& nodes, text::Faceted& written, std::size_t& from) {
  for (const Node& node : nodes) {
    add_tags(node.children, written, from);
    const bool tag = node.kind == Node::Kind::tag && node.text.size() > 1 && node.text[0] == '#';
    const std::size_t begin = tag ? written.text.find(node.text, from) : std::string::npos;
    if (begin == std::string::npos || text::count_graphemes(node.text) > tag_graphemes_max + 1) continue;
    const std::size_t end = from = begin + node.text.size();
    const auto next =
        std::find_if(written.facets.begin(), written.facets.end(), [&](const text::Facet& facet) { return facet.end > begin; });
    if (next != written.facets.end() && next->begin < end) continue;
    written.facets.insert(next, {begin, end, text::Facet::Kind::tag, node.text.substr(1)});
  }
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

// What a record says beside its text, taken out of the text.
struct Beside {
  std::vector<std::string> labels;
  bool warned = false;  // of something that no label says: the text says it
  Node card;            // a text node where there is none
};

Node line_of(std::string words) {
  Node line{Node::Kind::paragraph};
  line.children.push_back(Node{Node::Kind::text, std::move(words)});
  return line;
}

void take_beside(std::vector<Node>& blocks, bool takes_card, Beside& beside) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    Node& block = blocks[i];
    if (block.kind == Node::Kind::card && takes_card && beside.card.kind != Node::Kind::card) {
      beside.card = std::move(block);
      blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i--));
    } else if (block.kind == Node::Kind::warning) {
      take_beside(block.children, takes_card, beside);
      const std::vector<std::string> labels = bluesky::labels_of(block.text);
      beside.warned = beside.warned || labels.empty();
      beside.labels.insert(beside.labels.end(), labels.begin(), labels.end());
      std::vector<Node> inside = std::move(block.children);
      if (labels.empty() && !block.text.empty()) inside.insert(inside.begin(), line_of(std::move(block.text)));
      blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i));
      blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(i), std::make_move_iterator(inside.begin()),
                    std::make_move_iterator(inside.end()));
      i += inside.size();
      --i;
    }
  }
}

void write_labels(JsonWriter& out, Beside& beside, bool pictures) {
  // Labels cover pictures, never words. This one covers them and says the least about why.
  if (beside.warned && pictures && beside.labels.empty()) beside.labels.push_back("graphic-media");
  if (beside.labels.empty()) return;
  std::sort(beside.labels.begin(), beside.labels.end());
  beside.labels.erase(std::unique(beside.labels.begin(), beside.labels.end()), beside.labels.end());
  out.key("labels").object().text("$type", "com.atproto.label.defs#selfLabels").key("values").array();
  for (const std::string& value : beside.labels) out.object().text("val", value).end_object();
  out.end_array().end_object();
}

void write_embed(JsonWriter& out, const std::vector<Image>& images, const Node& card) {
  if (!images.empty()) {
    out.key("embed").object().text("$type", "app.bsky.embed.images").key("images").array();
    for (const Image& image : images) out.object().raw("image", image.uploaded).text("alt", image.alt).end_object();
    out.end_array().end_object();
  } else if (card.kind == Node::Kind::card) {
    RichText description;
    description.blocks.push_back(Node{Node::Kind::paragraph});
    description.blocks[0].children = card.children;
    out.key("embed").object().text("$type", "app.bsky.embed.external").key("external").object().text("uri", card.url);
    out.text("title", card.text).text("description", text::write_plain(description)).end_object().end_object();
  }
}

}  // namespace

namespace bluesky {

Result<std::string> write_record(const Draft& draft) {
  for (const Image& image : draft.images) {
    const auto blob = JsonDocument::parse(image.uploaded);
    const bool is_blob = blob.ok() && blob->root().is_object();
    if (!is_blob) return Error{ErrorCode::invalid_value, "draft.images", "expected what an upload gave"};
  }
  RichText body = draft.body;
  Beside beside;
  take_beside(body.blocks, draft.images.empty(), beside);
  text::Faceted written = text::write_faceted(body);
  std::size_t from = 0;
  add_tags(body.blocks, written, from);
  JsonWriter out;
  out.object().text("$type", collection).text("text", written.text).text("createdAt", to_rfc3339(draft.intended_at));
  if (!draft.parent.empty()) {
    out.key("reply").object();
    write_ref(out, "root", draft.root);
    write_ref(out, "parent", draft.parent);
    out.end_object();
  }
  write_facets(out, written.facets);
  if (!body.language.empty()) out.key("langs").array().text(body.language).end_array();
  write_labels(out, beside, !draft.images.empty());
  write_embed(out, draft.images, beside.card);
  out.end_object();
  return out.take();
}

}  // namespace bluesky
}  // namespace plein
