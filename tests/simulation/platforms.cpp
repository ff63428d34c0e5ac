#include "simulation/platforms.h"

#include "connectors/catalogue.h"
#include "simulation/model_connector.h"

namespace plein::simulation {
namespace {

Platform platform(std::string_view name, bool forum) {
  Platform p;
  p.forum = forum;
  p.capabilities.platform = name;
  p.capabilities.titles = p.capabilities.acts_as = forum;
  p.capabilities.settle_ms = 3000;
  p.capabilities.streams = {"new"};
  p.capabilities.poll_every_ms = 180000;
  p.capabilities.url_graphemes = 23;
  return p;
}

std::vector<Platform> all() {
  Platform facebook = platform("sim-facebook", false);
  facebook.capabilities.edits = facebook.capabilities.hides = true;
  facebook.pushes = true;
  facebook.throttle = Throttle::percent;
  Platform mastodon = platform("sim-mastodon", false);
  mastodon.capabilities.edits = mastodon.capabilities.edit_times = mastodon.capabilities.profiles = true;
  mastodon.capabilities.graphemes_max = 120;
  mastodon.capabilities.read_lag_ms = mastodon.capabilities.find_lag_ms = 2000;
  mastodon.repeat = Repeat::same_for_hour;
  mastodon.throttle = Throttle::reset_time;
  Platform bluesky = platform("sim-bluesky", false);
  bluesky.capabilities.profiles = true;
  bluesky.capabilities.read_lag_ms = 60000;
  bluesky.capabilities.create_cost = 3;
  bluesky.capabilities.graphemes_max = 100;
  bluesky.repeat = Repeat::same_record;
  bluesky.throttle = Throttle::points;
  Platform discourse = platform("sim-discourse", true);
  discourse.capabilities.edits = discourse.capabilities.edit_times = discourse.capabilities.hides = true;
  discourse.pushes = discourse.queues = true;
  discourse.repeat = Repeat::same_two_minutes;
  discourse.throttle = Throttle::wait_seconds;
  Platform nodebb = platform("sim-nodebb", true);
  nodebb.capabilities.edits = nodebb.capabilities.edit_times = nodebb.capabilities.hides = nodebb.capabilities.profiles = true;
  nodebb.pushes = nodebb.queues = true;
  nodebb.throttle = Throttle::writes_delay;
  Platform flarum = platform("sim-flarum", true);
  flarum.capabilities.edits = flarum.capabilities.edit_times = flarum.capabilities.hides = true;
  flarum.flat = true;
  flarum.capabilities.read_lag_ms = flarum.capabilities.find_lag_ms = 5000;
  return {facebook, mastodon, bluesky, discourse, nodebb, flarum};
}

}  // namespace

const std::vector<Platform>& platforms() {
  static const std::vector<Platform> list = all();
  return list;
}

const Platform& platform_named(std::string_view name) {
  for (const Platform& each : platforms()) {
    if (each.capabilities.platform == name) return each;
  }
  return platforms()[0];
}

void add_platforms() {
  static const std::vector<ModelConnector> connectors = [] {
    std::vector<ModelConnector> list;
    for (const Platform& each : platforms()) list.emplace_back(each);
    return list;
  }();
  static const bool added = [] {
    for (const ModelConnector& each : connectors) add_connector(each);
    return true;
  }();
  static_cast<void>(added);
}

}  // namespace plein::simulation
