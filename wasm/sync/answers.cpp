// The synchroniser's other half: what an answer means.
#include <algorithm>

#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr Milliseconds pause_first_ms = 1000;
constexpr Milliseconds pause_last_ms = 300000;

bool writes(const Ask& ask) { return ask.kind == Ask::Kind::create; }

// No answer at all means the same on every platform.
Outcome silence(const Ask& ask, const HttpResponse& response) {
  Outcome outcome;
  const bool never_left = response.failure == "unreachable" || response.failure == "no_session";
  outcome.kind = writes(ask) && !never_left ? Outcome::Kind::maybe_done : Outcome::Kind::retry;
  if (response.failure == "no_session") outcome.kind = Outcome::Kind::reconnect;
  outcome.reason = response.failure.empty() ? "no answer" : response.failure;
  if (!response.detail.empty()) outcome.reason += ": " + response.detail;
  return outcome;
}

}  // namespace

void Synchroniser::response(Milliseconds now, const std::string& id, const HttpResponse& response, Batch& batch) {
  ledger_.open(batch);
  batch_ = &batch;
  const auto found = under_way_.find(id);
  if (found != under_way_.end()) {
    const UnderWay under_way = std::move(found->second);
    under_way_.erase(found);
    PlaceRun& run = runs_[under_way.run];
    Reading reading;
    if (response.status == 0) {
      reading.outcome = silence(under_way.ask, response);
    } else if (auto read = run.connector->read(*run.place, state_.places[run.index].self, under_way.ask, response); read.ok()) {
      reading = *std::move(read);
    } else {
      // A thread that cannot be read must not stand in the way of the others.
      const bool of_thread = under_way.ask.kind == Ask::Kind::thread;
      reading.outcome.kind = writes(under_way.ask) ? Outcome::Kind::maybe_done
                             : of_thread           ? Outcome::Kind::refused
                                                   : Outcome::Kind::retry;
      reading.outcome.reason = "unexpected answer at " + read.error().path + ": " + read.error().message;
      if (of_thread) failing(run, reading.outcome, now);
    }
    take(under_way, reading, now);
  }
  advance(now);
}

void Synchroniser::take(const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  PlaceRun& run = runs_[under_way.run];
  switch (under_way.ask.kind) {
    case Ask::Kind::identity:
      run.asking_identity = false;
      if (reading.outcome.kind != Outcome::Kind::ok || !reading.identity.known()) return failing(run, reading.outcome, now);
      answering(run, now);
      run.identified = true;
      if (!(state_.places[run.index].self == reading.identity))
        ledger_.commit(record::Identified{run.place->id, reading.identity});
      return;
    case Ask::Kind::stream:
      run.walks[under_way.walk].asking = false;
      if (reading.outcome.kind != Outcome::Kind::ok) return failed_read(run, under_way, reading.outcome, now);
      answering(run, now);
      return take_stream(run, under_way, reading, now);
    case Ask::Kind::thread:
      run.reading = false;
      if (reading.outcome.kind != Outcome::Kind::ok) return failed_read(run, under_way, reading.outcome, now);
      answering(run, now);
      return take_thread(run, reading, now);
    case Ask::Kind::create: run.writing = false; return take_create(run, under_way, reading, now);
    case Ask::Kind::find: run.writing = false; return take_find(run, under_way, reading, now);
  }
}

void Synchroniser::take_stream(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  Walk& walk = run.walks[under_way.walk];
  if (under_way.ask.cursor.empty()) walk.newest = reading.mark;
  // Newest first is how it comes; parents first is how it is taken in.
  std::vector<Change> changes(reading.changes.rbegin(), reading.changes.rend());
  observed(observer_.observe(*run.place, changes, false), now);
  const Milliseconds horizon = state_.begun_at - bridge_.horizon_ms;
  const bool beyond =
      !changes.empty() && std::all_of(changes.begin(), changes.end(), [&](const Change& c) { return c.created_at < horizon; });
  if (!reading.next.empty() && !beyond) {
    walk.cursor = reading.next;
    walk.next_at = now;
    return;
  }
  const auto& marks = state_.places[run.index].marks;
  const auto mark = marks.find(walk.stream);
  if (!walk.newest.empty() && (mark == marks.end() || mark->second != walk.newest)) {
    ledger_.commit(record::Marked{run.place->id, walk.stream, walk.newest});
  }
  walk.complete = true;
  walk.cursor.clear();
  walk.newest.clear();
  walk.next_at = now + run.poll_every_ms;
}

void Synchroniser::take_thread(PlaceRun& run, const Reading& reading, Milliseconds now) {
  observed(observer_.observe(*run.place, reading.changes, true), now);
  if (!reading.next.empty()) {
    run.read.cursor = reading.next;
    run.reading = true;
    return ask(static_cast<std::size_t>(&run - runs_.data()), run.read, 0, none, now);
  }
  if (run.read_is_look) ledger_.commit(record::Looked{run.place->id, run.read.thread.id});
}

void Synchroniser::failed_read(PlaceRun& run, const UnderWay& under_way, const Outcome& outcome, Milliseconds now) {
  const bool of_thread = under_way.ask.kind == Ask::Kind::thread;
  const bool for_good =
      outcome.kind == Outcome::Kind::gone || outcome.kind == Outcome::Kind::refused || outcome.kind == Outcome::Kind::forbidden;
  if (!of_thread || !for_good) return failing(run, outcome, now);
  // That thread is not there (any more), or cannot be read; what else the place holds can.
  if (run.read_is_look) ledger_.commit(record::Looked{run.place->id, run.read.thread.id});
  if (outcome.kind != Outcome::Kind::gone) return;
  const std::uint32_t root = state_.find_post(State::key_of(run.place->id.value, under_way.ask.thread.id.value));
  if (root == none) return;
  const PostRow& row = state_.posts[root];
  const bool readable_by_now = now - row.created_at > run.connector->capabilities().read_lag_ms;
  if (row.parent == none && row.removed == 0 && readable_by_now)
    ledger_.commit(record::Removed{run.place->id, under_way.ask.thread.id});
}

void Synchroniser::take_create(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  const Outcome& outcome = reading.outcome;
  const std::uint32_t post = under_way.post;
  const std::uint32_t copy = state_.copy_in(post, run.index);
  if (copy != none && state_.copies[copy].state == CopyState::sent) return;  // seen in a reading before its answer came
  switch (outcome.kind) {
    case Outcome::Kind::ok:
      answering(run, now);
      if (!reading.written.empty()) return settle(run, post, reading.written, now);
      [[fallthrough]];
    case Outcome::Kind::maybe_done:
      unsettle(run, post, CopyState::unknown, outcome.reason);
      run.lost.insert({now + run.connector->capabilities().settle_ms, post});
      if (outcome.kind == Outcome::Kind::maybe_done) run.write_not_before = pause(run, outcome, now);
      return;
    case Outcome::Kind::held: return unsettle(run, post, CopyState::held, outcome.reason);
    case Outcome::Kind::refused:
    case Outcome::Kind::gone:
      answering(run, now);
      unsettle(run, post, CopyState::failed, outcome.reason);
      return observed({post}, now);  // what answers it may stand under what is there
    case Outcome::Kind::retry:
    case Outcome::Kind::park:
    case Outcome::Kind::reconnect:
    case Outcome::Kind::forbidden:
      unsettle(run, post, CopyState::waiting, outcome.reason);
      run.ready.insert({state_.posts[post].created_at, post});
      if (outcome.kind != Outcome::Kind::park) failing(run, outcome, now);
      run.write_not_before = pause(run, outcome, now);
      return;
  }
}

void Synchroniser::take_find(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  const std::uint32_t post = under_way.post;
  const auto found = [&] { return state_.copies[state_.copy_in(post, run.index)].state != CopyState::unknown; };
  const bool absent = reading.outcome.kind == Outcome::Kind::gone;
  if (reading.outcome.kind != Outcome::Kind::ok && !absent) {
    run.lost.insert({pause(run, reading.outcome, now), post});
    return failing(run, reading.outcome, now);
  }
  answering(run, now);
  if (!reading.written.empty() && !found()) return settle(run, post, reading.written, now);
  observed(observer_.observe(*run.place, reading.changes, false), now);
  if (found()) return;
  if (!reading.next.empty() && !absent) {
    Ask next = under_way.ask;
    next.cursor = reading.next;
    run.writing = true;
    return ask(under_way.run, std::move(next), 0, post, now);
  }
  unsettle(run, post, CopyState::waiting, "");
  run.ready.insert({state_.posts[post].created_at, post});
}

void Synchroniser::settle(PlaceRun& run, std::uint32_t post, const RemoteRef& written, Milliseconds now) {
  if (ledger_.commit(record::Copied{state_.posts[post].key, run.place->id, written})) observed({post}, now);
}

void Synchroniser::unsettle(PlaceRun& run, std::uint32_t post, CopyState state, std::string reason) {
  ledger_.commit(record::Unsettled{state_.posts[post].key, run.place->id, state, std::move(reason)});
}

Milliseconds Synchroniser::pause(const PlaceRun& run, const Outcome& outcome, Milliseconds now) {
  if (outcome.until > now) return outcome.until;
  if (outcome.wait_ms > 0) return now + outcome.wait_ms;
  const Milliseconds doubled = pause_first_ms << std::min(run.failures, 9);
  const Milliseconds wait = std::min(doubled, pause_last_ms);
  return now + wait - wait / 5 + static_cast<Milliseconds>(random() % static_cast<std::uint64_t>(wait * 2 / 5));
}

void Synchroniser::failing(PlaceRun& run, const Outcome& outcome, Milliseconds now) {
  const bool changed = run.status.state != PlaceStatus::State::failing || run.status.reason != outcome.reason;
  if (run.status.state != PlaceStatus::State::failing) run.status.since = now;
  run.status.state = PlaceStatus::State::failing;
  run.status.reason = outcome.reason;
  batch_->places_changed |= changed;
  run.not_before = std::max(run.not_before, pause(run, outcome, now));
  ++run.failures;
}

void Synchroniser::answering(PlaceRun& run, Milliseconds now) {
  if (run.status.state != PlaceStatus::State::ok) {
    run.status.since = now;
    batch_->places_changed = true;
  }
  run.status.state = PlaceStatus::State::ok;
  run.status.reason.clear();
  run.status.last_ok_at = now;
  run.failures = 0;
}

}  // namespace plein::sync
