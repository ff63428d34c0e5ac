// What readers do on the page, by day: how often, of which thread, and how many different ones there were. Nobody is in it: who
// they are is never told to the engine, and of each day a sketch alone is kept, and when it is over a number.
#pragma once

#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "model/rows.h"
#include "model/sketch.h"

namespace plein {

enum class PageAct : std::uint8_t {
  visit,         // by a browser that was not here before, as far as it knows
  return_visit,  // by one that was
  impression,    // a thread came into view
  read,          // a thread was opened
  answer_read,   // its accepted answer, or the team's, came into view
  search,
  search_answered,  // one that led to a thread, and to no new question within the visit
  click,            // of a link that leads elsewhere
  share,
  conversion,  // which the page told
  muted,
  left
};

struct PageActName {
  std::string_view name;  // in the log, in commands, and of the relay
  enum { never, maybe, always } of_thread;
};

// Whence somebody came to the page, or whither a link of it leads. `direct`: from no page.
enum class Via : std::uint8_t { unsaid, facebook, mastodon, bluesky, discourse, nodebb, flarum, search, direct, other };

// By Via; in the log, in commands, and as parts of figures.
inline constexpr std::string_view via_names[] = {"unsaid", "facebook", "mastodon", "bluesky", "discourse",
                                                 "nodebb", "flarum",   "search",   "direct",  "other"};

// By PageAct.
inline constexpr PageActName page_act_names[] = {
    {"visit", PageActName::never},           {"return_visit", PageActName::never}, {"impression", PageActName::always},
    {"read", PageActName::always},           {"answer_read", PageActName::always}, {"search", PageActName::never},
    {"search_answered", PageActName::never}, {"click", PageActName::maybe},        {"share", PageActName::maybe},
    {"conversion", PageActName::maybe},      {"muted", PageActName::maybe},        {"left", PageActName::never}};

// Whether it is told whence or whither.
constexpr bool has_via(PageAct act) { return act == PageAct::visit || act == PageAct::return_visit || act == PageAct::click; }

inline const PageActName& name_of(PageAct act) { return page_act_names[static_cast<std::size_t>(act)]; }

struct Tally {
  PageAct act = PageAct::visit;
  PostKey thread = 0;  // its first post; 0: of none
  std::uint64_t n = 0;
  Via via = Via::unsaid;  // of a visit whence, of a click whither; of nothing else
};

struct Traffic {
  struct Day {
    std::map<std::tuple<PostKey, PageAct, Via>, std::uint64_t> counts;
    sketch::Registers registers;  // until it is over
    std::uint64_t visitors = 0;   // once it is
    sketch::Registers members;    // of people who had signed in; kept, as who comes on two days is to count once

    std::uint64_t different() const { return registers.empty() ? visitors : sketch::estimate(registers); }
  };

  std::map<std::int64_t, Day> days;  // since 1970, UTC
  std::map<std::string, std::map<std::int64_t, std::uint64_t>>
      followers;  // of a place's account, by day as those; once a day at most

  // Of a day that is over by two no visitors are taken in any more: what is told late belongs to the day before at most.
  bool over(std::int64_t day) const { return !days.empty() && day + 1 < days.rbegin()->first; }

  Day& reach(std::int64_t day) {
    const auto [found, added] = days.try_emplace(day);
    for (auto each = days.begin(); added && each != days.end() && over(each->first); ++each) {
      Day& past = each->second;
      past.visitors = past.different();
      past.registers = {};
    }
    return found->second;
  }
};

}  // namespace plein
