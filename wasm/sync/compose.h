// What a copy says: the origin's text, fitted to the place, and its provenance line.
#pragma once

#include "connectors/connector.h"
#include "model/bridge.h"
#include "model/state.h"
#include "sync/targets.h"

namespace plein::sync {

// A post's address for people: its place's permalink, or the website's.
std::string origin_permalink(const State& state, const Bridge& bridge, std::uint32_t post);

// `target` is ready. Errors: damaged, when the stored body is no RichText.
Result<Draft> compose(const State& state, const Bridge& bridge, std::uint32_t post, const Connector& connector,
                      const Target& target);

}  // namespace plein::sync
