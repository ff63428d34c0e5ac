// What records say about copies of ours, folded into the state.
#pragma once

#include "base/result.h"
#include "model/record.h"
#include "model/state.h"

namespace plein::sync {

void fold_copied(State& state, const record::Copied& r);
Status fold_intended(State& state, const record::Intended& r);
Status fold_done(State& state, const record::Done& r);
Status fold_refused(State& state, const record::Refused& r);
Status fold_unsettled(State& state, const record::Unsettled& r);
Status fold_rendered(State& state, const record::Rendered& r);

// A copy of `post` stands in a place. Its key joins `arrived` when it was not known.
void bind_copy(State& state, std::uint32_t post, const Orphan& copy, std::vector<PostKey>& arrived);

}  // namespace plein::sync
