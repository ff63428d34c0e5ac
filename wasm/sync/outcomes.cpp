// What became of a write: it stands, it does not, or it must be looked for; and what a place says it is, after it said no.
#include <algorithm>

#include "sync/bugs.h"
#include "sync/compose.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr int parents_tried = 4;  // before a create that is told that its parent is gone counts as refused

}  // namespace

void Synchroniser::take_create(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  run.written = none;
  const Outcome& outcome = reading.outcome;
  const std::uint32_t copy = under_way.copy;
  const std::uint32_t post = state_.copies[copy].post;
  if (outcome.kind == Outcome::Kind::ok) answering(run, now);
  // A key of one member acts as that member, whoever is named beside it: what it wrote is given its author's name.
  const bool alone = !under_way.ask.as.empty() && reading.writer == state_.places[run.index].self.id;
  if (alone) run.acts_alone = "the key acts for one member alone";
  if (outcome.kind == Outcome::Kind::ok && !reading.written.empty()) return settle(run, copy, reading, now);
  if (state_.copies[copy].state != CopyState::sending) return changed({post}, now);  // seen in a reading before its answer came
  // Refused before anything was written, to who was to be acted for: that account, or its own pause between two posts.
  const bool alone_parked = outcome.writes_only || !run.connector->capabilities().acts_as;
  const bool theirs = outcome.kind == Outcome::Kind::reconnect || (outcome.kind == Outcome::Kind::park && alone_parked);
  if (theirs && !under_way.ask.as.empty()) return write_ourselves(run, copy, outcome.reason, now);
  switch (outcome.kind) {
    case Outcome::Kind::held: return unsettle(run, copy, CopyState::held, outcome.reason);
    case Outcome::Kind::refused:
    case Outcome::Kind::gone:
    case Outcome::Kind::forbidden:
      if (bugs::on(bugs::Bug::refusal_believed)) {
        unsettle(run, copy, CopyState::failed, outcome.reason);
        return changed({post}, now);
      }
      // It may have taken place all the same: only a search tells.
      run.refusals[copy] = outcome.reason;
      if (outcome.kind == Outcome::Kind::forbidden) run.forbidden.insert(copy);
      if (outcome.kind == Outcome::Kind::gone && !under_way.ask.draft.parent.empty()) {
        look_up(run, under_way.ask.draft.parent, now);
        look_up(run, under_way.ask.draft.root, now);
        ++run.parentless[copy];
      }
      [[fallthrough]];
    case Outcome::Kind::ok:
    case Outcome::Kind::maybe_done:
      unsettle(run, copy, CopyState::unknown, outcome.reason);
      lose(run, copy, now + run.connector->capabilities().settle_ms);
      if (outcome.kind == Outcome::Kind::maybe_done) failed_write(run, outcome, now);
      return;
    case Outcome::Kind::retry:
    case Outcome::Kind::park:
    case Outcome::Kind::reconnect:
      unsettle(run, copy, CopyState::waiting, outcome.reason);
      requeue(run, post, now);
      if (outcome.kind == Outcome::Kind::park) return park(run, outcome, now);
      failing(run, outcome, now);
      return failed_write(run, outcome, now);
  }
}

void Synchroniser::take_find(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  const std::uint32_t copy = under_way.copy;
  const std::uint32_t post = state_.copies[copy].post;
  const auto found = [&] { return state_.copies[copy].state != CopyState::unknown; };
  const Outcome::Kind kind = reading.outcome.kind;
  const bool absent = kind == Outcome::Kind::gone;
  if (kind == Outcome::Kind::forbidden || kind == Outcome::Kind::refused) {
    return undecided(run, copy, reading.outcome.reason, now);
  }
  if (kind != Outcome::Kind::ok && !absent) {
    lose(run, copy, pause(run.failures, reading.outcome, now));
    if (kind == Outcome::Kind::park) return park(run, reading.outcome, now);
    return failing(run, reading.outcome, now);
  }
  answering(run, now);
  if (!reading.written.empty() && !found()) return settle(run, copy, reading, now);
  // Newest first: what was known before the write was sent lies behind it.
  const Milliseconds tried = run.tried.count(copy) != 0 ? run.tried[copy] : now;
  const bool behind = std::any_of(reading.changes.begin(), reading.changes.end(), [&](const Change& change) {
    const PostKey key = State::key_of(run.place->id.value, change.post.id.value);
    const std::uint32_t known = state_.find_post(key);
    const bool first_of_thread = change.parent.empty() && !under_way.ask.draft.root.empty();
    return known != none && !first_of_thread && state_.posts[known].said_at < tried;
  });
  if (under_way.ask.cursor.empty()) run.veiled.erase(copy);
  if (may_be_hidden(run, copy, reading.changes)) run.veiled.insert(copy);
  std::vector<std::uint32_t> moved = observe(run, reading.changes, Source::Kind::find, under_way.begun);
  moved.push_back(post);
  changed(moved, now);
  if (found()) {
    run.refusals.erase(copy);
    return;
  }
  if (!reading.next.empty() && !absent && !behind) {
    UnderWay next = under_way;
    next.ask.cursor = reading.next;
    run.writing = true;
    return ask(under_way.run, std::move(next), now);
  }
  const Milliseconds readable = tried + run.connector->capabilities().settle_ms + run.connector->capabilities().find_lag_ms;
  if (under_way.begun < readable && !bugs::on(bugs::Bug::absence_believed_early)) return lose(run, copy, readable);
  if (run.veiled.erase(copy) != 0) return undecided(run, copy, "a post of ours there is hidden", now);
  const auto refusal = run.refusals.find(copy);
  if (refusal != run.refusals.end() && state_.copies[copy].as != 0) {
    const std::string reason = refusal->second;
    return write_ourselves(run, copy, reason, now);
  }
  if (refusal != run.refusals.end() && run.forbidden.erase(copy) != 0) {
    // The account may not, or is not who it was: what is to be written waits until it may.
    const Outcome outcome{Outcome::Kind::forbidden, refusal->second};
    run.refusals.erase(refusal);
    unsettle(run, copy, CopyState::waiting, outcome.reason);
    failing(run, outcome, now);
    run.write_not_before = run.not_before;
    return requeue(run, post, now);
  }
  const auto parentless = run.parentless.find(copy);
  const bool elsewhere =
      refusal != run.refusals.end() && parentless != run.parentless.end() && parentless->second <= parents_tried;
  if (refusal == run.refusals.end() || elsewhere) {
    unsettle(run, copy, CopyState::waiting, "");
    // Under which post it can stand instead is known once its parent was looked up.
    if (elsewhere) run.postponed[post] = now + run.connector->capabilities().read_lag_ms + 5000;
    if (elsewhere) run.refusals.erase(copy);
  } else {
    unsettle(run, copy, CopyState::failed, refusal->second);
    run.refusals.erase(refusal);
  }
  changed({post}, now);  // what answers it may stand under what is there
}

// A post of ours without a text, not known before the write: somebody may have hidden the write at once.
bool Synchroniser::may_be_hidden(const PlaceRun& run, std::uint32_t copy, const std::vector<Change>& changes) const {
  const std::string_view member = state_.writer(state_.copies[copy]);
  const std::string_view writer = member.empty() ? std::string_view(state_.places[run.index].self.id) : member;
  return std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
    if (change.kind != Change::Kind::hidden || (!change.author.id.empty() && change.author.id != writer)) return false;
    const PostKey key = State::key_of(run.place->id.value, change.post.id.value);
    if (state_.find_copy(key) != none || state_.find_post(key) != none) return false;
    const auto known = state_.hidden_unmet.find(key);
    return known == state_.hidden_unmet.end() || known->second.since >= state_.copies[copy].written_at;
  });
}

// It is not sent again: a person decides. What answers it does not wait for that.
void Synchroniser::undecided(PlaceRun& run, std::uint32_t copy, const std::string& why, Milliseconds now) {
  run.refusals.erase(copy);
  unsettle(run, copy, CopyState::unknown, "it cannot be told whether it arrived: " + why, true);
  changed({state_.copies[copy].post}, now);
}

void Synchroniser::take_change(PlaceRun& run, const UnderWay& under_way, const Outcome& outcome, Milliseconds now) {
  const std::uint32_t copy = under_way.copy;
  if (copy == none) {
    const bool over = outcome.kind == Outcome::Kind::ok || outcome.kind == Outcome::Kind::gone;
    const PostKey key = State::key_of(run.place->id.value, under_way.ask.post.id.value);
    const std::uint32_t met = state_.find_copy(key);  // its origin was met meanwhile: it was no stray
    if (over && met == none) ledger_.commit(record::Removed{run.place->id, under_way.ask.post.id});
    if (over && met != none && state_.copies[met].state == CopyState::sent) {
      const std::uint32_t post = state_.copies[met].post;
      ledger_.commit(record::Done{state_.posts[post].key, run.place->id, key, Op::remove, now});
      changed({post}, now);
    }
    const bool unable = outcome.kind == Outcome::Kind::reconnect && !under_way.ask.as.empty();
    if (over || unable || outcome.kind == Outcome::Kind::refused) run.strays.erase(under_way.ask.post.id.value);
    if (unable) return;
    if (outcome.kind == Outcome::Kind::park) return park(run, outcome, now);
    if (!over) failed_write(run, outcome, now);
    return;
  }
  const CopyRow& row = state_.copies[copy];
  const std::uint32_t post = row.post;
  const PostKey key = state_.posts[post].key;
  const bool done =
      outcome.kind == Outcome::Kind::ok || (under_way.op == Op::remove && outcome.kind == Outcome::Kind::gone) ||
      (under_way.op == Op::remove && outcome.kind != Outcome::Kind::park && bugs::on(bugs::Bug::removal_not_retried));
  if (row.state != CopyState::sent) return changed({post}, now);  // a reading told its end before the answer came
  if (done) {
    answering(run, now);
    ledger_.commit(record::Done{key, run.place->id, row.key, under_way.op, now});
    forget_uploads(run, post);
    return changed({post}, now);
  }
  if (!under_way.ask.as.empty() && outcome.kind == Outcome::Kind::reconnect) {
    // Nobody acts for its author any more, and nobody else may: it stays as it is until a person decides (resend).
    ledger_.commit(record::Refused{key, run.place->id, row.key, under_way.op, outcome.reason});
    return changed({post}, now);
  }
  switch (outcome.kind) {
    case Outcome::Kind::refused:
    case Outcome::Kind::forbidden:
    case Outcome::Kind::gone:
    case Outcome::Kind::held: {
      // It may have taken place all the same: a look tells.
      run.refusals[copy] = outcome.reason;
      run.verifying[copy] = std::string(state_.text(row.remote));
      run.outbox.erase(post);
      Lookup& lookup = run.lookups[std::string(state_.text(row.remote))];
      lookup.post = ref_of(state_, row);
      lookup.at = now + run.connector->capabilities().settle_ms + run.connector->capabilities().read_lag_ms + 1;
      return;
    }
    case Outcome::Kind::park:
      if (!under_way.ask.as.empty()) run.postponed[post] = pause(++run.write_failures, outcome, now);  // that account alone
      requeue(run, post, now);
      return under_way.ask.as.empty() ? park(run, outcome, now) : void();
    default:
      // It may still come, and must not undo what is decided meanwhile.
      if (outcome.kind == Outcome::Kind::maybe_done) run.postponed[post] = now + run.connector->capabilities().settle_ms;
      requeue(run, post, now);
      if (outcome.kind != Outcome::Kind::maybe_done) failing(run, outcome, now);
      return failed_write(run, outcome, now);
  }
}

// What a copy is, after the place said no to changing it.
void Synchroniser::verify(PlaceRun& run, std::uint32_t copy, const Reading& reading, Milliseconds now) {
  const CopyRow& row = state_.copies[copy];
  const std::uint32_t post = row.post;
  const PostKey origin = state_.posts[post].key;
  const std::string reason = run.refusals[copy];
  const std::string id = run.verifying[copy];
  run.verifying.erase(copy);
  run.refusals.erase(copy);
  const Op op = row.doing;
  const bool gone = reading.outcome.kind == Outcome::Kind::gone;
  if (row.state != CopyState::sent || op == Op::nothing || state_.text(row.remote) != id) return changed({post}, now);
  const bool hidden = !reading.changes.empty() && reading.changes[0].kind == Change::Kind::hidden;
  const bool seen = !reading.changes.empty() && reading.changes[0].kind == Change::Kind::seen;
  bool done = false;
  if (op == Op::remove) done = gone;
  if (op == Op::hide) done = hidden;
  if (op == Op::unhide) done = seen;
  if (op == Op::edit) done = seen && said_hash(reading.changes[0].body) == row.said;
  if (done) {
    ledger_.commit(record::Done{origin, run.place->id, row.key, op, now});
  } else if (gone) {
    unsettle(run, copy, CopyState::withheld, "", true);
  } else {
    ledger_.commit(record::Refused{origin, run.place->id, row.key, op, reason});
  }
  changed({post}, now);
}

void Synchroniser::settle(PlaceRun& run, std::uint32_t copy, const Reading& reading, Milliseconds now) {
  const RemoteRef& written = reading.written;
  const CopyRow& row = state_.copies[copy];
  const std::uint32_t post = row.post;
  run.refusals.erase(copy);
  forget_uploads(run, post);
  const PostKey key = State::key_of(run.place->id.value, written.id.value);
  const bool known = state_.find_copy(key) != none;
  // A platform that knows a write again gives what it made of it then; that was taken away since.
  if (!known && state_.is_dead(key)) unsettle(run, copy, CopyState::withheld, "", true);
  if (!known && !state_.is_dead(key)) {
    record::Copied fact{state_.posts[post].key, run.place->id, written, 0, 0, row.is(CopyRow::correction), now};
    fact.as = state_.writer(row);
    if (reading.writer == state_.places[run.index].self.id) fact.as.clear();
    ledger_.commit(std::move(fact));
  }
  changed({post}, now);
}

void Synchroniser::unsettle(PlaceRun& run, std::uint32_t copy, CopyState state, std::string reason, bool final) {
  const CopyRow& row = state_.copies[copy];
  ledger_.commit(
      record::Unsettled{state_.posts[row.post].key, run.place->id, state, std::move(reason), final, row.is(CopyRow::correction)});
}

void Synchroniser::lose(PlaceRun& run, std::uint32_t copy, Milliseconds at) {
  found_again(run, copy);
  run.lost.insert({at, copy});
  ++run.lost_threads[state_.origin_thread(state_.copies[copy].post)];
}

void Synchroniser::found_again(PlaceRun& run, std::uint32_t copy) {
  for (auto each = run.lost.begin(); each != run.lost.end(); ++each) {
    if (each->second != copy) continue;
    run.lost.erase(each);
    const auto thread = run.lost_threads.find(state_.origin_thread(state_.copies[copy].post));
    if (thread != run.lost_threads.end() && --thread->second == 0) run.lost_threads.erase(thread);
    return;
  }
}

}  // namespace plein::sync
