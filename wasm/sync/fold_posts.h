// What records say about posts and authors, folded into the state.
#pragma once

#include "base/result.h"
#include "model/author_key.h"
#include "model/record.h"
#include "model/state.h"

namespace plein::sync {

Status fold_posted(State& state, const record::Posted& r);
void fold_parked(State& state, const record::Parked& r);
void fold_unparked(State& state, const record::Unparked& r);
void fold_removed(State& state, const record::Removed& r);
void fold_shown(State& state, const record::Shown& r);
Status fold_reacted(State& state, const record::Reacted& r);
void fold_renamed(State& state, const record::Renamed& r);
void fold_departed(State& state, const record::Departed& r);
void fold_profiled(State& state, const record::Profiled& r);
Status fold_held(State& state, const record::Held& r);
Status fold_silenced(State& state, const record::Silenced& r);
Status fold_forgotten(State& state, const record::Forgotten& r);

// What waited for the posts or copies with these keys is let in: replies under them, copies of them, and what waits for those.
void let_in(State& state, std::vector<PostKey> keys);

using plein::author_key;

// When a post is known to have said what the record says.
Milliseconds as_of(const record::Posted& r);

}  // namespace plein::sync
