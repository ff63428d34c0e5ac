#include "views/thread_index.h"

#include <algorithm>

#include "model/roles.h"
#include "views/post_view.h"

namespace plein::views {
namespace {

constexpr int second_bits = 34;  // of a time in seconds: until the year 2514
constexpr std::int64_t score_max = (std::int64_t{1} << (62 - second_bits)) - 1;

bool later(const PostRow& a, const PostRow& b) {
  return a.created_at != b.created_at ? a.created_at > b.created_at : a.key > b.key;
}

bool speaks_for_the_brand(Role role) { return role == Role::ambassador || role == Role::brand; }

// One more post of the thread: the order in which they are taken makes no difference.
template <class RoleOf>
void take(const State& state, std::uint32_t post, ThreadFacts& facts, const RoleOf& role_of_author) {
  const PostRow& row = state.posts[post];
  if (row.parent == none || !row.visible()) return;
  if (row.accepted != 0) {
    const PostRow* known = facts.accepted == none ? nullptr : &state.posts[facts.accepted];
    const int ours = row.accepted & PostRow::by_us;
    const int theirs = known == nullptr ? -1 : known->accepted & PostRow::by_us;
    if (ours > theirs || (ours == theirs && later(*known, row))) facts.accepted = post;
  }
  const bool newest = facts.answer == none || later(row, state.posts[facts.answer]);
  if (!newest || row.author == state.posts[state.threads[row.thread].root].author) return;
  if (speaks_for_the_brand(role_of_author(row.author))) facts.answer = post;
}

std::size_t at(Sort sort) { return static_cast<std::size_t>(sort) - 1; }

}  // namespace

std::uint32_t next_in_thread(const State& state, std::uint32_t post) {
  if (state.posts[post].first_child != none) return state.posts[post].first_child;
  while (post != none && state.posts[post].next_sibling == none) post = state.posts[post].parent;
  return post == none ? none : state.posts[post].next_sibling;
}

ThreadFacts facts_of(const State& state, const Bridge& bridge, std::uint32_t thread) {
  ThreadFacts facts;
  const auto role = [&](std::uint32_t author) { return role_of(state, bridge, state.authors[author]); };
  for (std::uint32_t post = state.threads[thread].root; post != none; post = next_in_thread(state, post))
    take(state, post, facts, role);
  return facts;
}

const ThreadFacts& ThreadIndex::facts(const State& state, const Bridge& bridge, std::uint32_t thread) {
  catch_up(state, bridge);
  return rows_[thread].facts;
}

const State::Activities& ThreadIndex::order(const State& state, const Bridge& bridge, Sort sort) {
  catch_up(state, bridge);
  State::Activities& order = orders_[at(sort)];
  if (made_[at(sort)]) return order;
  std::vector<State::Activity> threads;
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    const std::int64_t rank = rows_[i].ranks[at(sort)];
    if (rank != absent) threads.push_back({rank, state.posts[state.threads[i].root].key, i});
  }
  std::sort(threads.begin(), threads.end());
  order = State::Activities(threads.begin(), threads.end());
  made_[at(sort)] = true;
  return order;
}

void ThreadIndex::catch_up(const State& state, const Bridge& bridge) {
  const bool same = appointments_ == state.community.appointments && arrangements_ == state.arrangements;
  if (!same || !still(state, ourselves_)) return rebuild(state, bridge);
  if (seen_ == state.seq) return;
  std::vector<std::uint32_t> changed;
  for (std::uint32_t post = state.newest; post != none && state.posts[post].seq > seen_; post = state.posts[post].older)
    changed.push_back(state.posts[post].thread);
  if (changed.size() > state.posts.size() / 4) return rebuild(state, bridge);
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  rows_.resize(state.threads.size());
  for (const std::uint32_t thread : changed) {
    rows_[thread].facts = facts_of(state, bridge, thread);
    rank(state, thread);
  }
  seen_ = state.seq;
}

// Each post once, and each author's role: a thread at a time would look at the same authors again and again.
void ThreadIndex::rebuild(const State& state, const Bridge& bridge) {
  *this = ThreadIndex();
  std::vector<Role> roles(state.authors.size(), Role::unset);
  const auto role = [&](std::uint32_t author) {
    if (roles[author] == Role::unset) roles[author] = role_of(state, bridge, state.authors[author]);
    return roles[author];
  };
  rows_.resize(state.threads.size());
  for (std::uint32_t post = 0; post < state.posts.size(); ++post) take(state, post, rows_[state.posts[post].thread].facts, role);
  for (std::uint32_t thread = 0; thread < rows_.size(); ++thread) rows_[thread].ranks = ranks_of(state, thread);
  ourselves_ = ourselves(state);
  appointments_ = state.community.appointments;
  arrangements_ = state.arrangements;
  seen_ = state.seq;
}

ThreadIndex::Ranks ThreadIndex::ranks_of(const State& state, std::uint32_t index) const {
  const ThreadRow& thread = state.threads[index];
  if (!listed(state, thread)) return {absent, absent, absent};
  const PostRow& root = state.posts[thread.root];
  const std::int64_t begun = std::max<Milliseconds>(root.created_at, 0);
  const bool waits = rows_[index].facts.answer == none;
  const auto likes = root.visible() ? static_cast<std::int64_t>(root.reactions + state.likes_of(root.key)) : 0;
  const std::int64_t score = std::min(score_max, static_cast<std::int64_t>(thread.replies) + likes);
  const std::int64_t seconds = std::min(begun / 1000, (std::int64_t{1} << second_bits) - 1);
  return {begun, waits ? std::max<Milliseconds>(thread.last_at, 0) : absent, score << second_bits | seconds};
}

void ThreadIndex::rank(const State& state, std::uint32_t thread) {
  const PostKey root = state.posts[state.threads[thread].root].key;
  const Ranks now = ranks_of(state, thread);
  Ranks& before = rows_[thread].ranks;
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    if (now[i] == before[i] || !made_[i]) continue;
    if (before[i] != absent) orders_[i].erase({before[i], root, thread});
    if (now[i] != absent) orders_[i].insert({now[i], root, thread});
  }
  before = now;
}

}  // namespace plein::views
