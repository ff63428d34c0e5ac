// What people here think of posts, folded: which reply is a thread's answer, and who likes what.
#pragma once

#include "base/result.h"
#include "model/state.h"

namespace plein::sync {

Status fold_accepted(State& state, const record::Accepted& r);
void unlike_all(State& state, std::uint64_t person);  // by AuthorRow::key
Status fold_liked(State& state, const record::Liked& r);

}  // namespace plein::sync
