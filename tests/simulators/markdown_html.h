// Markdown to HTML as NodeBB 4 renders posts: markdown-it without HTML, with `breaks` and `linkify`, then mentions.
// A subset of CommonMark: paragraphs, headings, quotes, nested lists, fenced code, emphasis, strong, code, links, images,
// autolinks, backslash escapes. Everything else is text; no input gives an element that it did not ask for.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace plein::simulators {

struct MarkdownOptions {
  std::string base_url;  // links into it are the forum's own, and are not marked nofollow
  // The slug of a member by the name after an @, or "": only members become mentions.
  std::function<std::string(const std::string& name)> slug_of;
};

std::string markdown_to_html(std::string_view markdown, const MarkdownOptions& options);

// As NodeBB strips its summaries (recent posts, teasers of users): emphasis, code, lists, headings and bdi lose their
// tags, while p, a, br, strong, blockquote and img stay.
std::string strip_summary_tags(std::string_view html);

std::string escape_html(std::string_view text);

}  // namespace plein::simulators
