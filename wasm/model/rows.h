// The rows of the state's tables: fixed size, no pointers and no padding, so that a snapshot is their bytes. Rows refer to
// each other by index; `none` is nowhere.
#pragma once

#include <cstdint>
#include <type_traits>

#include "base/time.h"
#include "model/text_pool.h"

namespace plein {

inline constexpr std::uint32_t none = UINT32_MAX;

using PostKey = std::uint64_t;  // public id of a post: hash64 of (place id, remote id), shown in base32

enum class Role : std::uint8_t { unset, visitor, ambassador, brand };  // unset: found by the place's configuration

enum class CopyState : std::uint8_t {
  waiting,   // intended once and known not to have arrived; in readers: not sent yet
  sending,   // intended: the write may be under way
  sent,      // it stands there
  held,      // in the place's approval queue
  unknown,   // the answer was lost; it is being looked for, or cannot be read back
  failed,    // refused for good
  withheld,  // somebody took it away there: it must not come back
  gone       // taken away by us, because it shall not stand there now
};

// What a delivery does to a copy.
enum class Op : std::uint8_t { nothing, create, edit, remove, hide, unhide };

struct AuthorRow {
  std::uint64_t key = 0;  // hash64 of (place id, author id)
  TextSlice id, name, handle;
  TextSlice avatar;              // the address of a picture
  Milliseconds named_at = 0;     // when the name was this
  Milliseconds pictured_at = 0;  // when the avatar was this
  Milliseconds profile_at = 0;   // when the profile was read last; 0: never
  std::uint32_t first_post = none;
  std::uint16_t place = 0;
  Role role = Role::unset;
  std::uint8_t silence = 0;  // why nothing of theirs is shown or mirrored: Silence's bits

  enum Silence : std::uint8_t { opted_out = 1, blocked = 2, refuses = 4, departed = 8, forgotten = 16 };
};

struct PostRow {
  PostKey key = 0;
  TextSlice remote;           // the platform's id
  TextSlice extra;            // what goes with it; in a reader: the permalink
  TextSlice body;             // RichText as JSON
  std::uint64_t content = 0;  // hash of title and body; in a reader, of a first post: the key of the thread's answer
  Milliseconds created_at = 0;
  Milliseconds edited_at = 0;
  Milliseconds said_at = 0;   // when it was known to say this, where its platform gives no time of editing
  Milliseconds shown_at = 0;  // when it was known to be hidden or not, and to have these reactions
  std::uint64_t seq = 0;      // of its latest change in the public feed
  std::uint32_t author = none;
  std::uint32_t parent = none;
  std::uint32_t thread = none;
  std::uint32_t first_child = none;
  std::uint32_t next_sibling = none;
  std::uint32_t first_copy = none;
  std::uint32_t next_by_author = none;
  std::uint32_t newer = none;  // in the order of seq
  std::uint32_t older = none;
  std::uint32_t reactions = 0;
  std::uint16_t place = 0;
  std::uint8_t removed = 0;   // for good
  std::uint8_t old = 0;       // older than the horizon when Plein first met it: never mirrored
  std::uint8_t hidden = 0;    // in its place
  std::uint8_t held = 0;      // by a moderator of the bridge
  std::uint8_t silenced = 0;  // by what its author decided, or what was decided about them
  std::uint8_t accepted = 0;  // as its thread's answer: Accepted's bits

  enum Accepted : std::uint8_t { by_its_place = 1, by_us = 2 };

  bool visible() const { return removed == 0 && hidden == 0 && held == 0 && silenced == 0; }
};

struct CopyRow {
  PostKey key = 0;  // hash64 of (place id, remote id); 0 until it stands there
  TextSlice remote, extra, reason;
  Milliseconds intended_at = 0;  // the create's, fixed before its first attempt
  Milliseconds made_at = 0;      // by its platform's clock; 0: not read yet
  Milliseconds written_at = 0;   // when we last tried to change something about it
  std::uint64_t sent = 0;        // PostRow::content that was sent last; 0: not known (adopted)
  std::uint32_t said = 0;        // hash of the text that was sent last (said_hash), 0: not known
  std::uint32_t seen = 0;        // hash of how the place renders that; 0: as sent
  std::uint32_t before = 0;      // how it rendered what was sent before
  std::uint32_t post = none;
  std::uint32_t next = none;  // of the same post
  std::uint16_t place = 0;
  CopyState state = CopyState::waiting;
  Op doing = Op::nothing;       // intended and not known to be done
  std::uint8_t generation = 0;  // how often it was taken away and made again
  Op refused = Op::nothing;     // what the place does not let us do to it
  std::uint8_t flags = 0;       // Flag's bits
  std::uint8_t astray = 0;      // how many creates were not found, or given up in a queue: they may come yet
  std::uint32_t as = 0;         // the member there who wrote it, or is to: an author's index and one more; 0: our account

  enum Flag : std::uint8_t {
    correction = 1,  // of a copy that cannot be edited: what the origin says by now
    doubled = 2,     // stands beside another copy of the same post; to be removed
    hidden = 4,      // by us
    final = 8,       // withheld: it is gone for good; unknown: no search can tell, a person decides
  };
  bool is(Flag flag) const { return (flags & flag) != 0; }
};

struct ThreadRow {
  TextSlice title;
  TextSlice answered_by;  // in a reader, which may not hold the replies; a relay finds it by the roles
  Milliseconds last_at = 0;
  std::uint32_t root = none;
  std::uint32_t replies = 0;  // not counting removed ones
};

static_assert(std::has_unique_object_representations_v<AuthorRow>);
static_assert(std::has_unique_object_representations_v<PostRow>);
static_assert(std::has_unique_object_representations_v<CopyRow>);
static_assert(std::has_unique_object_representations_v<ThreadRow>);

}  // namespace plein
