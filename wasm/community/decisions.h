// What was decided for the community, as those who work see it, and what of it everybody sees (shapes in engine.d.ts).
#pragma once

#include "base/json_reader.h"
#include "base/result.h"
#include "views/post_view.h"

namespace plein::community {

// `at`: whether it can still be undone, by the host's clock.
void write_decision(JsonWriter& out, const State& state, const Community::Entry& entry, Milliseconds at);

struct Page {
  std::string after;  // the `next` of the page before
  std::size_t size = 20;
  Milliseconds at = 0;
};

// Of the last thirty days, the latest first. Errors: invalid_value for another cursor.
Status write_decisions(JsonWriter& out, const views::Context& context, const Page& page);

// Posts that are held, the latest held first, with what they say. Errors: invalid_value for another cursor.
Status write_held(JsonWriter& out, const views::Context& context, const Page& page);

void write_canned(JsonWriter& out, const views::Context& context);

// For everybody: what is announced, and how threads are marked.
void write_community(JsonWriter& out, const views::Context& context, Milliseconds at);

}  // namespace plein::community
