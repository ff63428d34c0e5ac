#include "sync/acting.h"

#include <algorithm>

#include "base/hash.h"
#include "sync/compose.h"
#include "sync/seen.h"
#include "sync/synchroniser.h"

namespace plein::sync {

// The first bits of a hash over the secret and what it vouches for: those that are not shown keep it from being prolonged.
std::string seal_of(const Bridge& bridge, std::string_view place, std::string_view member, std::string_view key) {
  if (bridge.seal_key.empty()) return "";
  return to_base32(hash64({"seal", bridge.seal_key, bridge.id, place, member, key}));
}

// Whom a post is to be written as; "": our account. Without a key to seal with nobody is acted for: such a copy could not be
// told from what its author wrote, were the log lost, and would be posted a second time.
std::string Synchroniser::writer_of(const PlaceRun& run, std::uint32_t post, const Need& need) const {
  const PostRow& row = state_.posts[post];
  const bool acts = run.connector->capabilities().acts_as && !bridge_.seal_key.empty() && run.acts_alone.empty();
  if (!acts || row.place != 0 || need.correction || run.refused_as.count(post) != 0) return "";
  const auto account = state_.accounts.find(State::account_slot(row.author, run.index));
  if (account == state_.accounts.end()) return "";
  const std::string_view id = state_.text(state_.authors[static_cast<std::uint32_t>(account->second)].id);
  return std::string(id == state_.places[run.index].self.id ? "" : id);
}

// The place does not let us write as that member, or not this: our account does, and says whose words they are.
void Synchroniser::write_ourselves(PlaceRun& run, std::uint32_t copy, const std::string& reason, Milliseconds now) {
  const std::uint32_t post = state_.copies[copy].post;
  run.refused_as[post] = reason;
  run.refusals.erase(copy);
  run.forbidden.erase(copy);
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
  // Who says once more what they said, line and all, says it themselves.
  const CopyRow& copy = state.copies[index];
  if (copy.state == CopyState::sent) return said_hash(seen.change.body) == (copy.seen != 0 ? copy.seen : copy.said);
  return copy.state != CopyState::withheld && copy.state != CopyState::gone;
}

}  // namespace plein::sync
