// A person's command (Command in engine.d.ts): read, handed to the synchroniser, answered.
#pragma once

#include <string>

#include "base/json_reader.h"
#include "sync/synchroniser.h"
#include "views/post_view.h"

namespace plein::boundary {

// A command as it was handed in, and what it is carried out with.
struct GivenCommand {
  const JsonReader& in;
  const JsonDocument& document;
  Milliseconds now;
  const State& state;
  const views::Context& context;
  sync::Synchroniser& synchroniser;
  sync::Batch& batch;
};

// Gives the answer's `result`, as JSON. Errors: those of JsonReader and of the synchroniser's commands; unknown_name for a
// command that does not exist. On an error nothing was recorded.
Result<std::string> run_command(const GivenCommand& given);

}  // namespace plein::boundary
