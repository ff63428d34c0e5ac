// Mastodon: what a status says, and whether it is there for all to see.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/mastodon.h"
#include "text/text.h"

namespace plein {
namespace {

using Kind = Node::Kind;

Milliseconds read_time(const JsonReader& in) {
  const auto time = parse_rfc3339(in.text());
  if (!time) in.fail(ErrorCode::invalid_value, "a time as RFC 3339 writes it");
  return time.value_or(0);
}

Author read_author(const Place& place, const JsonReader& account) {
  Author author;
  author.id = account["id"].id();
  author.handle = account["acct"].text();
  author.name = account["display_name"].text_or("");
  if (author.name.empty()) author.name = account["username"].text_or(author.handle);
  author.avatar_url = text::safe_url(account["avatar"].text_or(""), place.web);
  return author;
}

Node link_to(const std::string& url, const std::string& words) {
  Node link{Kind::link};
  link.url = url;
  link.children.push_back(Node{Kind::text, words.empty() ? url : words});
  return link;
}

// Pictures beside each other, then what else was attached: films and sounds as links.
std::vector<Node> read_media(const Place& place, const JsonReader& list) {
  Node pictures{Kind::paragraph};
  Node others{Kind::paragraph};
  list.each([&](JsonReader each) {
    const std::string type = each["type"].text();
    // While it is being processed, or where the server keeps none of other servers' files, only the original has an address.
    std::string url = text::safe_url(each["url"].text_or(""), place.web);
    if (url.empty()) url = text::safe_url(each["remote_url"].text_or(""), place.web);
    const std::string description = each["description"].text_or("");
    if (url.empty()) return;
    if (type == "image") {
      pictures.children.push_back(Node{Kind::image, description, url});
      return;
    }
    if (!others.children.empty()) others.children.push_back(Node{Kind::line_break});
    others.children.push_back(link_to(url, description));
  });
  std::vector<Node> blocks;
  if (!pictures.children.empty()) blocks.push_back(std::move(pictures));
  if (!others.children.empty()) blocks.push_back(std::move(others));
  return blocks;
}

// How many chose what is told once it is over: until then each vote would make another text of it.
Node read_poll(const JsonReader& in) {
  Node poll{Kind::poll};
  const bool over = in["expired"].flag();
  in["options"].each([&](JsonReader each) {
    Node option{Kind::option, each["title"].text()};
    if (over) option.count = answer::reactions(each["votes_count"]);
    poll.children.push_back(std::move(option));
  });
  return poll;
}

Node read_card(const Place& place, const JsonReader& in) {
  Node card{Kind::card, in["title"].text_or("")};
  card.url = text::safe_url(in["url"].text(), place.web);
  const std::string description = in["description"].text_or("");
  if (!description.empty()) card.children.push_back(Node{Kind::text, description});
  return card;
}

std::string flat(const Node& node) {
  std::string text = node.text;
  for (const Node& child : node.children) text += flat(child);
  return text;
}

// A reply of ours begins with whom it answers (mastodon_text.cpp), which is no part of what it says.
void drop_address(const JsonReader& status, RichText& body) {
  const std::string answered = status["in_reply_to_account_id"].id_or("");
  if (answered.empty() || body.blocks.empty() || body.blocks[0].kind != Kind::paragraph) return;
  std::vector<Node>& line = body.blocks[0].children;
  if (line.empty()) return;
  bool dropped = false;
  status["mentions"].each([&](JsonReader each) {
    if (dropped || line.empty() || each["id"].id() != answered) return;
    const bool links = line[0].kind == Kind::mention || line[0].kind == Kind::link;
    const std::string words = flat(line[0]);
    if (!links || line[0].url != each["url"].text_or("") || words.empty() || words[0] != '@') return;
    line.erase(line.begin());
    dropped = true;
  });
  if (!dropped) return;
  if (!line.empty() && line[0].kind == Kind::line_break) line.erase(line.begin());
  if (!line.empty() && line[0].kind == Kind::text) {
    std::string& words = line[0].text;
    words.erase(0, std::min(words.find_first_not_of(' '), words.size()));
    if (words.empty()) line.erase(line.begin());
  }
  if (line.empty()) body.blocks.erase(body.blocks.begin());
}

// Whether the last thing that a text says is an address that copies end with (sync/provenance.h), whoever wrote it.
bool ends_marked(const RichText& body) {
  if (body.blocks.empty() || body.blocks.back().children.empty()) return false;
  const Node& last = body.blocks.back().children.back();
  return last.kind == Kind::link && last.url.find("#plein") != std::string::npos;
}

RichText read_body(const Place& place, bool ours, const JsonReader& status) {
  RichText body = text::read_html(status["content"].text(), place.web);
  ours = ours || ends_marked(body);
  if (ours) drop_address(status, body);
  const std::string spoiler = status["spoiler_text"].text_or("");
  std::vector<Node> media = read_media(place, status["media_attachments"]);
  const bool covered = !media.empty() && spoiler.empty() && status["sensitive"].flag_or(false);
  // An account may have all its pictures covered, and a copy's are not more delicate for it.
  if (covered && !ours) {
    Node warning{Kind::warning};
    warning.children = std::move(media);
    media = {std::move(warning)};
  }
  for (Node& block : media) body.blocks.push_back(std::move(block));
  if (status["poll"].present()) body.blocks.push_back(read_poll(status["poll"]));
  if (status["card"].present()) {
    Node card = read_card(place, status["card"]);
    if (!card.url.empty()) body.blocks.push_back(std::move(card));
  }
  if (!spoiler.empty()) {
    Node warning{Kind::warning, spoiler};
    warning.children = std::move(body.blocks);
    body.blocks = {std::move(warning)};
  }
  body.language = language_tag(status["language"].text_or(""));
  return body;
}

// "https://social.example:8080/x" -> "social.example:8080"
std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find('/')));
}

bool mentions(const Place& place, const Identity& self, const JsonReader& status) {
  bool found = false;
  status["mentions"].each([&](JsonReader each) {
    const std::string address = each["acct"].text_or("");
    const bool ours = address == self.handle || address == self.handle + "@" + host_of(place.web);
    found = found || (self.known() && (each["id"].id() == self.id || ours));
  });
  return found;
}

}  // namespace

namespace mastodon {

bool is_public(const JsonReader& status) {
  const std::string visibility = status["visibility"].text();
  return visibility == "public" || visibility == "unlisted";
}

bool concerns(const Place& place, const Identity& self, const JsonReader& status) {
  const bool ours = status["account"]["id"].id() == self.id || status["in_reply_to_account_id"].id_or("") == self.id;
  return ours || mentions(place, self, status);
}

Change read_status(const Place& place, const Identity& self, const JsonReader& status) {
  Change change;
  change.post.id.value = lasting(status["id"].id());
  if (!is_id(change.post.id.value)) status["id"].fail(ErrorCode::invalid_value, "a status's id");
  change.author = read_author(place, status["account"]);
  const bool ours = self.known() && change.author.id == self.id;
  if (!ours) change.post.extra = change.author.handle;
  change.parent.id.value = lasting(status["in_reply_to_id"].id_or(""));
  if (change.parent.empty()) change.root = change.post;
  change.created_at = read_time(status["created_at"]);
  if (!is_public(status)) {
    Change hidden;
    hidden.kind = Change::Kind::hidden;
    hidden.post = change.post;
    hidden.root = change.root;
    hidden.created_at = change.created_at;
    return hidden;
  }
  if (status["edited_at"].present()) change.edited_at = read_time(status["edited_at"]);
  if (change.parent.empty()) change.addressed = ours || mentions(place, self, status);
  change.body = read_body(place, ours, status);
  change.reactions = answer::reactions(status["favourites_count"]);
  return change;
}

}  // namespace mastodon
}  // namespace plein
