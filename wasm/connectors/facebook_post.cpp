// Facebook: what posts and comments say, and whether they are there for all to see.
#include <algorithm>

#include "base/utf8.h"
#include "connectors/answer.h"
#include "connectors/facebook.h"
#include "text/text.h"

namespace plein {
namespace {

// Offsets and lengths count code points; what lies outside the text is left for read_plain to refuse.
std::vector<text::Facet> read_tags(const Place& place, const JsonReader& tags, std::string_view message) {
  std::vector<text::Facet> facets;
  if (!tags.present() || !tags.is_array()) return facets;  // old posts have an object, by offset
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < message.size(); at += utf8::decode(message, at).bytes) starts.push_back(at);
  starts.push_back(message.size());
  tags.each([&](JsonReader tag) {
    const std::int64_t begin = tag["offset"].integer();
    const std::int64_t length = tag["length"].integer();
    const auto last = static_cast<std::int64_t>(starts.size()) - 1;
    if (begin < 0 || length <= 0 || begin > last || length > last - begin) return;
    text::Facet facet;
    facet.kind = text::Facet::Kind::mention;
    facet.begin = starts[static_cast<std::size_t>(begin)];
    facet.end = starts[static_cast<std::size_t>(begin + length)];
    // People's ids are the Page's own names for them: there is nothing at such an address.
    const std::string id = tag["id"].id_or("");
    if (tag["type"].text_or("") == "page" && facebook::is_number(id)) facet.value = place.web + "/" + id;
    facets.push_back(std::move(facet));
  });
  std::stable_sort(facets.begin(), facets.end(), [](const text::Facet& a, const text::Facet& b) { return a.begin < b.begin; });
  return facets;
}

// U+2060, with which a text of ours was kept from calling somebody (text::write_addressed).
void restore(std::vector<Node>& nodes) {
  constexpr std::string_view kept = "@\xE2\x81\xA0";
  for (Node& node : nodes) {
    for (std::size_t at = node.text.find(kept); at != std::string::npos; at = node.text.find(kept, at))
      node.text.erase(at + 1, 3);
    restore(node.children);
  }
}

struct Attachments {
  std::vector<Node> pictures;
  std::vector<Node> cards;
};

// A StoryAttachment: what is linked to, or shown, beside a text.
void read_attachment(const JsonReader& in, Attachments& out) {
  const JsonReader parts = in["subattachments"]["data"];
  if (parts.size() > 0) return parts.each([&](JsonReader part) { read_attachment(part, out); });
  const std::string type = in["type"].text_or("") + " " + in["media_type"].text_or("");
  const std::string source = text::safe_url(in["media"]["image"]["src"].text_or(""), "");
  const bool shown = type.find("photo") != std::string::npos || type.find("sticker") != std::string::npos ||
                     type.find("animated_image") != std::string::npos;
  if (shown && !source.empty()) {
    Node picture{Node::Kind::paragraph};
    picture.children.push_back(Node{Node::Kind::image, "", source});
    out.pictures.push_back(std::move(picture));
    return;
  }
  // "url" of a link leads over l.facebook.com, which tells Facebook who follows it.
  const std::string direct = text::safe_url(in["unshimmed_url"].text_or(""), "");
  Node card{Node::Kind::card, in["title"].text_or(""), direct.empty() ? text::safe_url(in["url"].text_or(""), "") : direct};
  const std::string description = in["description"].text_or("");
  if (card.url.empty()) return;
  if (!description.empty()) card.children.push_back(Node{Node::Kind::text, description});
  out.cards.push_back(std::move(card));
}

void read_body(const Place& place, const JsonReader& in, const Attachments& attached, Change& change) {
  const std::string message = in["message"].text_or("");
  text::Faceted content{message, read_tags(place, in["message_tags"], message)};
  change.body = content.facets.empty() ? text::read_plain(message) : text::read_plain(content, "");
  restore(change.body.blocks);
  std::vector<Node>& blocks = change.body.blocks;
  blocks.insert(blocks.end(), attached.pictures.begin(), attached.pictures.end());
  blocks.insert(blocks.end(), attached.cards.begin(), attached.cards.end());
  if (!blocks.empty()) return;
  // Something that has no text and is no picture: an event, a milestone, a gift.
  const std::string url = text::safe_url(in["permalink_url"].text_or(""), place.web);
  if (url.empty()) return;
  Node link{Node::Kind::link, "", url};
  link.children.push_back(Node{Node::Kind::text, url});
  blocks.push_back(Node{Node::Kind::paragraph});
  blocks.back().children.push_back(std::move(link));
}

// "from" is missing where an author did not let the app know them. Such a post is not shown elsewhere: nobody could be asked,
// take it back, or be forgotten.
void read_author(const JsonReader& in, Change& change) {
  const JsonReader from = in["from"];
  if (!from.present()) {
    change.kind = Change::Kind::hidden;
    return;
  }
  change.author.id = from["id"].id();
  change.author.name = from["name"].text_or("");
}

}  // namespace

namespace facebook {

const char* const post_fields =
    "id,message,created_time,from{id,name},is_hidden,is_published,is_expired,privacy{value},message_tags,permalink_url,"
    "attachments{type,media_type,title,description,url,unshimmed_url,media{image{src}},"
    "subattachments{type,media_type,title,description,url,unshimmed_url,media{image{src}}}},"
    "reactions.limit(0).summary(total_count)";
const char* const comment_fields =
    "id,message,created_time,from{id,name},parent{id},is_hidden,is_private,message_tags,permalink_url,"
    "attachment{type,media_type,title,description,url,unshimmed_url,media{image{src}}},like_count";

Milliseconds read_time(const JsonReader& in) {
  const auto time = parse_rfc3339(in.text());
  if (!time) in.fail(ErrorCode::invalid_value, "a time as Facebook writes it");
  return time.value_or(0);
}

Change read_post(const Place& place, const JsonReader& in) {
  Change change;
  change.post.id.value = in["id"].id();
  if (!is_id(change.post.id.value)) in["id"].fail(ErrorCode::invalid_value, "a post's id");
  change.root = change.post;
  change.addressed = is_post(place, change.post.id.value);
  change.created_at = read_time(in["created_time"]);
  read_author(in, change);
  const std::string privacy = in["privacy"]["value"].text_or("");
  const bool for_all = in["is_published"].flag_or(true) && !in["is_hidden"].flag_or(false) && !in["is_expired"].flag_or(false) &&
                       (privacy.empty() || privacy == "EVERYONE");
  if (!for_all) change.kind = Change::Kind::hidden;
  if (change.kind == Change::Kind::hidden) return change;
  Attachments attached;
  in["attachments"]["data"].each([&](JsonReader each) { read_attachment(each, attached); });
  read_body(place, in, attached, change);
  change.reactions = answer::reactions(in["reactions"]["summary"]["total_count"]);
  return change;
}

Change read_comment(const Place& place, const JsonReader& in, const std::string& post) {
  Change change;
  const std::string id = in["id"].id();
  const JsonReader above = in["parent"];
  const std::string parent = above.present() ? above["id"].id() : "";
  if (!is_id(id)) in["id"].fail(ErrorCode::invalid_value, "a comment's id");
  if (!parent.empty() && !is_id(parent)) above["id"].fail(ErrorCode::invalid_value, "a comment's id");
  change.post = comment_ref(id, parent, post);
  change.root.id.value = post;
  change.parent = parent.empty() || same_object(parent, post) ? change.root : comment_ref(parent, "", post);
  change.created_at = read_time(in["created_time"]);
  read_author(in, change);
  if (in["is_hidden"].flag_or(false) || in["is_private"].flag_or(false)) change.kind = Change::Kind::hidden;
  if (change.kind == Change::Kind::hidden) return change;
  Attachments attached;
  if (in["attachment"].present()) read_attachment(in["attachment"], attached);
  read_body(place, in, attached, change);
  change.reactions = answer::reactions(in["like_count"]);
  return change;
}

}  // namespace facebook
}  // namespace plein
