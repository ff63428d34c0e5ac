// What should be there, compared with what is there: for one post and one place, the next thing to do. Pure questions to the
// state; asked again when nothing has changed, the answer is the same, and when all is done it is "nothing".
#pragma once

#include "model/bridge.h"
#include "model/state.h"

namespace plein::sync {

struct Need {
  enum class What {
    nothing,
    wait,     // something is to be written, but not yet: `at`, `profile_of`, or once its parent stands there (`parent_post`)
    compare,  // an adopted copy: does it say what its origin says?
    create,
    edit,
    remove,
    hide,
    unhide
  };

  What what = What::nothing;
  std::uint32_t copy = none;  // which one; none: of create, one that was never tried
  bool correction = false;
  RemoteRef parent;  // of create; both empty: a new thread
  RemoteRef root;
  Milliseconds at = 0;               // of wait: not before; 0: until something is told
  std::uint32_t profile_of = none;   // of wait: the author whose profile is to be read
  std::uint32_t parent_post = none;  // of wait: the post whose copy comes first
};

Need need_of(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place, Milliseconds now);

// Whether a post stands in a place: itself, or a copy of it that is to stay.
enum class Presence { present, pending, absent };
struct Location {
  Presence presence = Presence::absent;
  RemoteRef ref;
};
Location locate(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place);

// Since when all copies of a thread's posts are as they should be; 0: something is still to be done.
Milliseconds in_sync_since(const State& state, const Bridge& bridge, std::uint32_t root, Milliseconds now);

RemoteRef ref_of(const State& state, const CopyRow& copy);
RemoteRef ref_of(const State& state, const PostRow& post);

}  // namespace plein::sync
