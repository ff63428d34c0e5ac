// Between RichText and what platforms speak. All of it is total: any bytes in give a tree, any tree gives valid output.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/rich_text.h"

namespace plein::text {

// HTML, tolerant: unknown elements give their children; scripts, styles and comments give nothing; linear time.
// `base_url` makes relative links absolute.
RichText read_html(std::string_view html, std::string_view base_url);

// Plain text as a person types it: blank lines part paragraphs, line ends are line breaks, bare http(s) addresses links.
RichText read_plain(std::string_view text);

// A stretch of plain text that is more than text; offsets in UTF-8 bytes, end exclusive, sorted, not overlapping.
struct Facet {
  enum class Kind { link, mention, tag };
  std::size_t begin = 0;
  std::size_t end = 0;
  Kind kind = Kind::link;
  std::string value;  // link: the address; mention: the platform's id of the account; tag: without #
};
struct Faceted {
  std::string text;
  std::vector<Facet> facets;
};
// Facets with impossible offsets (outside, overlapping, within a character) are ignored.
// `profile_url` is put before a mention's value to make its address.
RichText read_faceted(const Faceted& faceted, std::string_view profile_url);
// Likewise, of text whose bare addresses are links although no facet says so.
RichText read_plain(const Faceted& faceted, std::string_view profile_url);

std::string write_plain(const RichText& text);  // paragraphs parted by a blank line
Faceted write_faceted(const RichText& text);    // a link's text only, its address as facet
// Plain text for places that know neither markup nor facets: a link's address stands behind its text, or alone where the text
// says the same. A mention is its text alone, and calls nobody: see write_markdown.
std::string write_addressed(const RichText& text);
// CommonMark, escaped so that text stays text. A name after @ calls nobody: U+2060, which shows nothing, stands between
// them (read_html takes it out again); mail addresses stay as they are.
std::string write_markdown(const RichText& text);

// For pages that include it: elements without attributes but links' addresses, everything escaped.
std::string write_html(const RichText& text);
// The same said with the nodes that every writer knows: cards, polls, warnings and spoilers as paragraphs, lists and text.
// The writers of Markdown and plain text write this.
RichText simplified(const RichText& text);

// Shortened to at most so many graphemes and bytes (0: no limit) of write_plain, at a word where there is one, never
// inside a link or a grapheme, with "…" where something is missing. The last block is kept whole.
RichText fit(const RichText& text, std::size_t graphemes_max, std::size_t bytes_max);

// How a place counts what is written to it. 0: no limit.
struct Limits {
  std::size_t graphemes = 0;
  std::size_t bytes = 0;
  bool addressed = false;         // of write_addressed, and not of write_plain
  std::size_t url_graphemes = 0;  // what an address counts as, whatever its length; 0: its own
};
RichText fit(const RichText& text, const Limits& limits);
std::size_t count(const RichText& text, const Limits& limits);  // graphemes, as fit counts them

// A title made of a text: its first sentence, at most so many code points, cut at a word with "…". Never empty when the
// text has a letter; "" otherwise.
std::string title_from(const RichText& text, std::size_t code_points_max);

std::size_t count_graphemes(std::string_view text);  // extended grapheme clusters, UAX #29, Unicode 15

// http, https and mailto, without control characters and white space; made absolute with `base_url`. "" otherwise.
std::string safe_url(std::string_view url, std::string_view base_url);

}  // namespace plein::text
