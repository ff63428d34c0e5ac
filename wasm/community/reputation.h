// What everybody's help is worth, and of what it is made up (docs/reputation.md). A relay's, beside the state and never stored:
// it follows by the public feed's numbers, as whatever happens to a post moves it to the end of that feed. The order in which
// things became known makes no difference: everything goes by times and keys.
#pragma once

#include <string>
#include <vector>

#include "model/bridge.h"
#include "model/persons.h"
#include "model/state.h"
#include "views/thread_index.h"

namespace plein::community {

// A reply that can be seen, in a thread that somebody else began.
struct Help {
  Milliseconds at = 0;
  PostKey key = 0;
  std::uint32_t post = none;
  std::uint32_t asker = none;       // who began the thread: a person, or `the_brand`
  std::uint32_t reactions = 0;      // other people's, as many as count
  std::uint32_t own_reactions = 0;  // likes of who wrote it
  std::uint32_t turn = 1;           // the how many-th for this asker within 30 days
  std::uint32_t accepted_turn = 0;  // likewise among accepted ones; 0: it is none
  std::uint16_t place = 0;
  bool accepted = false, first = false;  // first: before everybody else's, and within an hour
  bool late = false;                     // after as many others that day as count
};

enum class Merit : std::uint8_t { accepted, answer, first_answer, reaction };
enum class Damped : std::uint8_t { no, pair, burst, own };

// Points in hundredths.
struct Reason {
  const Help* help = nullptr;
  Merit what = Merit::answer;
  Damped damped = Damped::no;
  std::int64_t points = 0;  // before decay and damping
  std::int64_t counts = 0;  // after both
};

// A person, by what they wrote.
struct Helper {
  std::vector<Help> given;                                        // by asker, then time, then key
  std::int64_t points = 0;                                        // hundredths, on the day that was asked for last
  Milliseconds first_at = INT64_MAX;                              // of all posts of theirs that can be seen
  Milliseconds last_at = 0;                                       // of `given`
  std::uint32_t posts = 0;                                        // that can be seen
  std::uint32_t accepted = 0, quick = 0, askers = 0, places = 0;  // quick: first answers within an hour
  std::uint32_t favourite = none;  // for whom more than half of their accepted answers were, and two at least
  bool mutual = false;             // and the other way round
};

inline constexpr Milliseconds to_be_found = INT64_MIN;  // as a first_at

class Reputation {
 public:
  static constexpr std::uint32_t the_brand = none - 1;  // as an asker, whichever account it was

  // To be called before anything else is asked, with the time at which points are to count.
  void catch_up(const State& state, const Bridge& bridge, views::ThreadIndex& threads, Milliseconds at);

  const Persons& persons() const { return persons_; }
  const std::vector<Helper>& helpers() const { return helpers_; }  // by person; others are empty
  Role role(std::uint32_t author) const { return roles_[author]; }

  // All that somebody's points are made of, in no order. The sum of `counts` is Helper::points.
  template <class Visit>
  void each_reason(const Helper& helper, const Merits& merits, const Visit& visit) const {
    for (const Help& help : helper.given) each_reason_of(help, helper, merits, visit);
  }

 private:
  struct Facts {                 // of a thread
    std::uint32_t asker = none;  // as of Help; none: it was not looked at yet
    std::uint32_t first = none;  // the first reply of anybody else
    std::uint32_t accepted = none;
    bool open = false;  // answers in it count
  };
  struct Place {                  // where a post is counted
    std::uint32_t person = none;  // none: it cannot be seen
    std::uint32_t asker = none;   // none: it helps nobody
  };
  struct Day {
    std::uint32_t person;
    std::int64_t day;
  };

  bool follow(const State& state, const Bridge& bridge, views::ThreadIndex& threads);
  void rebuild(const State& state, const Bridge& bridge, views::ThreadIndex& threads);

  void add_moved(const State& state, const std::vector<std::uint32_t>& moved, std::vector<std::uint32_t>& changed);
  bool know_roles(const State& state, const Bridge& bridge, const std::vector<std::uint32_t>& posts, bool same_roles);
  bool is_brand(std::uint32_t author) const;
  std::uint32_t asker_of(const State& state, std::uint32_t thread) const;
  bool answers(const State& state, std::uint32_t post) const;
  void find_first(const State& state, std::uint32_t thread);
  void look(const State& state, std::uint32_t post, std::uint32_t accepted, std::vector<std::uint32_t>& again);

  void take(const State& state, const Merits& merits, std::uint32_t post, bool in_order);
  void drop(const State& state, std::uint32_t post);
  Help help_of(const State& state, const Merits& merits, std::uint32_t post) const;

  void find_late(Helper& helper, const Merits& merits, const Day* day);
  void weigh(const State& state, const Merits& merits);
  void find_begin(const State& state, std::uint32_t person);
  void add_up(Helper& helper, const Merits& merits);

  template <class Visit>
  void each_reason_of(const Help& help, const Helper& helper, const Merits& merits, const Visit& visit) const;
  Reason reason(const Help& help, const Helper& helper, const Merits& merits, Merit what, std::int64_t points) const;

  Persons persons_;
  std::vector<std::uint32_t> person_;  // by author, as they were counted
  std::vector<Helper> helpers_;        // by author: of a person the one that stands for them
  std::vector<Role> roles_;            // by author
  std::vector<Facts> facts_;           // by thread
  std::vector<Place> counted_;         // by post
  std::vector<std::uint32_t> stale_;   // persons that are to be weighed anew
  std::vector<Day> days_;              // on which somebody's answers are others than before
  std::vector<std::string> ourselves_;
  std::uint64_t appointments_ = 0;  // Community's
  std::uint64_t arrangements_ = 0;  // the state's
  std::uint64_t seen_ = 0;          // the state's number
  std::int64_t day_ = 0;
};

template <class Visit>
void Reputation::each_reason_of(const Help& help, const Helper& helper, const Merits& merits, const Visit& visit) const {
  const auto told = [&](Merit what, std::int64_t points) {
    if (points > 0) visit(reason(help, helper, merits, what, points));
  };
  if (help.accepted) told(Merit::accepted, 100 * merits.accepted);
  told(Merit::answer, 100 * merits.answer);
  if (help.first) told(Merit::first_answer, 100 * merits.first_answer);
  told(Merit::reaction, 100 * merits.reaction * help.reactions);
  const std::int64_t own = 100 * merits.reaction * help.own_reactions;
  if (own > 0) visit(Reason{&help, Merit::reaction, Damped::own, own, 0});
}

}  // namespace plein::community
