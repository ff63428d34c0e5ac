#include "sync/compose.h"

#include "connectors/catalogue.h"
#include "sync/provenance.h"
#include "text/text.h"

namespace plein::sync {
namespace {

std::string author_name(const State& state, const PostRow& row) {
  const AuthorRow& author = state.authors[row.author];
  return std::string(state.text(author.name.length > 0 ? author.name : author.handle));
}

std::string place_name(const State& state, const Bridge& bridge, std::uint16_t place) {
  if (place == 0) return bridge.site_name;
  const Place* known = bridge.find(state.places[place].id);
  return known != nullptr ? known->name : state.places[place].id;
}

// A title of its own that a place without titles would lose: not one that only repeats how the text begins.
bool adds_to(std::string_view title, const RichText& body) {
  return !title.empty() && title != text::title_from(body, title.size());
}

}  // namespace

std::string origin_permalink(const State& state, const Bridge& bridge, std::uint32_t post) {
  const PostRow& row = state.posts[post];
  const std::string_view remote = state.text(row.remote);
  if (row.place == 0) return site_permalink(bridge.site_url, remote);
  const Place* place = bridge.find(state.places[row.place].id);
  const Connector* connector = place != nullptr ? find_connector(place->platform) : nullptr;
  return connector != nullptr ? connector->permalink(*place, RemoteId{std::string(remote)}) : "";
}

Result<Draft> compose(const State& state, const Bridge& bridge, std::uint32_t post, const Connector& connector,
                      const Target& target) {
  const PostRow& row = state.posts[post];
  auto body = rich_text_from_json(state.text(row.body));
  if (!body) return Error{ErrorCode::damaged, "post", body.error().message};
  const Capabilities& capabilities = connector.capabilities();
  Draft draft;
  draft.parent = target.parent;
  draft.root = target.root;
  const std::string_view title = state.text(state.threads[row.thread].title);
  if (row.parent == none && capabilities.titles) {
    draft.title = title.empty() ? place_name(state, bridge, row.place) : std::string(title);
  } else if (row.parent == none && adds_to(title, *body)) {
    Node line{Node::Kind::paragraph};
    line.children.push_back(Node{Node::Kind::text, std::string(title)});
    body->blocks.insert(body->blocks.begin(), std::move(line));
  }
  const std::string permalink = origin_permalink(state, bridge, post);
  const std::string url = row.place == 0 ? permalink : with_fragment(permalink);
  body->blocks.push_back(provenance_line(author_name(state, row), place_name(state, bridge, row.place), url));
  draft.body = text::fit(*body, capabilities.graphemes_max, capabilities.bytes_max);
  return draft;
}

}  // namespace plein::sync
