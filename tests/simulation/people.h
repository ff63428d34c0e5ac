// What people do in a world, one thing at a time.
#pragma once

#include "simulation/world.h"

namespace plein::simulation {

// Something that can be done now; nothing when chance offers none. `count`: which action of the seed this is; skipped ones
// throw the same dice.
void act(World& world, bool skipped);

// Everything that was moved on the website stands again where it was written.
void put_back(World& world);

// What the operator decided, told again to a relay whose log was lost. False: not all could be told yet.
bool tell_again(World& world);

}  // namespace plein::simulation
