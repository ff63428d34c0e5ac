// The inline half of markdown_html.h: what stands inside one paragraph.
#pragma once

#include "simulators/markdown_html.h"

namespace plein::simulators {

std::string markdown_inline_to_html(std::string_view text, const MarkdownOptions& options);

}  // namespace plein::simulators
