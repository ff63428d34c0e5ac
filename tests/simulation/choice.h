// One thing that somebody may do in a world: what it can be done to.
#pragma once

#include "simulation/world.h"

namespace plein::simulation {

struct Choice {
  World& world;
  bool skipped;

  void tell(const std::string& what) const {
    if (world.host->tracing) world.host->trace.push_back(std::to_string(world.host->now) + " " + what);
  }
  Milliseconds now() const { return world.host->now; }
  ModelPlace& any_place() const { return *world.places[world.dice(world.places.size())]; }

  // A post in the place that people can see; 0: none.
  int visible(const ModelPlace& place, bool ours, bool theirs) const {
    std::vector<int> ids;
    for (const auto& [id, post] : place.posts()) {
      const bool is_ours = post.author == brand;
      if (post.stands() && !post.now().hidden && (is_ours ? ours : theirs)) ids.push_back(id);
    }
    return ids.empty() ? 0 : world.dice.of(ids);
  }

  std::string any_post() const {
    ModelPlace& place = any_place();
    const int id = visible(place, false, true);
    return id == 0 ? "" : place.id() + " " + std::to_string(id);
  }
};

// What is decided: by moderators and authors about people and posts, and by visitors of the website.
void decide(const Choice& choice, std::uint64_t what);

}  // namespace plein::simulation
