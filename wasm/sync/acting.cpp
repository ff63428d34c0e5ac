#include "sync/acting.h"

#include <algorithm>

#include "base/hash.h"
#include "sync/compose.h"
#include "sync/seen.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

// A widget post that this log did not begin with was made of its copies; or records of copies were lost.
bool records_lost(const State& state, const PostRow& row) {
  const std::string_view author = state.text(state.authors[row.author].id);
  return author.substr(0, recovered_author.size()) == recovered_author || row.created_at < state.distrusted_at;
}

}  // namespace

// The first bits of a hash over the secret and what it vouches for: those that are not shown keep it from being prolonged.
std::string seal_of(const Bridge& bridge, std::string_view place, std::string_view member, std::string_view key) {
  if (bridge.seal_key.empty()) return "";
  return to_base32(hash64({"seal", bridge.seal_key, bridge.id, place, member, key}));
}

bool may_act(const Capabilities& can, bool own, bool first, bool alone) {
  if (can.acts_as) return own || !alone;
  // Elsewhere than below a page's own posts nobody would look for what stands under other names.
  return can.own_accounts && own && !first;
}

// Whom a post is to be written as; "": our account. Without a key to seal with nobody is acted for: such a copy could not be
// told from what its author wrote, were the log lost, and would be posted a second time.
std::string Synchroniser::writer_of(const PlaceRun& run, std::uint32_t post, const Need& need) const {
  const PostRow& row = state_.posts[post];
  const Capabilities& can = run.connector->capabilities();
  if (bridge_.seal_key.empty() || row.place != 0 || need.correction || run.refused_as.count(post) != 0) return "";
  const State::Account account = state_.account_in(row.author, run.index);
  if (account.member == none || !may_act(can, account.own, state_.origin_parent(post) == none, !run.acts_alone.empty()))
    return "";
  const std::string_view id = state_.text(state_.authors[account.member].id);
  return std::string(id == state_.places[run.index].self.id ? "" : id);
}

// Whose credential changes what stands there: our account's (""), but for what it may not touch.
std::string Synchroniser::keeper_of(const PlaceRun& run, const CopyRow& copy) const {
  return run.connector->capabilities().acts_as ? "" : std::string(state_.writer(copy));
}

// The place does not let us write as that member, or not this: our account does, and says whose words they are.
void Synchroniser::write_ourselves(PlaceRun& run, std::uint32_t copy, const std::string& reason, Milliseconds now) {
  const std::uint32_t post = state_.copies[copy].post;
  run.refused_as[post] = reason;
  run.refusals.erase(copy);
  run.forbidden.erase(copy);
  forget_uploads(run, post);  // they are the other account's
  unsettle(run, copy, CopyState::waiting, reason);
  changed({post}, now);
}

// Whether a member's post is the copy that its line says it is.
bool Observer::vouched(const Seen& seen, const Provenance& line) const {
  if (line.place.value != "site" || line.correction) return false;
  const State& state = seen.state;
  const std::string& member = seen.change.author.id;
  const std::uint32_t post = state.find_post(State::key_of("site", line.post.value));
  const std::uint32_t index = post == none ? none : state.copy_in(post, seen.index);
  const std::string seal = seal_of(bridge_, seen.place.id.value, member, line.post.value);
  if (seal.empty() || line.seal != seal) return false;
  if (index == none) return true;
  const CopyRow& copy = state.copies[index];
  // A write of ours that comes too late; no record may tell of it.
  if (copy.astray > 0 || records_lost(state, state.posts[post])) return true;
  // Who says once more what they said, line and all, says it themselves.
  if (copy.state == CopyState::sent) return said_hash(seen.change.body) == (copy.seen != 0 ? copy.seen : copy.said);
  return copy.state != CopyState::withheld && copy.state != CopyState::gone;
}

// After a lost log, what authors' own accounts wrote on a page is met in no stream of ours, but in its thread: a post that may
// stand there is written only once the thread was read. When that is possible at the earliest; 0: it was.
Milliseconds Synchroniser::thread_unread(PlaceRun& run, std::uint32_t post, Milliseconds now) {
  const PostRow& row = state_.posts[post];
  const Capabilities& can = run.connector->capabilities();
  const bool theirs =
      can.own_accounts && !can.acts_as && !bridge_.seal_key.empty() && row.place == 0 && state_.origin_parent(post) != none;
  if (!theirs || !records_lost(state_, row)) return 0;
  const Milliseconds readable = std::max(state_.begun_at, state_.distrusted_at) + can.read_lag_ms;
  const std::uint32_t thread = state_.origin_thread(post);
  const auto read = run.read_from.find(thread);
  if (read != run.read_from.end() && read->second >= readable) return 0;
  const bool reading = run.read.open && run.read.thread == thread && run.read.begun >= readable;
  if (!reading) schedule_sweep(run, thread, now, std::max<Milliseconds>(readable - now, 1));
  return std::max(readable, now + 1000);
}

}  // namespace plein::sync
