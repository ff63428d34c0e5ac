// What is told of people: who they are, what their help is worth, and why (Reputation, Standing and Candidates in engine.d.ts).
// Nobody has a standing of whom no post can be seen, who is blocked in any of their accounts, or who speaks for the brand.
#pragma once

#include <string_view>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "community/reputation.h"
#include "views/post_view.h"

namespace plein::community {

// Whether `name` is "people", "standing" or "candidates"; then it was answered into `out`, or `status` says why not. Ask the
// query's document too.
bool answer_of_people(std::string_view name, const JsonReader& query, const views::Context& context, Reputation& reputation,
                      JsonWriter& out, Status& status);

}  // namespace plein::community
