// What a brand wants of its community: goals, each with figures that belong to it, and targets for some of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "insight/index.h"
#include "insight/worth.h"
#include "views/post_view.h"

namespace plein::insight {

struct Goal {
  std::string name;
  std::vector<std::string_view> figures;        // those that belong to it, and those it has a target for
  std::map<std::string, std::int64_t> targets;  // by figure, in its unit
};
using Plan = std::vector<Goal>;

// Fails for a goal or figure that there is not.
Plan read_plan(const JsonReader& config);

// The query "plan" (PlanView in engine.d.ts): the figures of each goal over the four weeks before `at`, against the four before
// them, and of all figures the one that changed most.
void write_plan(JsonWriter& out, const views::Context& context, Index& index, const Plan& plan, const Worth& worth,
                Milliseconds at);

}  // namespace plein::insight
