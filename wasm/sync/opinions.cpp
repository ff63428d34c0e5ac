// What people here think of posts: a reply is the answer, a post is liked. It is kept here; no place is told.
#include <algorithm>

#include "base/hash.h"
#include "sync/fold_opinions.h"
#include "sync/fold_posts.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

// A post that can be seen.
Result<std::uint32_t> seen_post(const State& state, PostKey key) {
  const std::uint32_t post = state.find_post(key);
  if (post == none) return Error{ErrorCode::unknown_name, "$.command.post", "there is no post " + to_base32(key)};
  if (!state.posts[post].visible()) return Error{ErrorCode::conflict, "$.command.post", "this post was removed"};
  return post;
}

// Whether a person wrote a post: here, or in a place of which it is known who they are there.
bool wrote(const State& state, const Person& by, const PostRow& row) {
  const std::string_view author = state.text(state.authors[row.author].id);
  if (author.empty()) return false;
  if (row.place == 0) return author == by.id || author == std::string(recovered_author) + by.name;
  return std::any_of(by.accounts.begin(), by.accounts.end(), [&](const record::Account& account) {
    return account.place.value == state.places[row.place].id && account.id == author;
  });
}

}  // namespace

Status Synchroniser::accept(Milliseconds host_now, PostKey key, const Person& by, bool on, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const auto post = seen_post(state_, key);
  if (!post) return post.error();
  const PostRow& row = state_.posts[*post];
  if (row.parent == none) return Error{ErrorCode::conflict, "$.command.post", "a question is not its own answer"};
  const bool asked = wrote(state_, by, state_.posts[state_.threads[row.thread].root]);
  if (!asked && by.role == Role::visitor)
    return Error{ErrorCode::not_allowed, "$.command.by", "whoever asked, ambassadors and the brand accept an answer"};
  if (((row.accepted & PostRow::by_us) != 0) != on) ledger_.commit(record::Accepted{key, on, now});
  advance(now);
  return Nothing{};
}

Status Synchroniser::like(Milliseconds host_now, PostKey key, const Person& by, bool on, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const auto post = seen_post(state_, key);
  if (!post) return post.error();
  if (on && wrote(state_, by, state_.posts[*post]))
    return Error{ErrorCode::not_allowed, "$.command.by", "this post is their own"};
  const bool likes = state_.likes.count(State::like_key(key, author_key("site", by.id))) != 0;
  if (likes != on) ledger_.commit(record::Liked{key, by.id, on, now});
  advance(now);
  return Nothing{};
}

}  // namespace plein::sync
