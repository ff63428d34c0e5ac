#include "sync/targets.h"

namespace plein::sync {
namespace {

enum class Presence { present, pending, absent };

struct Location {
  Presence presence = Presence::absent;
  RemoteRef ref;
};

RemoteRef ref_of(const State& state, TextSlice remote, TextSlice extra) {
  return {RemoteId{std::string(state.text(remote))}, std::string(state.text(extra))};
}

bool mirrored(const PostRow& row) { return row.removed == 0 && row.old == 0; }

Location locate(const State& state, std::uint32_t post, std::uint16_t place) {
  const PostRow& row = state.posts[post];
  if (row.place == place) {
    if (row.removed != 0) return {};
    return {Presence::present, ref_of(state, row.remote, row.extra)};
  }
  const std::uint32_t copy = state.copy_in(post, place);
  if (copy == none) return {mirrored(row) ? Presence::pending : Presence::absent, {}};
  const CopyRow& there = state.copies[copy];
  switch (there.state) {
    case CopyState::sent: return {Presence::present, ref_of(state, there.remote, there.extra)};
    case CopyState::failed:
    case CopyState::withheld: return {};
    default: return {mirrored(row) || there.state != CopyState::waiting ? Presence::pending : Presence::absent, {}};
  }
}

}  // namespace

Target target_of(const State& state, std::uint32_t post, std::uint16_t place) {
  const PostRow& row = state.posts[post];
  Target target;
  if (!mirrored(row) || row.place == place || place == 0) return target;
  const std::uint32_t copy = state.copy_in(post, place);
  if (copy != none && state.copies[copy].state != CopyState::waiting) {
    target.standing = Target::Standing::settled;
    return target;
  }
  if (row.parent == none) {
    target.standing = Target::Standing::ready;
    return target;
  }
  const Location root = locate(state, state.threads[row.thread].root, place);
  // The parent, or where that will never stand there, the nearest ancestor that does.
  for (std::uint32_t above = row.parent; above != none; above = state.posts[above].parent) {
    const Location parent = locate(state, above, place);
    if (parent.presence == Presence::absent) continue;
    const bool ready = parent.presence == Presence::present && root.presence == Presence::present;
    target.standing = ready ? Target::Standing::ready : Target::Standing::waiting;
    if (root.presence == Presence::absent) target.standing = Target::Standing::never;
    if (ready) target.parent = parent.ref, target.root = root.ref;
    return target;
  }
  return target;
}

}  // namespace plein::sync
