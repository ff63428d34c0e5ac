// Six made-up platforms, each with the abilities and manners of a real one (shared facts: docs of the connectors), so that the
// engine meets every combination. They all speak the wire of model_connector.h.
#pragma once

#include <string>
#include <vector>

#include "connectors/connector.h"

namespace plein::simulation {

// What a second create of the same does.
enum class Repeat {
  posts_again,      // Facebook, NodeBB, Flarum
  same_for_hour,    // Mastodon: Idempotency-Key
  same_record,      // Bluesky: putRecord; after a deletion it would create again
  same_two_minutes  // Discourse: memo of all parameters
};

// How a platform says that it has had enough.
enum class Throttle { percent, reset_time, points, wait_seconds, writes_delay, bare };

struct Platform {
  Capabilities capabilities;
  bool forum = false;
  bool pushes = false;
  bool queues = false;  // posts may wait for approval
  bool flat = false;    // whatever is answered, an answer stands under the first post
  Repeat repeat = Repeat::posts_again;
  Throttle throttle = Throttle::bare;
};

const std::vector<Platform>& platforms();
const Platform& platform_named(std::string_view name);

// Into the catalogue, once.
void add_platforms();

}  // namespace plein::simulation
