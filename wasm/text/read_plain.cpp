#include <algorithm>

#include "base/utf8.h"
#include "text/text.h"
#include "text/typed.h"

namespace plein::text {
namespace {

std::vector<Facet> find_links(std::string_view text) {
  std::vector<Facet> links;
  for (std::size_t at = text.find("http"); at != std::string_view::npos; at = text.find("http", at)) {
    if (!starts_word(text, at)) {
      at += 4;
      continue;
    }
    Address found = address_at(text, at);
    if (!found.url.empty()) links.push_back({at, found.end, Facet::Kind::link, std::move(found.url)});
    at = found.end;  // nothing is looked at twice, whatever a word is made of
  }
  return links;
}

// Valid UTF-8 without control characters; line ends and tabs stay.
std::string clean(std::string_view text) {
  std::string out = utf8::repaired(text);
  const auto control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F; };
  out.erase(std::remove_if(out.begin(), out.end(), control), out.end());
  return out;
}

class Builder {
 public:
  void text(std::string_view value) {
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t end = std::min(value.find('\n', begin), value.size());
      add(Node{Node::Kind::text, std::string(value.substr(begin, end - begin))});
      if (end == value.size()) break;
      ++breaks_;
      begin = end + 1;
    }
  }

  void add(Node node) {
    if (node.kind == Node::Kind::text && node.text.empty()) return;
    if (breaks_ >= 2 || tree_.blocks.empty())
      tree_.blocks.push_back(Node{Node::Kind::paragraph});
    else if (breaks_ == 1)
      tree_.blocks.back().children.push_back(Node{Node::Kind::line_break});
    breaks_ = 0;
    tree_.blocks.back().children.push_back(std::move(node));
  }

  RichText take() { return std::move(tree_); }

 private:
  RichText tree_;
  int breaks_ = 0;  // line ends since the last node
};

bool at_character(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace

RichText read_faceted(const Faceted& faceted, std::string_view profile_url) {
  const std::string_view text = faceted.text;
  Builder out;
  std::size_t done = 0;
  for (const Facet& facet : faceted.facets) {
    const bool possible = facet.begin >= done && facet.begin < facet.end && facet.end <= text.size() &&
                          at_character(text, facet.begin) && at_character(text, facet.end);
    if (!possible) continue;
    const std::string_view covered = text.substr(facet.begin, facet.end - facet.begin);
    if (covered.find('\n') != std::string_view::npos) continue;
    Node node;
    node.text = clean(covered);
    if (node.text.empty()) continue;
    if (facet.kind == Facet::Kind::link) {
      node.kind = Node::Kind::link;
      node.url = safe_url(facet.value, "");
      if (node.url.empty()) continue;
      node.children.push_back(Node{Node::Kind::text, std::move(node.text)});
      node.text.clear();
    } else {
      node.kind = facet.kind == Facet::Kind::mention ? Node::Kind::mention : Node::Kind::tag;
      if (node.kind == Node::Kind::mention) node.url = safe_url(std::string(profile_url) + facet.value, "");
    }
    out.text(clean(text.substr(done, facet.begin - done)));
    out.add(std::move(node));
    done = facet.end;
  }
  out.text(clean(text.substr(done)));
  return out.take();
}

RichText read_plain(const Faceted& faceted, std::string_view profile_url) {
  Faceted all = faceted;
  const std::vector<Facet> links = find_links(all.text);
  all.facets.insert(all.facets.end(), links.begin(), links.end());
  // What the platform said comes first where both begin alike; what overlaps is ignored.
  std::stable_sort(all.facets.begin(), all.facets.end(), [](const Facet& a, const Facet& b) { return a.begin < b.begin; });
  return read_faceted(all, profile_url);
}

RichText read_plain(std::string_view text) {
  Faceted faceted;
  faceted.text = tidy(text);
  faceted.facets = find_links(faceted.text);
  return read_faceted(faceted, "");
}

}  // namespace plein::text
