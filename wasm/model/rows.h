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
  waiting,  // intended once and known not to have arrived; in readers: not sent yet
  sending,  // intended: the write may be under way
  sent,     // it stands there
  held,     // in the place's approval queue
  unknown,  // the answer was lost; it is being looked for
  failed,   // refused for good
  withheld  // must not be there
};

struct AuthorRow {
  std::uint64_t key = 0;  // hash64 of (place id, author id)
  TextSlice id, name, handle;
  std::uint16_t place = 0;
  Role role = Role::unset;
  std::uint8_t reserved[5] = {};
};

struct PostRow {
  PostKey key = 0;
  TextSlice remote;           // the platform's id
  TextSlice extra;            // what goes with it; in a reader: the permalink
  TextSlice body;             // RichText as JSON
  std::uint64_t content = 0;  // hash of title and body
  Milliseconds created_at = 0;
  Milliseconds edited_at = 0;
  std::uint64_t seq = 0;  // of its latest change in the public feed
  std::uint32_t author = none;
  std::uint32_t parent = none;
  std::uint32_t thread = none;
  std::uint32_t first_child = none;
  std::uint32_t next_sibling = none;
  std::uint32_t first_copy = none;
  std::uint32_t newer = none;  // in the order of seq
  std::uint32_t older = none;
  std::uint16_t place = 0;
  std::uint8_t removed = 0;
  std::uint8_t old = 0;  // older than the horizon when Plein first met it: never mirrored
  std::uint32_t reserved = 0;
};

struct CopyRow {
  PostKey key = 0;  // hash64 of (place id, remote id); 0 until it stands there
  TextSlice remote, extra, reason;
  Milliseconds intended_at = 0;
  std::uint64_t salt = 0;
  std::uint32_t post = none;
  std::uint32_t next = none;  // of the same post
  std::uint16_t place = 0;
  CopyState state = CopyState::waiting;
  std::uint8_t reserved[5] = {};
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
