#include "sync/observe.h"

#include "connectors/catalogue.h"
#include "sync/fold.h"

namespace plein::sync {
namespace {

record::Posted posted(const PlaceId& place, const Change& change) {
  record::Posted fact;
  fact.place = place;
  fact.post = change.post;
  fact.author = change.author;
  if (fact.author.name.empty()) fact.author.name = change.author.handle;
  fact.title = change.title;
  fact.body = to_json(change.body);
  fact.created_at = change.created_at;
  fact.edited_at = change.edited_at;
  return fact;
}

}  // namespace

FindOrigin Observer::find_origin() const {
  return [this](std::string_view url) -> std::optional<std::pair<PlaceId, RemoteId>> {
    for (const Place& place : bridge_.places) {
      const Connector* connector = find_connector(place.platform);
      if (connector == nullptr) continue;
      if (auto id = connector->parse_permalink(place, url)) return std::pair(place.id, *std::move(id));
    }
    return std::nullopt;
  };
}

std::vector<std::uint32_t> Observer::observe(const Place& place, const std::vector<Change>& changes, bool whole_thread) {
  moved_.clear();
  for (const Change& change : changes) take(place, change, whole_thread);
  return std::move(moved_);
}

void Observer::take(const Place& place, const Change& change, bool whole_thread) {
  const State& state = ledger_.state();
  if (change.kind == Change::Kind::removed || change.kind == Change::Kind::hidden) return take_removal(place, change);
  const PostKey key = State::key_of(place.id.value, change.post.id.value);
  const std::uint32_t copy = state.find_copy(key);
  const std::uint32_t known = state.find_post(key);
  if (change.kind == Change::Kind::sighted) {
    if (copy == none && known == none) look_at(place, change.root);
    return;
  }
  if (known != none) return take_known(place, change, known);
  const Identity& self = state.places[state.find_place(place.id.value)].self;
  const bool ours = self.known() && change.author.id == self.id;
  const auto provenance = ours ? read_provenance(change.body, bridge_.site_url, find_origin()) : std::nullopt;
  if (provenance) return take_copy(place, change, *provenance, whole_thread);
  if (copy != none) return;  // a copy of ours whose line somebody took away: the id map knows it
  take_new(place, change, whole_thread);
}

void Observer::take_removal(const Place& place, const Change& change) {
  const State& state = ledger_.state();
  const PostKey key = State::key_of(place.id.value, change.post.id.value);
  const std::uint32_t post = state.find_post(key);
  if (post != none && state.posts[post].removed == 0) ledger_.commit(record::Removed{place.id, change.post.id});
  const std::uint32_t copy = state.find_copy(key);
  if (copy != none && state.copies[copy].state != CopyState::withheld) {
    ledger_.commit(record::Unsettled{state.posts[state.copies[copy].post].key, place.id, CopyState::withheld, ""});
  }
}

void Observer::take_known(const Place& place, const Change& change, std::uint32_t post) {
  const PostRow& row = ledger_.state().posts[post];
  if (row.removed != 0 || change.edited_at < row.edited_at) return;
  record::Posted fact = posted(place.id, change);
  if (content_hash(fact.title, fact.body) == row.content) return;
  ledger_.commit(std::move(fact));
}

std::uint32_t Observer::parent_of(const Place& place, const Change& change, bool whole_thread) {
  const State& state = ledger_.state();
  const auto stands = [&](const RemoteRef& ref) -> std::uint32_t {
    const PostKey key = State::key_of(place.id.value, ref.id.value);
    const std::uint32_t copy = state.find_copy(key);
    return copy != none ? state.copies[copy].post : state.find_post(key);
  };
  const std::uint32_t parent = stands(change.parent);
  if (parent != none) return parent;
  if (whole_thread) return stands(change.root);
  look_at(place, change.root);
  return none;
}

void Observer::look_at(const Place& place, const RemoteRef& thread) {
  const auto& looks = ledger_.state().places[ledger_.state().find_place(place.id.value)].looks;
  if (!thread.empty() && looks.count(thread.id.value) == 0) ledger_.commit(record::LookDue{place.id, thread});
}

void Observer::take_new(const Place& place, const Change& change, bool whole_thread) {
  record::Posted fact = posted(place.id, change);
  if (change.parent.empty()) {
    if (!change.addressed) return;
  } else {
    const std::uint32_t parent = parent_of(place, change, whole_thread);
    if (parent == none) return;
    const PostRow& above = ledger_.state().posts[parent];
    fact.parent = {RemoteId{std::string(ledger_.state().text(above.remote))}, ""};
    fact.parent_place.value = ledger_.state().places[above.place].id;
    if (fact.parent_place == place.id) fact.parent_place = {};
  }
  fact.old = change.created_at < ledger_.state().begun_at - bridge_.horizon_ms;
  if (ledger_.commit(std::move(fact))) {
    moved_.push_back(static_cast<std::uint32_t>(ledger_.state().posts.size() - 1));
  }
}

void Observer::take_copy(const Place& place, const Change& change, const Provenance& provenance, bool whole_thread) {
  const PostKey origin = State::key_of(provenance.place.value, provenance.post.value);
  // Where its parent has not been met yet, the copy waits for its origin like any other.
  if (provenance.place.value == "site") recover(place, change, provenance, whole_thread);
  bind(place, change, origin);
}

void Observer::bind(const Place& place, const Change& change, PostKey origin) {
  const State& state = ledger_.state();
  const std::uint16_t index = state.find_place(place.id.value);
  const std::uint32_t post = state.find_post(origin);
  if (post != none) {
    const std::uint32_t copy = state.copy_in(post, index);
    const bool settled =
        copy != none && (state.copies[copy].state == CopyState::sent || state.copies[copy].state == CopyState::withheld);
    if (settled || state.posts[post].place == index) return;
  } else if (const auto waiting = state.orphans.find(origin); waiting != state.orphans.end()) {
    for (const Orphan& orphan : waiting->second) {
      if (orphan.place == index) return;
    }
  }
  if (ledger_.commit(record::Copied{origin, place.id, change.post}) && post != none) moved_.push_back(post);
}

// A widget post lives in the log alone; with the log lost, its copies tell what it said, who wrote it and where it belongs.
void Observer::recover(const Place& place, const Change& change, const Provenance& provenance, bool whole_thread) {
  const State& state = ledger_.state();
  const std::uint32_t known = state.find_post(State::key_of("site", provenance.post.value));
  Change origin = change;
  origin.post = {provenance.post, ""};
  origin.author = {std::string(recovered_author) + provenance.author, provenance.author, "", ""};
  origin.body = without_provenance(change.body);
  record::Posted fact = posted(PlaceId{"site"}, origin);
  if (known != none) {
    const PostRow& row = state.posts[known];
    const std::string_view author = state.text(state.authors[row.author].id);
    const bool fuller = fact.body.size() > row.body.length && row.removed == 0;
    if (author.substr(0, recovered_author.size()) != recovered_author || !fuller) return;
  } else if (!change.parent.empty()) {
    const std::uint32_t parent = parent_of(place, change, whole_thread);
    if (parent == none) return;
    const PostRow& above = state.posts[parent];
    fact.parent = {RemoteId{std::string(state.text(above.remote))}, ""};
    fact.parent_place.value = state.places[above.place].id;
  }
  if (ledger_.commit(std::move(fact)) && known == none) {
    moved_.push_back(static_cast<std::uint32_t>(state.posts.size() - 1));
  }
}

}  // namespace plein::sync
