// Ids are distinct types: only the connector of their platform may look inside a RemoteId.
#pragma once

#include <string>
#include <utility>

namespace plein {

template <class Tag>
struct Id {
  std::string value;

  bool empty() const { return value.empty(); }
  friend bool operator==(const Id& a, const Id& b) { return a.value == b.value; }
  friend bool operator!=(const Id& a, const Id& b) { return a.value != b.value; }
  friend bool operator<(const Id& a, const Id& b) { return a.value < b.value; }
};

using PlaceId = Id<struct PlaceTag>;    // as configured: "page", "forum"
using RemoteId = Id<struct RemoteTag>;  // a post's, in its place; opaque

// A post in a place, with what the platform wants beside the id when one refers to it (Bluesky: the cid; NodeBB: the
// topic's id). `extra` is opaque too, and may be empty.
struct RemoteRef {
  RemoteId id;
  std::string extra;

  bool empty() const { return id.empty(); }
  friend bool operator==(const RemoteRef& a, const RemoteRef& b) { return a.id == b.id && a.extra == b.extra; }
};

}  // namespace plein
