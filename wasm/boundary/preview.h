// The query "preview" (Preview in engine.d.ts): read, asked, answered.
#pragma once

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "sync/synchroniser.h"

namespace plein::boundary {

// Errors: those of the reader, and of sync::preview.
Status write_preview(JsonWriter& out, const State& state, const Bridge& bridge, const std::vector<sync::PlaceRun>& runs,
                     const JsonReader& query, const JsonDocument& document);

}  // namespace plein::boundary
