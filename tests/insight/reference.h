// The figures, found the slow way: for each of them all posts are looked through, from the definitions of docs/insight.md. It
// shares nothing with the engine's index but the state and who speaks for the brand.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/bridge.h"
#include "model/state.h"

namespace plein::insight {

struct Expected {
  std::string unit = "count";
  bool asked = true;  // whether the posts can be asked for
  std::optional<std::int64_t> value;
  std::map<std::string, std::int64_t> parts = {};
  std::vector<PostKey> posts = {};  // behind it, in order of their keys
  std::map<std::string, std::vector<PostKey>> posts_of_parts = {};
};

// What the brand says of its books, by figure or figure.part, in hundredths.
struct Books {
  std::map<std::string, std::int64_t> worth, cost;
  std::int64_t month = 0;
  std::string currency = "money";
};

// By name. `place`: "" for all together.
std::map<std::string, Expected> reference(const State& state, const Bridge& bridge, Milliseconds from, Milliseconds to,
                                          const std::string& place, const Books& books = {});

}  // namespace plein::insight
