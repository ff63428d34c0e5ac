#include "sync/observe.h"

#include <algorithm>

#include "connectors/catalogue.h"
#include "sync/bugs.h"
#include "sync/fold.h"
#include "sync/fold_posts.h"
#include "sync/seen.h"

namespace plein::sync {
namespace {

constexpr std::size_t parked_max = 100000;  // hostile places cannot fill the memory; what is dropped is met by a sweep
constexpr std::size_t avatar_bytes_max = 1000;
constexpr int ancestors_max = 50;  // fetched one by one, where a place does not say which thread a reply is in

// When the version of a reply that waits was edited; -1: it does not wait.
Milliseconds parked_version(const State& state, PostKey reply) {
  const auto under = state.parked_under.find(reply);
  if (under == state.parked_under.end()) return -1;
  for (const record::Posted& each : state.parked.at(under->second)) {
    if (State::key_of(each.place.value, each.post.id.value) == reply) return each.edited_at;
  }
  return -1;
}

// What is not there any more: no thread can be read below it.
bool gone(const State& state, PostKey key) {
  const std::uint32_t copy = state.find_copy(key);
  const bool taken = copy != none && state.copies[copy].state == CopyState::withheld && state.copies[copy].is(CopyRow::final);
  return taken || state.is_dead(key);
}

// How many replies wait in a row under this one.
int chain_below(const State& state, PostKey reply) {
  int length = 0;
  for (auto below = state.parked.find(reply); below != state.parked.end() && length < ancestors_max; ++length) {
    const record::Posted& next = below->second.front();
    below = state.parked.find(State::key_of(next.place.value, next.post.id.value));
  }
  return length;
}

// What is kept of an author. The address is the platform's, or the author's own word.
Author kept(const Author& read) {
  Author author = read;
  if (author.name.empty()) author.name = author.handle;
  const bool web = author.avatar_url.rfind("http", 0) == 0;  // and no mailto
  if (!web || author.avatar_url.size() > avatar_bytes_max) author.avatar_url.clear();
  return author;
}

}  // namespace

record::Posted posted(const PlaceId& place, const Change& change, Milliseconds as_of) {
  record::Posted fact;
  fact.place = place;
  fact.post = change.post;
  fact.author = kept(change.author);
  fact.title = change.title;
  fact.body = to_json(change.body);
  fact.created_at = change.created_at;
  fact.edited_at = change.edited_at;
  fact.as_of = as_of;
  return fact;
}

void set_parent(record::Posted& fact, const State& state, std::uint32_t parent) {
  const PostRow& above = state.posts[parent];
  fact.parent = {RemoteId{std::string(state.text(above.remote))}, ""};
  fact.parent_place.value = state.places[above.place].id;
  if (fact.parent_place == fact.place) fact.parent_place = {};
  if (fact.parent.empty()) fact.parent_key = above.key;
}

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

std::vector<std::uint32_t> Observer::observe(const Place& place, const std::vector<Change>& changes, const Source& source,
                                             Repairs& repairs) {
  moved_.clear();
  repairs_ = &repairs;
  const State& state = ledger_.state();
  const Connector& connector = *find_connector(place.platform);
  const std::uint16_t index = state.find_place(place.id.value);
  for (const Change& change : changes)
    take({state, place, connector, source, change, index, State::key_of(place.id.value, change.post.id.value)});
  return std::move(moved_);
}

bool Observer::commit(const Seen& seen, Record record, std::uint32_t post, int repair) {
  const std::size_t before = seen.state.posts.size();
  if (!ledger_.commit(std::move(record))) return false;
  for (std::size_t added = before; added < seen.state.posts.size(); ++added) moved_.push_back(static_cast<std::uint32_t>(added));
  if (post != none) moved_.push_back(post);
  if (repair >= 0 && seen.source.sweep) ++repairs_->count[static_cast<std::size_t>(repair)];
  return true;
}

void Observer::take(const Seen& seen) {
  const State& state = seen.state;
  const Change& change = seen.change;
  const bool hidden_before = state.hidden_unmet.count(seen.key) != 0;
  const std::uint64_t author = author_key(seen.place.id.value, change.author.id);
  if (change.kind == Change::Kind::renamed) {
    const std::uint32_t known = state.find_author(author);
    if (known != none && seen.as_of() > state.authors[known].named_at)
      commit(seen, record::Renamed{seen.place.id, kept(change.author), seen.as_of()}, none);
    return;
  }
  if (change.kind == Change::Kind::departed) {
    const std::uint32_t known = state.find_author(author);
    if (known == none || (state.authors[known].silence & AuthorRow::departed) != 0) return;
    if (!commit(seen, record::Departed{seen.place.id, change.author.id}, none)) return;
    for (std::uint32_t post = state.authors[known].first_post; post != none; post = state.posts[post].next_by_author)
      moved_.push_back(post);
    return;
  }
  if (state.is_dead(seen.key) && !bugs::on(bugs::Bug::no_tombstone)) return;
  if (change.kind == Change::Kind::removed) return take_removal(seen);
  if (change.kind == Change::Kind::hidden) return take_hidden(seen);
  if (change.kind == Change::Kind::sighted) return take_sighted(seen);
  if (const std::uint32_t copy = state.find_copy(seen.key); copy != none) return take_copy(seen, copy);
  if (const std::uint32_t post = state.find_post(seen.key); post != none) return take_known(seen, post);
  const Identity& self = state.places[seen.index].self;
  const bool ours = (self.known() && change.author.id == self.id) || bugs::on(bugs::Bug::author_unchecked);
  const Capabilities& can = seen.connector.capabilities();
  const bool acted = !ours && !change.author.id.empty() && (can.acts_as || can.own_accounts);
  const bool read_line = (ours || acted) && !bugs::on(bugs::Bug::echo_by_id_only);
  const auto provenance = read_line ? read_provenance(change.body, bridge_.site_url, find_origin()) : std::nullopt;
  const bool copy = provenance && (ours || vouched(seen, *provenance));
  if (copy) return bind(seen, *provenance), hidden_before ? keep_hidden(seen) : void();
  if ((ours || acted) && bind_pending(seen, ours)) return;
  take_new(seen);
}

void Observer::take_removal(const Seen& seen) {
  const std::uint32_t copy = seen.state.find_copy(seen.key);
  if (copy != none) return take_away(seen, copy, true);
  if (bugs::on(bugs::Bug::no_tombstone) && seen.state.find_post(seen.key) == none) return;
  commit(seen, record::Removed{seen.place.id, seen.change.post.id}, seen.state.find_post(seen.key), Repairs::removed);
}

// Pushes come late and in any order: of what is hidden and shown they say "look here" and no more.
void Observer::take_hidden(const Seen& seen) {
  if (seen.pushed()) return look_at(seen.place, seen.change.post, true);
  const std::uint32_t copy = seen.state.find_copy(seen.key);
  if (copy != none) return take_away(seen, copy, false);
  const std::uint32_t post = seen.state.find_post(seen.key);
  if (post == none) {
    const bool told = seen.state.hidden_unmet.count(seen.key) != 0;
    if (!told) commit(seen, record::Shown{seen.place.id, seen.change.post.id, true, seen.as_of()}, none);
    return;
  }
  const PostRow& row = seen.state.posts[post];
  if (row.hidden != 0 || !seen.newer_than(row.shown_at) || bugs::on(bugs::Bug::hidden_mirrored)) return;
  commit(seen, record::Shown{seen.place.id, seen.change.post.id, true, seen.as_of()}, post, Repairs::shown);
}

void Observer::take_sighted(const Seen& seen) {
  const bool known = seen.state.find_copy(seen.key) != none || seen.state.find_post(seen.key) != none;
  if (known) {
    if (seen.pushed()) look_at(seen.place, seen.change.post, true);
  } else if (seen.change.root.empty()) {
    look_at(seen.place, seen.change.post, true);
  } else {
    look_at(seen.place, seen.change.root, false);
  }
}

void Observer::take_known(const Seen& seen, std::uint32_t post) {
  const Change& change = seen.change;
  const PostRow& row = seen.state.posts[post];
  if (row.removed != 0) return;
  if (seen.state.origin_parent(post) == none && !change.addressed) return take_hidden(seen);  // moved out of this conversation
  if (row.hidden != 0 && seen.pushed()) return look_at(seen.place, change.post, true);
  if (row.hidden != 0 && seen.newer_than(row.shown_at))
    commit(seen, record::Shown{seen.place.id, change.post.id, false, seen.as_of()}, post, Repairs::shown);
  take_text(seen, post);
  const AuthorRow& author = seen.state.authors[row.author];
  Author now = kept(change.author);
  const bool other_name = now.name != seen.state.text(author.name) || now.handle != seen.state.text(author.handle);
  const bool other_avatar = !now.avatar_url.empty() && now.avatar_url != seen.state.text(author.avatar);
  const bool renamed = other_name && seen.as_of() > author.named_at;
  const bool pictured = other_avatar && seen.as_of() > author.pictured_at;
  if ((renamed || pictured) && (author.silence & AuthorRow::forgotten) == 0)
    commit(seen, record::Renamed{seen.place.id, std::move(now), seen.as_of()}, none);
  const PostRow& after = seen.state.posts[post];
  const auto reactions = change.reactions < 0 ? after.reactions : static_cast<std::uint32_t>(change.reactions);
  const bool stood = (after.accepted & PostRow::by_its_place) != 0;
  const bool accepted = change.accepted < 0 ? stood : change.accepted == 1;
  const bool differs = reactions != after.reactions || accepted != stood;
  if (differs && seen.as_of() >= after.shown_at)
    commit(seen, record::Reacted{seen.place.id, change.post.id, reactions, accepted, seen.as_of()}, none);
}

// A later version wins: by the platform's time of editing, then by when it was read. Where the platform does not date its edits
// a push says "look here" and no more.
void Observer::take_text(const Seen& seen, std::uint32_t post) {
  const PostRow& row = seen.state.posts[post];
  record::Posted fact = posted(seen.place.id, seen.change, seen.as_of());
  if (content_hash(fact.title, fact.body) == row.content) return;
  bool later = fact.edited_at > row.edited_at;
  if (fact.edited_at == row.edited_at) {
    if (seen.pushed()) return look_at(seen.place, seen.change.post, true);
    later = seen.newer_than(row.said_at);
  }
  if (bugs::on(bugs::Bug::older_edit_wins)) later = true;
  if (later) commit(seen, std::move(fact), post, Repairs::edited);
}

std::uint32_t Observer::parent_of(const Seen& seen) const {
  const State& state = seen.state;
  const auto stands = [&](const RemoteRef& ref) -> std::uint32_t {
    return ref.empty() ? none : state.find_any(State::key_of(seen.place.id.value, ref.id.value));
  };
  const std::uint32_t parent = stands(seen.change.parent);
  if (parent != none) return parent;
  const PostKey key = State::key_of(seen.place.id.value, seen.change.parent.id.value);
  // One that is in the thread may become known: a copy of ours whose origin is not met before all places were walked.
  const bool walked = std::all_of(bridge_.places.begin(), bridge_.places.end(), [&](const Place& place) {
    const std::uint16_t index = state.find_place(place.id.value);
    return index != UINT16_MAX && state.places[index].adopted;
  });
  const bool there = seen.source.met != nullptr && seen.source.met->count(key) != 0 && state.hidden_unmet.count(key) == 0;
  const bool coming = there && !walked;
  const bool never = (seen.source.kind == Source::Kind::thread && !coming) || state.tombstones.count(key) != 0;
  return never ? stands(seen.change.root) : none;
}

void Observer::look_at(const Place& place, const RemoteRef& what, bool one) {
  const PlaceMemory& memory = ledger_.state().places[ledger_.state().find_place(place.id.value)];
  const auto& due = one ? memory.lookups : memory.looks;
  if (!what.empty() && due.count(what.id.value) == 0) ledger_.commit(record::LookDue{place.id, what, one});
}

void Observer::take_new(const Seen& seen) {
  const Change& change = seen.change;
  if (seen.pushed() && seen.state.hidden_unmet.count(seen.key) != 0) return look_at(seen.place, change.post, true);
  record::Posted fact = posted(seen.place.id, change, seen.as_of());
  fact.old = change.created_at < seen.state.begun_at - bridge_.horizon_ms;
  if (change.parent.empty()) {
    if (change.addressed) commit(seen, std::move(fact), none, Repairs::missed);
    return;
  }
  const std::uint32_t parent = parent_of(seen);
  if (parent == none) {
    const auto gone_there = [&](const RemoteRef& ref) {
      return gone(seen.state, State::key_of(seen.place.id.value, ref.id.value));
    };
    const bool root_gone = change.root.empty() || gone_there(change.root);
    if (root_gone && gone_there(change.parent)) return;  // it has no place, nor will it have one
    fact.parent = change.parent;
    const bool newer = fact.edited_at > parked_version(seen.state, seen.key);
    if (newer && seen.state.parked_under.size() < parked_max) ledger_.commit(record::Parked{std::move(fact)});
    if (!root_gone) return look_at(seen.place, change.root, false);
    if (chain_below(seen.state, seen.key) < ancestors_max) look_at(seen.place, change.parent, true);
    return;
  }
  set_parent(fact, seen.state, parent);
  commit(seen, std::move(fact), none, Repairs::missed);
}

}  // namespace plein::sync
