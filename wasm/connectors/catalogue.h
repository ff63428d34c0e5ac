// The one list of platforms.
#pragma once

#include <string_view>
#include <vector>

#include "connectors/connector.h"

namespace plein {

const Connector* find_connector(std::string_view platform);  // null when there is none; lives for ever
std::vector<const Connector*> all_connectors();

}  // namespace plein
