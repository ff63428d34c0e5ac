// What the brand asks, and what was answered: folded from the log (sync/fold_polls.h). One person has one vote, by whichever of
// their accounts: a vote knows all of them, and of two that meet in one the later counts.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "model/record.h"

namespace plein {

struct Poll {
  struct Vote {
    std::uint64_t by = 0;           // whose, by AuthorRow::key on the website
    std::set<std::uint64_t> known;  // authors who are this person, `by` too
    std::uint32_t choices = 0;      // a bit for each option
    Milliseconds made_at = 0;
  };

  bool ended(Milliseconds now) const { return asked.until != 0 && asked.until <= now; }
  const Vote* of(std::uint64_t author) const {
    const auto found = by_author.find(author);
    return found == by_author.end() ? nullptr : &votes.at(found->second);
  }

  record::Polled asked;
  std::map<std::uint64_t, Vote> votes;               // by `by`
  std::map<std::uint64_t, std::uint64_t> by_author;  // each of their `known` → `by`
  std::vector<std::uint64_t> counts;                 // by option, of those too who were forgotten
  std::uint64_t people = 0;                          // likewise
};

}  // namespace plein
