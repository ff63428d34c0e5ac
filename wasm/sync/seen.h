// A change as the observer handles it: with its place and source, and what follows from them.
#pragma once

#include "sync/observe.h"

namespace plein::sync {

struct Observer::Seen {
  const State& state;
  const Place& place;
  const Connector& connector;
  const Source& source;
  const Change& change;
  std::uint16_t index;  // of the place in the state
  PostKey key;

  // The member who wrote it, as far as it is not our account.
  std::string writer() const { return change.author.id == state.places[index].self.id ? "" : change.author.id; }
  bool pushed() const { return source.kind == Source::Kind::push; }
  Milliseconds as_of() const { return source.begun; }
  // A reading that began so soon after something is known may show what was before it.
  bool newer_than(Milliseconds known_at) const { return source.begun > known_at + connector.capabilities().read_lag_ms; }
};

// What a change says, as a record about its place's own post.
record::Posted posted(const PlaceId& place, const Change& change, Milliseconds as_of);

// The post that is to be answered. Errors: unknown_name, conflict (it is not to be seen).
Result<std::uint32_t> parent_for(const State& state, PostKey key);
// Makes a record's post answer a post that is known.
void set_parent(record::Posted& fact, const State& state, std::uint32_t parent);

}  // namespace plein::sync
