// The synchroniser's reading half: what is asked, and when a thread is read again.
#include <algorithm>

#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr std::size_t watched_max = 16;  // threads read in turn although they are not due
constexpr Milliseconds sweep_soonest_ms = 30000;
constexpr Milliseconds sweep_latest_ms = 7 * 86400000LL;
constexpr Milliseconds unmet_every_ms = 600000;
constexpr Milliseconds unmet_for_ms = 7 * 86400000LL;

}  // namespace

// A thread is read whole again after a tenth of the time it has been quiet: often while it is active, rarely when it is old.
void Synchroniser::schedule_sweep(PlaceRun& run, std::uint32_t thread, Milliseconds now, Milliseconds soonest) {
  const ThreadRow& row = state_.threads[thread];
  if (state_.origin_parent(row.root) != none) return;  // begun here, by what was moved: no place has it as a thread
  const bool there = locate(state_, bridge_, row.root, run.index).presence == Presence::present;
  if (!there && scattered(run, thread).empty()) return;
  run.sweep_at.resize(std::max(run.sweep_at.size(), state_.threads.size()), 0);
  const Milliseconds active = std::max(row.last_at, state_.threads[state_.posts[row.root].thread].last_at);
  const Milliseconds quiet = std::clamp((host_now_ - active) / 10, sweep_soonest_ms, sweep_latest_ms);
  // After a start, not all at once.
  const Milliseconds in =
      soonest > 0 ? soonest : quiet / 2 + static_cast<Milliseconds>(random() % static_cast<std::uint64_t>(quiet));
  // What changes all the time is read all the same.
  if (soonest > 0 && run.sweep_at[thread] > now && run.sweep_at[thread] < now + in) return;
  run.sweeps.erase({run.sweep_at[thread], thread});
  run.sweep_at[thread] = now + in;
  run.sweeps.insert({run.sweep_at[thread], thread});
}

// What a place has of a thread whose first post does not stand there (any more): no reading of the thread shows it. Copies
// that somebody hid may be shown again.
std::vector<RemoteRef> Synchroniser::scattered(const PlaceRun& run, std::uint32_t thread) const {
  std::vector<RemoteRef> refs;
  walk_origin(state_, state_.threads[thread].root, [&](std::uint32_t post) {
    const PostRow& row = state_.posts[post];
    if (row.place == run.index && row.removed == 0 && row.remote.length > 0) refs.push_back(ref_of(state_, row));
    for (std::uint32_t copy = row.first_copy; copy != none; copy = state_.copies[copy].next) {
      const CopyRow& there = state_.copies[copy];
      const bool hidden = there.state == CopyState::withheld && !there.is(CopyRow::final) && there.key != 0;
      if (there.place == run.index && hidden) refs.push_back(ref_of(state_, there));
    }
  });
  return refs;
}

void Synchroniser::look_up(PlaceRun& run, const RemoteRef& ref, Milliseconds at) {
  const auto [lookup, added] = run.lookups.try_emplace(ref.id.value);
  if (added) lookup->second.post = ref, lookup->second.at = at;
}

// What is due; else, in turn, one of the threads that were active last: not every reply in them is told to us.
std::uint32_t Synchroniser::next_sweep(PlaceRun& run, Milliseconds now) {
  run.read.sweep = true;
  if (!run.sweeps.empty() && run.sweeps.begin()->first <= now) {
    const std::uint32_t thread = run.sweeps.begin()->second;
    run.sweeps.erase(run.sweeps.begin());
    return thread;
  }
  if (!run.sweeps.empty()) batch_->wake(run.sweeps.begin()->first);
  run.read.sweep = false;
  if (run.watch_at > now) return batch_->wake(run.watch_at), none;
  run.watch_at = now + run.poll_every_ms * budgets_.slower(run.place->account, now) / 2;
  std::size_t rank = 0;
  std::uint32_t first = none;
  for (const State::Activity& active : state_.by_activity()) {
    if (rank++ >= watched_max) break;
    if (active.thread >= run.sweep_at.size() || run.sweep_at[active.thread] == 0) continue;  // not in this place
    if (first == none) first = active.thread;
    if (rank > run.watched) {
      run.watched = rank;
      return active.thread;
    }
  }
  run.watched = first == none ? 0 : 1;
  batch_->wake(run.watch_at);
  return first;
}

void Synchroniser::advance_reads(std::size_t index, Milliseconds now) {
  advance_streams(index, now);
  advance_lookup(index, now);
  advance_profile(index, now);
  advance_thread(index, now);
#ifndef PLEIN_DIRECT  // where nobody asks for figures
  advance_followers(index, now);
#endif
}

void Synchroniser::advance_streams(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  for (std::size_t i = 0; i < run.walks.size(); ++i) {
    Walk& walk = run.walks[i];
    if (walk.asking) continue;
    if (walk.next_at > now) {
      batch_->wake(walk.next_at);
      continue;
    }
    walk.asking = true;
    if (walk.cursor.empty()) walk.begun = now;
    UnderWay question;
    question.walk = i;
    question.ask.kind = Ask::Kind::stream;
    question.ask.stream = walk.stream;
    question.ask.cursor = walk.cursor;
    const auto& marks = state_.places[run.index].marks;
    if (const auto mark = marks.find(walk.stream); mark != marks.end()) question.ask.mark = mark->second;
    ask(index, std::move(question), now);
  }
}

void Synchroniser::advance_thread(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  if (run.read.open) return;
  run.read = ThreadRead{};
  RemoteRef thread;
  for (const auto& [id, extra] : state_.places[run.index].looks) {
    const auto asked = run.first_asked.find("t " + id);
    if (asked != run.first_asked.end() && asked->second > now) {
      batch_->wake(asked->second);
      continue;
    }
    thread = {RemoteId{id}, extra};
    run.read.is_look = true;
    break;
  }
  if (!run.read.is_look) {
    const std::uint32_t due = next_sweep(run, now);
    if (due == none) return;
    const Location there = locate(state_, bridge_, state_.threads[due].root, run.index);
    run.read.thread = due;
    schedule_sweep(run, due, now, 0);
    if (there.presence != Presence::present) {
      for (const RemoteRef& ref : scattered(run, due)) look_up(run, ref, now);
      return batch_->wake(now + 1);
    }
    thread = there.ref;
  }
  run.read.open = true;
  run.read.begun = now;
  run.read.ask.kind = Ask::Kind::thread;
  run.read.ask.thread = thread;
  ask(index, {index, run.read.ask}, now);
}

void Synchroniser::advance_lookup(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  if (run.looking_up) return;
  for (const auto& [id, extra] : state_.places[run.index].lookups) {
    Lookup& due = run.lookups[id];
    due.due = true;
    due.post = {RemoteId{id}, extra};
  }
  if (run.unmet_at <= now) {
    // One that was hidden before it was met may be shown, and nobody tells.
    for (const auto& [key, hidden] : state_.hidden_unmet) {
      if (hidden.place == run.index && hidden.since > now - unmet_for_ms) look_up(run, {hidden.id, ""}, now);
    }
    run.unmet_at = now + unmet_every_ms;
  }
  if (!state_.hidden_unmet.empty()) batch_->wake(run.unmet_at);
  Milliseconds soonest = INT64_MAX;
  for (auto& [id, lookup] : run.lookups) {
    soonest = std::min(soonest, lookup.at);
    if (lookup.at > now) continue;
    UnderWay question;
    question.ask.kind = Ask::Kind::lookup;
    question.ask.post = lookup.post;
    run.looking_up = true;
    return ask(index, std::move(question), now);
  }
  if (soonest != INT64_MAX) batch_->wake(soonest);
}

void Synchroniser::advance_profile(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  if (run.asking_profile || run.profiles.empty()) return;
  UnderWay question;
  question.author = *run.profiles.begin();
  question.ask.kind = Ask::Kind::profile;
  question.ask.author = std::string(state_.text(state_.authors[question.author].id));
  run.profiles.erase(run.profiles.begin());
  run.asking_profile = true;
  ask(index, std::move(question), now);
}

}  // namespace plein::sync
