// NodeBB: how posts and topics are named, and what a place's settings say.
#include <algorithm>

#include "connectors/nodebb.h"

namespace plein {

std::string NodeBb::permalink(const Place& place, const RemoteId& id) const {
  return nodebb::is_number(id.value) ? place.web + "/post/" + id.value : id.value;
}

std::optional<RemoteId> NodeBb::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find('#'));
  const std::string prefix = place.web + "/post/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  url.remove_prefix(prefix.size());
  return nodebb::is_number(url) ? std::optional(RemoteId{std::string(url)}) : std::nullopt;
}

namespace nodebb {

bool is_topic(std::string_view text) {
  return !text.empty() && text.size() < 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 16 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

RemoteRef named_by_topic(const std::string& tid) { return {RemoteId{"topic/" + tid}, tid}; }

bool is_named_by_topic(const RemoteId& id) { return id.value.compare(0, 6, "topic/") == 0; }

std::string setting(const Place& place, const char* name) {
  const auto found = place.settings.find(name);
  return found == place.settings.end() ? "" : found->second;
}

}  // namespace nodebb
}  // namespace plein
