// Who somebody is to the bridge: by the role they signed in with, by the place's own account, or by its list of ambassadors.
#pragma once

#include <string>
#include <vector>

#include "model/bridge.h"
#include "model/state.h"

namespace plein {

Role role_of(const State& state, const Bridge& bridge, const AuthorRow& author);  // never unset

// Who the brand is, by place: it becomes known while an engine runs, and every role may be another then.
std::vector<std::string> ourselves(const State& state);
bool still(const State& state, const std::vector<std::string>& ourselves);

}  // namespace plein
