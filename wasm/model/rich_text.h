// What a post says: a small tree that every platform's text is read into and written from. It holds no markup of any
// platform and nothing executable: links are http, https or mailto (text/links.h), and hosts build DOM nodes from it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace plein {

struct Node {
  enum class Kind {
    // blocks
    paragraph,   // inline children
    quote,       // block children
    list,        // items as children; `ordered`
    item,        // block children
    code_block,  // `text`
    warning,     // block children, shown to who asks for them; `text` says what awaits, may be empty
    card,        // what a link leads to: `url`, its title as `text`, what it says as inline children
    poll,        // options as children
    option,      // of a poll: `text`, and how many chose it as `count`
    // inlines
    text,      // `text`
    strong,    // inline children
    emphasis,  // inline children
    code,      // `text`
    link,      // `url`, inline children
    mention,   // `text` with its @; `url` of the profile, may be empty
    tag,       // `text` with its #; `url`, may be empty
    image,     // `url`, `text` is the alternative text
    spoiler,   // inline children, shown to who asks for them
    line_break
  };

  Kind kind = Kind::text;
  std::string text;
  std::string url;
  bool ordered = false;
  std::vector<Node> children;
  std::int32_t count = -1;  // -1: not said

  friend bool operator==(const Node& a, const Node& b) {
    return a.kind == b.kind && a.text == b.text && a.url == b.url && a.ordered == b.ordered && a.count == b.count &&
           a.children == b.children;
  }
};

// Blocks, in order.
struct RichText {
  std::vector<Node> blocks;
  std::string language = {};  // BCP 47, "" where nobody said: "nl", "pt-BR"

  bool empty() const { return blocks.empty(); }
  friend bool operator==(const RichText& a, const RichText& b) { return a.blocks == b.blocks && a.language == b.language; }
};

// A language tag as platforms write it, if it may be one (RFC 5646: letters, digits and hyphens); "" otherwise.
std::string language_tag(std::string_view text);

// As compact JSON, canonical: the same tree gives the same bytes. A list of nodes, or, where the language is known,
// {"b":[nodes], "l":language}. A text node is a bare string, any other an object: {"c":[children], "n":count, "s":text,
// "t":"p|quote|ol|ul|li|pre|cw|card|poll|opt|b|i|code|a|@|#|img|hide|br", "u":url}.
std::string to_json(const RichText& text);
// Errors: those of JsonReader; a block where an inline must be and the other way round.
Result<RichText> rich_text_from_json(std::string_view json);

}  // namespace plein
