// What a copy says: the origin's text, fitted to the place, and its provenance line.
#pragma once

#include <set>
#include <string>

#include "connectors/connector.h"
#include "model/bridge.h"
#include "model/state.h"

namespace plein::sync {

// A post's address for people: its place's permalink, or the website's.
std::string origin_permalink(const State& state, const Bridge& bridge, std::uint32_t post);

// Without parent and root. A correction says what an origin says by now, under the copy that cannot be edited.
// `linked`: addresses of pictures that stay links. `as`: the member it is written as, whose name the place shows itself. Errors:
// damaged, when the stored body is no RichText.
Result<Draft> compose(const State& state, const Bridge& bridge, std::uint32_t post, const Place& place,
                      const Connector& connector, bool correction = false, const std::set<std::string>& linked = {},
                      std::string_view as = "");

// Of what a text says, without white space, markup, addresses and pictures: what survives most platforms' rendering. Never 0.
std::uint32_t said_hash(const RichText& text);

}  // namespace plein::sync
