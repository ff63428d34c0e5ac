// The elements of HTML that mean something to a reader of posts, and what they mean there: by their names, and by the classes
// that Mastodon, Discourse, NodeBB and Flarum give them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/html_tokens.h"

namespace plein::text {

enum class Role : std::uint8_t {
  none,   // gives what it holds
  block,  // likewise, apart from what stands before and after
  heading,
  cell,
  strong,
  emphasis,
  link,
  mention,
  tag,
  spoiler,
  code,
  hidden,    // in a link: the part of its address that is not shown (Mastodon)
  ellipsis,  // in a link: more follows that is not shown (Mastodon)
  lightbox,  // a link to a picture, around a smaller one (Discourse)
  value,     // a number told to programs
  skip,      // says nothing
  pre,
  quote,
  quoting,  // a quote and the line that says whom it is of (Discourse)
  list,
  ordered_list,
  item,
  warning,
  label,
  card,
  poll
};

inline constexpr std::size_t elements_max = 64;
inline constexpr std::size_t unknown_element = elements_max;

// A number for each known element; unknown_element otherwise.
std::size_t element_of(std::string_view name);

Role role_of(const HtmlToken& token);

// What only shows or operates what else is said: the title line of a quote, the file name below a picture.
struct Around {
  bool quoting = false;
  bool lightbox = false;
  bool card = false;
  bool poll = false;
  bool warning = false;
};
bool is_furniture(const HtmlToken& token, const Around& around);

bool has_class(const HtmlToken& token, std::string_view wanted);

// Closing one ends every element within it; closing another ends no block.
bool is_block(std::size_t element);

}  // namespace plein::text
