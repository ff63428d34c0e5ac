// What answers mean for the place that gave them, and who is to take in what they say.
#include <algorithm>

#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr Milliseconds pause_first_ms = 1000;
constexpr Milliseconds pause_last_ms = 300000;
constexpr Milliseconds park_longest_ms = 7 * 86400000LL;

// No answer at all means the same on every platform.
Outcome no_answer(const Ask& ask, const HttpResponse& response) {
  Outcome outcome;
  const bool never_left = response.failure == "unreachable" || response.failure == "no_session";
  outcome.kind = writes(ask.kind) && !never_left ? Outcome::Kind::maybe_done : Outcome::Kind::retry;
  if (response.failure == "no_upload") outcome.kind = Outcome::Kind::refused;  // the host could not get the picture
  if (response.failure == "no_session") outcome.kind = Outcome::Kind::reconnect;
  outcome.reason = response.failure.empty() ? "no answer" : response.failure;
  if (!response.detail.empty()) outcome.reason += ": " + response.detail;
  return outcome;
}

}  // namespace

void Synchroniser::response(Milliseconds host_now, const std::string& id, const HttpResponse& response, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const auto found = under_way_.find(id);
  if (found != under_way_.end()) {
    const UnderWay under_way = std::move(found->second);
    under_way_.erase(found);
    PlaceRun& run = runs_[under_way.run];
    Reading reading;
    if (response.status == 0) {
      reading.outcome = no_answer(under_way.ask, response);
    } else if (auto read = run.connector->read(*run.place, state_.places[run.index].self, under_way.ask, response); read.ok()) {
      reading = *std::move(read);
    } else {
      // A thread or post that cannot be read must not stand in the way of the others.
      const bool of_one = under_way.ask.kind == Ask::Kind::thread || under_way.ask.kind == Ask::Kind::lookup;
      reading.outcome.kind = writes(under_way.ask.kind) ? Outcome::Kind::maybe_done
                             : of_one                   ? Outcome::Kind::refused
                                                        : Outcome::Kind::retry;
      reading.outcome.reason = "unexpected answer at " + read.error().path + ": " + read.error().message;
      if (of_one) failing(run, reading.outcome, now);
    }
    // What an author's own account may still ask is not ours to spend.
    const bool theirs = !under_way.ask.as.empty() && !run.connector->capabilities().acts_as;
    if (!theirs) budgets_.note(run.place->account, reading.budget, now, host_now);
    take(under_way, reading, now);
  }
  advance(now);
}

void Synchroniser::take(const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  PlaceRun& run = runs_[under_way.run];
  const Outcome& outcome = reading.outcome;
  const bool failed = outcome.kind == Outcome::Kind::maybe_done || outcome.kind == Outcome::Kind::retry ||
                      outcome.kind == Outcome::Kind::reconnect;
  if (writes(under_way.ask.kind) && !failed) run.write_failures = 0;
  switch (under_way.ask.kind) {
    case Ask::Kind::identity: return take_identity(run, reading, now);
    case Ask::Kind::stream:
      run.walks[under_way.walk].asking = false;
      if (outcome.kind == Outcome::Kind::park) return park(run, outcome, now);
      if (outcome.kind != Outcome::Kind::ok) return failing(run, outcome, now);
      answering(run, now);
      return take_stream(run, under_way, reading, now);
    case Ask::Kind::thread:
      run.read.open = false;
      if (outcome.kind != Outcome::Kind::ok) return failed_thread(run, under_way, outcome, now);
      answering(run, now);
      return take_thread(run, reading, now);
    case Ask::Kind::lookup: return take_lookup(run, under_way, reading, now);
    case Ask::Kind::profile: return take_profile(run, under_way, reading, now);
    case Ask::Kind::followers:
#ifndef PLEIN_DIRECT
      take_followers(run, reading, now);
#endif
      return;
    case Ask::Kind::upload: run.writing = false; return take_upload(run, under_way, reading, now);
    case Ask::Kind::create: run.writing = false; return take_create(run, under_way, reading, now);
    case Ask::Kind::find: run.writing = false; return take_find(run, under_way, reading, now);
    case Ask::Kind::edit:
    case Ask::Kind::remove:
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
    case Ask::Kind::react:
    case Ask::Kind::unreact:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: run.writing = false; return take_change(run, under_way, outcome, now);
  }
}

void Synchroniser::take_identity(PlaceRun& run, const Reading& reading, Milliseconds now) {
  run.asking_identity = false;
  if (reading.outcome.kind == Outcome::Kind::park) return park(run, reading.outcome, now);
  if (reading.outcome.kind != Outcome::Kind::ok || !reading.identity.known()) return failing(run, reading.outcome, now);
  answering(run, now);
  run.identified = true;
  if (!(state_.places[run.index].self == reading.identity)) ledger_.commit(record::Identified{run.place->id, reading.identity});
}

// The time a platform named, by its clock or from now; else longer and longer, with jitter.
Milliseconds Synchroniser::pause(int failures, const Outcome& outcome, Milliseconds now) {
  if (outcome.until > host_now_) return now + std::min(outcome.until - host_now_, park_longest_ms);
  if (outcome.wait_ms > 0) return now + std::min(outcome.wait_ms, park_longest_ms);
  const Milliseconds doubled = pause_first_ms << std::min(failures, 9);
  const Milliseconds wait = std::min(doubled, pause_last_ms);
  return now + wait - wait / 5 + static_cast<Milliseconds>(random() % static_cast<std::uint64_t>(wait * 2 / 5));
}

// Throttled: the account waits until the time that was named, and never asks earlier. The place itself is well.
void Synchroniser::park(PlaceRun& run, const Outcome& outcome, Milliseconds now) {
  const bool named = outcome.until > host_now_ || outcome.wait_ms > 0;
  if (!named) ++run.failures;
  const Milliseconds until = pause(run.failures, outcome, now);
  budgets_.park(run.place->account, until, outcome.writes_only);
}

void Synchroniser::failing(PlaceRun& run, const Outcome& outcome, Milliseconds now) {
  const bool changed = run.status.state != PlaceStatus::State::failing || run.status.reason != outcome.reason;
  if (run.status.state != PlaceStatus::State::failing) run.status.since = now;
  run.status.state = PlaceStatus::State::failing;
  run.status.reason = outcome.reason;
  batch_->places_changed |= changed;
  run.not_before = std::max(run.not_before, pause(run.failures, outcome, now));
  ++run.failures;
}

std::vector<Left> Synchroniser::left_in(const PlaceRun& run) const {
  std::vector<Left> all = budgets_.left(run.place->account, run.requests_per_minute, latest_);
  for (Left& each : all) each.resets_at += host_now_ - latest_;
  return all;
}

// Writes may fail while reads go well.
void Synchroniser::failed_write(PlaceRun& run, const Outcome& outcome, Milliseconds now) {
  run.write_not_before = pause(run.write_failures, outcome, now);
  ++run.write_failures;
}

// After a place failed, what was active meanwhile is read again at once: pushes may have been lost.
void Synchroniser::answering(PlaceRun& run, Milliseconds now) {
  constexpr std::size_t swept_after_gap = 50;
  if (run.status.state == PlaceStatus::State::failing) {
    std::size_t count = 0;
    for (const State::Activity& active : state_.by_activity()) {
      if (++count > swept_after_gap || active.last_at < run.status.since - 86400000) break;
      schedule_sweep(run, active.thread, now, 1);
    }
  }
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
