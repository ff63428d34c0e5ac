#include "connectors/catalogue.h"

#include "connectors/bluesky.h"
#include "connectors/nodebb.h"

namespace plein {

std::vector<const Connector*> all_connectors() {
  static const Bluesky bluesky;
  static const NodeBb nodebb;
  return {&bluesky, &nodebb};
}

const Connector* find_connector(std::string_view platform) {
  for (const Connector* each : all_connectors()) {
    if (each->capabilities().platform == platform) return each;
  }
  return nullptr;
}

}  // namespace plein
