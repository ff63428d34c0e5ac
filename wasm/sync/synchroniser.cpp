#include "sync/synchroniser.h"

#include <algorithm>
#include <cstdlib>

#include "base/hash.h"
#include "connectors/catalogue.h"
#include "model/roles.h"
#include "sync/bugs.h"

namespace plein::sync {
namespace {

constexpr Milliseconds request_timeout_ms = 20000;
constexpr Milliseconds sweep_after_change_ms = 30000;
constexpr Milliseconds unread_within_ms = 600000;
constexpr Milliseconds profile_fresh_ms = 86400000;

}  // namespace

Synchroniser::Synchroniser(State& state, const Bridge& bridge, const Judge* judge)
    : state_(state), bridge_(bridge), judge_(judge), judged_(state.posts.size()), ledger_(state), observer_(ledger_, bridge) {
  for (const Place& place : bridge.places) {
    PlaceRun run;
    run.place = &place;
    run.connector = find_connector(place.platform);
    run.index = state.intern_place(place.id.value);
    const Capabilities& capabilities = run.connector->capabilities();
    run.poll_every_ms = place.poll_every_ms > 0 ? place.poll_every_ms : capabilities.poll_every_ms;
    run.requests_per_minute = capabilities.requests_per_minute;
    if (const auto set = place.settings.find("requests_per_minute"); set != place.settings.end() && run.requests_per_minute > 0)
      run.requests_per_minute = std::max(std::atoi(set->second.c_str()), 1);
    for (const std::string& stream : place.direct ? capabilities.public_streams : capabilities.streams) {
      Walk walk;
      walk.stream = stream;
      run.walks.push_back(std::move(walk));
    }
    runs_.push_back(std::move(run));
  }
}

std::uint64_t Synchroniser::random() {
  // splitmix64 (Vigna)
  std::uint64_t z = (random_ += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

// The host's time does not jump while an engine runs (engine.d.ts), but it may from one start to the next: ours goes on from
// what the log says, by what has passed since the start. What must wait for a platform's lag is never believed too early.
Milliseconds Synchroniser::begin(Milliseconds host_now, Batch& batch) {
  ledger_.open(batch);
  batch_ = &batch;
  latest_ += std::max<Milliseconds>(host_now - host_now_, 0);
  host_now_ = host_now;
  return latest_;
}

void Synchroniser::start(Milliseconds host_now, std::string_view seed, Batch& batch) {
  latest_ = state_.clock != 0 ? state_.clock : host_now;
  host_now_ = host_now;
  const Milliseconds now = begin(host_now, batch);
  random_ = hash64({"seed", seed});
  if (state_.epoch.empty()) ledger_.commit(record::Begun{to_base32(hash64({"epoch", seed})), host_now});
  presence_.reserve(state_.posts.size());
  // What was met shortly before the engine ended may not have been read whole.
  std::vector<bool> unread(state_.threads.size());
  for (std::uint32_t post = 0; post < state_.posts.size(); ++post) {
    presence_.push_back(presence_of(post));
    if (state_.posts[post].said_at + unread_within_ms > now) unread[state_.origin_thread(post)] = true;
  }
  for (PlaceRun& run : runs_) {
    run.inherits = inherits(run);
    for (std::uint32_t copy = 0; copy < state_.copies.size(); ++copy) {
      const CopyRow& row = state_.copies[copy];
      const bool open = row.state == CopyState::sending || row.state == CopyState::unknown;
      if (run.index != row.place) continue;
      if (row.doing != Op::nothing && !open) run.postponed[row.post] = now + run.connector->capabilities().settle_ms;
      if (!open) continue;
      run.tried[copy] = now;  // at the latest
      lose(run, copy, now + run.connector->capabilities().settle_ms);
    }
    for (std::uint32_t post = 0; post < state_.posts.size(); ++post) {
      requeue(run, post, now);
      want_profile(run, state_.posts[post], false);
    }
    for (std::uint32_t thread = 0; thread < state_.threads.size(); ++thread)
      schedule_sweep(run, thread, now, unread[thread] ? sweep_after_change_ms : 0);
  }
  look_for_origins(now);
  advance(now);
}

void Synchroniser::tick(Milliseconds host_now, Batch& batch) { advance(begin(host_now, batch)); }

Status Synchroniser::push(Milliseconds host_now, std::string_view place, const Push& push, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  for (PlaceRun& run : runs_) {
    if (run.place->id.value != place) continue;
    const auto changes = run.connector->pushed(*run.place, state_.places[run.index].self, push);
    if (!changes) return changes.error();
    // Before it is known who we are there, our own posts would be taken for somebody's. What is told then, a walk finds.
    if (state_.places[run.index].self.known()) changed(observe(run, *changes, Source::Kind::push, now), now);
    advance(now);
    return Nothing{};
  }
  return Error{ErrorCode::unknown_name, "$.place", "there is no place " + std::string(place)};
}

Status Synchroniser::look(Milliseconds host_now, std::string_view place, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  for (PlaceRun& run : runs_) {
    if (run.place->id.value != place) continue;
    for (Walk& walk : run.walks) walk.next_at = std::min(walk.next_at, now);
    run.watch_at = std::min(run.watch_at, now);
    run.watched = 0;
    advance(now);
    return Nothing{};
  }
  return Error{ErrorCode::unknown_name, "$.place", "there is no place " + std::string(place)};
}

Priority Synchroniser::priority_of(std::uint32_t post, Need::What what) const {
  const PostRow& row = state_.posts[post];
  if (what == Need::What::remove || what == Need::What::hide) return Priority::removal;
  const bool behind = row.created_at < state_.begun_at;
  const Role role = role_of(state_, bridge_, state_.authors[row.author]);
  if (what == Need::What::create || what == Need::What::wait) {
    if (role == Role::ambassador || role == Role::brand) return Priority::ambassador;
    return behind ? Priority::backfill : Priority::reply;
  }
  return what == Need::What::compare ? Priority::backfill : Priority::edit;
}

// Where a relay wrote before this log began, what was there then may have copies that reads do not show yet: it waits for a walk
// that they cannot have escaped by the platform's lag.
void Synchroniser::wait_for_lag(PlaceRun& run, Need& need, Milliseconds now) {
  const Milliseconds readable = std::max(state_.begun_at, state_.distrusted_at) + run.connector->capabilities().read_lag_ms;
  if (run.walked_from() >= readable || (!run.inherits && state_.distrusted_at == 0)) return;
  need.what = Need::What::wait;
  need.at = std::max(readable, now + 1000);
  for (Walk& walk : run.walks) walk.next_at = std::min(walk.next_at, std::max(readable, now));
}

// Copies that no record of this log tells of the writing of.
bool Synchroniser::inherits(const PlaceRun& run) const {
  const auto adopted = [&](const CopyRow& row) { return row.place == run.index && row.key != 0 && row.intended_at == 0; };
  for (const auto& [key, list] : state_.orphans) {
    for (const Orphan& orphan : list) {
      if (orphan.place == run.index) return true;
    }
  }
  return std::any_of(state_.copies.begin(), state_.copies.end(), adopted);
}

// A post from before this log, in a bridge that another log told of.
bool Synchroniser::may_stand_already(std::uint32_t post) const {
  const bool another = std::any_of(runs_.begin(), runs_.end(), [](const PlaceRun& run) { return run.inherits; });
  return (another || state_.distrusted_at != 0) &&
         state_.posts[post].created_at < std::max(state_.begun_at, state_.distrusted_at);
}

// What a post needs in a place, kept for its turn.
void Synchroniser::requeue(PlaceRun& run, std::uint32_t post, Milliseconds now) {
  if (run.place->direct) return;
  const PostRow& row = state_.posts[post];
  for (std::uint32_t copy = row.first_copy; copy != none; copy = state_.copies[copy].next) {
    if (run.verifying.count(copy) != 0) return run.outbox.erase(post);
  }
  Need need = need_of(state_, bridge_, post, run.index, now);
  if (const auto later = run.postponed.find(post); later != run.postponed.end()) {
    if (later->second <= now) {
      run.postponed.erase(later);
    } else if (need.what != Need::What::nothing) {
      run.timers.insert({later->second, post});
      // New posts keep their place in the thread meanwhile.
      if (need.what != Need::What::create) return run.outbox.erase(post);
      need.what = Need::What::wait;
      need.at = later->second;
    }
  }
  if (need.what == Need::What::create && row.created_at < std::max(state_.begun_at, state_.distrusted_at)) {
    wait_for_lag(run, need, now);
    if (const Milliseconds at = thread_unread(run, post, now); at != 0) {
      need.what = Need::What::wait;
      need.at = std::max(need.at, at);
    }
  }
  Outbox::Item item;
  item.priority = priority_of(post, need.what);
  item.created_at = row.created_at;
  item.thread = state_.origin_thread(post);
  item.creates = need.what == Need::What::create || need.what == Need::What::wait;
  item.ready = need.what != Need::What::wait;
  if (need.what == Need::What::nothing) return run.outbox.erase(post);
  if (need.what == Need::What::wait && need.parent_post != none) {
    run.outbox.erase(post);
    return run.outbox.raise(need.parent_post, item.priority);
  }
  run.outbox.put(post, item);
  if (need.at > now) run.timers.insert({need.at, post});
  if (need.profile_of == none) return;
  waiting_for_profile_[need.profile_of].insert(post);
  for (PlaceRun& origin : runs_) {
    if (origin.index == row.place) origin.profiles.insert(need.profile_of);
  }
}

// Two bits a place: whether what answers the post can stand under it there.
std::uint64_t Synchroniser::presence_of(std::uint32_t post) const {
  std::uint64_t bits = 0;
  for (const PlaceRun& run : runs_)
    bits = bits << 2 | static_cast<std::uint64_t>(locate(state_, bridge_, post, run.index).presence);
  return bits;
}

// Whether an author refuses is known before anything of theirs is mirrored, and asked again when it was long ago.
void Synchroniser::want_profile(PlaceRun& run, const PostRow& row, bool again) {
  const AuthorRow& author = state_.authors[row.author];
  if (run.place->direct) return;
  const bool asks = run.index == row.place && run.connector->capabilities().profiles && row.visible() && row.old == 0;
  if (asks && (author.profile_at == 0 || again) && role_of(state_, bridge_, author) != Role::brand)
    run.profiles.insert(row.author);
}

void Synchroniser::changed(const std::vector<std::uint32_t>& posts, Milliseconds now) {
  judge_new_posts();
  std::set<std::uint32_t> unique(posts.begin(), posts.end());
  for (const std::uint32_t post : unique) {
    while (presence_.size() <= post) presence_.push_back(~0ull);
    const std::uint64_t presence = presence_of(post);
    const bool moved = presence != presence_[post];
    presence_[post] = presence;
    const PostRow& row = state_.posts[post];
    const AuthorRow& author = state_.authors[row.author];
    for (PlaceRun& run : runs_) {
      requeue(run, post, now);
      if (moved) requeue_below(run, post, now);
      schedule_sweep(run, state_.origin_thread(post), now, sweep_after_change_ms);
      want_profile(run, row, author.profile_at != 0 && author.profile_at + profile_fresh_ms < now);
    }
  }
}

// What answers a post that came, went or moved: all of it below a first post, else as far as it has no place of its own.
void Synchroniser::requeue_below(PlaceRun& run, std::uint32_t post, Milliseconds now) {
  const bool all = state_.origin_parent(post) == none;
  std::vector<std::uint32_t> open{post};
  while (!open.empty()) {
    const std::uint32_t above = open.back();
    open.pop_back();
    each_origin_answer(state_, above, [&](std::uint32_t answer) {
      requeue(run, answer, now);
      if (all || locate(state_, bridge_, answer, run.index).presence == Presence::absent) open.push_back(answer);
    });
  }
}

void Synchroniser::advance(Milliseconds now) {
  end_announcements(now);
#ifndef PLEIN_DIRECT  // where nothing is asked or planned
  send_planned(now);
  end_polls(now);
#endif
  turn_ = runs_.empty() ? 0 : (turn_ + 1) % runs_.size();
  for (std::size_t i = 0; i < runs_.size(); ++i) advance_place((turn_ + i) % runs_.size(), now);
  if (batch_->wake_at != INT64_MAX) batch_->wake_at = host_now_ + (batch_->wake_at - now);
}

void Synchroniser::advance_place(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  while (!run.timers.empty() && run.timers.begin()->first <= now) {
    const std::uint32_t post = run.timers.begin()->second;
    run.timers.erase(run.timers.begin());
    requeue(run, post, now);
  }
  if (!run.timers.empty()) batch_->wake(run.timers.begin()->first);
  const Milliseconds parked = bugs::on(bugs::Bug::park_ignored) ? 0 : budgets_.reads_from(run.place->account);
  if (std::max(run.not_before, parked) > now) return batch_->wake(std::max(run.not_before, parked));
  if (!run.identified && run.place->direct && run.place->settings.count("account") == 0) {
    // Nobody's posts are ours there.
    run.identified = true;
    if (!state_.places[run.index].self.known()) ledger_.commit(record::Identified{run.place->id, {"nobody", ""}});
  }
  if (!run.identified) {
    if (!run.asking_identity) {
      run.asking_identity = true;
      ask(index, {}, now);
    }
    return;
  }
  const Milliseconds spared =
      budgets_.spared_from(run.place->account, run.requests_per_minute, run.place->account_shared_by, now);
  if (spared > now)
    batch_->wake(spared);
  else
    advance_reads(index, now);
  adopt_when_walked(run);
  if (state_.places[run.index].adopted && !run.writing && !run.place->direct) advance_writes(index, now);
}

// Only when all that a place holds has been seen may Plein write there: a copy not yet met would be posted a second time.
void Synchroniser::adopt_when_walked(PlaceRun& run) {
  const PlaceMemory& memory = state_.places[run.index];
  const bool seen = run.walked() && memory.looks.empty() && !run.read.open;
  if (memory.adopted || !seen) return;
  ledger_.commit(record::Adopted{run.place->id});
  run.inherits = inherits(run);
  for (std::uint32_t post = 0; run.inherits && post < state_.posts.size(); ++post) requeue(run, post, latest_);
  look_for_origins(latest_);
}

void Synchroniser::ask(std::size_t index, UnderWay under_way, Milliseconds now) {
  PlaceRun& run = runs_[index];
  under_way.run = index;
  under_way.begun = now;
  auto http = run.connector->request(*run.place, state_.places[run.index].self, under_way.ask);
  if (!http) {
    Reading refusal;
    refusal.outcome.kind = Outcome::Kind::refused;
    refusal.outcome.reason = http.error().message;
    return take(under_way, refusal, now);
  }
  budgets_.spend(run.place->account, run.requests_per_minute, now);
  Request request;
  request.id = "r" + std::to_string(next_request_++);
  request.place = run.place->id;
  request.account = run.place->account;
  request.http = *std::move(http);
  request.timeout_ms = request_timeout_ms;
  under_way_[request.id] = std::move(under_way);
  batch_->requests.push_back(std::move(request));
}

}  // namespace plein::sync
