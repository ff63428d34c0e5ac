// A conversation of people in both places and in the widget, with a host that is killed again and again. At rest everything
// stands everywhere once, and the state is what its log says.
#pragma once

#include <string>

namespace plein::scenarios {

// "" when all is well; otherwise what is not.
std::string killed_conversation(int seed);

}  // namespace plein::scenarios
