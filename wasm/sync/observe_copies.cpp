// The observer's other half: what is seen of copies of ours.
#include <algorithm>

#include "base/hash.h"
#include "sync/bugs.h"
#include "sync/compose.h"
#include "sync/fold_posts.h"
#include "sync/seen.h"

namespace plein::sync {
namespace {

// How much a text says, and how it is set; that one place knows its language makes it no fuller.
std::size_t fullness_of(RichText body) {
  body.language.clear();
  return to_json(body).size();
}
std::size_t fullness_of(std::string_view json) {
  const auto body = rich_text_from_json(json);
  return body ? fullness_of(*body) : 0;
}

}  // namespace

// A copy that is known stands there, for all to see.
void Observer::take_copy(const Seen& seen, std::uint32_t index) {
  const State& state = seen.state;
  const CopyRow& copy = state.copies[index];
  if (seen.pushed() || !seen.newer_than(copy.written_at)) return;
  const bool shown_again = (copy.state == CopyState::withheld && !copy.is(CopyRow::final)) || copy.is(CopyRow::hidden);
  if (shown_again && copy.doing == Op::nothing) {
    const PostKey origin = state.posts[copy.post].key;
    commit(seen,
           record::Copied{origin, seen.place.id, seen.change.post, seen.change.created_at, 0, copy.is(CopyRow::correction),
                          seen.as_of()},
           copy.post, Repairs::shown);
  }
  if (state.copies[index].state == CopyState::sent && state.copies[index].doing == Op::nothing) take_rendering(seen, index);
}

// What a copy says, as the place renders it: as sent, once more what was sent before (an edit of ours was lost, or an older one
// came late), or what somebody there made of it, which stays until its origin is edited.
void Observer::take_rendering(const Seen& seen, std::uint32_t index) {
  const CopyRow& copy = seen.state.copies[index];
  if (copy.is(CopyRow::doubled)) return;
  const std::uint32_t said = said_hash(seen.change.body);
  const std::uint32_t expected = copy.seen != 0 ? copy.seen : copy.said;
  if (said == expected) return;
  record::Rendered fact{seen.state.posts[copy.post].key, seen.place.id, seen.key, said};
  const bool stale = copy.before != 0 && said == copy.before && copy.refused != Op::edit;
  if (stale) fact.content = UINT64_MAX;  // not what its origin says
  const bool adopted = copy.sent == 0;
  commit(seen, fact, stale || adopted ? copy.post : none, stale ? Repairs::overwritten : -1);
}

// Somebody took a copy away in its place, or hid it there; or we did.
void Observer::take_away(const Seen& seen, std::uint32_t index, bool for_good) {
  const State& state = seen.state;
  const CopyRow& copy = state.copies[index];
  const std::uint32_t post = copy.post;
  const PostKey origin = state.posts[post].key;
  const bool ours = copy.doing == Op::remove || copy.doing == Op::hide || copy.is(CopyRow::hidden);
  const bool told = seen.pushed() || seen.newer_than(copy.written_at);
  if (!told || copy.state != CopyState::sent) {
    if (for_good && copy.state == CopyState::withheld && !copy.is(CopyRow::final) && !copy.is(CopyRow::doubled)) {
      commit(seen, record::Unsettled{origin, seen.place.id, CopyState::withheld, "", true, copy.is(CopyRow::correction)}, post);
    }
    return;
  }
  if (!for_good && ours) return;
  if (copy.is(CopyRow::doubled) || (for_good && copy.doing == Op::remove)) {
    if (for_good) commit(seen, record::Done{origin, seen.place.id, seen.key, Op::remove, seen.source.begun}, post);
    return;
  }
  commit(seen, record::Unsettled{origin, seen.place.id, CopyState::withheld, "", for_good, copy.is(CopyRow::correction)}, post,
         Repairs::removed);
}

// A copy that was not known: its provenance line says whose it is.
void Observer::bind(const Seen& seen, const Provenance& provenance) {
  const State& state = seen.state;
  if (provenance.place.value == "site" && !provenance.correction) recover(seen, provenance);
  const PostKey origin = State::key_of(provenance.place.value, provenance.post.value);
  const std::uint32_t post = state.find_post(origin);
  if (post != none && state.posts[post].place == seen.index) return;
  if (const auto waiting = state.orphans.find(origin); waiting != state.orphans.end()) {
    for (const Orphan& orphan : waiting->second) {
      if (orphan.place == seen.index && orphan.copy.id == seen.change.post.id) return;
    }
  }
  const std::uint32_t said = said_hash(seen.change.body);
  const std::uint32_t first = post == none ? none : state.copy_in(post, seen.index, provenance.correction);
  const bool second = first != none && state.copies[first].key != 0 && state.copies[first].state == CopyState::sent;
  record::Copied fact{origin, seen.place.id, seen.change.post, seen.change.created_at, said, provenance.correction, seen.as_of()};
  fact.as = seen.writer();
  // It may have gone since: what stands is not taken away for what may not.
  if (second && seen.pushed()) return look_at(seen.place, seen.change.post, true);
  if (post == none) fact.from = provenance.place, fact.from_id = provenance.post, orphaned_ = true;
  commit(seen, std::move(fact), post, second ? Repairs::doubled : Repairs::missed);
}

// A late push about a copy that was hidden before it was met: it tells whose it is, not that it is shown again.
void Observer::keep_hidden(const Seen& seen) {
  const std::uint32_t index = seen.state.find_copy(seen.key);
  if (!seen.pushed() || index == none) return;
  const CopyRow& copy = seen.state.copies[index];
  const PostKey origin = seen.state.posts[copy.post].key;
  commit(seen, record::Unsettled{origin, seen.place.id, CopyState::withheld, "", false, copy.is(CopyRow::correction)}, copy.post);
  look_at(seen.place, seen.change.post, true);
}

// Our own write coming back without a line that can be read: the write under way that it matches tells whose it is.
// What a member wrote is ours only where it was to be written as that member.
bool Observer::bind_pending(const Seen& seen, bool ours) {
  if (seen.source.pending == nullptr) return false;
  const State& state = seen.state;
  const std::uint32_t said = said_hash(seen.change.body);
  const auto same_parent = [&](std::uint32_t post) { return (state.origin_parent(post) == none) == seen.change.parent.empty(); };
  for (const std::uint32_t post : *seen.source.pending) {
    for (const bool correction : {false, true}) {
      const std::uint32_t index = state.copy_in(post, seen.index, correction);
      if (index == none) continue;
      const CopyRow& copy = state.copies[index];
      const bool open = copy.state == CopyState::sending || copy.state == CopyState::unknown;
      if (!open || copy.said != said || !(correction || same_parent(post))) continue;
      if (!ours && state.writer(copy) != seen.change.author.id) continue;
      record::Copied fact{state.posts[post].key, seen.place.id, seen.change.post, seen.change.created_at, 0, correction,
                          seen.as_of()};
      fact.as = seen.writer();
      return commit(seen, std::move(fact), post);
    }
  }
  return false;
}

// A widget post lives in the log alone; with the log lost, its copies tell what it said, who wrote it and where it belongs.
void Observer::recover(const Seen& seen, const Provenance& provenance) {
  const State& state = seen.state;
  const std::uint32_t known = state.find_post(State::key_of("site", provenance.post.value));
  Change origin = seen.change;
  origin.post = {provenance.post, ""};
  const std::string name = seen.writer().empty() ? provenance.author : seen.change.author.name;
  origin.author = {std::string(recovered_author) + name, name, "", ""};
  origin.body = without_provenance(seen.change.body);
  origin.edited_at = 0;
  record::Posted fact = posted(PlaceId{"site"}, origin, seen.as_of());
  if (known != none) {
    const PostRow& row = state.posts[known];
    const std::string_view author = state.text(state.authors[row.author].id);
    const bool fuller = row.removed == 0 && fullness_of(origin.body) > fullness_of(state.text(row.body));
    if (author.substr(0, recovered_author.size()) != recovered_author || !fuller) return;
  } else if (!seen.change.parent.empty()) {
    const std::uint32_t parent = parent_of(seen);
    if (parent == none) return look_at(seen.place, seen.change.root, false);
    set_parent(fact, state, parent);
  }
  commit(seen, std::move(fact), known);
}

}  // namespace plein::sync
