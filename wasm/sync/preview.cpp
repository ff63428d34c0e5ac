#include "sync/preview.h"

#include <algorithm>

#include "base/hash.h"
#include "connectors/catalogue.h"
#include "sync/acting.h"
#include "sync/fold.h"
#include "sync/fold_posts.h"
#include "sync/rules.h"
#include "sync/seen.h"
#include "text/room.h"

namespace plein::sync {
namespace {

constexpr std::size_t kept_max = 40;  // characters of the last words that stay

// As long as the widget's keys: addresses that hold one count.
constexpr std::string_view any_key = "00000000-0000-0000-0000-000000000000";

// What only Markdown can say: lists and quotes have marks in plain text too, and links their address.
bool is_formatted(const std::vector<Node>& nodes) {
  return std::any_of(nodes.begin(), nodes.end(), [](const Node& node) {
    const bool mark = node.kind == Node::Kind::strong || node.kind == Node::Kind::emphasis || node.kind == Node::Kind::code ||
                      node.kind == Node::Kind::code_block;
    return mark || is_formatted(node.children);
  });
}

// The end of a text, at most so many characters, from the beginning of a word on.
std::string last_words(std::string text) {
  constexpr std::string_view dots = "\xE2\x80\xA6";
  const bool cut = text.size() >= dots.size() && text.compare(text.size() - dots.size(), dots.size(), dots) == 0;
  if (cut) text.resize(text.size() - dots.size());
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  std::size_t begin = text.size();
  for (std::size_t characters = 0; begin > 0 && characters < kept_max; ++characters) {
    --begin;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  }
  if (begin == 0) return text;
  const std::size_t word = text.find(' ', begin - 1);
  return text.substr(word == std::string::npos ? begin : word + 1);
}

struct Forecast {
  const State& state;
  const Bridge& bridge;
  const NewPost& wanted;
  const Saying& said;
  std::uint32_t root;  // of the thread it answers; none

  std::string_view why_not(const Place& place) const {
    const std::uint32_t author = state.find_author(author_key("site", wanted.by.id));
    const std::uint8_t silence = author == none ? 0 : state.authors[author].silence;
    if ((silence & AuthorRow::blocked) != 0) return "blocked";
    if (silence != 0) return "opted_out";
    if (!rule_allows(bridge, said, wanted.by.role, "site", place.id.value)) return "rules";
    if (root == none) return "";
    // Below its first post everything finds a place: under its parent, or under what that answers (reconcile.cpp).
    const std::uint16_t index = state.find_place(place.id.value);
    if (locate(state, bridge, root, index).presence != Presence::absent) return "";
    const std::uint32_t copy = state.copy_in(root, index);
    const bool held = state.posts[root].held != 0 || (copy != none && state.copies[copy].state == CopyState::held);
    return held ? "held" : "parent";
  }

  // Synchroniser::writer_of, of what is not recorded yet.
  std::string writer(const Place& place, const Capabilities& capabilities, const PlaceRun* run) const {
    const bool alone = run != nullptr && !run->acts_alone.empty();
    const auto& accounts = wanted.by.accounts;
    const auto account = std::find_if(accounts.begin(), accounts.end(), [&](const auto& each) { return each.place == place.id; });
    if (bridge.seal_key.empty() || account == accounts.end()) return "";
    if (!may_act(capabilities, account->own, said.first, alone)) return "";
    return account->id == self(place).id ? "" : account->id;
  }

  const Identity& self(const Place& place) const { return state.places[state.find_place(place.id.value)].self; }

  std::string name_of(const Place& place, const std::string& member) const {
    if (member.empty()) return self(place).handle.empty() ? place.name : self(place).handle;
    const std::uint32_t known = state.find_author(author_key(place.id.value, member));
    const std::string_view name = known == none ? "" : state.text(state.authors[known].name);
    return std::string(name.empty() ? wanted.by.name : name);
  }

  PlacePreview in(const Place& place, const PlaceRun* run) const {
    PlacePreview found;
    found.place = &place;
    const Connector& connector = *find_connector(place.platform);
    const std::string member = writer(place, connector.capabilities(), run);
    found.as_member = !member.empty();
    found.account = name_of(place, member);
    found.why_not = why_not(place);
    const text::Limits limits = limits_of(connector.capabilities());
    Draft draft = compose_whole(state, bridge, said, place, connector, false, {}, member);
    found.left = text::room(draft.body, limits);
    if (found.left && *found.left < 0) {
      RichText kept = text::fit(draft.body, limits);
      kept.blocks.pop_back();  // the provenance line
      found.kept_until = last_words(text::write_plain(kept));
    }
    found.formatted = connector.capabilities().format == Format::markdown || !is_formatted(said.body.blocks);
    return found;
  }
};

}  // namespace

Result<std::vector<PlacePreview>> preview(const State& state, const Bridge& bridge, const std::vector<PlaceRun>& runs,
                                          const NewPost& wanted) {
  Saying said;
  said.remote = any_key;
  said.author = wanted.by.name;
  said.first = wanted.parent == 0;
  said.body = wanted.body;
  if (said.first) said.title = wanted.title.empty() ? text::title_from(wanted.body, derived_title_max) : wanted.title;
  std::uint32_t root = none;
  if (!said.first) {
    const auto parent = parent_for(state, wanted.parent);
    if (!parent) return Error{parent.error().code, "$.query.parent", parent.error().message};
    root = state.origin_root(*parent);
  }
  const Forecast forecast{state, bridge, wanted, said, root};
  std::vector<PlacePreview> places;
  for (std::size_t i = 0; i < bridge.places.size(); ++i)
    places.push_back(forecast.in(bridge.places[i], i < runs.size() ? &runs[i] : nullptr));
  return places;
}

}  // namespace plein::sync
