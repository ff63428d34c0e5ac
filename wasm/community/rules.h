// Rules by which posts wait for a moderator: data that the brand writes, tried out on the past month before they are switched on.
#pragma once

#include <string>
#include <vector>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "model/bridge.h"
#include "model/state.h"

namespace plein::community {

// Holds a visitor's post of which all that is said is so. A rule that says nothing holds none.
struct ModerationRule {
  std::string key;
  std::string name;  // for people
  bool on = false;
  std::int64_t new_author = 0;      // they wrote fewer posts than so many before; 0: whoever they are
  std::int64_t links = 0;           // it has so many links at least
  std::int64_t per_hour = 0;        // they wrote more than so many posts in an hour, this one included
  std::vector<std::string> words;   // it holds one of them, folded as for searching, sorted
  std::vector<std::string> places;  // it was written in one of them; empty: anywhere
};

ModerationRule read_rule(const JsonReader& in, const Bridge& bridge);
std::string to_json(const ModerationRule& rule);
void write_rules(JsonWriter& out, const State& state);

bool holds(const State& state, const Bridge& bridge, const ModerationRule& rule, std::uint32_t post);

// What it would have held of the thirty days before: of the latest 20,000 posts.
struct Trial {
  std::int64_t looked_at = 0;
  std::int64_t held = 0;
  std::vector<std::uint32_t> posts;  // the latest of those held, twenty at most
};
Trial try_rule(const State& state, const Bridge& bridge, const ModerationRule& rule, Milliseconds at);

}  // namespace plein::community
