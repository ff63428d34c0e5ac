#include "sync/fold_polls.h"

#include <algorithm>

#include "base/hash.h"
#include "sync/fold_community.h"
#include "sync/fold_posts.h"

namespace plein::sync {
namespace {

constexpr Milliseconds sent_kept_ms = 60LL * 86400000;  // so long the calendar shows what was sent

Error contradiction(const char* what) { return {ErrorCode::damaged, "record", what}; }

void count(Poll& poll, const Poll::Vote& vote, bool on) {
  for (std::size_t option = 0; option < poll.counts.size(); ++option) {
    if (vote.choices >> option & 1) poll.counts[option] += on ? 1 : std::uint64_t(-1);
  }
  poll.people += on ? 1 : std::uint64_t(-1);
}

void put(Poll& poll, Poll::Vote vote) {
  for (const std::uint64_t author : vote.known) poll.by_author[author] = vote.by;
  count(poll, vote, true);
  poll.votes[vote.by] = std::move(vote);
}

// Every vote of one of them, which counts no more.
std::vector<Poll::Vote> take(Poll& poll, const std::set<std::uint64_t>& authors) {
  std::vector<Poll::Vote> taken;
  for (const std::uint64_t author : authors) {
    const auto found = poll.by_author.find(author);
    if (found == poll.by_author.end()) continue;
    taken.push_back(poll.votes.at(found->second));
    count(poll, taken.back(), false);
    for (const std::uint64_t each : taken.back().known) poll.by_author.erase(each);
    poll.votes.erase(taken.back().by);
  }
  return taken;
}

std::set<std::uint64_t> known_of(const State& state, std::uint32_t author) {
  std::set<std::uint64_t> known{state.authors[author].key};
  const auto end = state.accounts.lower_bound(State::account_slot(author + 1, 0));
  for (auto each = state.accounts.lower_bound(State::account_slot(author, 0)); each != end; ++each)
    known.insert(state.authors[State::account_of(each->second).member].key);
  // By decision, too.
  const std::uint64_t own = state.authors[author].key;
  const auto& standing = state.community.standing;
  for (auto each = standing.lower_bound({Deed::same, 0, ""}); each != standing.end(); ++each) {
    const record::Decided& same = each->second;
    std::uint64_t other = 0;
    if (same.what != Deed::same) break;
    if (!from_base32(same.value, other) || (same.author != own && other != own)) continue;
    known.insert({same.author, other});
  }
  return known;
}

}  // namespace

Status fold_polled(State& state, const record::Polled& r) {
  if (state.find_post(r.post) == none) return contradiction("a poll of an unknown post");
  if (r.options.size() < 2 || r.options.size() > 10) return contradiction("a poll without two to ten options");
  Poll& poll = state.community.polls[r.post];
  if (!poll.counts.empty() && poll.counts.size() != r.options.size()) return contradiction("a poll's options changed");
  poll.counts.resize(r.options.size());
  poll.asked = r;
  ++state.community.votes;
  return Nothing{};
}

Status fold_voted(State& state, const record::Voted& r) {
  const auto found = state.community.polls.find(r.post);
  if (found == state.community.polls.end()) return contradiction("a vote where nothing is asked");
  Poll& poll = found->second;
  if (r.choices >> poll.counts.size() != 0) return contradiction("a vote for what is no option");
  Poll::Vote vote;
  vote.by = author_key("site", r.person);
  vote.choices = r.choices;
  vote.made_at = r.made_at;
  vote.known = known_of(state, state.member(vote.by, r.person, 0));  // so that they can be forgotten
  for (const record::Account& account : r.accounts) vote.known.insert(author_key(account.place.value, account.id));
  for (const Poll::Vote& before : take(poll, vote.known)) vote.known.insert(before.known.begin(), before.known.end());
  if (vote.choices != 0) note_opinion(state, vote.by, r.made_at), put(poll, std::move(vote));
  ++state.community.votes;
  return Nothing{};
}

void fold_planned(State& state, const record::Planned& r) {
  auto& planned = state.community.planned;
  if (r.text.empty())
    planned.erase(r.key);
  else
    planned[r.key] = r;
  for (auto each = planned.begin(); each != planned.end();) {
    const bool over = each->second.stands == record::Planned::Stands::sent && each->second.at + sent_kept_ms < r.made_at;
    each = over ? planned.erase(each) : std::next(each);
  }
  ++state.community.version;
}

void join_votes(State& state, std::uint32_t author, Milliseconds at) {
  if (state.community.polls.empty()) return;
  const std::set<std::uint64_t> known = known_of(state, author);
  for (auto& [post, poll] : state.community.polls) {
    if (poll.ended(at)) continue;
    std::vector<Poll::Vote> theirs = take(poll, known);
    if (theirs.empty()) continue;
    const auto later = [](const Poll::Vote& a, const Poll::Vote& b) {
      return a.made_at != b.made_at ? a.made_at < b.made_at : a.by < b.by;
    };
    Poll::Vote last = *std::max_element(theirs.begin(), theirs.end(), later);
    last.known.insert(known.begin(), known.end());
    for (const Poll::Vote& each : theirs) last.known.insert(each.known.begin(), each.known.end());
    put(poll, std::move(last));
    if (theirs.size() > 1) ++state.community.votes;
  }
}

void forget_votes(State& state, std::uint64_t author, std::string_view person) {
  Community& community = state.community;
  const auto theirs = [&](PostKey key) {
    const std::uint32_t post = state.find_post(key);
    return post != none && state.authors[state.posts[post].author].key == author;
  };
  for (auto each = community.polls.begin(); each != community.polls.end();) {
    Poll& poll = each->second;
    if (!person.empty() && poll.asked.by == person) poll.asked.by.clear(), poll.asked.name.clear();
    const auto found = poll.by_author.find(author);
    if (found != poll.by_author.end()) {
      const auto vote = poll.votes.find(found->second);
      const bool cast = vote->first == author;
      vote->second.known.erase(author);
      poll.by_author.erase(found);
      for (const std::uint64_t known : vote->second.known) {
        if (cast) poll.by_author.erase(known);
      }
      if (cast) poll.votes.erase(vote);
    }
    each = theirs(each->first) ? community.polls.erase(each) : std::next(each);
  }
  for (auto each = community.planned.begin(); each != community.planned.end();) {
    const bool gone = !person.empty() && each->second.by == person;
    each = gone ? community.planned.erase(each) : std::next(each);
  }
  ++community.votes;
}

}  // namespace plein::sync
