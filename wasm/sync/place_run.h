// What is under way in one place: walks of its streams, threads being read, writes waiting. All of it can be lost: it is
// made anew from the state when an engine starts.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "connectors/connector.h"
#include "model/bridge.h"
#include "model/rows.h"
#include "sync/observe.h"
#include "sync/outbox.h"

namespace plein::sync {

// One stream, read newest first until it meets what was seen before.
struct Walk {
  std::string stream;
  Milliseconds next_at = 0;
  bool asking = false;
  bool complete = false;           // at least once since the engine started
  Milliseconds begun = 0;          // the walk under way
  Milliseconds complete_from = 0;  // when the last complete one began
  std::string cursor;
  std::string newest;  // mark of the walk's first page
  // Marks of complete walks, by when they began: pages shift while they are read, so a mark counts once a later walk has been
  // past it too.
  std::map<Milliseconds, std::string> candidates;
};

struct PlaceStatus {
  enum class State { starting, ok, failing };
  State state = State::starting;
  std::string reason;
  Milliseconds since = 0;
  Milliseconds last_ok_at = 0;
};

// A thread being read, page by page.
struct ThreadRead {
  bool open = false;
  bool is_look = false;         // because something unknown was said to be in it
  bool sweep = false;           // because it was time; else to keep up with an active one
  bool whole = true;            // nothing that stands may be missing from it
  std::uint32_t thread = none;  // of a sweep
  Milliseconds begun = 0;
  Ask ask;
  std::set<PostKey> met;
};

// A picture of a post that is about to be written, where the place wants its bytes first.
struct Upload {
  std::string uploaded;  // Image::uploaded
  int failures = 0;
  bool given_up = false;  // it stays a link
};

// A post to be looked up: it was missing where it should be, or something is with it.
struct Lookup {
  RemoteRef post;
  Milliseconds at = 0;
  bool due = false;  // the log says so: PlaceMemory::lookups
};

// A copy to be removed whose origin is not to be met.
struct Stray {
  RemoteRef copy;
  std::string as;     // who wrote it: Orphan::as
  bool sent = false;  // its removal, at least once
};

struct PlaceRun {
  using Queue = std::set<std::pair<Milliseconds, std::uint32_t>>;  // by time, then post, thread or copy

  const Place* place = nullptr;
  const Connector* connector = nullptr;
  std::uint16_t index = 0;  // in the state
  Milliseconds poll_every_ms = 0;
  int requests_per_minute = 0;  // Capabilities::requests_per_minute, or as the settings say
  PlaceStatus status;

  bool inherits = false;  // copies that another log told of stand there
  std::vector<Walk> walks;
  bool asking_identity = false;
  bool identified = false;  // since the engine started: the account may have been changed

  ThreadRead read;
  Queue sweeps;                                     // (when, thread)
  std::vector<Milliseconds> sweep_at;               // by thread; 0: not in this place
  std::map<std::uint32_t, Milliseconds> read_from;  // thread → when the last complete reading of it began
  Milliseconds watch_at = 0;                        // when the next active thread is read although it is not due
  std::size_t watched = 0;                          // its rank by activity, from 1

  bool looking_up = false;
  std::map<std::string, Lookup> lookups;            // by remote id
  std::map<std::string, Milliseconds> first_asked;  // threads and posts that were not found yet: lag is no absence
  Milliseconds unmet_at = 0;                        // when hidden posts that were never met are looked up next
  bool asking_profile = false;
  std::set<std::uint32_t> profiles;  // authors whose profile is to be read
  bool asking_followers = false;
  Milliseconds followers_at = 0;  // how many there are is asked once a day; not before this

  bool writing = false;          // one write or search at a time, so that nothing overtakes
  std::uint32_t written = none;  // the post that is being created
  Outbox outbox;
  std::map<std::pair<std::uint32_t, std::string>, Upload> uploads;  // by post and address, until it is written
  Queue timers;                                                     // (when, post): what waits for its time
  Queue lost;                                       // (when, copy): creates whose answer was lost, to be looked for
  std::map<std::uint32_t, Milliseconds> tried;      // copy → when its create was sent last
  std::map<std::uint32_t, std::string> refusals;    // copy → the refusal that is not believed yet
  std::set<std::uint32_t> veiled;                   // copies whose search met a hidden post that may be them
  std::set<std::uint32_t> forbidden;                // copies whose create was refused to the account, not to the text
  std::map<std::uint32_t, std::string> refused_as;  // posts that the place did not take under their authors' names → why
  std::string acts_alone;                           // why the key acts for nobody but its account; "": it is not known to
  std::map<std::uint32_t, int> parentless;          // copy → how often its create was told that its parent is gone
  std::map<std::uint32_t, Milliseconds> postponed;  // post → not before: a write may still come
  std::map<std::uint32_t, std::string> verifying;   // copies with a refused edit, removal, hiding or showing → remote id
  std::map<std::string, Stray> strays;              // by remote id
  std::map<std::uint32_t, int> lost_threads;        // threads with lost creates → how many

  int failures = 0;                   // in a row
  int write_failures = 0;             // likewise, of writes alone
  Milliseconds not_before = 0;        // reads
  Milliseconds write_not_before = 0;  // writes
  Repairs repairs;

  // When the oldest of the last complete walks began.
  Milliseconds walked_from() const {
    Milliseconds from = INT64_MAX;
    for (const Walk& walk : walks) from = std::min(from, walk.complete_from);
    return from;
  }
  bool walked() const {
    for (const Walk& walk : walks) {
      if (!walk.complete) return false;
    }
    return true;
  }
};

}  // namespace plein::sync
