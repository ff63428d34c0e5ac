#include "sync/reconcile.h"

#include <algorithm>

#include "connectors/catalogue.h"
#include "model/roles.h"
#include "sync/bugs.h"
#include "sync/rules.h"

namespace plein::sync {
namespace {

using What = Need::What;

const Capabilities* capabilities_of(const State& state, const Bridge& bridge, std::uint16_t place) {
  const Place* known = bridge.find(state.places[place].id);
  const Connector* connector = known != nullptr ? find_connector(known->platform) : nullptr;
  return connector != nullptr ? &connector->capabilities() : nullptr;
}

// Whether somebody decided that a post, or the thread it is of, shall not be seen in a place.
bool hidden_in(const State& state, std::uint32_t post, std::uint16_t place) {
  const auto& standing = state.community.standing;
  const auto first = standing.lower_bound({Deed::hide, 0, ""});
  if (first == standing.end() || std::get<Deed>(first->first) != Deed::hide)
    return false;  // asked of every post: most often none is
  const auto decided = [&](std::uint32_t about) {
    return state.community.find(Deed::hide, state.posts[about].key, state.places[place].id) != nullptr;
  };
  return decided(post) || decided(state.origin_root(post));
}

// Whether a copy may be begun, as far as the post itself goes.
bool mirrored(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place) {
  const PostRow& row = state.posts[post];
  return row.visible() && row.old == 0 && row.place != place && !hidden_in(state, post, place) &&
         rule_allows(state, bridge, post, place);
}

bool may(const CopyRow& copy, Op op) { return copy.refused != op; }

// A copy that shall not stand there now: hidden where that can be undone and may have to be, else taken away.
Need take_away(const Capabilities& capabilities, const CopyRow& copy, std::uint32_t index, bool for_good) {
  Need need;
  need.copy = index;
  need.correction = copy.is(CopyRow::correction);
  if (!for_good && capabilities.hides) {
    const bool hidden = copy.is(CopyRow::hidden) && copy.doing != Op::unhide;
    if (!hidden && may(copy, Op::hide)) need.what = What::hide;
  } else if (may(copy, Op::remove)) {
    need.what = What::remove;
  }
  return need;
}

struct Question {
  const State& state;
  const Bridge& bridge;
  const Capabilities& capabilities;
  std::uint32_t post;
  std::uint16_t place;
  Milliseconds now;

  const PostRow& row() const { return state.posts[post]; }
  // A post's copies stand as it does where it was written, wherever it was moved to here.
  std::uint32_t parent() const { return state.origin_parent(post); }
  std::uint32_t root() const { return state.origin_root(post); }

  Need create(std::uint32_t copy) const;
  Need keep(std::uint32_t copy) const;
  Need correct(std::uint32_t copy, bool wanted) const;
  bool parents(Need& need) const;
};

// The parent, or where that will never stand there, the nearest ancestor that does. False: there is none.
bool Question::parents(Need& need) const {
  if (parent() == none) return true;
  const Location top = locate(state, bridge, root(), place);
  if (top.presence == Presence::absent) return false;
  for (std::uint32_t above = parent(); above != none; above = state.origin_parent(above)) {
    const Location parent = locate(state, bridge, above, place);
    if (parent.presence == Presence::absent) continue;
    if (parent.presence == Presence::pending || top.presence == Presence::pending) {
      need.what = What::wait;
      need.parent_post = parent.presence == Presence::pending ? above : root();
    } else {
      need.parent = parent.ref;
      need.root = top.ref;
    }
    return true;
  }
  return false;
}

Need Question::create(std::uint32_t copy) const {
  Need need;
  if (!mirrored(state, bridge, post, place)) return need;
  need.copy = copy;
  need.what = What::create;
  if (!parents(need)) return {};
  if (need.what == What::wait) return need;
  const AuthorRow& author = state.authors[row().author];
  const Capabilities* origin = capabilities_of(state, bridge, row().place);
  const bool known = author.profile_at != 0 || origin == nullptr || !origin->profiles;
  if (!known && role_of(state, bridge, author) != Role::brand) {
    need.what = What::wait;
    need.profile_of = row().author;
  } else if (row().said_at + bridge.delay_ms > now && bridge.delay_ms > 0) {
    need.what = What::wait;
    need.at = row().said_at + bridge.delay_ms;
  }
  return need;
}

// A copy that stands there, and shall.
Need Question::keep(std::uint32_t index) const {
  const CopyRow& copy = state.copies[index];
  Need need;
  need.copy = index;
  // One that was to be hidden may be, although nobody said so.
  if (copy.is(CopyRow::hidden) || copy.doing == Op::hide) {
    if (may(copy, Op::unhide)) need.what = What::unhide;
    return need;
  }
  if (copy.sent == 0) {
    if (copy.seen != 0) need.what = What::compare;
    return need;
  }
  const bool differs = copy.sent != content_of(state, post) || copy.doing == Op::edit;
  if (!differs || !capabilities.edits) return need;
  need.what = What::edit;
  if (bridge.delay_ms > 0 && row().said_at + bridge.delay_ms > now) {
    need.what = What::wait;
    need.at = row().said_at + bridge.delay_ms;
  }
  return need;
}

// What stands below a copy that cannot be edited, for as long as the two say different things.
Need Question::correct(std::uint32_t copy, bool wanted) const {
  const std::uint32_t index = state.copy_in(post, place, true);
  const bool differs =
      wanted && copy != none && state.copies[copy].sent != 0 && state.copies[copy].sent != content_of(state, post);
  const bool due = differs && bridge.corrections == Corrections::reply && !capabilities.edits;
  Need need;
  need.copy = index;
  need.correction = true;
  if (index != none) {
    const CopyRow& there = state.copies[index];
    const bool stale = there.sent != content_of(state, post);
    if (there.state == CopyState::sent && (!due || stale)) return take_away(capabilities, there, index, true);
    if (there.state != CopyState::waiting && there.state != CopyState::gone) return need;
  }
  if (!due) return need;
  const Location top = locate(state, bridge, root(), place);
  if (top.presence != Presence::present) return need;
  need.what = What::create;
  need.parent = ref_of(state, state.copies[copy]);
  need.root = top.ref;
  if (bridge.delay_ms > 0 && row().said_at + bridge.delay_ms > now) {
    need.what = What::wait;
    need.at = row().said_at + bridge.delay_ms;
  }
  return need;
}

}  // namespace

RemoteRef ref_of(const State& state, const CopyRow& copy) {
  return {RemoteId{std::string(state.text(copy.remote))}, std::string(state.text(copy.extra))};
}

RemoteRef ref_of(const State& state, const PostRow& post) {
  return {RemoteId{std::string(state.text(post.remote))}, std::string(state.text(post.extra))};
}

Location locate(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place) {
  const PostRow& row = state.posts[post];
  if (row.place == place) {
    if (row.removed != 0 || row.hidden != 0) return {};
    return {Presence::present, ref_of(state, row)};
  }
  const std::uint32_t index = state.copy_in(post, place);
  if (index == none) return {mirrored(state, bridge, post, place) ? Presence::pending : Presence::absent, {}};
  const CopyRow& copy = state.copies[index];
  switch (copy.state) {
    case CopyState::sent:
      if (!row.visible() || hidden_in(state, post, place)) return {};
      if (copy.is(CopyRow::hidden)) return {Presence::pending, {}};
      return {Presence::present, ref_of(state, copy)};
    case CopyState::failed:
    case CopyState::held:  // what answers it does not wait for a moderator, who may never let it in
    case CopyState::withheld: return {};
    case CopyState::waiting:
    case CopyState::gone: return {mirrored(state, bridge, post, place) ? Presence::pending : Presence::absent, {}};
    default: {
      const bool may_stand = row.visible() && !copy.is(CopyRow::final) && !hidden_in(state, post, place);
      return {may_stand ? Presence::pending : Presence::absent, {}};
    }
  }
}

Need need_of(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place, Milliseconds now) {
  const PostRow& row = state.posts[post];
  const Capabilities* capabilities = capabilities_of(state, bridge, place);
  if (capabilities == nullptr || row.place == place) return {};
  for (std::uint32_t copy = row.first_copy; copy != none; copy = state.copies[copy].next) {
    const CopyRow& there = state.copies[copy];
    const bool extra = there.place == place && there.is(CopyRow::doubled) && there.state == CopyState::sent;
    if (extra && may(there, Op::remove) && !bugs::on(bugs::Bug::doubles_kept)) return take_away(*capabilities, there, copy, true);
  }
  const Question question{state, bridge, *capabilities, post, place, now};
  const std::uint32_t copy = state.copy_in(post, place);
  const std::uint32_t first = question.root();
  const PostRow& root = state.posts[first];
  const Presence top = first == post ? Presence::present : locate(state, bridge, first, place).presence;
  const bool stands = copy != none && state.copies[copy].state == CopyState::sent;
  const bool hidden = hidden_in(state, post, place);
  const bool wanted = stands && row.visible() && !hidden && top == Presence::present;
  if (const Need need = question.correct(copy, wanted); need.what != What::nothing) return need;
  if (copy == none) return question.create(none);
  switch (state.copies[copy].state) {
    case CopyState::waiting:
    case CopyState::gone: return question.create(copy);
    case CopyState::sent: break;
    case CopyState::withheld:
      if (bugs::on(bugs::Bug::withheld_ignored)) return question.create(copy);
      return {};
    default: return {};
  }
  if (wanted) return question.keep(copy);
  if (row.visible() && !hidden && top == Presence::pending) return {};  // once the first post is shown again
  const bool passing = row.removed == 0 && row.silenced == 0 && root.removed == 0 && root.silenced == 0 &&
                       (hidden || row.hidden != 0 || row.held != 0 || root.hidden != 0 || root.held != 0);
  return take_away(*capabilities, state.copies[copy], copy, !passing);
}

Milliseconds in_sync_since(const State& state, const Bridge& bridge, std::uint32_t root, Milliseconds now) {
  Milliseconds since = 0;
  bool settled = true;
  walk_thread(state, root, [&](std::uint32_t post, int) {
    if (!settled) return;
    const PostRow& row = state.posts[post];
    since = std::max({since, row.said_at, row.shown_at});
    for (const Place& place : bridge.places) {
      const std::uint16_t index = state.find_place(place.id.value);
      settled = settled && (index == UINT16_MAX || need_of(state, bridge, post, index, now).what == What::nothing);
    }
    for (std::uint32_t copy = row.first_copy; copy != none; copy = state.copies[copy].next) {
      const CopyRow& there = state.copies[copy];
      const bool open = there.state == CopyState::sending || there.state == CopyState::unknown || there.state == CopyState::held;
      settled = settled && !open && there.doing == Op::nothing;
      since = std::max(since, there.written_at);
    }
  });
  return settled ? since : 0;
}

}  // namespace plein::sync
