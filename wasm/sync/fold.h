// Folds a record into the state. The same function serves what is decided now and what is read back from the log, so that
// a restored state equals the state that was running.
#pragma once

#include "base/result.h"
#include "model/record.h"
#include "model/state.h"

namespace plein::sync {

// A record that contradicts the state (a reply without its parent, a copy of an unknown post) is an Error: damaged, and has
// changed nothing.
Status fold(State& state, const Record& record);

// What a post's title is when its platform has none, in code points at most.
inline constexpr std::size_t derived_title_max = 80;

std::uint64_t content_hash(std::string_view title, std::string_view body_json);

}  // namespace plein::sync
