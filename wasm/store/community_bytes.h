// What was decided for the community, in a snapshot: as lines of the log.
#pragma once

#include "model/community.h"
#include "store/bytes.h"

namespace plein::snapshot {

void save_community(Out& out, const Community& community);
bool load_community(In& in, Community& community, int found);  // of this version of a snapshot; false: it is damaged

}  // namespace plein::snapshot
