// The log's records: facts, in the order in which they were made durable. All state is rebuilt from them alone
// (sync/fold.h); their bytes are store/log.h's affair.
#pragma once

#include <string>
#include <variant>

#include "base/time.h"
#include "model/change.h"
#include "model/place.h"
#include "model/rows.h"

namespace plein::record {

// The log begins: now Plein meets the places. `epoch` names this telling of the public feed's sequence numbers.
struct Begun {
  std::string epoch;
  Milliseconds at = 0;
};

// Who we are in a place.
struct Identified {
  PlaceId place;
  Identity identity;
};

// A post stands in a place and says this: new, or edited. `body` is RichText as JSON, canonical.
struct Posted {
  PlaceId place;
  RemoteRef post;
  RemoteRef parent;      // empty for a first post
  PlaceId parent_place;  // empty: `place` too (a widget post answers posts of other places)
  Author author;
  Role role = Role::unset;  // of a person in the widget
  std::string title;
  std::string body;
  Milliseconds created_at = 0;
  Milliseconds edited_at = 0;
  bool old = false;
};

struct Removed {
  PlaceId place;
  RemoteId post;
};

// A copy of ours stands in a place. Its origin may not have been met yet: then it waits for it.
struct Copied {
  PostKey origin = 0;
  PlaceId place;
  RemoteRef copy;
};

// A write is about to leave.
struct Intended {
  PostKey post = 0;
  PlaceId place;
  Milliseconds at = 0;
  std::uint64_t salt = 0;
};

// How a write stands, when it does not stand there: waiting, held, unknown or failed.
struct Unsettled {
  PostKey post = 0;
  PlaceId place;
  CopyState state = CopyState::unknown;
  std::string reason;
};

// Everything of a stream up to its item `mark` has been taken in.
struct Marked {
  PlaceId place;
  std::string stream;
  std::string mark;
};

// A thread must be read whole / has been.
struct LookDue {
  PlaceId place;
  RemoteRef thread;
};
struct Looked {
  PlaceId place;
  RemoteId thread;
};

// All that a place held when Plein met it has been taken in: from now on Plein may write there.
struct Adopted {
  PlaceId place;
};

}  // namespace plein::record

namespace plein {

using Record = std::variant<record::Begun, record::Identified, record::Posted, record::Removed, record::Copied, record::Intended,
                            record::Unsettled, record::Marked, record::LookDue, record::Looked, record::Adopted>;

}  // namespace plein
