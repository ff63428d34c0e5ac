// The index as one question sees it: of one place or of all together. What figures need of the time before their period is made
// ready here once, and each period of a series is measured through it.
#pragma once

#include <algorithm>
#include <vector>

#include "insight/index.h"

namespace plein::insight {

struct Worth;

inline constexpr std::uint16_t anywhere = UINT16_MAX;

struct Period {
  Milliseconds from = 0;
  Milliseconds to = 0;  // the first moment after it

  bool holds(Milliseconds at) const { return from <= at && at < to; }
  Milliseconds length() const { return to - from; }
};

// Something that came to be by a post; none: it did not.
struct Moment {
  Milliseconds at = INT64_MAX;
  std::uint32_t post = none;
};

// Somebody liked or voted in the widget, on a day.
struct Opinion {
  std::int64_t day = 0;
  std::uint32_t person = none;
};

// Somebody who has an account on the website.
struct Member {
  std::uint32_t person = none;
  std::uint64_t key = 0;  // the account's: AuthorRow::key
};

// Two people who have replied to each other, and since when: at all, and often (docs/insight.md).
struct Tie {
  std::uint32_t one = none, other = none;
  Moment weak, strong;
};

// Which people were met, of all there are.
class Marks {
 public:
  explicit Marks(std::size_t people) : rounds_(people) {}
  void clear() { ++round_; }
  bool holds(std::uint32_t person) const { return rounds_[person] == round_; }
  bool put(std::uint32_t person) { return holds(person) ? false : (rounds_[person] = round_, true); }  // whether it was new

 private:
  std::vector<std::uint32_t> rounds_;
  std::uint32_t round_ = 1;
};

class Lens {
 public:
  // What it is given must outlive it.
  Lens(const State& state, const Index& index, std::uint16_t place, const Worth& worth);

  // The posts written in the period, by time.
  template <class Visit>
  void each_post(const Period& period, const Visit& visit) const {
    const auto& days = index_.days();
    const auto end = days.upper_bound(Index::day_of(period.to - 1));
    for (auto day = days.lower_bound(Index::day_of(period.from)); day != end; ++day) {
      for (const std::uint32_t post : day->second) {
        const Fact& fact = index_.fact(post);
        if (period.holds(fact.at) && here(fact.place)) visit(post, fact);
      }
    }
  }
  // The first posts of the threads that were begun in the period.
  template <class Visit>
  void each_thread(const Period& period, const Visit& visit) const {
    each_post(period, [&](std::uint32_t post, const Fact& fact) {
      if (fact.first()) visit(post, fact);
    });
  }
  // What was replied in a thread before `to`, in whatever place, by time.
  template <class Visit>
  void each_reply(std::uint32_t thread, Milliseconds to, const Visit& visit) const {
    for (const std::uint32_t post : index_.of_thread(thread)) {
      const Fact& fact = index_.fact(post);
      if (fact.at >= to) return;
      if (!fact.first()) visit(post, fact);
    }
  }

  std::uint16_t place() const { return place_; }
  const Worth& worth() const { return worth_; }
  bool here(std::uint16_t place) const { return place_ == anywhere || place_ == place; }
  const State& state() const { return state_; }
  const Fact& fact(std::uint32_t post) const { return index_.fact(post); }
  Role role(std::uint32_t person) const { return roles_[person]; }
  bool brand(std::uint32_t person) const { return roles_[person] == Role::brand; }
  std::uint32_t person(std::uint32_t author) const { return index_.persons().of(author); }
  std::uint32_t beginner(std::uint32_t thread) const { return index_.fact(state_.threads[thread].root).person; }

  // The first posts of people whose first post falls in the period, by time; not of the brand.
  struct Firsts {
    const std::uint32_t *first, *last;
    const std::uint32_t* begin() const { return first; }
    const std::uint32_t* end() const { return last; }
    std::size_t size() const { return static_cast<std::size_t>(last - first); }
  };
  Firsts firsts(const Period& period) const;
  bool wrote(std::uint32_t person, const Period& period) const;
  bool wrote_before(std::uint32_t person, Milliseconds to) const {
    return first_of_[person] != none && index_.fact(first_of_[person]).at < to;
  }
  // By day; not of the brand, nor of who was silenced.
  const std::vector<Opinion>& opinions() const { return opinions_; }
  // Likewise not of the brand; none where it is another place that is looked at.
  const std::vector<Member>& members() const { return members_; }
  const std::vector<Tie>& ties() const { return ties_; }

  // Empty ones, until they are asked for again.
  Marks& marks() const { return marks_.clear(), marks_; }

 private:
  void find_roles();
  void find_firsts();
  void find_members();
  void find_ties();

  const State& state_;
  const Index& index_;
  std::uint16_t place_;
  const Worth& worth_;
  std::vector<Role> roles_;              // by person: the highest of their accounts'
  std::vector<std::uint32_t> firsts_;    // by time
  std::vector<std::uint32_t> first_of_;  // by person: their first post; none: they wrote nothing here
  std::vector<Member> members_;
  std::vector<Opinion> opinions_;
  std::vector<Tie> ties_;
  mutable Marks marks_;
};

}  // namespace plein::insight
