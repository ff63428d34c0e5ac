// What the brand has planned to post, and how much it pushes against how much it answers (CalendarView in engine.d.ts).
#pragma once

#include "views/post_view.h"

namespace plein::community {

// By time, the first first.
void write_calendar(JsonWriter& out, const State& state);

// With one post more at that time. `key`: of what is planned already and only moves.
void write_pushing(JsonWriter& out, const views::Context& context, Milliseconds at, std::string_view key);

}  // namespace plein::community
