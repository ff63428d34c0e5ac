// The whole state as bytes, to be loaded faster than it can be folded from the log: tables as they lie in memory, then the
// pool of texts without what is no longer used. Little-endian, the same bytes on every host; specified in docs/formats.md.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/state.h"

namespace plein::snapshot {

std::string save(const State& state);

// Takes the place of all that `into` held. Errors: newer_version, damaged (checksum, impossible sizes or references); then it
// holds what it held.
Status load(std::string_view bytes, State& into);

}  // namespace plein::snapshot
