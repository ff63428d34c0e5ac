// What people decided for the community, and wrote for those who work, folded into the state (model/community.h).
#pragma once

#include "base/result.h"
#include "model/record.h"
#include "model/state.h"

namespace plein::sync {

Status fold_decided(State& state, const record::Decided& r);
Status fold_noted(State& state, const record::Noted& r);
void fold_canned(State& state, const record::Canned& r);
void fold_ruled(State& state, const record::Ruled& r);
void fold_counted(State& state, const record::Counted& r);
void fold_sketched(State& state, const record::Sketched& r);
void fold_followed(State& state, const record::Followed& r);
// So many follow an author of a place.
void note_followers(State& state, std::uint64_t author, std::uint32_t followers);
// Who signed in here liked or voted then.
void note_opinion(State& state, std::uint64_t person, Milliseconds at);

// Nothing of somebody is left: what was decided about them, notes about what they began, and their name wherever they decided.
// `person`: their id, where they signed in here.
void forget_in_community(State& state, std::uint64_t author, std::string_view person);

}  // namespace plein::sync
