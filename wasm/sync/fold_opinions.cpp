#include "sync/fold_opinions.h"

#include "sync/fold_community.h"
#include "sync/fold_posts.h"

namespace plein::sync {

// A thread has one answer by our own decision; what its places say of it is theirs.
Status fold_accepted(State& state, const record::Accepted& r) {
  const std::uint32_t accepted = state.find_post(r.post);
  if (accepted == none) return Error{ErrorCode::damaged, "record", "an unknown post is accepted"};
  walk_thread(state, state.threads[state.posts[accepted].thread].root, [&](std::uint32_t post, int) {
    PostRow& row = state.posts[post];
    const bool on = post == accepted && r.on;
    if (((row.accepted & PostRow::by_us) != 0) == on || (post != accepted && !r.on)) return;
    row.accepted = static_cast<std::uint8_t>(on ? row.accepted | PostRow::by_us : row.accepted & ~PostRow::by_us);
    state.touch(post);
  });
  return Nothing{};
}

Status fold_liked(State& state, const record::Liked& r) {
  const std::uint32_t post = state.find_post(r.post);
  if (post == none) return Error{ErrorCode::damaged, "record", "an unknown post is liked"};
  const std::uint64_t person = author_key("site", r.person);
  state.member(person, r.person, 0);  // so that they can be forgotten
  if (r.on) note_opinion(state, person, r.at);
  const PostKey key = State::like_key(r.post, person);
  if (r.on && state.likes.emplace(key, r.post).second) ++state.liked[r.post];
  if (!r.on && state.likes.erase(key) != 0 && --state.liked[r.post] == 0) state.liked.erase(r.post);
  state.touch(post);
  return Nothing{};
}

void unlike_all(State& state, std::uint64_t person) {
  for (auto each = state.likes.begin(); each != state.likes.end();) {
    const PostKey post = each->second;
    const bool theirs = each->first == State::like_key(post, person);
    each = theirs ? state.likes.erase(each) : std::next(each);
    if (!theirs) continue;
    if (--state.liked[post] == 0) state.liked.erase(post);
    if (const std::uint32_t liked = state.find_post(post); liked != none) state.touch(liked);
  }
}

}  // namespace plein::sync
