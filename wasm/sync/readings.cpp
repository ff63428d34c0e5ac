// What readings say: new things, things that are missing, and authors who do not want to be mirrored.
#include <algorithm>

#include "sync/bugs.h"
#include "sync/synchroniser.h"

namespace plein::sync {

Source Synchroniser::source_of(const PlaceRun& run, Source::Kind kind, Milliseconds begun, bool sweep) {
  pending_.clear();
  if (run.written != none) pending_.insert(run.written);
  for (const auto& [at, copy] : run.lost) pending_.insert(state_.copies[copy].post);
  return Source{kind, begun, sweep, &pending_, kind == Source::Kind::thread ? &run.read.met : nullptr};
}

std::vector<std::uint32_t> Synchroniser::observe(PlaceRun& run, const std::vector<Change>& changes, Source::Kind kind,
                                                 Milliseconds begun, bool sweep) {
  std::vector<std::uint32_t> moved = observer_.observe(*run.place, changes, source_of(run, kind, begun, sweep), run.repairs);
  bool told = observer_.take_orphaned() || state_.orphans.size() > orphans_;
  for (const Change& change : changes) {
    if (change.kind != Change::Kind::hidden && change.kind != Change::Kind::removed) continue;
    const PostKey key = State::key_of(run.place->id.value, change.post.id.value);
    told = told || (!state_.orphans.empty() && (state_.orphans.count(key) != 0 || state_.parked.count(key) != 0));
  }
  if (told) look_for_origins(latest_);
  return moved;
}

// Copies of ours whose origins were not met, though all there is has been read: the origins are looked up. Where they are gone,
// or not to be seen, the copies go.
void Synchroniser::look_for_origins(Milliseconds now) {
  orphans_ = state_.orphans.size();
  for (const auto& [key, list] : state_.orphans) {
    for (const Orphan& orphan : list) {
      // A reply that waits for its parent is as far away as that is.
      PostKey top = key;
      for (auto above = state_.parked_under.find(top); above != state_.parked_under.end(); above = state_.parked_under.find(top))
        top = above->second;
      if (state_.is_dead(top) || state_.hidden_unmet.count(top) != 0) {
        for (PlaceRun& run : runs_) {
          if (run.index == orphan.place) run.strays.try_emplace(orphan.copy.id.value, Stray{orphan.copy, orphan.as});
        }
      }
      for (PlaceRun& origin : runs_) {
        const bool adopted = state_.places[origin.index].adopted;
        if (origin.place->id == orphan.from && adopted) look_up(origin, {orphan.from_id, ""}, now);
      }
    }
  }
}

void Synchroniser::take_stream(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  Walk& walk = run.walks[under_way.walk];
  if (under_way.ask.cursor.empty()) walk.newest = reading.mark;
  // Newest first is how it comes; parents first is how it is taken in.
  const std::vector<Change> changes(reading.changes.rbegin(), reading.changes.rend());
  changed(observe(run, changes, Source::Kind::stream, under_way.begun), now);
  const Milliseconds horizon = std::max(state_.begun_at, state_.distrusted_at) - bridge_.horizon_ms;
  const bool beyond =
      !changes.empty() && std::all_of(changes.begin(), changes.end(), [&](const Change& c) { return c.created_at < horizon; });
  if (!reading.next.empty() && !beyond) {
    walk.cursor = reading.next;
    walk.next_at = now;
    return;
  }
  const Milliseconds lag = run.connector->capabilities().read_lag_ms;
  std::string sure;
  while (!walk.candidates.empty() && walk.candidates.begin()->first + lag < walk.begun) {
    sure = walk.candidates.begin()->second;
    walk.candidates.erase(walk.candidates.begin());
  }
  const auto& marks = state_.places[run.index].marks;
  const auto mark = marks.find(walk.stream);
  if (!sure.empty() && (mark == marks.end() || mark->second != sure))
    ledger_.commit(record::Marked{run.place->id, walk.stream, sure});
  if (!walk.newest.empty()) walk.candidates[walk.begun] = walk.newest;
  walk.complete = true;
  walk.complete_from = walk.begun;
  walk.cursor.clear();
  walk.newest.clear();
  walk.next_at = now + run.poll_every_ms * budgets_.slower(run.place->account, now);
}

void Synchroniser::take_thread(PlaceRun& run, const Reading& reading, Milliseconds now) {
  ThreadRead& read = run.read;
  for (const Change& change : reading.changes) read.met.insert(State::key_of(run.place->id.value, change.post.id.value));
  changed(observe(run, reading.changes, Source::Kind::thread, read.begun, read.sweep), now);
  read.whole = read.whole && !reading.partial;
  if (!reading.next.empty()) {
    read.ask.cursor = reading.next;
    read.open = true;
    return ask(index_of(run), {index_of(run), read.ask}, now);
  }
  if (read.is_look) ledger_.commit(record::Looked{run.place->id, read.ask.thread.id});
  run.first_asked.erase("t " + read.ask.thread.id.value);
  if (read.thread != none) run.read_from[read.thread] = read.begun;
  if (read.whole) look_for_missing(run, now);
}

// What should stand in a thread and was on none of its pages is looked up, one by one: pages change while they are read.
void Synchroniser::look_for_missing(PlaceRun& run, Milliseconds now) {
  const ThreadRead& read = run.read;
  const PostKey key = State::key_of(run.place->id.value, read.ask.thread.id.value);
  const std::uint32_t copy = state_.find_copy(key);
  const std::uint32_t root = copy != none ? state_.copies[copy].post : state_.find_post(key);
  if (root == none) return;
  const Milliseconds lag = run.connector->capabilities().read_lag_ms;
  std::vector<RemoteRef> missing;
  walk_origin(state_, state_.origin_root(root), [&](std::uint32_t post) {
    const PostRow& row = state_.posts[post];
    const bool stands = row.place == run.index && row.removed == 0 && row.hidden == 0;
    if (stands && read.met.count(row.key) == 0 && read.begun > std::max(row.said_at, row.shown_at) + lag)
      missing.push_back(ref_of(state_, row));
    for (std::uint32_t each = row.first_copy; each != none; each = state_.copies[each].next) {
      const CopyRow& there = state_.copies[each];
      const bool sent = there.place == run.index && there.state == CopyState::sent && !there.is(CopyRow::hidden);
      if (sent && read.met.count(there.key) == 0 && read.begun > there.written_at + lag) missing.push_back(ref_of(state_, there));
    }
  });
  for (const RemoteRef& ref : missing) {
    if (bugs::on(bugs::Bug::missing_means_removed)) {
      Change gone;
      gone.kind = Change::Kind::removed;
      gone.post = ref;
      changed(observe(run, {gone}, Source::Kind::push, now), now);
      continue;
    }
    look_up(run, ref, now);
  }
}

// Not found means gone only once it cannot be the platform's lag. Until then it is asked again.
bool Synchroniser::believed_gone(PlaceRun& run, const RemoteRef& what, Milliseconds begun, Milliseconds now) {
  const Milliseconds lag = run.connector->capabilities().read_lag_ms;
  const PostKey key = State::key_of(run.place->id.value, what.id.value);
  const std::uint32_t copy = state_.find_copy(key);
  const std::uint32_t post = state_.find_post(key);
  if (copy != none) return begun > state_.copies[copy].written_at + lag;
  if (post != none) return begun > std::max(state_.posts[post].said_at, state_.posts[post].shown_at) + lag;
  const auto asked = run.first_asked.try_emplace(what.id.value, now + lag).first;
  const bool over = begun > asked->second || lag == 0;
  if (over) run.first_asked.erase(asked);
  return over;
}

void Synchroniser::take_lookup(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  run.looking_up = false;
  const RemoteRef post = under_way.ask.post;
  const Outcome::Kind kind = reading.outcome.kind;
  if (kind == Outcome::Kind::ok && !reading.next.empty()) {
    UnderWay next = under_way;
    next.ask.cursor = reading.next;
    run.looking_up = true;
    return ask(under_way.run, std::move(next), now);
  }
  const auto found = run.lookups.find(post.id.value);
  if (found == run.lookups.end()) return;
  const Lookup lookup = found->second;
  if (kind == Outcome::Kind::retry || kind == Outcome::Kind::park || kind == Outcome::Kind::reconnect) {
    found->second.at = pause(run.failures, reading.outcome, now);
    if (kind == Outcome::Kind::park) return park(run, reading.outcome, now);
    return failing(run, reading.outcome, now);
  }
  if (kind == Outcome::Kind::ok || kind == Outcome::Kind::gone) answering(run, now);
  const PostKey key = State::key_of(run.place->id.value, post.id.value);
  for (const auto& [copy, id] : run.verifying) {
    if (id != post.id.value) continue;
    run.lookups.erase(found);
    if (lookup.due) ledger_.commit(record::Looked{run.place->id, post.id, true});
    return verify(run, copy, reading, now);
  }
  if (kind == Outcome::Kind::gone && !believed_gone(run, post, under_way.begun, now)) {
    found->second.at = now + run.connector->capabilities().read_lag_ms + 1;
    return;
  }
  run.lookups.erase(found);
  if (lookup.due) ledger_.commit(record::Looked{run.place->id, post.id, true});
  std::vector<Change> changes = reading.changes;
  if (kind == Outcome::Kind::gone) {
    Change gone;
    gone.kind = Change::Kind::removed;
    gone.post = post;
    changes = {gone};
  }
  changed(observe(run, changes, Source::Kind::lookup, under_way.begun, !lookup.due), now);
  if (kind != Outcome::Kind::gone || state_.parked.count(key) == 0) return;
  // What waits for it is looked at once more: it may have a place in its thread all the same.
  for (const record::Posted& reply : state_.parked.at(key)) look_up(run, reply.post, now);
  ledger_.commit(record::Unparked{run.place->id, post.id});
}

void Synchroniser::take_profile(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  run.asking_profile = false;
  const std::uint32_t author = under_way.author;
  const Outcome::Kind kind = reading.outcome.kind;
  if (kind == Outcome::Kind::retry || kind == Outcome::Kind::park || kind == Outcome::Kind::reconnect) {
    run.profiles.insert(author);
    run.not_before = std::max(run.not_before, now + 1);
    if (kind == Outcome::Kind::park) return park(run, reading.outcome, now);
    return failing(run, reading.outcome, now);
  }
  if (kind == Outcome::Kind::ok) answering(run, now);
  if (kind == Outcome::Kind::ok && !reading.next.empty()) {
    UnderWay next = under_way;
    next.ask.cursor = reading.next;
    run.asking_profile = true;
    return ask(under_way.run, std::move(next), now);
  }
  const std::string id = under_way.ask.author;
  const bool refuses = reading.profile.known && reading.profile.refuses && !bugs::on(bugs::Bug::profile_ignored);
  const bool refused = (state_.authors[author].silence & AuthorRow::refuses) != 0;
  std::vector<std::uint32_t> moved;
  ledger_.commit(record::Profiled{run.place->id, id, refuses, now, static_cast<std::uint32_t>(reading.profile.followers)});
  if (reading.profile.gone) {
    Change change;
    change.kind = Change::Kind::departed;
    change.author.id = id;
    moved = observe(run, {change}, Source::Kind::lookup, under_way.begun);
  }
  if (refuses != refused) {
    for (std::uint32_t post = state_.authors[author].first_post; post != none; post = state_.posts[post].next_by_author)
      moved.push_back(post);
  }
  if (const auto waiting = waiting_for_profile_.find(author); waiting != waiting_for_profile_.end()) {
    moved.insert(moved.end(), waiting->second.begin(), waiting->second.end());
    waiting_for_profile_.erase(waiting);
  }
  changed(moved, now);
}

void Synchroniser::failed_thread(PlaceRun& run, const UnderWay& under_way, const Outcome& outcome, Milliseconds now) {
  const bool for_good =
      outcome.kind == Outcome::Kind::gone || outcome.kind == Outcome::Kind::refused || outcome.kind == Outcome::Kind::forbidden;
  if (outcome.kind == Outcome::Kind::park) return park(run, outcome, now);
  if (!for_good) return failing(run, outcome, now);
  // That thread is not there (any more), or cannot be read; what else the place holds can.
  const RemoteRef thread = run.read.ask.thread;
  const PostKey key = State::key_of(run.place->id.value, thread.id.value);
  const bool known = state_.find_post(key) != none || state_.find_copy(key) != none;
  const std::string asked = "t " + thread.id.value;
  const Milliseconds lag = run.connector->capabilities().read_lag_ms;
  if (outcome.kind == Outcome::Kind::gone && run.read.is_look && !known && lag > 0 && run.first_asked.count(asked) == 0) {
    run.first_asked[asked] = now + lag + 1;  // once more, when it cannot be the lag
    return;
  }
  run.first_asked.erase(asked);
  if (run.read.thread != none) run.read_from[run.read.thread] = run.read.begun;  // there is nothing more to be seen of it
  if (run.read.is_look) ledger_.commit(record::Looked{run.place->id, thread.id});
  if (outcome.kind != Outcome::Kind::gone || !known || !believed_gone(run, thread, under_way.begun, now)) return;
  Change gone;
  gone.kind = Change::Kind::removed;
  gone.post = thread;
  changed(observe(run, {gone}, Source::Kind::lookup, under_way.begun, run.read.sweep), now);
}

}  // namespace plein::sync
