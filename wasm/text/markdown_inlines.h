// What a paragraph of Markdown says: emphasis, code, links and line breaks, as CommonMark reads them (its rule of three and its
// flanking runs too), but that a line end is a line break, that pictures are links, and that HTML and entities are text.
#pragma once

#include <string_view>

#include "text/tree_builder.h"

namespace plein::text {

// Into the paragraph under way. `text`: valid UTF-8, "\n" between lines. Linear time, whatever the text is made of.
void read_inlines(std::string_view text, TreeBuilder& tree);

}  // namespace plein::text
