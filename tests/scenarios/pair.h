// One engine between a page and a forum of whichever platforms.
#pragma once

#include <doctest/doctest.h>

#include "connectors/catalogue.h"
#include "scenarios/virtual_host.h"

namespace plein::scenarios {

class Pair final : public VirtualHost {
 public:
  Pair(const Connector& page, const Connector& forum, Milliseconds poll_every_ms);

  ActedPlace& page() { return place(0); }
  ActedPlace& forum() { return place(1); }

  // The one post in a place that says `words`; none or several give an empty one.
  ActedPlace::Standing one(ActedPlace& in, std::string_view words) const;
  int count(ActedPlace& in, std::string_view words) const;
  // Long enough for every platform's read lag, sweeps and look-ups.
  bool rest() { return settle(180000, 200000); }
};

// Every page with every forum.
template <class Play>
void each_pair(const Play& play, Milliseconds poll_every_ms = 1000) {
  for (const Connector* page : all_connectors()) {
    if (page->capabilities().forum) continue;
    for (const Connector* forum : all_connectors()) {
      if (!forum->capabilities().forum) continue;
      CAPTURE(page->capabilities().platform);
      CAPTURE(forum->capabilities().platform);
      Pair pair(*page, *forum, poll_every_ms);
      play(pair, page->capabilities(), forum->capabilities());
    }
  }
}

}  // namespace plein::scenarios
