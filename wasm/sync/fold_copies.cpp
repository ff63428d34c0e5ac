#include "sync/fold_copies.h"

#include <algorithm>

#include "sync/fold_posts.h"

namespace plein::sync {
namespace {

Error contradiction(std::string_view what) { return Error{ErrorCode::damaged, "record", std::string(what)}; }

std::uint32_t copy_row(State& state, std::uint32_t post, std::uint16_t place, bool correction) {
  const std::uint32_t known = state.copy_in(post, place, correction);
  if (known != none) return known;
  CopyRow row;
  row.post = post;
  row.place = place;
  row.flags = correction ? CopyRow::correction : 0;
  return state.add_copy(row);
}

// CopyRow::as of an account's id.
std::uint32_t writer(State& state, std::string_view id, std::uint16_t place) {
  return id.empty() ? 0 : state.member(author_key(state.places[place].id, id), id, place) + 1;
}

// The copy a record names, which must be one of the post it names.
Result<std::uint32_t> named(const State& state, PostKey post, PostKey copy) {
  const std::uint32_t found = state.find_copy(copy);
  if (found == none || state.posts[state.copies[found].post].key != post) return contradiction("a write to an unknown copy");
  return found;
}

void set_ref(State& state, std::uint32_t copy, const Orphan& to) {
  const std::string place_id = state.places[to.place].id;
  CopyRow& row = state.copies[copy];
  row.remote = state.texts.add(to.copy.id.value);
  row.extra = state.texts.add(to.copy.extra);
  row.made_at = to.made_at;
  row.written_at = std::max(row.written_at, to.at);
  row.as = writer(state, to.as, to.place);
  state.bind_copy(copy, State::key_of(place_id, to.copy.id.value));
}

// Another copy of the same post stands there already. The later made of the two goes; one that somebody took away stays away.
void bind_second(State& state, std::uint32_t first, const Orphan& second) {
  const CopyRow before = state.copies[first];
  CopyRow doubled;
  doubled.post = before.post;
  doubled.place = before.place;
  doubled.state = CopyState::sent;
  doubled.flags = static_cast<std::uint8_t>(CopyRow::doubled | (before.flags & CopyRow::correction));
  const bool earlier = second.made_at != 0 && before.made_at != 0 && second.made_at < before.made_at;
  const bool takes_its_place = before.state == CopyState::sent && earlier;
  const std::uint32_t added = state.add_copy(doubled);
  if (!takes_its_place) {
    set_ref(state, added, second);
    // The second says what was sent last, the first does not: it is of an earlier attempt.
    if (before.seen != 0 && before.seen != before.said && second.said == before.said) state.copies[first].sent = 0;
    return;
  }
  Orphan old{before.place,   {RemoteId{std::string(state.text(before.remote))}, std::string(state.text(before.extra))},
             before.made_at, 0,
             false,          before.written_at};
  old.as = state.writer(before);
  set_ref(state, first, second);
  set_ref(state, added, old);
  state.copies[first].seen = second.said;
  state.copies[first].sent = 0;  // it may be older than what was sent last
}

}  // namespace

void bind_copy(State& state, std::uint32_t post, const Orphan& copy, std::vector<PostKey>& arrived) {
  const PostKey key = State::key_of(state.places[copy.place].id, copy.copy.id.value);
  if (state.tombstones.count(key) != 0) return;
  const std::uint32_t known = state.find_copy(key);
  if (known != none) {
    CopyRow& row = state.copies[known];
    if (row.post != post) return;
    row.state = CopyState::sent;
    row.written_at = std::max(row.written_at, copy.at);
    row.flags &= static_cast<std::uint8_t>(~(CopyRow::final | CopyRow::hidden));
    row.reason = {};
    return state.touch(post);
  }
  const std::uint32_t index = copy_row(state, post, copy.place, copy.correction);
  CopyRow& row = state.copies[index];
  // What comes is the latest create while that is under way, looked for, or in a queue; else an earlier one.
  const bool latest = row.state == CopyState::sending || row.state == CopyState::unknown || row.state == CopyState::held;
  if (!latest && row.astray > 0) --row.astray;
  if (row.key != 0 && (row.state == CopyState::sent || row.state == CopyState::withheld)) {
    bind_second(state, index, copy);
  } else {
    const bool adopted = row.sent == 0 || row.state == CopyState::gone;
    if (adopted) row.sent = 0;
    if (adopted || copy.said != row.said) row.seen = copy.said;
    row.state = CopyState::sent;
    row.doing = Op::nothing;
    row.reason = {};
    row.flags &= static_cast<std::uint8_t>(~CopyRow::final);
    // What stands under one name is not what was to be said under another.
    if (!adopted && row.as != writer(state, copy.as, copy.place)) row.sent = UINT64_MAX;
    set_ref(state, index, copy);
  }
  state.hidden_unmet.erase(key);
  arrived.push_back(key);
  state.touch(post);
}

void fold_copied(State& state, const record::Copied& r) {
  const Orphan copy{state.intern_place(r.place.value), r.copy, r.made_at, r.said, r.correction, r.at, r.from, r.from_id, r.as};
  const std::uint32_t post = state.find_post(r.origin);
  if (post == none) {
    auto& list = state.orphans[r.origin];
    const bool known = std::any_of(list.begin(), list.end(),
                                   [&](const Orphan& each) { return each.place == copy.place && each.copy.id == copy.copy.id; });
    if (!known) list.push_back(copy);
    return;
  }
  std::vector<PostKey> arrived;
  bind_copy(state, post, copy, arrived);
  let_in(state, std::move(arrived));
}

Status fold_intended(State& state, const record::Intended& r) {
  const std::uint32_t post = state.find_post(r.post);
  if (post == none) return contradiction("a write of an unknown post");
  std::uint32_t index = none;
  if (r.op == Op::create) {
    index = copy_row(state, post, state.intern_place(r.place.value), r.correction);
  } else {
    const auto found = named(state, r.post, r.copy);
    if (!found) return found.error();
    index = *found;
  }
  CopyRow& row = state.copies[index];
  row.doing = r.op;
  row.written_at = r.tried_at != 0 ? r.tried_at : r.at;
  row.refused = Op::nothing;
  row.reason = {};
  if (r.op == Op::create) {
    if (row.state == CopyState::gone) ++row.generation;
    row.state = CopyState::sending;
    row.intended_at = r.at;
    row.made_at = 0;
    row.key = 0;
    row.remote = row.extra = {};
    row.as = writer(state, r.as, row.place);
  }
  if (r.op == Op::unhide) row.flags |= CopyRow::hidden;  // until it is done: a hide may have taken place that nobody confirmed
  if (r.op == Op::create || r.op == Op::edit) {
    if (r.op == Op::create)
      row.before = 0;
    else if (row.seen != 0 || row.said != r.said)  // else the same once more
      row.before = row.seen != 0 ? row.seen : row.said;
    row.sent = r.content != 0 ? r.content : state.posts[post].content;
    row.said = r.said;
    row.seen = 0;
  }
  state.touch(post);
  return Nothing{};
}

Status fold_done(State& state, const record::Done& r) {
  const auto found = named(state, r.post, r.copy);
  if (!found) return found.error();
  CopyRow& row = state.copies[*found];
  row.doing = Op::nothing;
  row.written_at = r.at;
  if (r.op == Op::remove) {
    row.state = CopyState::gone;
    row.flags &= static_cast<std::uint8_t>(~CopyRow::hidden);
    state.tombstones[row.key] = r.post;
  } else if (r.op == Op::hide) {
    row.flags |= CopyRow::hidden;
  } else if (r.op == Op::unhide) {
    row.flags &= static_cast<std::uint8_t>(~CopyRow::hidden);
  }
  state.touch(row.post);
  return Nothing{};
}

Status fold_refused(State& state, const record::Refused& r) {
  const auto found = named(state, r.post, r.copy);
  if (!found) return found.error();
  CopyRow& row = state.copies[*found];
  row.doing = Op::nothing;
  row.refused = r.op;
  row.reason = state.texts.add(r.reason);
  state.touch(row.post);
  return Nothing{};
}

Status fold_unsettled(State& state, const record::Unsettled& r) {
  const std::uint32_t post = state.find_post(r.post);
  if (post == none) return contradiction("the outcome of a write of an unknown post");
  CopyRow& row = state.copies[copy_row(state, post, state.intern_place(r.place.value), r.correction)];
  if (row.doing == Op::edit) row.sent = UINT64_MAX;  // what it says when it is shown again nobody told
  const bool open = row.state == CopyState::unknown || row.state == CopyState::held;
  const bool given_up = open && r.state != row.state && !r.final;
  if (given_up && row.astray < UINT8_MAX) ++row.astray;
  row.state = r.state;
  row.doing = Op::nothing;
  row.reason = state.texts.add(r.reason);
  row.flags = static_cast<std::uint8_t>(r.final ? row.flags | CopyRow::final : row.flags & ~CopyRow::final);
  state.touch(post);
  return Nothing{};
}

Status fold_rendered(State& state, const record::Rendered& r) {
  const auto found = named(state, r.post, r.copy);
  if (!found) return found.error();
  CopyRow& row = state.copies[*found];
  row.seen = r.said;
  if (r.content != 0) row.sent = r.content;
  return Nothing{};
}

}  // namespace plein::sync
