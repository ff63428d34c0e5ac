#include "model/persons.h"

#include <algorithm>
#include <numeric>

#include "base/hash.h"

namespace plein {
namespace {

// As whom somebody is too; none: nobody knows that author any more.
std::uint32_t other_author(const State& state, const record::Decided& same) {
  std::uint64_t key = 0;
  return from_base32(same.value, key) ? state.find_author(key) : none;
}

}  // namespace

// Links change with a post on the website, which moves to the end of the public feed, or by forgetting, which only takes away.
void Persons::catch_up(const State& state, Call<void(std::uint32_t)> moved) {
  const std::size_t known = person_.size();
  person_.resize(state.authors.size());
  next_.resize(state.authors.size());
  std::iota(person_.begin() + static_cast<std::ptrdiff_t>(known), person_.end(), static_cast<std::uint32_t>(known));
  std::iota(next_.begin() + static_cast<std::ptrdiff_t>(known), next_.end(), static_cast<std::uint32_t>(known));
  const Pairs said = decided(state);
  const bool as_said = said == decided_;
  if (seen_ == state.seq && links_.size() == state.accounts.size() && as_said) return;
  const auto moved_of_known = [&](std::uint32_t author) {
    if (author < known) moved(author);
  };
  bool grew = std::includes(said.begin(), said.end(), decided_.begin(), decided_.end());
  for (const auto& [one, other] : said) {
    if (grew && !as_said) join(one, other, moved_of_known);
  }
  decided_ = said;
  for (std::uint32_t post = state.newest; grew && post != none && state.posts[post].seq > seen_; post = state.posts[post].older) {
    if (state.posts[post].place == 0) grew = follow(state, state.posts[post].author, moved_of_known);
  }
  seen_ = state.seq;
  if (grew && links_.size() == state.accounts.size()) return;
  const std::vector<std::uint32_t> before = person_;
  rebuild(state);
  for (std::uint32_t author = 0; author < known; ++author) {
    if (person_[author] != before[author]) moved(author);
  }
}

Persons::Pairs Persons::decided(const State& state) {
  Pairs all;
  const auto& standing = state.community.standing;
  for (auto each = standing.lower_bound({Deed::same, 0, ""}); each != standing.end(); ++each) {
    if (each->second.what != Deed::same) break;
    const std::uint32_t one = state.find_author(each->second.author), other = other_author(state, each->second);
    if (one != none && other != none) all.emplace_back(one, other);
  }
  std::sort(all.begin(), all.end());
  return all;
}

// Takes in the links of an author of the website; false: one of those known before is not there any more.
bool Persons::follow(const State& state, std::uint32_t author, Call<void(std::uint32_t)> moved) {
  const std::uint64_t begin = State::account_slot(author, 0), end = State::account_slot(author + 1, 0);
  for (auto each = links_.lower_bound(begin); each != links_.end() && each->first < end; ++each) {
    const auto now = state.accounts.find(each->first);
    if (now == state.accounts.end() || State::account_of(now->second).member != each->second) return false;
  }
  for (auto each = state.accounts.lower_bound(begin); each != state.accounts.end() && each->first < end; ++each) {
    const std::uint32_t member = State::account_of(each->second).member;
    if (links_.emplace(each->first, member).second) join(author, member, moved);
  }
  return true;
}

void Persons::rebuild(const State& state) {
  std::iota(person_.begin(), person_.end(), 0u);
  std::iota(next_.begin(), next_.end(), 0u);
  links_.clear();
  for (const auto& [slot, value] : state.accounts) {
    const std::uint32_t member = State::account_of(value).member;
    links_.emplace_hint(links_.end(), slot, member);
    join(static_cast<std::uint32_t>(slot >> 16), member, [](std::uint32_t) {});
  }
  for (const auto& [one, other] : decided_) join(one, other, [](std::uint32_t) {});
}

void Persons::join(std::uint32_t a, std::uint32_t b, Call<void(std::uint32_t)> moved) {
  if (person_[a] == person_[b]) return;
  const std::uint32_t person = std::min(person_[a], person_[b]);
  const std::uint32_t theirs = person_[a] == person ? b : a;
  each(theirs, [&](std::uint32_t author) { person_[author] = person; });
  each(theirs, moved);
  std::swap(next_[a], next_[b]);
}

}  // namespace plein
