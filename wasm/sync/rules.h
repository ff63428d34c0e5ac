// What the bridge's rules mirror, of one place in another: which threads, and whose replies.
#pragma once

#include <string_view>

#include "model/bridge.h"
#include "model/state.h"
#include "sync/compose.h"

namespace plein::sync {

bool rule_allows(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place);

// Of what somebody of this role is yet to say in one place.
bool rule_allows(const Bridge& bridge, const Saying& said, Role role, std::string_view from, std::string_view to);

}  // namespace plein::sync
