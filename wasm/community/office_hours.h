// When a time to answer has passed, of the hours in which somebody is there (model/webcare.h).
#pragma once

#include "model/webcare.h"

namespace plein::community {

// When so much working time has passed since then. 0: nobody is there within two years.
Milliseconds after_working(const Webcare& webcare, Milliseconds since, Milliseconds working_ms);

}  // namespace plein::community
