// The synchroniser's writing half: one write at a time in a place, recorded before it leaves.
#include <algorithm>

#include "base/hash.h"
#include "sync/bugs.h"
#include "sync/compose.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

std::uint64_t salt_of(const State& state, const CopyRow& copy, const PlaceId& place, bool again) {
  const std::string key = to_base32(state.posts[copy.post].key);
  const int generation = copy.generation + (again ? 1 : 0) + (copy.is(CopyRow::correction) ? 1000 : 0);
  return generation == 0 ? hash64({key, place.value}) : hash64({key, place.value, std::to_string(generation)});
}

Ask::Kind ask_kind(Op op) {
  switch (op) {
    case Op::edit: return Ask::Kind::edit;
    case Op::remove: return Ask::Kind::remove;
    case Op::hide: return Ask::Kind::hide;
    case Op::unhide: return Ask::Kind::unhide;
    default: return Ask::Kind::create;
  }
}

Op op_of(Need::What what) {
  switch (what) {
    case Need::What::edit: return Op::edit;
    case Need::What::remove: return Op::remove;
    case Need::What::hide: return Op::hide;
    case Need::What::unhide: return Op::unhide;
    default: return Op::nothing;
  }
}

}  // namespace

void Synchroniser::advance_writes(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  const Milliseconds parked = bugs::on(bugs::Bug::park_ignored) ? 0 : budgets_.writes_from(run.place->account);
  const Milliseconds from = std::max(run.write_not_before, parked);
  if (from > now && !(run.outbox.empty() && run.lost.empty())) batch_->wake(from);
  if (from > now) return;
  // A lost write comes first: what it was may be the parent of what waits.
  if (start_stray(index, now) || start_find(index, now)) return;
  Milliseconds again_at = 0;
  const auto least = budgets_.affords(run.place->account, run.connector->capabilities().create_cost, run.place->account_shared_by,
                                      now, again_at);
  if (!least) {
    if (!run.outbox.empty()) batch_->wake(again_at);
    return;
  }
  if (!start_write(index, *least, now) && !run.outbox.empty() && *least != Priority::backfill) batch_->wake(again_at);
}

bool Synchroniser::start_stray(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  // One whose origin was met meanwhile is no stray; but what was sent once may have been done.
  const auto met = [&](const auto& each) {
    return !each.second.sent && state_.find_copy(State::key_of(run.place->id.value, each.first)) != none;
  };
  while (!run.strays.empty() && met(*run.strays.begin())) run.strays.erase(run.strays.begin());
  if (run.strays.empty()) return false;
  Stray& stray = run.strays.begin()->second;
  stray.sent = true;
  UnderWay write;
  write.op = Op::remove;
  write.ask.kind = Ask::Kind::remove;
  write.ask.post = stray.copy;
  if (!run.connector->capabilities().acts_as) write.ask.as = stray.as;
  run.writing = true;
  ask(index, std::move(write), now);
  return true;
}

bool Synchroniser::start_find(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  while (!run.lost.empty()) {
    const auto [due, copy] = *run.lost.begin();
    const CopyRow& row = state_.copies[copy];
    if (row.state != CopyState::sending && row.state != CopyState::unknown) {
      found_again(run, copy);
      continue;
    }
    if (due > now) {
      batch_->wake(due);
      return false;
    }
    found_again(run, copy);
    if (bugs::on(bugs::Bug::blind_repeat)) {
      unsettle(run, copy, CopyState::waiting, "");
      requeue(run, row.post, now);
      continue;
    }
    if (row.state == CopyState::sending) unsettle(run, copy, CopyState::unknown, "");
    UnderWay question;
    question.copy = copy;
    question.ask.kind = Ask::Kind::find;
    Draft& draft = question.ask.draft;
    draft.intended_at = row.intended_at;
    draft.salt = salt_of(state_, row, run.place->id, false);
    question.ask.as = state_.writer(row);
    const std::uint32_t root = state_.origin_root(row.post);
    if (root != row.post || row.is(CopyRow::correction)) {
      const std::uint32_t root_copy = state_.copy_in(root, run.index);
      draft.root = root_copy != none ? ref_of(state_, state_.copies[root_copy]) : ref_of(state_, state_.posts[root]);
      draft.parent = draft.root;
    }
    run.writing = true;
    ask(index, std::move(question), now);
    return true;
  }
  return false;
}

bool Synchroniser::start_write(std::size_t index, Priority least, Milliseconds now) {
  PlaceRun& run = runs_[index];
  const auto blocked = [&](std::uint32_t thread) { return run.lost_threads.count(thread) != 0; };
  while (const auto post = run.outbox.next(least, blocked)) {
    const Need need = need_of(state_, bridge_, *post, run.index, now);
    switch (need.what) {
      case Need::What::nothing:
      case Need::What::wait: requeue(run, *post, now); break;
      case Need::What::compare:
        compare(run, *post, need.copy);
        requeue(run, *post, now);
        break;
      case Need::What::create:
        if (start_create(index, *post, need, now)) return true;
        break;
      default:
        if (start_change(index, *post, need, now)) return true;
        break;
    }
    if (run.writing) return true;
  }
  return false;
}

// An adopted copy says what its origin says, or it does not; where that cannot be mended it is let be.
void Synchroniser::compare(PlaceRun& run, std::uint32_t post, std::uint32_t copy) {
  const CopyRow& row = state_.copies[copy];
  const auto draft = compose(state_, bridge_, post, *run.place, *run.connector, false, {}, state_.writer(row));
  // What a widget post said is known from its copies alone when the log was lost.
  const std::string_view author = state_.text(state_.authors[state_.posts[post].author].id);
  const bool recovered = author.substr(0, recovered_author.size()) == recovered_author;
  const bool same = recovered || (draft.ok() && said_hash(draft->body) == row.seen);
  const bool mends = run.connector->capabilities().edits || bridge_.corrections == Corrections::reply;
  const std::uint64_t content = same || !mends ? content_of(state_, post) : UINT64_MAX;
  ledger_.commit(record::Rendered{state_.posts[post].key, run.place->id, row.key, row.seen, content});
}

bool Synchroniser::start_create(std::size_t index, std::uint32_t post, const Need& need, Milliseconds now) {
  PlaceRun& run = runs_[index];
  run.outbox.erase(post);
  const std::string as = writer_of(run, post, need);
  auto draft = draft_of(run, post, need.correction, as);
  const PostKey key = state_.posts[post].key;
  if (!draft) {
    ledger_.commit(record::Unsettled{key, run.place->id, CopyState::failed, draft.error().message, false, need.correction});
    return false;
  }
  if (start_upload(index, post, *draft, as, now)) return true;
  draft->parent = need.parent;
  draft->root = need.root;
  // Tried before: the same time and salt, so that a platform that takes keys of ours sees the same write. Taken away before:
  // others, or what was removed would come back as it was.
  CopyRow row;
  row.post = post;
  row.flags = need.correction ? CopyRow::correction : 0;
  if (need.copy != none) row = state_.copies[need.copy];
  const bool anew = row.state == CopyState::gone || row.state == CopyState::withheld;
  const bool again = row.intended_at != 0 && !anew;
  draft->intended_at = again ? row.intended_at : host_now_;
  draft->salt = salt_of(state_, row, run.place->id, row.state == CopyState::gone);
  record::Intended intent{key, run.place->id, draft->intended_at, draft->salt, now};
  intent.content = content_of(state_, post);
  intent.said = said_hash(draft->body);
  intent.correction = need.correction;
  intent.as = as;
  if (!ledger_.commit(intent)) return false;
  if (bugs::on(bugs::Bug::intent_after_send)) batch_->records.pop_back();
  UnderWay write;
  write.copy = state_.copy_in(post, run.index, need.correction);
  if (need.copy == none && may_stand_already(post)) {
    // Pages shift while they are walked: what another log may have told of is looked for once before it is written.
    unsettle(run, write.copy, CopyState::unknown, "");
    run.tried[write.copy] = 0;
    lose(run, write.copy, now);
    return start_find(index, now);
  }
  write.op = Op::create;
  write.ask.kind = Ask::Kind::create;
  write.ask.draft = *std::move(draft);
  write.ask.as = as;
  run.tried[write.copy] = now;
  run.refusals.erase(write.copy);  // of an earlier attempt
  run.forbidden.erase(write.copy);
  run.writing = true;
  run.written = post;
  ask(index, std::move(write), now);
  return true;
}

bool Synchroniser::start_change(std::size_t index, std::uint32_t post, const Need& need, Milliseconds now) {
  PlaceRun& run = runs_[index];
  const CopyRow& row = state_.copies[need.copy];
  const PostKey key = state_.posts[post].key;
  record::Intended intent{key, run.place->id, host_now_, 0, now};
  intent.op = op_of(need.what);
  intent.copy = row.key;
  UnderWay write;
  write.copy = need.copy;
  write.op = intent.op;
  write.ask.kind = ask_kind(intent.op);
  write.ask.post = ref_of(state_, row);
  write.ask.as = keeper_of(run, row);
  if (state_.origin_parent(post) == none && !need.correction) write.ask.thread = write.ask.post;
  if (intent.op == Op::edit) {
    auto draft = draft_of(run, post, need.correction, state_.writer(row));
    if (draft && start_upload(index, post, *draft, write.ask.as, now)) return true;
    if (!draft) {
      ledger_.commit(record::Refused{key, run.place->id, row.key, Op::edit, draft.error().message});
      run.outbox.erase(post);
      return false;
    }
    intent.content = content_of(state_, post);
    intent.said = said_hash(draft->body);
    write.ask.draft = *std::move(draft);
    write.ask.draft.intended_at = host_now_;
    const std::uint32_t root = state_.origin_root(post);
    if (root != post) {
      write.ask.draft.root = locate(state_, bridge_, root, run.index).ref;
      write.ask.draft.parent = write.ask.draft.root;
    }
  }
  if (!ledger_.commit(intent)) return run.outbox.erase(post), false;
  presence_[post] = presence_of(post);  // what is being shown again counts as hidden until it is
  run.writing = true;
  ask(index, std::move(write), now);
  return true;
}

}  // namespace plein::sync
