// What was decided for the community, in a snapshot: as lines of the log.
#pragma once

#include "model/community.h"
#include "store/bytes.h"

namespace plein::snapshot {

void save_community(Out& out, const Community& community);
bool load_community(In& in, Community& community);  // false: it is damaged

}  // namespace plein::snapshot
