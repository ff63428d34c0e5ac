// Discourse: how posts and topics are named, and what a place's settings say.
#include <algorithm>

#include "base/hash.h"
#include "connectors/discourse.h"

namespace plein {

// "/p/901" leads to the post wherever it was moved to (posts#short_link).
std::string Discourse::permalink(const Place& place, const RemoteId& id) const { return place.web + "/p/" + id.value; }

std::optional<RemoteId> Discourse::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find_first_of("#?"));  // "?u=ana": who shared it
  const std::string prefix = place.web + "/p/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  url.remove_prefix(prefix.size());
  return discourse::is_number(url) ? std::optional(RemoteId{std::string(url)}) : std::nullopt;
}

namespace discourse {
namespace {

constexpr std::size_t ids_max = 4000;  // carried from page to page; a parent further back is the topic's first post

std::int64_t to_number(std::string_view text) {
  std::int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

std::string setting(const Place& place, const char* name) {
  const auto found = place.settings.find(name);
  return found == place.settings.end() ? "" : found->second;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 16 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Spot spot_of(const RemoteRef& ref) {
  const std::size_t slash = ref.extra.find('/');
  Spot spot{ref.extra.substr(0, slash), slash == std::string::npos ? "" : ref.extra.substr(slash + 1)};
  if (!is_number(spot.topic)) spot.topic.clear();
  if (!is_number(spot.number)) spot.number.clear();
  return spot;
}

Walk read_walk(const std::string& cursor) {
  Walk walk;
  std::string_view rest = cursor;
  const auto next_word = [&rest] {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    return word;
  };
  const std::string_view page = next_word();
  if (is_number(page) && page.size() < 7) walk.page = static_cast<int>(to_number(page));
  while (!rest.empty()) {
    const std::string_view pair = next_word();
    const std::string_view number = pair.substr(0, pair.find(':'));
    const std::string_view id = pair.substr(std::min(pair.size(), number.size() + 1));
    if (is_number(number) && is_number(id)) walk.ids[to_number(number)] = id;
  }
  return walk;
}

std::string to_cursor(const Walk& walk) {
  std::string cursor = std::to_string(walk.page);
  std::size_t count = 0;
  for (const auto& [number, id] : walk.ids) {
    if (++count > ids_max) break;
    cursor += ' ' + std::to_string(number) + ':' + id;
  }
  return cursor;
}

std::pair<std::int64_t, int> read_latest_cursor(const std::string& cursor) {
  const std::size_t space = cursor.find(' ');
  const std::string before = cursor.substr(0, space);
  const std::string empty = space == std::string::npos ? "" : cursor.substr(space + 1);
  return {is_number(before) ? to_number(before) : 0,
          is_number(empty) && empty.size() < 4 ? static_cast<int>(to_number(empty)) : 0};
}

// At most 50 letters, digits, "-" and "_", and unlike any other, topics that were deleted included (app/models/topic.rb).
std::string external_id(const Draft& draft) {
  return "plein-" + to_base32(hash64({std::to_string(draft.intended_at), std::to_string(draft.salt)}));
}

std::string topic_of_address(std::string_view url) {
  url = url.substr(0, url.find_first_of("#?"));
  const std::size_t begin = url.find("/t/");
  if (begin == std::string_view::npos) return "";
  constexpr std::string_view format = ".json";
  if (url.size() > format.size() && url.substr(url.size() - format.size()) == format) url.remove_suffix(format.size());
  const std::string_view last = url.substr(url.rfind('/') + 1);
  return is_number(last) ? std::string(last) : "";
}

}  // namespace discourse
}  // namespace plein
