#include "sync/bugs.h"

namespace plein::sync::bugs {
namespace {

constexpr std::string_view names[] = {"nothing",
                                      "no_tombstone",
                                      "echo_by_id_only",
                                      "intent_after_send",
                                      "author_unchecked",
                                      "withheld_ignored",
                                      "doubles_kept",
                                      "blind_repeat",
                                      "refusal_believed",
                                      "absence_believed_early",
                                      "missing_means_removed",
                                      "hidden_mirrored",
                                      "opt_out_forgets_copies",
                                      "park_ignored",
                                      "removal_not_retried",
                                      "older_edit_wins",
                                      "profile_ignored"};
static_assert(sizeof names / sizeof *names == static_cast<std::size_t>(Bug::count));

#ifdef PLEIN_BUGS
Bug enabled = Bug::nothing;
#endif

}  // namespace

std::string_view name_of(Bug bug) { return names[static_cast<std::size_t>(bug)]; }

#ifdef PLEIN_BUGS
bool on(Bug bug) { return bug == enabled; }

bool enable(std::string_view name) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Bug::count); ++i) {
    if (names[i] != name) continue;
    enabled = static_cast<Bug>(i);
    return true;
  }
  return false;
}
#endif

}  // namespace plein::sync::bugs
