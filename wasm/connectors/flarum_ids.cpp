// Flarum: how posts and discussions are named, and how far a walk has come.
#include <algorithm>

#include "connectors/flarum.h"

namespace plein {

using flarum::Address;

// Flarum's own address of a post, /d/<discussion>/<number>, with the post's id beside it: Flarum's router takes no notice of a
// query it does not know.
std::string Flarum::permalink(const Place& place, const RemoteId& id) const {
  const Address at = flarum::address_of(id);
  if (at.discussion.empty()) return "";
  const std::string discussion = place.web + "/d/" + at.discussion;
  return at.post.empty() ? discussion : discussion + "/" + at.number + "?post=" + at.post;
}

std::optional<RemoteId> Flarum::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find('#'));
  const std::string prefix = place.web + "/d/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  const std::string_view path = url.substr(place.web.size(), url.find('?') - place.web.size());
  const Address at = flarum::read_path(path);
  if (at.discussion.empty()) return std::nullopt;
  if (at.number == "1") return flarum::first_post(at.discussion);
  // An address that a person copied does not say which post it is: numbers are given anew when discussions are merged.
  constexpr std::string_view key = "?post=";
  const std::size_t query = url.find(key);
  if (query == std::string_view::npos || !flarum::is_number(url.substr(query + key.size()))) return std::nullopt;
  return flarum::reply(at.discussion, at.number, std::string(url.substr(query + key.size())));
}

namespace flarum {

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 16 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string setting(const Place& place, const char* name) {
  const auto found = place.settings.find(name);
  return found == place.settings.end() ? "" : found->second;
}

Address address_of(const RemoteId& id) {
  const std::string_view value = id.value;
  if (is_number(value)) return {id.value, "", ""};
  const std::size_t first = value.find('/');
  const std::size_t second = first == std::string_view::npos ? first : value.find('/', first + 1);
  if (second == std::string_view::npos) return {};
  const Address at{std::string(value.substr(0, first)), std::string(value.substr(first + 1, second - first - 1)),
                   std::string(value.substr(second + 1))};
  return is_number(at.discussion) && is_number(at.number) && is_number(at.post) ? at : Address{};
}

RemoteId first_post(const std::string& discussion) { return RemoteId{discussion}; }

RemoteId reply(const std::string& discussion, const std::string& number, const std::string& post) {
  return RemoteId{discussion + "/" + number + "/" + post};
}

std::string post_number_of(const RemoteRef& ref) {
  const Address at = address_of(ref.id);
  if (!at.post.empty()) return at.post;
  return !at.discussion.empty() && is_number(ref.extra) ? ref.extra : "";
}

Address read_path(std::string_view path) {
  const std::size_t begin = path.rfind("/d/");
  if (begin == std::string_view::npos) return {};
  path.remove_prefix(begin + 3);
  const std::size_t slash = path.find('/');
  const std::string_view named = path.substr(0, slash);
  const std::string_view discussion = named.substr(0, named.find('-'));
  const std::string_view number = slash == std::string_view::npos || slash + 1 == path.size() ? "1" : path.substr(slash + 1);
  if (!is_number(discussion) || !is_number(number)) return {};
  return {std::string(discussion), std::string(number), ""};
}

// "<offset> <v or h> <best answer, or ->"; the first page has none and asks for the discussion itself.
Cursor read_cursor(const std::string& cursor) {
  const std::size_t first = cursor.find(' ');
  const std::size_t second = first == std::string::npos ? first : cursor.find(' ', first + 1);
  const std::string offset = cursor.substr(0, first);
  Cursor read{is_number(offset) ? offset : std::string(1, '0'), {}};
  if (second == std::string::npos) return read;
  read.discussion.unseen = cursor[first + 1] == 'h';
  const std::string best = cursor.substr(second + 1);
  if (is_number(best)) read.discussion.best = best;
  return read;
}

std::string write_cursor(const Cursor& cursor) {
  const Discussion& of = cursor.discussion;
  return cursor.offset + (of.unseen ? " h " : " v ") + (of.best.empty() ? "-" : of.best);
}

}  // namespace flarum
}  // namespace plein
