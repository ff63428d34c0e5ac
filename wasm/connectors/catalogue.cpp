#include "connectors/catalogue.h"

#include "connectors/bluesky.h"
#include "connectors/discourse.h"
#include "connectors/facebook.h"
#include "connectors/nodebb.h"

namespace plein {
namespace {

std::vector<const Connector*>& list() {
  static const Facebook facebook;
  static const Bluesky bluesky;
  static const Discourse discourse;
  static const NodeBb nodebb;
  static std::vector<const Connector*> connectors{
      &facebook,
      &bluesky,
      &discourse,
      &nodebb,
  };
  return connectors;
}

}  // namespace

const std::vector<const Connector*>& all_connectors() { return list(); }

const Connector* find_connector(std::string_view platform) {
  for (const Connector* each : list()) {
    if (each->capabilities().platform == platform) return each;
  }
  return nullptr;
}

void add_connector(const Connector& connector) { list().push_back(&connector); }

}  // namespace plein
