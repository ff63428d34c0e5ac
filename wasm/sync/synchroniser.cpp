#include "sync/synchroniser.h"

#include <algorithm>

#include "base/hash.h"
#include "connectors/catalogue.h"
#include "sync/compose.h"

namespace plein::sync {
namespace {

constexpr Milliseconds request_timeout_ms = 20000;
constexpr Milliseconds sweep_soonest_ms = 30000;
constexpr std::size_t watched_max = 16;  // threads read in turn although they are not due
constexpr Milliseconds sweep_latest_ms = 7 * 86400000LL;

}  // namespace

Synchroniser::Synchroniser(State& state, const Bridge& bridge)
    : state_(state), bridge_(bridge), ledger_(state), observer_(ledger_, bridge) {
  for (const Place& place : bridge.places) {
    PlaceRun run;
    run.place = &place;
    run.connector = find_connector(place.platform);
    run.index = state.intern_place(place.id.value);
    const Capabilities& capabilities = run.connector->capabilities();
    run.poll_every_ms = place.poll_every_ms > 0 ? place.poll_every_ms : capabilities.poll_every_ms;
    for (const std::string& stream : capabilities.streams) {
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

void Synchroniser::start(Milliseconds now, std::string_view seed, Batch& batch) {
  ledger_.open(batch);
  batch_ = &batch;
  random_ = hash64({"seed", seed});
  if (state_.epoch.empty()) ledger_.commit(record::Begun{to_base32(hash64({"epoch", seed})), now});
  for (std::uint32_t post = 0; post < state_.posts.size(); ++post) enqueue(post);
  for (std::uint32_t copy = 0; copy < state_.copies.size(); ++copy) {
    const CopyRow& row = state_.copies[copy];
    if (row.state != CopyState::sending && row.state != CopyState::unknown) continue;
    for (PlaceRun& run : runs_) {
      if (run.index == row.place) run.lost.insert({now + run.connector->capabilities().settle_ms, row.post});
    }
  }
  for (PlaceRun& run : runs_) {
    for (std::uint32_t thread = 0; thread < state_.threads.size(); ++thread) schedule_sweep(run, thread, now, 0);
  }
  advance(now);
}

void Synchroniser::tick(Milliseconds now, Batch& batch) {
  ledger_.open(batch);
  batch_ = &batch;
  advance(now);
}

Result<PostOutcome> Synchroniser::post(Milliseconds now, const NewPost& wanted, Batch& batch) {
  ledger_.open(batch);
  batch_ = &batch;
  const std::uint32_t known = state_.find_post(State::key_of("site", wanted.key));
  if (known != none) {
    const std::string_view author = state_.text(state_.authors[state_.posts[known].author].id);
    const bool same = author == wanted.by.id || author == std::string(recovered_author) + wanted.by.name;
    if (!same) return Error{ErrorCode::conflict, "$.command.key", "this key is taken by somebody else's post"};
    return PostOutcome{known, false};
  }
  record::Posted fact;
  fact.place.value = "site";
  fact.post.id.value = wanted.key;
  fact.author = {wanted.by.id, wanted.by.name, "", ""};
  fact.role = wanted.by.role;
  fact.title = wanted.title;
  fact.body = to_json(wanted.body);
  fact.created_at = now;
  if (wanted.parent != 0) {
    const std::uint32_t parent = state_.find_post(wanted.parent);
    if (parent == none) return Error{ErrorCode::unknown_name, "$.command.parent", "there is no post " + to_base32(wanted.parent)};
    if (state_.posts[parent].removed != 0) return Error{ErrorCode::conflict, "$.command.parent", "that post was removed"};
    fact.title.clear();
    fact.parent.id.value = std::string(state_.text(state_.posts[parent].remote));
    fact.parent_place.value = state_.places[state_.posts[parent].place].id;
  }
  if (!ledger_.commit(std::move(fact))) return Error{ErrorCode::internal, "", "the post could not be recorded"};
  const auto post = static_cast<std::uint32_t>(state_.posts.size() - 1);
  observed({post}, now);
  advance(now);
  return PostOutcome{post, true};
}

Status Synchroniser::retry(Milliseconds now, PostKey key, std::string_view place, Batch& batch) {
  ledger_.open(batch);
  batch_ = &batch;
  const std::uint32_t post = state_.find_post(key);
  const std::uint16_t index = state_.find_place(place);
  if (post == none || index == UINT16_MAX) return Error{ErrorCode::unknown_name, "$.command", "there is no such post or place"};
  const std::uint32_t copy = state_.copy_in(post, index);
  if (copy == none || state_.copies[copy].state != CopyState::failed) {
    return Error{ErrorCode::conflict, "$.command.place", "that copy has not failed"};
  }
  ledger_.commit(record::Unsettled{key, PlaceId{std::string(place)}, CopyState::waiting, ""});
  enqueue(post);
  advance(now);
  return Nothing{};
}

void Synchroniser::enqueue(std::uint32_t post) {
  for (PlaceRun& run : runs_) {
    const Target::Standing standing = target_of(state_, post, run.index).standing;
    if (standing == Target::Standing::ready) run.ready.insert({state_.posts[post].created_at, post});
  }
}

void Synchroniser::observed(const std::vector<std::uint32_t>& moved, Milliseconds now) {
  for (const std::uint32_t post : moved) {
    enqueue(post);
    for (std::uint32_t child = state_.posts[post].first_child; child != none; child = state_.posts[child].next_sibling)
      enqueue(child);
    for (PlaceRun& run : runs_) schedule_sweep(run, state_.posts[post].thread, now, sweep_soonest_ms);
  }
}

// A thread is read whole again after a tenth of the time it has been quiet: often while it is active, rarely when it is old.
void Synchroniser::schedule_sweep(PlaceRun& run, std::uint32_t thread, Milliseconds now, Milliseconds soonest) {
  const ThreadRow& row = state_.threads[thread];
  const PostRow& root = state_.posts[row.root];
  const std::uint32_t copy = state_.copy_in(row.root, run.index);
  const bool there = root.place == run.index || (copy != none && state_.copies[copy].state == CopyState::sent);
  if (!there || root.removed != 0) return;
  run.sweep_at.resize(std::max(run.sweep_at.size(), state_.threads.size()), 0);
  const Milliseconds quiet = std::clamp((now - row.last_at) / 10, sweep_soonest_ms, sweep_latest_ms);
  // After a start, not all at once.
  const Milliseconds in =
      soonest > 0 ? soonest : quiet / 2 + static_cast<Milliseconds>(random() % static_cast<std::uint64_t>(quiet));
  run.sweeps.erase({run.sweep_at[thread], thread});
  run.sweep_at[thread] = now + in;
  run.sweeps.insert({run.sweep_at[thread], thread});
}

void Synchroniser::advance(Milliseconds now) {
  for (std::size_t run = 0; run < runs_.size(); ++run) advance_place(run, now);
}

void Synchroniser::advance_place(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  if (run.not_before > now) return batch_->wake(run.not_before);
  if (!run.identified) {
    if (!run.asking_identity) {
      run.asking_identity = true;
      ask(index, Ask{}, 0, none, now);
    }
    return;
  }
  advance_reads(index, now);
  adopt_when_walked(run);
  if (state_.places[run.index].adopted && !run.writing) advance_writes(index, now);
}

void Synchroniser::advance_reads(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  for (std::size_t i = 0; i < run.walks.size(); ++i) {
    Walk& walk = run.walks[i];
    if (walk.asking) continue;
    if (walk.next_at > now) {
      batch_->wake(walk.next_at);
      continue;
    }
    walk.asking = true;
    Ask question;
    question.kind = Ask::Kind::stream;
    question.stream = walk.stream;
    question.cursor = walk.cursor;
    const auto& marks = state_.places[run.index].marks;
    if (const auto mark = marks.find(walk.stream); mark != marks.end()) question.mark = mark->second;
    ask(index, std::move(question), i, none, now);
  }
  if (run.reading) return;
  Ask question;
  question.kind = Ask::Kind::thread;
  const auto& looks = state_.places[run.index].looks;
  run.read_is_look = !looks.empty();
  if (!looks.empty()) {
    question.thread = {RemoteId{looks.begin()->first}, looks.begin()->second};
  } else {
    const std::uint32_t thread = next_sweep(run, now);
    if (thread == none) return;
    const std::uint32_t root = state_.threads[thread].root;
    const std::uint32_t copy = state_.copy_in(root, run.index);
    const TextSlice remote = copy == none ? state_.posts[root].remote : state_.copies[copy].remote;
    const TextSlice extra = copy == none ? state_.posts[root].extra : state_.copies[copy].extra;
    question.thread = {RemoteId{std::string(state_.text(remote))}, std::string(state_.text(extra))};
    schedule_sweep(run, thread, now, 0);
  }
  run.reading = true;
  run.read = question;
  ask(index, std::move(question), 0, none, now);
}

// What is due; else, in turn, one of the threads that were active last: not every reply in them is told to us.
std::uint32_t Synchroniser::next_sweep(PlaceRun& run, Milliseconds now) {
  if (!run.sweeps.empty() && run.sweeps.begin()->first <= now) {
    const std::uint32_t thread = run.sweeps.begin()->second;
    run.sweeps.erase(run.sweeps.begin());
    return thread;
  }
  if (!run.sweeps.empty()) batch_->wake(run.sweeps.begin()->first);
  if (run.watch_at > now) return batch_->wake(run.watch_at), none;
  run.watch_at = now + run.poll_every_ms / 2;
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

// Only when all that a place holds has been seen may Plein write there: a copy not yet met would be posted a second time.
void Synchroniser::adopt_when_walked(PlaceRun& run) {
  const PlaceMemory& memory = state_.places[run.index];
  if (memory.adopted || !run.walked() || !memory.looks.empty() || run.reading) return;
  ledger_.commit(record::Adopted{run.place->id});
}

void Synchroniser::advance_writes(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  if (run.write_not_before > now) return batch_->wake(run.write_not_before);
  // A lost write comes first: what it was may be the parent of what waits.
  while (!run.writing && (start_find(index, now) || start_create(index, now))) {
  }
}

bool Synchroniser::start_find(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  while (!run.lost.empty()) {
    const auto [due, post] = *run.lost.begin();
    const std::uint32_t copy = state_.copy_in(post, run.index);
    const CopyRow& row = state_.copies[copy];
    if (row.state != CopyState::sending && row.state != CopyState::unknown) {
      run.lost.erase(run.lost.begin());
      continue;
    }
    if (due > now) {
      batch_->wake(due);
      return false;
    }
    run.lost.erase(run.lost.begin());
    if (row.state == CopyState::sending) unsettle(run, post, CopyState::unknown, "");
    Ask question;
    question.kind = Ask::Kind::find;
    question.draft.intended_at = row.intended_at;
    question.draft.salt = row.salt;
    const std::uint32_t root = state_.threads[state_.posts[post].thread].root;
    if (root != post) {
      const std::uint32_t root_copy = state_.copy_in(root, run.index);
      const bool copied = root_copy != none;
      question.draft.root = {
          RemoteId{std::string(state_.text(copied ? state_.copies[root_copy].remote : state_.posts[root].remote))},
          std::string(state_.text(copied ? state_.copies[root_copy].extra : state_.posts[root].extra))};
      question.draft.parent = question.draft.root;
    }
    run.writing = true;
    ask(index, std::move(question), 0, post, now);
    return true;
  }
  return false;
}

bool Synchroniser::start_create(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  while (!run.ready.empty()) {
    const std::uint32_t post = run.ready.begin()->second;
    run.ready.erase(run.ready.begin());
    const Target target = target_of(state_, post, run.index);
    if (target.standing != Target::Standing::ready) continue;
    auto draft = compose(state_, bridge_, post, *run.connector, target);
    if (!draft) {
      unsettle(run, post, CopyState::failed, draft.error().message);
      continue;
    }
    // Tried before: the same time and salt, so that a platform that takes keys of ours sees the same write.
    const std::uint32_t copy = state_.copy_in(post, run.index);
    const bool again = copy != none && state_.copies[copy].intended_at != 0;
    draft->intended_at = again ? state_.copies[copy].intended_at : now;
    draft->salt = again ? state_.copies[copy].salt : hash64({to_base32(state_.posts[post].key), run.place->id.value});
    Ask question;
    question.kind = Ask::Kind::create;
    question.draft = *std::move(draft);
    ledger_.commit(record::Intended{state_.posts[post].key, run.place->id, question.draft.intended_at, question.draft.salt});
    run.writing = true;
    ask(index, std::move(question), 0, post, now);
    return true;
  }
  return false;
}

void Synchroniser::ask(std::size_t index, Ask question, std::size_t walk, std::uint32_t post, Milliseconds now) {
  PlaceRun& run = runs_[index];
  UnderWay under_way{index, std::move(question), walk, post};
  auto http = run.connector->request(*run.place, state_.places[run.index].self, under_way.ask);
  if (!http) {
    Reading refusal;
    refusal.outcome.kind = Outcome::Kind::refused;
    refusal.outcome.reason = http.error().message;
    return take(under_way, refusal, now);
  }
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
