#include "connectors/catalogue.h"

#include "connectors/bluesky.h"
#include "connectors/discourse.h"
#include "connectors/facebook.h"
#include "connectors/flarum.h"
#include "connectors/mastodon.h"
#include "connectors/nodebb.h"

namespace plein {
namespace {

// What was added: it is found by its name, and is none of all.
std::vector<const Connector*>& added() {
  static std::vector<const Connector*> connectors;
  return connectors;
}

const Connector* named(const std::vector<const Connector*>& connectors, std::string_view platform) {
  for (const Connector* each : connectors) {
    if (each->capabilities().platform == platform) return each;
  }
  return nullptr;
}

}  // namespace

const std::vector<const Connector*>& all_connectors() {
  static const Facebook facebook;
  static const Mastodon mastodon;
  static const Bluesky bluesky;
  static const Discourse discourse;
  static const NodeBb nodebb;
  static const Flarum flarum;
  static const std::vector<const Connector*> connectors{
      &facebook, &mastodon, &bluesky, &discourse, &nodebb, &flarum,
  };
  return connectors;
}

const Connector* find_connector(std::string_view platform) {
  const Connector* known = named(all_connectors(), platform);
  return known != nullptr ? known : named(added(), platform);
}

void add_connector(const Connector& connector) { added().push_back(&connector); }

}  // namespace plein
