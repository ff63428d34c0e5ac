// What is known of threads as a whole, and the orders in which a feed tells them. A relay's, beside the state and never stored:
// it follows by the public feed's numbers, as whatever happens to a thread moves one of its posts to the end of that feed.
#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include "model/bridge.h"
#include "model/state.h"

namespace plein::views {

enum class Sort { active, latest, unanswered, top };

struct ThreadFacts {
  std::uint32_t answer = none;    // the post of an ambassador or the brand, the latest; not of who began the thread
  std::uint32_t accepted = none;  // the reply that is the thread's answer: by our decision before what its place says
};

// The post after this one on a way through all of a thread; none after the last.
std::uint32_t next_in_thread(const State& state, std::uint32_t post);

// Found by looking at all of the thread's posts.
ThreadFacts facts_of(const State& state, const Bridge& bridge, std::uint32_t thread);

class ThreadIndex {
 public:
  const ThreadFacts& facts(const State& state, const Bridge& bridge, std::uint32_t thread);

  // The threads that a feed shows, by falling `last_at`: when a thread was active last (unanswered), was begun (latest), or its
  // replies and likes, with the time it was begun (top). Not for `active`, which is the state's own. Made when first asked for.
  const State::Activities& order(const State& state, const Bridge& bridge, Sort sort);

 private:
  static constexpr std::int64_t absent = -1;
  using Ranks = std::array<std::int64_t, 3>;  // by sort, without `active`
  struct Row {
    ThreadFacts facts;
    Ranks ranks{absent, absent, absent};
  };

  void catch_up(const State& state, const Bridge& bridge);
  void rebuild(const State& state, const Bridge& bridge);
  Ranks ranks_of(const State& state, std::uint32_t thread) const;
  void rank(const State& state, std::uint32_t thread);

  std::vector<Row> rows_;  // by thread
  std::array<State::Activities, 3> orders_;
  std::array<bool, 3> made_{};
  std::uint64_t seen_ = 0;              // the state's number
  std::uint64_t appointments_ = 0;      // Community::appointments
  std::uint64_t arrangements_ = 0;      // State::arrangements
  std::vector<std::string> ourselves_;  // by place: who the brand is there, which becomes known while it runs
};

}  // namespace plein::views
