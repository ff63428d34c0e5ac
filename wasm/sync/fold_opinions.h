// What people here think of posts, folded: which reply is a thread's answer, and who likes what.
#pragma once

#include "base/result.h"
#include "model/state.h"

namespace plein::sync {

Status fold_accepted(State& state, const record::Accepted& r);
// A person's like of a post, in State::likes. `person`: AuthorRow::key.
PostKey like_key(PostKey post, std::uint64_t person);
void unlike_all(State& state, std::uint64_t person);
Status fold_liked(State& state, const record::Liked& r);

}  // namespace plein::sync
