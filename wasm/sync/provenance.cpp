#include "sync/provenance.h"

#include <algorithm>

#include "base/hash.h"
#include "model/state.h"

namespace plein::sync {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";    // "— "
constexpr std::string_view separator = " \xC2\xB7 ";  // " · "
constexpr std::string_view fragment = "plein";
constexpr std::string_view correction_fragment = "plein-edit";
constexpr std::string_view ours = "utm_campaign=plein&";  // of parameters, the first that we add

std::string flat(const Node& node) {
  std::string text = node.text;
  for (const Node& child : node.children) text += flat(child);
  return text;
}

// As the public feed names a widget post.
std::string id_of(std::string_view key) { return to_base32(State::key_of("site", key)); }

bool valid_key(std::string_view key) {
  if (key.size() < 8 || key.size() > 64) return false;
  for (const char c : key) {
    const bool good = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    if (!good) return false;
  }
  return true;
}

// What platforms show below a text: a picture, what a link leads to. Of a copy it is its origin's.
bool is_attachment(const Node& block) {
  if (block.kind == Node::Kind::card || block.kind == Node::Kind::poll) return true;
  if (block.kind != Node::Kind::paragraph) return false;
  return std::all_of(block.children.begin(), block.children.end(), [](const Node& n) { return n.kind == Node::Kind::image; });
}

// A content warning holds all of a text, its last line too.
const Node* last_line(const std::vector<Node>& blocks) {
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    if (is_attachment(*block)) continue;
    if (block->kind == Node::Kind::warning) return last_line(block->children);
    return block->kind == Node::Kind::paragraph ? &*block : nullptr;
  }
  return nullptr;
}

// What stands before the link: "— Ana · ", or, where links have no text of their own, "— Ana · Bluesky " before the address.
// Nothing when it is neither; "" when no name is told.
std::optional<std::string> author_of(const Node& line) {
  std::string words;
  for (std::size_t i = 0; i + 1 < line.children.size(); ++i) words += flat(line.children[i]);
  // White space at a line's end is no platform's to keep: a line without a name may have lost it.
  if (words == dash || words == dash.substr(0, dash.size() - 1)) return "";
  if (words.compare(0, dash.size(), dash) != 0) return std::nullopt;
  const std::size_t end = words.rfind(separator);
  const bool linked = end != std::string::npos && end + separator.size() == words.size();
  if (!linked && words.back() != ' ') return std::nullopt;
  return end == std::string::npos || end < dash.size() ? "" : words.substr(dash.size(), end - dash.size());
}

// Whether an address is the website's, whatever it says of whence one comes. Platforms add parameters of their own behind those.
bool is_site(std::string_view address, std::string_view site_url) {
  if (address.substr(0, site_url.size()) != site_url) return false;
  const std::string_view rest = address.substr(site_url.size());
  return rest.empty() || ((rest[0] == '?' || rest[0] == '&') && rest.substr(1, ours.size()) == ours);
}

}  // namespace

Node provenance_line(std::string_view author, std::string_view place_name, std::string_view url) {
  Node link;
  link.kind = Node::Kind::link;
  link.url = std::string(url);
  link.children.push_back(Node{Node::Kind::text, std::string(place_name)});
  Node line;
  line.kind = Node::Kind::paragraph;
  line.children.push_back(
      Node{Node::Kind::text, std::string(dash) + std::string(author) + (author.empty() ? "" : std::string(separator))});
  line.children.push_back(std::move(link));
  return line;
}

std::string with_fragment(std::string_view permalink, bool correction) {
  return std::string(permalink) + "#" + std::string(correction ? correction_fragment : fragment);
}

std::string site_address_from(std::string_view site_url, const Place& place) {
  const std::string_view first = site_url.find('?') == std::string_view::npos ? "?" : "&";
  const std::string_view medium = place.kind == Place::Kind::page ? "social" : "forum";
  return std::string(site_url) + std::string(first) + std::string(ours) + "utm_source=" + place.platform +
         "&utm_medium=" + std::string(medium);
}

std::string site_link(std::string_view site_url, std::string_view key) { return with_fragment(site_url) + "=" + id_of(key); }

std::string site_permalink(std::string_view site_url, std::string_view key, bool correction, std::string_view seal) {
  return with_fragment(site_url, correction) + "=" + id_of(key) + "." + std::string(key) +
         (seal.empty() ? "" : "." + std::string(seal));
}

std::optional<Provenance> read_provenance(const RichText& body, std::string_view site_url, const FindOrigin& find_origin) {
  const Node* line = last_line(body.blocks);
  if (line == nullptr || line->children.size() < 2 || line->children.back().kind != Node::Kind::link) return std::nullopt;
  const auto name = author_of(*line);
  if (!name) return std::nullopt;
  const std::string_view url = line->children.back().url;
  const std::size_t hash = url.find('#');
  if (hash == std::string_view::npos) return std::nullopt;
  const std::string_view address = url.substr(0, hash);
  const std::string_view mark = url.substr(hash + 1);
  const std::size_t equals = mark.find('=');
  const std::string_view kind = mark.substr(0, equals);
  Provenance found;
  found.author = *name;
  found.correction = kind == correction_fragment;
  if (kind != fragment && !found.correction) return std::nullopt;
  if (equals == std::string_view::npos) {
    const auto origin = find_origin(address);
    if (!origin) return std::nullopt;
    found.place = origin->first;
    found.post = origin->second;
    return found;
  }
  std::string_view named = mark.substr(equals + 1);
  const std::size_t id_end = std::min(named.find('.'), named.size());
  const std::size_t key_end = std::min(named.find('.', id_end + 1), named.size());
  // Lines of before say no id.
  if (id_end < named.size() && named.substr(0, id_end) == id_of(named.substr(id_end + 1, key_end - id_end - 1)))
    named.remove_prefix(id_end + 1);
  const std::size_t dot = std::min(named.find('.'), named.size());
  const std::string_view key = named.substr(0, dot);
  if (dot < named.size()) found.seal = named.substr(dot + 1);
  if (!is_site(address, site_url) || !valid_key(key)) return std::nullopt;
  found.place = PlaceId{"site"};
  found.post = RemoteId{std::string(key)};
  return found;
}

RichText without_provenance(RichText body) {
  std::vector<Node>* blocks = &body.blocks;
  while (!blocks->empty() && blocks->back().kind == Node::Kind::warning) blocks = &blocks->back().children;
  while (!blocks->empty() && is_attachment(blocks->back())) blocks->pop_back();
  if (!blocks->empty()) blocks->pop_back();
  return body;
}

}  // namespace plein::sync
