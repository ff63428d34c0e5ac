// What figures are made of: a fact a post, and the posts that are to be seen in the orders in which figures ask for them: by day,
// by thread, by author, by pairs of people. Beside the state and never stored: it follows by the public feed's numbers, a post at
// a time, however long its thread is. It holds numbers alone, so that who is forgotten leaves nothing in it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "insight/pairs.h"
#include "model/bridge.h"
#include "model/persons.h"

namespace plein::insight {

inline constexpr Milliseconds day_ms = 86400000;

class Index {
 public:
  using Posts = std::vector<std::uint32_t>;  // by time, then as they were met

  // Ask it before anything else.
  void catch_up(const State& state, const Bridge& bridge);

  const Fact& fact(std::uint32_t post) const { return facts_[post]; }
  bool earlier(std::uint32_t a, std::uint32_t b) const {
    return facts_[a].at != facts_[b].at ? facts_[a].at < facts_[b].at : a < b;
  }
  const Posts& of_author(std::uint32_t author) const { return authors_[author]; }
  const Posts& of_thread(std::uint32_t thread) const { return threads_[thread]; }
  const std::map<std::int64_t, Posts>& days() const { return days_; }  // since 1970
  const std::vector<Pair>& pairs() const { return pairs_.all(); }
  const Persons& persons() const { return persons_; }
  Role role(std::uint32_t author) const { return roles_[author]; }

  static std::int64_t day_of(Milliseconds at) { return at >= 0 ? at / day_ms : -((day_ms - 1 - at) / day_ms); }

 private:
  void rebuild(const State& state, const Bridge& bridge);
  void reach(const State& state, const Bridge& bridge);
  Fact fact_of(const State& state, std::uint32_t post) const;
  void update(const State& state, std::uint32_t post);
  void regroup(const State& state, std::uint32_t post);
  void regroup_answers(const State& state, std::uint32_t post);
  void insert(Posts& posts, std::uint32_t post) const;
  void erase(Posts& posts, std::uint32_t post) const;

  std::vector<Fact> facts_;     // by post
  std::vector<Posts> authors_;  // by author, who writes in one place
  std::vector<Posts> threads_;  // by thread, of all places
  std::map<std::int64_t, Posts> days_;
  Pairs pairs_;
  Persons persons_;
  std::vector<Role> roles_;             // by author
  std::uint64_t appointments_ = 0;      // Community::appointments
  std::uint64_t arrangements_ = 0;      // State::arrangements
  std::vector<std::string> ourselves_;  // by place (model/roles.h)
  std::uint64_t seen_ = 0;              // the state's number
};

}  // namespace plein::insight
