// Where a post should have a copy, and under which post of that place. Pure questions to the state.
#pragma once

#include "model/bridge.h"
#include "model/state.h"

namespace plein::sync {

struct Target {
  enum class Standing {
    ready,    // it can be written now
    waiting,  // once its parent stands there
    settled,  // a copy is there, or a write of it is already accounted for
    never     // it shall not have a copy there
  };
  Standing standing = Standing::never;
  RemoteRef parent;  // both empty: a new thread
  RemoteRef root;
};

Target target_of(const State& state, std::uint32_t post, std::uint16_t place);

}  // namespace plein::sync
