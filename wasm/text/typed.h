// Text as people type it in the widget: as it is (text.h, read_plain), or as Markdown.
#pragma once

#include <string>
#include <string_view>

#include "model/rich_text.h"

namespace plein::text {

// Paragraphs, **strong**, *emphasis*, `code`, fences, > quotes, lists, [links](https://…), bare addresses and line ends, which
// are line breaks. Anything else (HTML, headings) is text; pictures are links. Total, and linear in time.
RichText read_markdown(std::string_view text);

// Line ends as "\n", valid UTF-8, without control characters, and without white space at the end of lines and of the text.
std::string tidy(std::string_view text);

// An address that begins at `at`, where "http" stands: up to `end`, without the punctuation that closes a sentence around it.
// `url` is empty where there is none; then nothing before `end` is one either. `stops`: characters that end it besides.
struct Address {
  std::size_t end = 0;
  std::string url;
};
Address address_at(std::string_view text, std::size_t at, std::string_view stops = "");

bool starts_word(std::string_view text, std::size_t at);  // no letter stands before it

}  // namespace plein::text
