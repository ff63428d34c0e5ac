// The brand asks, and people choose: once each, until it ends.
#include "base/hash.h"
#include "sync/fold_posts.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

// The poll of the thread of a post that can be seen.
Result<const Poll*> poll_of(const State& state, PostKey key) {
  const std::uint32_t post = state.find_post(key);
  if (post == none) return Error{ErrorCode::unknown_name, "$.command.post", "there is no post " + to_base32(key)};
  const std::uint32_t root = state.threads[state.posts[post].thread].root;
  const auto found = state.community.polls.find(state.posts[root].key);
  if (found == state.community.polls.end() || !state.posts[root].visible())
    return Error{ErrorCode::unknown_name, "$.command.post", "nothing is asked there"};
  return &found->second;
}

Error over() { return {ErrorCode::conflict, "$.command.post", "this poll has ended"}; }

}  // namespace

Status Synchroniser::end_poll(Milliseconds host_now, PostKey post, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  if (by.role != Role::brand) return Error{ErrorCode::not_allowed, "$.command.by", "the brand does this"};
  const auto poll = poll_of(state_, post);
  if (!poll) return poll.error();
  if ((*poll)->ended(host_now)) return over();
  record::Polled ends = (*poll)->asked;
  ends.until = host_now;
  ends.by = by.id;
  ends.name = by.name;
  ends.made_at = host_now;
  if (!ledger_.commit(std::move(ends))) return Error{ErrorCode::internal, "", "the poll's end could not be recorded"};
  advance(now);
  return Nothing{};
}

Status Synchroniser::vote(Milliseconds host_now, PostKey post, std::uint32_t choices, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const auto found = poll_of(state_, post);
  if (!found) return found.error();
  const Poll& poll = **found;
  if (poll.ended(host_now)) return over();
  const std::uint64_t person = author_key("site", by.id);
  const std::uint32_t author = state_.find_author(person);
  if (author != none && (state_.authors[author].silence & AuthorRow::blocked) != 0)
    return Error{ErrorCode::not_allowed, "$.command.by", "the brand has blocked them"};
  if (choices >> poll.counts.size() != 0)
    return Error{ErrorCode::invalid_value, "$.command.choices", "expected numbers of its options"};
  if (!poll.asked.several && (choices & (choices - 1)) != 0)
    return Error{ErrorCode::invalid_value, "$.command.choices", "expected one choice at most"};
  const Poll::Vote* before = poll.of(person);
  const bool same = before != nullptr && before->by == person ? before->choices == choices : before == nullptr && choices == 0;
  if (!same && !ledger_.commit(record::Voted{poll.asked.post, by.id, by.accounts, choices, host_now}))
    return Error{ErrorCode::internal, "", "the vote could not be recorded"};
  advance(now);
  return Nothing{};
}

// Where one has ended since this was last asked, those who look at it are to be told; the next one is waited for.
void Synchroniser::end_polls(Milliseconds now) {
  for (const auto& [post, poll] : state_.community.polls) {
    if (poll.asked.until == 0 || poll.asked.until <= polls_ended_) continue;
    if (poll.ended(host_now_))
      ++state_.community.votes;
    else
      batch_->wake(now + poll.asked.until - host_now_);
  }
  polls_ended_ = host_now_;
}

}  // namespace plein::sync
