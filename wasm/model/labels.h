// Words that copies say beside what their origin says, in the bridge's language.
#pragma once

#include <string>

#include "model/bridge.h"

namespace plein {

std::string_view vote_label(const Bridge& bridge);       // before the link to where one votes
std::string_view sponsored_label(const Bridge& bridge);  // of what is paid for

}  // namespace plein
