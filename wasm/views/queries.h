// The questions that both a relay and a reader answer, by name (Query in engine.d.ts).
#pragma once

#include "base/json_reader.h"
#include "views/feed_view.h"

namespace plein::views {

std::vector<std::string_view> query_names();

// Whether `name` is one of them; then it was answered into `out`, or `status` says why not. Ask the query's document too.
bool answer_query(std::string_view name, const JsonReader& query, const Context& context, const std::vector<PlaceView>& places,
                  JsonWriter& out, Status& status);

}  // namespace plein::views
