#include "insight/pairs.h"

#include <algorithm>

namespace plein::insight {
namespace {

// No two pairs give the same: each step can be undone (splitmix64, Vigna).
std::uint64_t key_of(std::uint32_t a, std::uint32_t b) {
  std::uint64_t z = std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

bool counts(const Fact& fact) {
  return fact.visible && fact.person != none && fact.replies_to != none && fact.person != fact.replies_to;
}

}  // namespace

std::uint32_t Pairs::find(std::uint32_t a, std::uint32_t b) const {
  return index_.find(key_of(a, b), [this](std::uint32_t i) { return key_of(pairs_[i].one, pairs_[i].other); });
}

void Pairs::add(std::vector<Fact>& facts, std::uint32_t post) {
  Fact& fact = facts[post];
  if (!counts(fact)) return;
  std::uint32_t at = find(fact.person, fact.replies_to);
  if (at == none) {
    at = static_cast<std::uint32_t>(pairs_.size());
    pairs_.push_back({std::min(fact.person, fact.replies_to), std::max(fact.person, fact.replies_to), none, {}});
    index_.insert(key_of(fact.person, fact.replies_to), at,
                  [this](std::uint32_t i) { return key_of(pairs_[i].one, pairs_[i].other); });
  }
  Pair& pair = pairs_[at];
  ++pair.replies[fact.person == pair.one ? 0 : 1];
  fact.next_of_pair = pair.newest;
  pair.newest = post;
}

void Pairs::remove(std::vector<Fact>& facts, std::uint32_t post) {
  Fact& fact = facts[post];
  if (!counts(fact)) return;
  Pair& pair = pairs_[find(fact.person, fact.replies_to)];
  --pair.replies[fact.person == pair.one ? 0 : 1];
  std::uint32_t* link = &pair.newest;
  while (*link != post) link = &facts[*link].next_of_pair;
  *link = fact.next_of_pair;
  fact.next_of_pair = none;
}

}  // namespace plein::insight
