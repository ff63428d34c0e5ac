// Who somebody is to the bridge: by the role they signed in with, by the place's own account, or by its list of ambassadors.
#pragma once

#include "model/bridge.h"
#include "model/state.h"

namespace plein {

Role role_of(const State& state, const Bridge& bridge, const AuthorRow& author);  // never unset

}  // namespace plein
