#include "sync/links.h"

#include "connectors/catalogue.h"
#include "sync/provenance.h"

namespace plein::sync {
namespace {

// The post that an address of one of the bridge's places is of: an origin, or one of our copies.
std::uint32_t post_at(const State& state, const Bridge& bridge, std::string_view url) {
  for (const Place& place : bridge.places) {
    const Connector* connector = find_connector(place.platform);
    const auto id = connector != nullptr ? connector->parse_permalink(place, url) : std::nullopt;
    if (!id) continue;
    const PostKey key = State::key_of(place.id.value, id->value);
    if (const std::uint32_t post = state.find_post(key); post != none) return post;
    const std::uint32_t copy = state.find_copy(key);
    return copy == none ? none : state.copies[copy].post;
  }
  return none;
}

void lead(const State& state, const Bridge& bridge, std::uint16_t place, std::vector<Node>& nodes) {
  for (Node& node : nodes) {
    lead(state, bridge, place, node.children);
    if (node.kind != Node::Kind::link && node.kind != Node::Kind::card) continue;
    const std::uint32_t post = post_at(state, bridge, node.url);
    const std::string there = post == none ? "" : permalink_in(state, bridge, post, place);
    if (there.empty()) continue;
    const bool says_itself = node.children.size() == 1 && node.children[0].text == node.url;
    if (says_itself) node.children[0].text = there;
    node.url = there;
  }
}

}  // namespace

std::string permalink(const State& state, const Bridge& bridge, std::uint16_t place, std::string_view remote) {
  if (place == 0) return site_link(bridge.site_url, remote);
  const Place* known = bridge.find(state.places[place].id);
  const Connector* connector = known != nullptr ? find_connector(known->platform) : nullptr;
  return connector != nullptr ? connector->permalink(*known, RemoteId{std::string(remote)}) : "";
}

std::string permalink_in(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place) {
  const PostRow& row = state.posts[post];
  TextSlice remote = row.remote;
  if (row.place != place) {
    const std::uint32_t copy = state.copy_in(post, place);
    if (copy == none || state.copies[copy].state != CopyState::sent) return "";
    remote = state.copies[copy].remote;
  }
  return permalink(state, bridge, place, state.text(remote));
}

void lead_to_copies(const State& state, const Bridge& bridge, std::uint16_t place, RichText& body) {
  lead(state, bridge, place, body.blocks);
}

}  // namespace plein::sync
