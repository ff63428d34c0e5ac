// Mastodon: how statuses are named, and their addresses for people.
#include <algorithm>

#include "connectors/mastodon.h"

namespace plein {
namespace {

bool take(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// What stands before the next slash; the slash goes too. Nothing when there is none.
std::optional<std::string_view> take_segment(std::string_view& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  const std::string_view segment = text.substr(0, slash);
  text.remove_prefix(slash + 1);
  return segment;
}

std::optional<RemoteId> id_of(std::string_view text) {
  return mastodon::is_id(text) ? std::optional(RemoteId{std::string(text)}) : std::nullopt;
}

}  // namespace

// The one address made of the id alone: its own pages show it, and lead visitors on to where a post from elsewhere stands
// (config/routes/web_app.rb, permalink_redirector.rb).
std::string Mastodon::permalink(const Place& place, const RemoteId& id) const { return place.web + "/statuses/" + id.value; }

// "/statuses/1", "/@ana/1", "/users/ana/statuses/1", the first two behind "/web" and "/deck" too, and "/ap/users/7/statuses/1".
std::optional<RemoteId> Mastodon::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find_first_of("#?"));
  if (!take(url, place.web + "/")) return std::nullopt;
  if (!url.empty() && url.back() == '/') url.remove_suffix(1);
  if (!take(url, "web/")) take(url, "deck/");
  if (take(url, "statuses/")) return id_of(url);
  if (take(url, "@")) {
    // "/@ana/media" is no status: ids begin with a digit where they stand behind a name.
    const bool of_status = take_segment(url).has_value() && !url.empty() && url[0] >= '0' && url[0] <= '9';
    return of_status ? id_of(url) : std::nullopt;
  }
  take(url, "ap/");
  const bool of_account = take(url, "users/") && take_segment(url).has_value() && take(url, "statuses/");
  return of_account ? id_of(url) : std::nullopt;
}

namespace mastodon {

bool is_id(std::string_view text) {
  return !text.empty() && text.size() < 65 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

std::string mark_of(const std::string& id) {
  const std::string length = std::to_string(id.size());
  return std::string(4 - std::min<std::size_t>(length.size(), 4), '0') + length + " " + id;
}

}  // namespace mastodon
}  // namespace plein
