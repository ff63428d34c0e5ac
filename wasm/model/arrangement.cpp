// How posts stand here: as where they were written, until somebody moves them.
#include <algorithm>

#include "model/state.h"

namespace plein {

std::uint32_t State::begin_thread(std::uint32_t root, PostKey key, Milliseconds at) {
  const auto index = static_cast<std::uint32_t>(threads.size());
  ThreadRow thread;
  thread.root = root;
  thread.last_at = at;
  threads.push_back(thread);
  by_activity_.insert({at, key, index});
  return index;
}

bool State::stands_below(std::uint32_t post, std::uint32_t above) const {
  while (post != none && post != above) post = posts[post].parent;
  return post != none;
}

// What answers a post is kept by falling index, moved or not: the order tells nothing of what happened.
void State::hang(std::uint32_t post, std::uint32_t parent) {
  PostRow& row = posts[post];
  const std::uint32_t from = row.thread;
  const auto link_of = [this, post](std::uint32_t above) {
    std::uint32_t* link = &posts[above].first_child;
    while (*link != none && *link > post) link = &posts[*link].next_sibling;
    return link;
  };
  std::uint32_t to = parent == none ? none : posts[parent].thread;
  for (std::uint32_t i = 0; parent == none && to == none && i < threads.size(); ++i) to = threads[i].root == post ? i : none;
  if (to == none) to = begin_thread(post, row.key, row.created_at);
  std::vector<std::uint32_t> open{post};
  for (std::size_t i = 0; i < open.size(); ++i) {
    PostRow& each = posts[open[i]];
    const bool seen = each.visible();
    if (seen && (i != 0 || row.parent != none)) --threads[from].replies;
    if (seen && (i != 0 || parent != none)) ++threads[to].replies;
    each.thread = to;
    for (std::uint32_t child = each.first_child; child != none; child = posts[child].next_sibling) open.push_back(child);
  }
  if (row.parent != none) *link_of(row.parent) = row.next_sibling;
  row.parent = parent;
  row.next_sibling = none;
  if (parent != none) {
    std::uint32_t* link = link_of(parent);
    row.next_sibling = *link;
    *link = post;
  }
#ifndef PLEIN_READER  // which is told
  settle_activity(from);
  settle_activity(to);
#endif
}

#ifdef PLEIN_READER
std::uint32_t State::own_thread(std::uint32_t post) const { return posts[post].thread; }
#else
// When the latest post of a thread was written; of one of nothing, what began it.
void State::settle_activity(std::uint32_t thread) {
  ThreadRow& row = threads[thread];
  const PostRow& root = posts[row.root];
  Milliseconds last = root.created_at;
  if (stands(thread))
    walk_thread(*this, row.root, [&](std::uint32_t post, int) { last = std::max(last, posts[post].created_at); });
  by_activity_.erase({row.last_at, root.key, thread});
  row.last_at = last;
  by_activity_.insert({row.last_at, root.key, thread});
}

std::uint32_t State::origin_parent(std::uint32_t post) const {
  const auto found = moved.find(post);
  return found == moved.end() ? posts[post].parent : found->second.parent;
}

std::uint32_t State::origin_root(std::uint32_t post) const {
  if (moved.empty()) return threads[posts[post].thread].root;
  for (std::uint32_t above = post; above != none; above = origin_parent(above)) post = above;
  return post;
}

std::uint32_t State::own_thread(std::uint32_t post) const {
  const auto found = moved.find(post);
  return found == moved.end() || found->second.thread == none ? posts[post].thread : found->second.thread;
}

std::uint32_t State::origin_thread(std::uint32_t post) const { return own_thread(origin_root(post)); }

void each_origin_answer(const State& state, std::uint32_t post, Call<void(std::uint32_t)> visit) {
  for (std::uint32_t child = state.posts[post].first_child; child != none; child = state.posts[child].next_sibling) {
    if (state.origin_parent(child) == post) visit(child);
  }
  for (const auto& [moved, from] : state.moved) {
    if (from.parent == post && state.posts[moved].parent != post) visit(moved);
  }
}

void walk_origin(const State& state, std::uint32_t root, Call<void(std::uint32_t)> visit) {
  std::vector<std::uint32_t> open{root};
  while (!open.empty()) {
    const std::uint32_t post = open.back();
    open.pop_back();
    visit(post);
    each_origin_answer(state, post, [&](std::uint32_t answer) { open.push_back(answer); });
  }
}
#endif

}  // namespace plein
