#include "scenarios/pair.h"

#include <algorithm>

namespace plein::scenarios {
namespace {

using Standing = ActedPlace::Standing;

std::vector<std::unique_ptr<ActedPlace>> places(const Connector& page, const Connector& forum) {
  std::vector<std::unique_ptr<ActedPlace>> list;
  for (const Connector* each : {&page, &forum})
    list.push_back(act_in(each->capabilities().platform, VirtualHost::people_came_at));
  return list;
}

}  // namespace

Pair::Pair(const Connector& page, const Connector& forum, Milliseconds poll_every_ms)
    : VirtualHost(places(page, forum), poll_every_ms) {
  start();
}

Standing Pair::one(ActedPlace& in, std::string_view words) const {
  Standing found;
  int count = 0;
  for (Standing& each : in.standing()) {
    if (each.text.find(words) == std::string::npos) continue;
    found = std::move(each);
    ++count;
  }
  CAPTURE(words);
  CHECK(count == 1);
  return count == 1 ? found : Standing{};
}

int Pair::count(ActedPlace& in, std::string_view words) const {
  const auto list = in.standing();
  return static_cast<int>(
      std::count_if(list.begin(), list.end(), [&](const Standing& s) { return s.text.find(words) != std::string::npos; }));
}

}  // namespace plein::scenarios
