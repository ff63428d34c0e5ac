// Who somebody is to the bridge: by the role they signed in with, by the place's own account, or by its list of ambassadors.
#pragma once

#include "model/bridge.h"
#include "model/state.h"

namespace plein {

Role role_of(const State& state, const Bridge& bridge, const AuthorRow& author);  // never unset

// By place: who the brand is there, which becomes known while the engine runs. What was found by role is to be found anew then.
std::vector<std::string> ourselves(const State& state);
bool still(const State& state, const std::vector<std::string>& ids);

}  // namespace plein
