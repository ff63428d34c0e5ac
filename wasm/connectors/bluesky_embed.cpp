// Bluesky: what stands below a post's text. Records name pictures by hashes, and only the AppView's view of them has addresses;
// all else is taken from the record, so that a post says the same wherever it is read.
// Source: lexicons app.bsky.embed.*; unions are open, and what is not known here is passed over.
#include <algorithm>

#include "base/utf8.h"
#include "connectors/bluesky.h"
#include "text/text.h"

namespace plein {
namespace {

constexpr std::size_t title_max = 300;  // bytes; cards are previews, and the lexicon knows no limit
constexpr std::size_t description_max = 1000;

// On one line, without control characters, at most so many bytes.
std::string one_line(const std::string& text, std::size_t bytes_max) {
  std::string out;
  for (const char c : utf8::repaired(text)) {
    const bool space = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.size() <= bytes_max) return out;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "\xE2\x80\xA6";
}

Node card(std::string url, std::string title, std::string description) {
  Node node{Node::Kind::card};
  node.url = std::move(url);
  node.text = std::move(title);
  if (!description.empty()) node.children.push_back(Node{Node::Kind::text, std::move(description)});
  return node;
}

void add_external(const JsonReader& external, std::vector<Node>& blocks) {
  const std::string url = text::safe_url(external["uri"].text(), "");
  if (url.empty()) return;
  blocks.push_back(
      card(url, one_line(external["title"].text(), title_max), one_line(external["description"].text(), description_max)));
}

void add_pictures(const JsonReader& list, std::vector<Node>& blocks) {
  Node pictures{Node::Kind::paragraph};
  list.each([&](JsonReader each) {
    Node image{Node::Kind::image};
    image.url = text::safe_url(each["fullsize"].text(), "");
    image.text = one_line(each["alt"].text(), description_max);
    if (!image.url.empty()) pictures.children.push_back(std::move(image));
  });
  if (!pictures.children.empty()) blocks.push_back(std::move(pictures));
}

// Its address and no more: what somebody said elsewhere is not part of this conversation.
void add_quote(const Place& place, const JsonReader& reference, std::vector<Node>& blocks) {
  std::string url = bluesky::address_of(place, reference["uri"].text());
  if (url.empty()) return;
  Node link{Node::Kind::link};
  link.children.push_back(Node{Node::Kind::text, url});
  link.url = std::move(url);
  Node line{Node::Kind::paragraph};
  line.children.push_back(std::move(link));
  blocks.push_back(std::move(line));
}

}  // namespace

namespace bluesky {

bool wants_view(const JsonReader& embed) {
  if (!embed.present()) return false;
  const std::string type = embed["$type"].text_or("");
  if (type == "app.bsky.embed.recordWithMedia") return wants_view(embed["media"]);
  return type == "app.bsky.embed.images" || type == "app.bsky.embed.gallery";
}

void read_embed(const Place& place, const RemoteId& post, const JsonReader& embed, const JsonReader& view,
                std::vector<Node>& blocks) {
  if (!embed.present()) return;
  const std::string type = embed["$type"].text();
  const bool viewed = view.present() && view["$type"].text_or("") == type + "#view";
  if (type == "app.bsky.embed.external") return add_external(embed["external"], blocks);
  if (type == "app.bsky.embed.record") return add_quote(place, embed["record"], blocks);
  if (type == "app.bsky.embed.images" && viewed) return add_pictures(view["images"], blocks);
  if (type == "app.bsky.embed.gallery" && viewed) return add_pictures(view["items"], blocks);
  // A playlist is of no use to a reader, the page it plays on is.
  if (type == "app.bsky.embed.video") {
    blocks.push_back(card(address_of(place, post), "Video", one_line(embed["alt"].text_or(""), description_max)));
    return;
  }
  if (type != "app.bsky.embed.recordWithMedia") return;
  const JsonReader media = embed["media"];
  if (media["$type"].text() != type) read_embed(place, post, media, viewed ? view["media"] : media["none"], blocks);
  add_quote(place, embed["record"]["record"], blocks);
}

}  // namespace bluesky
}  // namespace plein
