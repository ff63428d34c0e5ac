// Mistakes on purpose, to see that the simulation notices them: only where PLEIN_BUGS is defined can one be switched on.
#pragma once

#include <string_view>

namespace plein::sync::bugs {

enum class Bug {
  nothing,
  no_tombstone,            // a removed post comes back with a late create
  echo_by_id_only,         // copies are known by their id alone, not by their provenance line
  intent_after_send,       // a write is recorded once it was answered
  author_unchecked,        // anybody's provenance line makes a copy
  withheld_ignored,        // what somebody took away comes back
  doubles_kept,            // second copies stay
  blind_repeat,            // a write whose answer was lost is sent again without looking
  refusal_believed,        // a 4xx is taken for a write that did not take place
  absence_believed_early,  // not found, before the read lag is over, means not there
  missing_means_removed,   // missing in one reading means gone
  hidden_mirrored,         // hidden posts count as visible
  opt_out_forgets_copies,  // an opt-out stops new copies alone
  park_ignored,            // a throttled account is asked again at once
  removal_not_retried,     // a removal whose answer was lost counts as done
  older_edit_wins,         // what was told last counts, whichever version it is
  profile_ignored,         // #nobridge is not looked for
  count
};

std::string_view name_of(Bug bug);

#ifdef PLEIN_BUGS
bool on(Bug bug);
bool enable(std::string_view name);  // one at a time; "nothing" for none. False: there is no such bug
#else
constexpr bool on(Bug) { return false; }
#endif

}  // namespace plein::sync::bugs
