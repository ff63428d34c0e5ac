// The one list of platforms.
#pragma once

#include <string_view>
#include <vector>

#include "connectors/connector.h"

namespace plein {

const Connector* find_connector(std::string_view platform);  // null when there is none; lives for ever
const std::vector<const Connector*>& all_connectors();

// One more that is found, which must live for ever: platforms that tests make up. Not while an engine runs.
void add_connector(const Connector& connector);

}  // namespace plein
