// What of somebody's help counts how much: see docs/reputation.md, "What does not pay".
#include <algorithm>

#include "community/reputation.h"
#include "community/reputation_decay.h"

namespace plein::community {
namespace {

constexpr Milliseconds window_ms = 30 * 86400000LL;
constexpr std::int64_t mutual_part = 4;
constexpr std::uint32_t favourite_least = 2;

bool sooner(const Help* a, const Help* b) { return a->at != b->at ? a->at < b->at : a->key < b->key; }

// The turns of what was done for one asker; `begin` to `end` of it, the earliest first.
std::uint32_t take_turns(Help* begin, Help* end) {
  std::uint32_t all = 0, in_window = 0;
  const Help* oldest = begin;
  for (Help* help = begin; help != end; ++help) {
    for (; help->at - oldest->at >= window_ms; ++oldest) in_window -= oldest->accepted ? 1 : 0;
    in_window += help->accepted ? 1 : 0;
    all += help->accepted ? 1 : 0;
    help->turn = static_cast<std::uint32_t>(help - oldest) + 1;
    help->accepted_turn = help->accepted ? in_window : 0;
  }
  return all;
}

// What is counted of somebody, and who their favourite is.
void count(Helper& helper) {
  helper.accepted = helper.quick = helper.askers = helper.places = 0;
  helper.favourite = none;
  helper.last_at = 0;
  std::uint32_t most = 0, most_for = none;
  std::uint64_t places = 0;
  Help* const end = helper.given.data() + helper.given.size();
  for (Help* begin = helper.given.data(); begin != end;) {
    Help* next = begin;
    for (; next != end && next->asker == begin->asker; ++next) {
      helper.quick += next->first ? 1 : 0;
      helper.last_at = std::max(helper.last_at, next->at);
      places |= std::uint64_t{1} << std::min<int>(next->place, 63);
    }
    const std::uint32_t accepted = take_turns(begin, next);
    ++helper.askers;
    helper.accepted += accepted;
    if (accepted > most) most = accepted, most_for = begin->asker;
    begin = next;
  }
  for (; places != 0; places &= places - 1) ++helper.places;
  if (most >= favourite_least && most * 2 > helper.accepted) helper.favourite = most_for;
}

// Which of these, written on days of their own, came after as many on their day as count.
void mark_late(std::vector<Help*>& helps, std::int64_t most) {
  std::sort(helps.begin(), helps.end(), sooner);
  std::int64_t day = 0, written = 0;
  for (Help* help : helps) {
    if (day_of(help->at) != day) written = 0;
    day = day_of(help->at);
    help->late = ++written > most;
  }
}

}  // namespace

// `day`: the one to look at; null: all.
void Reputation::find_late(Helper& helper, const Merits& merits, const Day* day) {
  std::vector<Help*> helps;
  if (day == nullptr && helper.given.size() <= static_cast<std::size_t>(merits.answers_a_day)) return;
  for (Help& help : helper.given) {
    if (day == nullptr || day_of(help.at) == day->day) helps.push_back(&help);
  }
  mark_late(helps, merits.answers_a_day);
}

void Reputation::find_begin(const State& state, std::uint32_t person) {
  Milliseconds first = INT64_MAX;
  persons_.each(person, [&](std::uint32_t author) {
    for (std::uint32_t post = state.authors[author].first_post; post != none; post = state.posts[post].next_by_author) {
      if (state.posts[post].visible()) first = std::min(first, state.posts[post].created_at);
    }
  });
  helpers_[person].first_at = first;
}

// Those whose help is other than it was, then those whose favourite, or whose favourite's favourite, is another one by that.
void Reputation::weigh(const State& state, const Merits& merits) {
  for (const Day& day : days_) find_late(helpers_[day.person], merits, &day);
  days_.clear();
  const auto once = [&] {
    std::sort(stale_.begin(), stale_.end());
    stale_.erase(std::unique(stale_.begin(), stale_.end()), stale_.end());
  };
  once();
  const std::vector<std::uint32_t> changed = stale_;
  for (const std::uint32_t person : changed) {
    Helper& helper = helpers_[person];
    if (helper.first_at == to_be_found) find_begin(state, person);
    const std::uint32_t before = helper.favourite;
    count(helper);
    if (helper.favourite == before) continue;
    for (const std::uint32_t other : {before, helper.favourite}) {
      if (other < helpers_.size()) stale_.push_back(other);
    }
  }
  once();
  for (const std::uint32_t person : stale_) {
    Helper& helper = helpers_[person];
    helper.mutual = helper.favourite < helpers_.size() && helpers_[helper.favourite].favourite == person;
    add_up(helper, merits);
  }
  stale_.clear();
}

void Reputation::add_up(Helper& helper, const Merits& merits) {
  helper.points = 0;
  each_reason(helper, merits, [&](const Reason& reason) { helper.points += reason.counts; });
}

Reason Reputation::reason(const Help& help, const Helper& helper, const Merits& merits, Merit what, std::int64_t points) const {
  Reason reason{&help, what, Damped::no, points, 0};
  if (help.late) {
    reason.damped = Damped::burst;
    return reason;
  }
  const std::int64_t turn = what == Merit::accepted ? help.accepted_turn : help.turn;
  const std::int64_t part = turn * (helper.mutual && help.asker == helper.favourite ? mutual_part : 1);
  if (part > 1) reason.damped = Damped::pair;
  reason.counts = decayed(points / part, day_ - day_of(help.at), merits.half_life_days);
  return reason;
}

}  // namespace plein::community
