#include "sync/compose.h"

#include <algorithm>

#include "base/hash.h"
#include "model/labels.h"
#include "sync/acting.h"
#include "sync/links.h"
#include "sync/provenance.h"
#include "text/text.h"

namespace plein::sync {
namespace {

constexpr std::string_view pencil = "\xE2\x9C\x8E ";  // "✎ ", of corrections

std::string name_told(std::string_view name, Rule::Names names) {
  if (names == Rule::Names::hidden) return {};
  return std::string(names == Rule::Names::first ? name.substr(0, name.find(' ')) : name);
}

constexpr std::string_view word_joiner = "\xE2\x81\xA0";  // see text::write_markdown

void add_words(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, word_joiner.size(), word_joiner) == 0)
      i += word_joiner.size() - 1;
    else if (static_cast<unsigned char>(text[i]) > ' ')
      out += text[i];
  }
}

// Links that say their address, as some platforms shorten it, say it nowhere: others put it behind a link's text.
bool says_address(const std::string& words, const std::string& url) {
  if (words.empty()) return true;
  std::string_view shown = words;
  constexpr std::string_view dots = "\xE2\x80\xA6";
  if (shown.size() > dots.size() && shown.substr(shown.size() - dots.size()) == dots) shown.remove_suffix(dots.size());
  return url.find(shown) != std::string::npos && shown.find('.') != std::string_view::npos;
}

void flatten(const Node& node, std::string& out) {
  if (node.kind == Node::Kind::image || node.kind == Node::Kind::card) return;  // which platforms show in their own ways
  std::string words;
  add_words(node.text, words);
  for (const Node& child : node.children) flatten(child, words);
  if (node.kind != Node::Kind::link || !says_address(words, node.url)) out += words;
}

// Pictures in a text, for places that show them beside it; at most `most`, the others stay as links.
void take_images(std::vector<Node>& nodes, std::size_t most, const std::set<std::string>& linked, std::vector<Image>& images) {
  for (std::size_t i = 0; i < nodes.size();) {
    Node& node = nodes[i];
    if (node.kind == Node::Kind::image && images.size() < most && linked.count(node.url) == 0) {
      images.push_back({node.url, node.text, ""});
      nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(i));
      continue;
    }
    const bool held = !node.children.empty();
    take_images(node.children, most, linked, images);
    if (held && node.children.empty())
      nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
}

std::string place_name(const State& state, const Bridge& bridge, std::uint16_t place) {
  if (place == 0) return bridge.site_name;
  const Place* known = bridge.find(state.places[place].id);
  return known != nullptr ? known->name : state.places[place].id;
}

// A title of its own that a place without titles would lose: not one that only repeats how the text begins.
bool adds_to(std::string_view title, const RichText& body) {
  const auto code_points = std::count_if(title.begin(), title.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return !title.empty() && title != text::title_from(body, static_cast<std::size_t>(code_points));
}

// Before the text's first words, in the same line where that is one.
void begin_with(RichText& body, std::string words) {
  Node node{Node::Kind::text, std::move(words)};
  if (!body.blocks.empty() && body.blocks[0].kind == Node::Kind::paragraph) {
    auto& inlines = body.blocks[0].children;
    inlines.insert(inlines.begin(), std::move(node));
    return;
  }
  Node line{Node::Kind::paragraph};
  line.children.push_back(std::move(node));
  body.blocks.insert(body.blocks.begin(), std::move(line));
}

Node where_to_vote(const Bridge& bridge, const std::string& url) {
  Node link{Node::Kind::link};
  link.url = url;
  link.children.push_back(Node{Node::Kind::text, url});
  Node line{Node::Kind::paragraph};
  line.children.push_back(Node{Node::Kind::text, std::string(vote_label(bridge)) + ": "});
  line.children.push_back(std::move(link));
  return line;
}

bool fits(RichText body, Node line, const std::string& title, const text::Limits& limits) {
  Node heading{Node::Kind::paragraph};
  heading.children.push_back(Node{Node::Kind::text, title});
  body.blocks.insert(body.blocks.begin(), std::move(heading));
  body.blocks.push_back(std::move(line));
  return text::fit(body, limits) == body;
}

// Where not all can be said, what one can choose and where is: the last two blocks come first.
void ask_first(RichText& body) { std::rotate(body.blocks.begin(), body.blocks.end() - 2, body.blocks.end()); }

}  // namespace

text::Limits limits_of(const Capabilities& capabilities) {
  const bool addressed = capabilities.format == Format::plain;
  const bool markdown = capabilities.format == Format::markdown;
  return {capabilities.graphemes_max, capabilities.bytes_max, addressed, capabilities.url_graphemes, markdown};
}

Draft compose_whole(const State& state, const Bridge& bridge, Saying said, const Place& place, const Connector& connector,
                    bool correction, const std::set<std::string>& linked, std::string_view as) {
  RichText& body = said.body;
  lead_to_copies(state, bridge, state.find_place(place.id.value), body);
  const Capabilities& capabilities = connector.capabilities();
  const std::string site = site_address_from(bridge.site_url, place);
  if (said.asks && !correction) {
    body.blocks.push_back(where_to_vote(bridge, site_link(site, said.remote)));
    Node line = provenance_line(said.author, bridge.site_name, site);  // as long as the one that it gets
    if (!fits(body, std::move(line), said.title, limits_of(capabilities))) ask_first(body);
  }
  Draft draft;
  if (correction) {
    begin_with(body, std::string(pencil));
  } else if (said.first && capabilities.titles) {
    draft.title = said.title.empty() ? place_name(state, bridge, said.place) : said.title;
  } else if (said.first && adds_to(said.title, body)) {
    Node line{Node::Kind::paragraph};
    line.children.push_back(Node{Node::Kind::text, said.title});
    body.blocks.insert(body.blocks.begin(), std::move(line));
  }
  if (said.sponsored) begin_with(body, std::string(sponsored_label(bridge)) + " · ");
  if (capabilities.images_max > 0) take_images(body.blocks, capabilities.images_max, linked, draft.images);
  const Rule::Names names = as.empty() ? bridge.rule(state.places[said.place].id, place.id.value).names : Rule::Names::hidden;
  const std::string url = said.place == 0 ? site_permalink(site, said.remote, correction,
                                                           as.empty() ? "" : seal_of(bridge, place.id.value, as, said.remote))
                                          : with_fragment(permalink(state, bridge, said.place, said.remote), correction);
  body.blocks.push_back(provenance_line(name_told(said.author, names), place_name(state, bridge, said.place), url));
  draft.body = std::move(body);
  return draft;
}

Result<Draft> compose(const State& state, const Bridge& bridge, std::uint32_t post, const Place& place,
                      const Connector& connector, bool correction, const std::set<std::string>& linked, std::string_view as) {
  const PostRow& row = state.posts[post];
  auto body = rich_text_from_json(state.text(row.body));
  if (!body) return Error{ErrorCode::damaged, "post", body.error().message};
  const AuthorRow& author = state.authors[row.author];
  Saying said;
  said.place = row.place;
  said.first = state.origin_parent(post) == none;
  said.remote = state.text(row.remote);
  said.author = state.text(author.name.length > 0 ? author.name : author.handle);
  if (said.first) said.title = state.text(state.threads[state.own_thread(post)].title);
  said.body = *std::move(body);
  said.sponsored = said.first && state.community.find(Deed::sponsor, row.key) != nullptr;
  said.asks = state.community.polls.count(row.key) != 0 && !said.body.blocks.empty();
  Draft draft = compose_whole(state, bridge, std::move(said), place, connector, correction, linked, as);
  draft.body = text::fit(draft.body, limits_of(connector.capabilities()));
  return draft;
}

std::uint64_t content_of(const State& state, std::uint32_t post) {
  const PostRow& row = state.posts[post];
  const bool sponsored = row.parent == none && state.community.find(Deed::sponsor, row.key) != nullptr;
  return sponsored ? hash64({"sponsored", to_base32(row.content)}) : row.content;
}

std::uint32_t said_hash(const RichText& text) {
  std::string said;
  for (const Node& block : text.blocks) flatten(block, said);
  const auto hash = static_cast<std::uint32_t>(hash64({said}));
  return hash == 0 ? 1 : hash;
}

}  // namespace plein::sync
