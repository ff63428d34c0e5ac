// What is under way in one place: walks of its streams, threads being read, writes waiting. All of it can be lost: it is
// made anew from the state when an engine starts.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "connectors/connector.h"
#include "model/bridge.h"
#include "model/rows.h"

namespace plein::sync {

// One stream, read newest first until it meets what was seen before.
struct Walk {
  std::string stream;
  Milliseconds next_at = 0;
  bool asking = false;
  bool complete = false;  // at least once since the engine started
  std::string cursor;
  std::string newest;  // mark of the walk's first page
};

struct PlaceStatus {
  enum class State { starting, ok, failing };
  State state = State::starting;
  std::string reason;
  Milliseconds since = 0;
  Milliseconds last_ok_at = 0;
};

struct PlaceRun {
  using Queue = std::set<std::pair<Milliseconds, std::uint32_t>>;  // by time, then post or thread

  const Place* place = nullptr;
  const Connector* connector = nullptr;
  std::uint16_t index = 0;  // in the state
  Milliseconds poll_every_ms = 0;
  PlaceStatus status;

  std::vector<Walk> walks;
  bool asking_identity = false;
  bool identified = false;  // since the engine started: the account may have been changed

  bool reading = false;  // a thread
  Ask read;              // of which thread, and the page
  bool read_is_look = false;
  Queue sweeps;                        // (when, thread)
  std::vector<Milliseconds> sweep_at;  // by thread; 0: not in this place

  Milliseconds watch_at = 0;  // when the next active thread is read although it is not due
  std::size_t watched = 0;    // its rank by activity, from 1

  bool writing = false;  // one write or search at a time, so that nothing overtakes
  Queue ready;           // (created_at, post): copies to be written, parents first by time
  Queue lost;            // (when, post): writes whose answer was lost, to be looked for

  int failures = 0;                   // in a row
  Milliseconds not_before = 0;        // reads
  Milliseconds write_not_before = 0;  // writes

  bool walked() const {
    for (const Walk& walk : walks) {
      if (!walk.complete) return false;
    }
    return true;
  }
};

}  // namespace plein::sync
