#include "community/inbox.h"

#include <algorithm>

#include "community/urgency.h"
#include "model/roles.h"

namespace plein::community {
namespace {

bool later(const PostRow& a, const PostRow& b) {
  return a.created_at != b.created_at ? a.created_at > b.created_at : a.key > b.key;
}

bool of_team(const State& state, const Bridge& bridge, const PostRow& row) {
  return role_of(state, bridge, state.authors[row.author]) != Role::visitor;
}

}  // namespace

const std::map<std::uint32_t, Inbox::Waiting>& Inbox::waiting(const State& state, const Bridge& bridge) {
  const bool same = appointments_ == state.community.appointments && arrangements_ == state.arrangements;
  if (!same || !still(state, ourselves_)) {
    ourselves_ = ourselves(state);
    appointments_ = state.community.appointments;
    arrangements_ = state.arrangements;
    waiting_.clear();
    for (std::uint32_t thread = 0; thread < state.threads.size(); ++thread) look_at(state, bridge, thread);
    seen_ = state.seq;
  }
  std::vector<std::uint32_t> changed;
  for (std::uint32_t post = state.newest; post != none && state.posts[post].seq > seen_; post = state.posts[post].older)
    changed.push_back(state.posts[post].thread);
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  for (const std::uint32_t thread : changed) look_at(state, bridge, thread);
  seen_ = state.seq;
  return waiting_;
}

void Inbox::look_at(const State& state, const Bridge& bridge, std::uint32_t thread) {
  waiting_.erase(thread);
  if (!state.stands(thread)) return;
  const std::uint32_t root = state.threads[thread].root;
  const PostRow& question = state.posts[root];
  if (!question.visible() || of_team(state, bridge, question)) return;
  std::uint32_t answer = none;  // the team's latest
  bool accepted = false;
  walk_thread(state, root, [&](std::uint32_t post, int) {
    const PostRow& row = state.posts[post];
    if (post == root || !row.visible()) return;
    accepted = accepted || row.accepted != 0;
    const bool newer = answer == none || later(row, state.posts[answer]);
    if (row.author != question.author && newer && of_team(state, bridge, row)) answer = post;
  });
  if (accepted) return;
  Waiting found;
  found.since = answer == none ? question.created_at : 0;
  found.words = find_urgent(state.text(question.body));
  walk_thread(state, root, [&](std::uint32_t post, int) {
    const PostRow& row = state.posts[post];
    if (post == root || !row.visible() || row.author != question.author) return;
    if (answer != none && !later(row, state.posts[answer])) return;
    if (answer != none && (found.since == 0 || row.created_at < found.since)) found.since = row.created_at;
    const std::vector<std::uint16_t> words = find_urgent(state.text(row.body));
    found.words.insert(found.words.end(), words.begin(), words.end());
  });
  if (found.since == 0) return;
  std::sort(found.words.begin(), found.words.end());
  found.words.erase(std::unique(found.words.begin(), found.words.end()), found.words.end());
  waiting_.emplace(thread, std::move(found));
}

}  // namespace plein::community
