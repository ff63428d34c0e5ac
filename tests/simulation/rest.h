// The end of a conversation: faults are over, and all must come to rest, in sync, and stay so.
#pragma once

#include <string>

#include "simulation/world.h"

namespace plein::simulation {

// "" when it rests, and everything that is to hold then holds; otherwise what does not.
std::string rest(World& world);

}  // namespace plein::simulation
