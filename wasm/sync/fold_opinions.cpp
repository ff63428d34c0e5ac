#include "sync/fold_opinions.h"

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
  const std::uint32_t person = state.member(author_key("site", r.person), r.person, 0);
  if (r.on)
    state.likes.insert({r.post, person});
  else
    state.likes.erase({r.post, person});
  state.touch(post);
  return Nothing{};
}

}  // namespace plein::sync
