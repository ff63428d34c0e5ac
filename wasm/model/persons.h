// Which authors are one person: an author of the website and who they are in places (State::accounts), and who was said to be the
// same by decision (Deed::same). Kept beside the state and never stored; whoever counts people rather than accounts asks it.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "base/call.h"
#include "model/state.h"

namespace plein {

class Persons {
 public:
  // Follows the state. `moved`: each author, known before, who is another person by now. A link more costs as much as the
  // accounts of the two; a link less is found by looking at all of them.
  void catch_up(const State& state, Call<void(std::uint32_t author)> moved);
  void catch_up(const State& state) {
    catch_up(state, [](std::uint32_t) {});
  }

  // A person by the smallest index of their authors.
  std::uint32_t of(std::uint32_t author) const { return person_[author]; }

  // Every author who is the same person as this one, in no order.
  template <class Visit>
  void each(std::uint32_t author, const Visit& visit) const {
    std::uint32_t at = author;
    do {
      visit(at);
      at = next_[at];
    } while (at != author);
  }

 private:
  using Links = std::map<std::uint64_t, std::uint32_t>;  // account_slot → the author who they are there

  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  static Pairs decided(const State& state);
  bool follow(const State& state, std::uint32_t author, Call<void(std::uint32_t)> moved);
  void rebuild(const State& state);
  void join(std::uint32_t a, std::uint32_t b, Call<void(std::uint32_t)> moved);

  std::vector<std::uint32_t> person_;  // by author
  std::vector<std::uint32_t> next_;    // by author: the next one who is the same person, in a ring
  Links links_;                        // as they were last
  Pairs decided_;                      // likewise, in order
  std::uint64_t seen_ = 0;             // the state's number
};

}  // namespace plein
