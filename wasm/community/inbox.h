// Who waits for an answer, of all places: threads begun by visitors in which neither an ambassador nor the brand has replied, or
// whoever asked wrote again after they did, and no reply is accepted. Beside the state and never stored: it follows by the public
// feed's numbers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "views/post_view.h"

namespace plein::community {

inline constexpr Milliseconds waiting_max_ms = 90LL * 86400000;  // what waits longer is not in the inbox: search finds it

class Inbox {
 public:
  struct Waiting {
    Milliseconds since = 0;
    std::vector<std::uint16_t> words;  // urgency.h, of the question and of what was asked again
  };

  // By thread.
  const std::map<std::uint32_t, Waiting>& waiting(const State& state, const Bridge& bridge);

 private:
  void look_at(const State& state, const Bridge& bridge, std::uint32_t thread);

  std::map<std::uint32_t, Waiting> waiting_;
  std::uint64_t seen_ = 0;              // the state's number
  std::uint64_t appointments_ = 0;      // Community::appointments
  std::uint64_t arrangements_ = 0;      // State::arrangements
  std::vector<std::string> ourselves_;  // by place: who the brand is there
};

struct InboxQuery {
  enum class Filter { open, mine, overdue, snoozed, all } filter = Filter::open;
  std::string by;     // whose `mine` is
  std::string place;  // threads that began there; empty: anywhere
  std::string after;
  std::size_t page_size = 20;
  Milliseconds at = 0;
};
// Those most at risk first, then those that wait longest. Errors: invalid_value for another cursor.
Status write_inbox(JsonWriter& out, const views::Context& context, Inbox& inbox, const InboxQuery& query);

// Of any thread, by the id of one of its posts. Errors: unknown_name.
Status write_case(JsonWriter& out, const views::Context& context, Inbox& inbox, std::string_view id, Milliseconds at);

}  // namespace plein::community
