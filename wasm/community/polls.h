// What the brand asks, as everybody sees it (PollView in engine.d.ts).
#pragma once

#include <string_view>

#include "base/result.h"
#include "views/post_view.h"

namespace plein::community {

enum class Sees { public_alone, all };  // all: who works here sees a result that others do not yet

// `by`: AuthorRow::key of who asks, 0: nobody known. `at`: whether it has ended.
void write_poll(JsonWriter& out, const Poll& poll, std::uint64_t by, Milliseconds at, Sees sees);

// A thread's, whichever of its posts is named, with what `person` chose. Errors: unknown_name.
Status write_poll_of(JsonWriter& out, const State& state, std::string_view post, std::string_view person, Milliseconds at,
                     Sees sees);

// All of them, the newest first.
void write_polls(JsonWriter& out, const State& state, Milliseconds at);

}  // namespace plein::community
