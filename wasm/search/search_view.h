// What is found, as people see it (Search in engine.d.ts).
#pragma once

#include "base/json_reader.h"
#include "search/index.h"
#include "views/post_view.h"

namespace plein::search {

// Answers a query of the view "search". Errors: those of the reader; unknown_name for a place that was never heard of.
Status write_search(JsonWriter& out, const views::Context& context, Index& index, const JsonReader& query);

// What a post says (RichText as JSON), without its markup.
std::string said_in(std::string_view body);

// A text around the words asked for, at most `most` bytes: in turns what was not asked for, and what was.
std::vector<std::string> excerpt(std::string_view text, const std::vector<std::string_view>& meant, std::size_t most);

}  // namespace plein::search
