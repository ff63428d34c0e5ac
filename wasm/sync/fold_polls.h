// What the brand asks, and who chose what, folded into the state (model/poll.h).
#pragma once

#include "base/result.h"
#include "model/record.h"
#include "model/state.h"

namespace plein::sync {

Status fold_polled(State& state, const record::Polled& r);
Status fold_voted(State& state, const record::Voted& r);
void fold_planned(State& state, const record::Planned& r);

// An author of the website is known elsewhere, since then: of two votes that are one person's by now, the later stays.
void join_votes(State& state, std::uint32_t author, Milliseconds at);

// Nothing says what somebody chose, nor that they did; it still counts.
void forget_votes(State& state, std::uint64_t author, std::string_view person);

}  // namespace plein::sync
