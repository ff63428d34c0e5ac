// What people decide for the community about a thread, a post or an author, and how it is named: in the log, in commands, in
// views.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace plein {

enum class Deed : std::uint8_t {
  hold,      // of a post: it is in no feed and has no copy (PostRow::held)
  block,     // of an author (AuthorRow::silence)
  hide,      // of a post: it has no copy in one place
  move,      // of a post, with what stands below it: where it stands here (value: as in community.h)
  lock,      // of a thread: visitors cannot reply in the widget
  slow,      // of a thread: a visitor replies once in so long (value: milliseconds)
  feature,   // of a thread
  pin,       // of a thread
  sponsor,   // of a thread: it is paid for, and says so
  tag,       // of a thread (value: the tag)
  idea,      // of a thread (value: its status)
  announce,  // of a thread, until it ends
  appoint,   // of an author: an ambassador
  same,      // of an author: they are another one too (value: that author's key, the greater of the two)
  claim,     // of a thread: somebody is answering it
  assign,    // of a thread: somebody is to answer it (value: a person's id and name, parted by a line end)
  snooze,    // of a thread, until then
  done       // of a thread: nobody needs to answer it, unless whoever asked says more
};

struct DeedName {
  std::string_view name;     // in the log, and in views
  std::string_view on, off;  // of commands
  bool work;                 // who answers what: nobody is to account for it, and nothing to be undone
};

// By Deed.
inline constexpr DeedName deed_names[] = {{"hold", "hold", "release", false},
                                          {"block", "block", "unblock", false},
                                          {"hide", "hide", "show", false},
                                          {"move", "move", "unmove", false},
                                          {"lock", "lock", "unlock", false},
                                          {"slow", "slow", "unslow", false},
                                          {"feature", "feature", "unfeature", false},
                                          {"pin", "pin", "unpin", false},
                                          {"sponsor", "sponsor", "unsponsor", false},
                                          {"tag", "tag", "untag", false},
                                          {"idea", "idea", "unidea", false},
                                          {"announce", "announce", "end_announcement", false},
                                          {"appoint", "appoint", "withdraw", false},
                                          {"same", "same", "unsame", false},
                                          {"claim", "claim", "unclaim", true},
                                          {"assign", "assign", "unassign", true},
                                          {"snooze", "snooze", "unsnooze", true},
                                          {"done", "done", "reopen", true}};

inline const DeedName& name_of(Deed deed) { return deed_names[static_cast<std::size_t>(deed)]; }

}  // namespace plein
