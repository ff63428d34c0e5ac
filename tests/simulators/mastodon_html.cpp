#include "simulators/mastodon_html.h"

#include <algorithm>

#include "text/text.h"

namespace plein::simulators::mastodon {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0xC3;
}

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

bool has(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

// U+2060 and its like begin with 0xE2, and are no part of a word.
bool word_before(const std::string& text, std::size_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  return is_name(before) ||
         (static_cast<unsigned char>(before) >= 0x80 && (at < 3 || static_cast<unsigned char>(text[at - 3]) != 0xE2));
}

std::size_t url_end(const std::string& text, std::size_t at) {
  if (text.compare(at, 8, "https://") != 0 && text.compare(at, 7, "http://") != 0) return at;
  std::size_t end = std::min(text.find_first_of(" \n\t<>\"", at), text.size());
  while (end > at && has(".,;:!?)]}'", text[end - 1])) --end;
  return end;
}

// "@ana" or "@ana@other.example"; the end, or where it began.
std::size_t mention_end(const std::string& text, std::size_t at) {
  if (text[at] != '@' || word_before(text, at) || (at > 0 && has("/=", text[at - 1]))) return at;
  std::size_t end = at + 1;
  while (end < text.size() && is_name(text[end])) ++end;
  if (end == at + 1) return at;
  if (end < text.size() && text[end] == '@') {
    std::size_t domain = end + 1;
    while (domain < text.size() && (is_name(text[domain]) || has(".-:", text[domain]))) ++domain;
    while (domain > end + 1 && has(".-:", text[domain - 1])) --domain;
    if (domain > end + 1) end = domain;
  }
  return end;
}

std::size_t tag_end(const std::string& text, std::size_t at) {
  if (text[at] != '#' || word_before(text, at) || (at > 0 && has("/&", text[at - 1]))) return at;
  std::size_t end = at + 1;
  bool letters = false;
  for (; end < text.size() && is_letter(text[end]); ++end) letters = letters || text[end] < '0' || text[end] > '9';
  return letters ? end : at;
}

std::string linked(const std::string& address) {
  const std::size_t scheme = address.find("://") + 3;
  const std::size_t prefix = scheme + (address.compare(scheme, 4, "www.") == 0 ? 4 : 0);
  const bool cut = address.size() - prefix > 30;
  const std::string shown = address.substr(prefix, 30);
  const std::string rest = cut ? address.substr(prefix + 30) : "";
  return "<a href=\"" + escaped(address) +
         "\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" translate=\"no\"><span class=\"invisible\">" +
         escaped(address.substr(0, prefix)) + "</span><span class=\"" + (cut ? "ellipsis" : "") + "\">" + escaped(shown) +
         "</span><span class=\"invisible\">" + escaped(rest) + "</span></a>";
}

std::string written(const State& state, const std::string& text, const Entity& entity) {
  const std::string words = text.substr(entity.begin, entity.end - entity.begin);
  if (entity.kind == Entity::Kind::url) return linked(words);
  if (entity.kind == Entity::Kind::tag) {
    const std::string tag = escaped(words.substr(1));
    return "<a href=\"" + state.url + "/tags/" + tag + "\" class=\"mention hashtag\" rel=\"tag\">#<span>" + tag + "</span></a>";
  }
  const Account* account = state.find(words.substr(1));
  if (account == nullptr) return escaped(words);
  const std::string at = account->domain.empty() ? state.url : "https://" + account->domain;
  return "<span class=\"h-card\" translate=\"no\"><a href=\"" + at + "/@" + account->username +
         "\" class=\"u-url mention\">@<span>" + account->username + "</span></a></span>";
}

// simple_format: blank lines part paragraphs, and no line end is left.
std::string in_paragraphs(const std::string& html) {
  std::string out = "<p>";
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] != '\n') {
      out += html[i];
      continue;
    }
    std::size_t end = i;
    while (end < html.size() && html[end] == '\n') ++end;
    out += end - i > 1 ? "</p><p>" : "<br />";
    i = end - 1;
  }
  return out + "</p>";
}

}  // namespace

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::vector<Entity> entities_of(const std::string& text) {
  std::vector<Entity> entities;
  for (std::size_t i = 0; i < text.size();) {
    Entity entity{Entity::Kind::url, i, url_end(text, i)};
    if (entity.end == i) entity = {Entity::Kind::tag, i, tag_end(text, i)};
    if (entity.end == i) entity = {Entity::Kind::mention, i, mention_end(text, i)};
    if (entity.end > i) entities.push_back(entity);
    i = std::max(entity.end, i + 1);
  }
  return entities;
}

std::string html_of(const State& state, const std::string& text) {
  if (text.empty()) return "";
  std::string out;
  std::size_t last = 0;
  for (const Entity& entity : entities_of(text)) {
    out += escaped(text.substr(last, entity.begin - last)) + written(state, text, entity);
    last = entity.end;
  }
  return in_paragraphs(out + escaped(text.substr(last)));
}

std::vector<std::string> tags_of(const std::string& text) {
  std::vector<std::string> tags;
  for (const Entity& entity : entities_of(text)) {
    if (entity.kind == Entity::Kind::tag) tags.push_back(text.substr(entity.begin + 1, entity.end - entity.begin - 1));
  }
  return tags;
}

std::vector<std::string> mentions_of(const State& state, const std::string& text) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = mention_end(text, i);
    if (end == i) continue;
    const Account* account = state.find(text.substr(i + 1, end - i - 1));
    const bool known = account != nullptr && std::find(ids.begin(), ids.end(), account->id) == ids.end();
    if (known) ids.push_back(account->id);
    i = end - 1;
  }
  return ids;
}

std::size_t characters_of(const std::string& text) {
  std::string counted;
  std::size_t last = 0;
  for (const Entity& entity : entities_of(text)) {
    counted += text.substr(last, entity.begin - last);
    const std::string words = text.substr(entity.begin, entity.end - entity.begin);
    if (entity.kind == Entity::Kind::url) counted += std::string(23, 'x');
    if (entity.kind == Entity::Kind::tag) counted += words;
    if (entity.kind == Entity::Kind::mention) counted += words.substr(0, words.find('@', 1));
    last = entity.end;
  }
  return text::count_graphemes(counted + text.substr(last));
}

}  // namespace plein::simulators::mastodon
