// What must be so at rest, worked out from what truly stands in the places and from what people decided, without a look into
// the engine: the eight invariants of the design.
#pragma once

#include "simulation/world.h"

namespace plein::simulation {

// "" when all is well; otherwise what is not. `excluded`: a place that answers nothing; what concerns it is not asked.
std::string check(const World& world, const std::string& excluded = "");

}  // namespace plein::simulation
