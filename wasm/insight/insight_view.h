// The queries "insight" and "insight_posts" (Insight and InsightPosts in engine.d.ts).
#pragma once

#include "base/json_reader.h"
#include "insight/index.h"
#include "insight/worth.h"
#include "views/post_view.h"

namespace plein::insight {

// Errors: the document's; invalid_value (no period, too many steps), unknown_name (place).
Status write_insight(JsonWriter& out, const views::Context& context, Index& index, const Worth& worth, const JsonReader& query,
                     const JsonDocument& document);

// Likewise; and unknown_name (figure, part), invalid_value (no posts stand behind it; a cursor).
Status write_insight_posts(JsonWriter& out, const views::Context& context, Index& index, const JsonReader& query,
                           const JsonDocument& document);

}  // namespace plein::insight
