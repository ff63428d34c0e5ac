#include "text/html_elements.h"

#include <algorithm>
#include <iterator>

namespace plein::text {
namespace {

struct Element {
  std::string_view name;
  Role role;
};

// By name, in order.
constexpr Element elements[] = {
    {"a", Role::link},           {"article", Role::block},    {"aside", Role::block},     {"b", Role::strong},
    {"blockquote", Role::quote}, {"code", Role::code},        {"data", Role::value},      {"dd", Role::block},
    {"details", Role::warning},  {"div", Role::block},        {"dl", Role::block},        {"dt", Role::block},
    {"em", Role::emphasis},      {"figcaption", Role::block}, {"figure", Role::block},    {"footer", Role::block},
    {"form", Role::block},       {"h1", Role::heading},       {"h2", Role::heading},      {"h3", Role::heading},
    {"h4", Role::heading},       {"h5", Role::heading},       {"h6", Role::heading},      {"header", Role::block},
    {"i", Role::emphasis},       {"li", Role::item},          {"main", Role::block},      {"math", Role::skip},
    {"nav", Role::block},        {"object", Role::skip},      {"ol", Role::ordered_list}, {"p", Role::block},
    {"pre", Role::pre},          {"rp", Role::skip},          {"section", Role::block},   {"span", Role::none},
    {"strong", Role::strong},    {"summary", Role::label},    {"svg", Role::skip},        {"table", Role::block},
    {"td", Role::cell},          {"th", Role::cell},          {"tr", Role::block},        {"ul", Role::list}};
static_assert(std::size(elements) <= elements_max);

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool has_word(std::string_view words, std::string_view wanted) {
  for (std::size_t at = words.find(wanted); at != std::string_view::npos; at = words.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    if ((at == 0 || blank(words[at - 1])) && (end == words.size() || blank(words[end]))) return true;
  }
  return false;
}

// "mention", "plugin-mentions-user" (NodeBB), "UserMention" (Flarum).
bool is_mention(std::string_view classes) {
  constexpr std::string_view wanted = "mention";
  return std::search(classes.begin(), classes.end(), wanted.begin(), wanted.end(),
                     [](char a, char b) { return lower(a) == b; }) != classes.end();
}

Role role_of_link(const HtmlToken& token) {
  if (has_class(token, "lightbox")) return Role::lightbox;
  // Discourse writes tags and categories alike ("hashtag-cooked"), and says which they are.
  if (has_class(token, "hashtag-cooked")) return token.attribute("data-type") == "tag" ? Role::tag : Role::link;
  if (has_class(token, "hashtag")) return Role::tag;
  return is_mention(token.attribute("class")) ? Role::mention : Role::link;
}

Role role_of_span(const HtmlToken& token) {
  if (has_class(token, "invisible")) return Role::hidden;
  if (has_class(token, "ellipsis")) return Role::ellipsis;
  if (has_class(token, "spoiler")) return Role::spoiler;
  if (has_class(token, "mention")) return Role::mention;
  return has_class(token, "hashtag") ? Role::tag : Role::none;
}

}  // namespace

std::size_t element_of(std::string_view name) {
  const auto* found = std::lower_bound(std::begin(elements), std::end(elements), name,
                                       [](const Element& each, std::string_view wanted) { return each.name < wanted; });
  const bool known = found != std::end(elements) && found->name == name;
  return known ? static_cast<std::size_t>(found - std::begin(elements)) : unknown_element;
}

bool is_block(std::size_t element) {
  if (element == unknown_element) return false;
  const Role role = elements[element].role;
  return role == Role::block || role == Role::heading || role == Role::cell || role >= Role::pre;
}

bool has_class(const HtmlToken& token, std::string_view wanted) { return has_word(token.attribute("class"), wanted); }

Role role_of(const HtmlToken& token) {
  const std::size_t element = element_of(token.name);
  if (element == unknown_element) return Role::none;
  const Role role = elements[element].role;
  if (role == Role::link) return role_of_link(token);
  if (token.attributes.empty()) return role;
  if (token.name == "span") return role_of_span(token);
  if (has_class(token, "poll") && (role == Role::block || role == Role::list)) return Role::poll;
  if (role != Role::block) return role;
  // nodebb-plugin-link-preview names its cards by "component" before its version 2.
  const bool card = has_class(token, "onebox") || has_class(token, "link-preview") || has_class(token, "link-card") ||
                    token.attribute("component") == "link-preview";
  if (card) return Role::card;
  if (has_class(token, "spoiler")) return Role::warning;
  return token.name == "aside" && has_class(token, "quote") ? Role::quoting : role;
}

bool is_furniture(const HtmlToken& token, const Around& around) {
  if (token.attribute("class").empty()) return false;
  if (around.quoting && has_class(token, "title")) return true;
  if (around.lightbox && has_class(token, "meta")) return true;
  if (around.warning && has_class(token, "spoiler-header")) return true;
  if (around.card) return has_class(token, "source") || has_class(token, "onebox-metadata") || has_class(token, "card-footer");
  return around.poll && (has_class(token, "poll-info") || has_class(token, "poll-buttons"));
}

}  // namespace plein::text
