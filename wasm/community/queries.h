// The queries of those who work for the community, read and answered (shapes in engine.d.ts).
#pragma once

#include "base/json_reader.h"
#include "community/inbox.h"
#include "community/reputation.h"

namespace plein::community {

std::vector<std::string_view> query_names();

// False: it is no such query.
bool answer_query(std::string_view name, const JsonReader& query, const views::Context& context, Inbox& inbox,
                  Reputation& reputation, JsonWriter& out, Status& status);

}  // namespace plein::community
