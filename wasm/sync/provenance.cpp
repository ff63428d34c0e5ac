#include "sync/provenance.h"

namespace plein::sync {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";    // "— "
constexpr std::string_view separator = " \xC2\xB7 ";  // " · "
constexpr std::string_view fragment = "plein";
constexpr std::string_view correction_fragment = "plein-edit";

std::string flat(const Node& node) {
  std::string text = node.text;
  for (const Node& child : node.children) text += flat(child);
  return text;
}

bool valid_key(std::string_view key) {
  if (key.size() < 8 || key.size() > 64) return false;
  for (const char c : key) {
    const bool good = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    if (!good) return false;
  }
  return true;
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

std::string site_permalink(std::string_view site_url, std::string_view key, bool correction) {
  return with_fragment(site_url, correction) + "=" + std::string(key);
}

std::optional<Provenance> read_provenance(const RichText& body, std::string_view site_url, const FindOrigin& find_origin) {
  if (body.empty()) return std::nullopt;
  const Node& line = body.blocks.back();
  if (line.kind != Node::Kind::paragraph || line.children.size() < 2 || line.children.back().kind != Node::Kind::link)
    return std::nullopt;
  std::string words;
  for (std::size_t i = 0; i + 1 < line.children.size(); ++i) words += flat(line.children[i]);
  std::string_view name = words;
  // White space at a line's end is no platform's to keep: a line without a name may have lost it.
  const bool nameless = name == dash || name == dash.substr(0, dash.size() - 1);
  if (!nameless) {
    if (name.size() < dash.size() + separator.size() || name.substr(0, dash.size()) != dash) return std::nullopt;
    if (name.substr(name.size() - separator.size()) != separator) return std::nullopt;
    name = name.substr(dash.size(), name.size() - dash.size() - separator.size());
  }
  const std::string_view url = line.children.back().url;
  const std::size_t hash = url.find('#');
  if (hash == std::string_view::npos) return std::nullopt;
  const std::string_view address = url.substr(0, hash);
  const std::string_view mark = url.substr(hash + 1);
  const std::size_t equals = mark.find('=');
  const std::string_view kind = mark.substr(0, equals);
  Provenance found;
  found.author = nameless ? "" : std::string(name);
  found.correction = kind == correction_fragment;
  if (kind != fragment && !found.correction) return std::nullopt;
  if (equals == std::string_view::npos) {
    const auto origin = find_origin(address);
    if (!origin) return std::nullopt;
    found.place = origin->first;
    found.post = origin->second;
    return found;
  }
  const std::string_view key = mark.substr(equals + 1);
  if (address != site_url || !valid_key(key)) return std::nullopt;
  found.place = PlaceId{"site"};
  found.post = RemoteId{std::string(key)};
  return found;
}

RichText without_provenance(RichText body) {
  if (!body.blocks.empty()) body.blocks.pop_back();
  return body;
}

}  // namespace plein::sync
