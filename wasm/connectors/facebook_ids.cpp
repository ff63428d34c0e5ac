// Facebook: how posts and comments are named, and how a list goes on.
#include <algorithm>

#include "connectors/facebook.h"
#include "connectors/query_string.h"

namespace plein {
namespace {

constexpr std::string_view comment_part = "?comment_id=";

std::string percent_decoded(std::string_view text) {
  const auto value = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && value(text[i + 1]) >= 0 && value(text[i + 2]) >= 0) {
      out += static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

// Facebook leads from both to where they are shown now.
std::string Facebook::permalink(const Place& place, const RemoteId& id) const {
  if (!facebook::is_id(id.value)) return {};
  const std::size_t at = id.value.find('_');
  const bool pair = at != std::string::npos && at == id.value.rfind('_');
  if (!pair || facebook::is_post(place, id.value)) return place.web + "/" + id.value;
  return place.web + "/" + id.value.substr(0, at) + std::string(comment_part) + id.value.substr(at + 1);
}

std::optional<RemoteId> Facebook::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find('#'));
  const std::string prefix = place.web + "/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  url.remove_prefix(prefix.size());
  const std::size_t query = url.find(comment_part);
  std::string id(url.substr(0, query));
  if (query != std::string_view::npos) id += "_" + std::string(url.substr(query + comment_part.size()));
  // Only what permalink() makes: another Page's post is written the same way.
  const RemoteId found{std::move(id)};
  if (permalink(place, found) != prefix + std::string(url)) return std::nullopt;
  return found;
}

namespace facebook {

std::string page_of(const Place& place) {
  const auto found = place.settings.find("page");
  return found == place.settings.end() ? "" : found->second;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 32 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_id(std::string_view text) {
  for (int parts = 1; parts <= 3; ++parts) {
    const std::size_t end = text.find('_');
    if (!is_number(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
  return false;
}

bool is_post(const Place& place, std::string_view id) {
  const std::string prefix = page_of(place) + "_";
  return id.substr(0, prefix.size()) == prefix && is_number(id.substr(prefix.size()));
}

bool same_object(std::string_view a, std::string_view b) {
  const auto own = [](std::string_view id) { return id.substr(id.rfind('_') + 1); };
  return own(a) == own(b);
}

RemoteRef comment_ref(const std::string& comment, const std::string& parent, const std::string& post) {
  const std::string& top = parent.empty() || same_object(parent, post) ? comment : parent;
  return {RemoteId{comment}, post + "/" + top};
}

std::string post_of(const Place& place, const RemoteRef& comment) {
  const std::size_t slash = comment.extra.find('/');
  if (slash != std::string::npos) return comment.extra.substr(0, slash);
  // The first number is the post's own, unless the post is of an album or a photo: then a reading of its thread says more.
  return page_of(place) + "_" + comment.id.value.substr(0, comment.id.value.find('_'));
}

std::string reply_target(const Place& place, const RemoteRef& parent) {
  const std::size_t slash = parent.extra.find('/');
  if (is_post(place, parent.id.value) || slash == std::string::npos) return parent.id.value;
  return parent.extra.substr(slash + 1);
}

// The next page's address may name any host, and is never followed: what asks for the page is taken out of it. Lists of
// comments and posts have cursors; lists by time (results#time) have the other two.
std::string next_of(const JsonReader& list) {
  const JsonReader next = list["paging"]["next"];
  if (!next.present()) return {};
  const std::string address = next.text();
  std::string_view query = std::string_view(address).substr(std::min(address.find('?'), address.size()));
  std::string found;
  while (!query.empty()) {
    query.remove_prefix(1);
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(pair.size());
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = pair.substr(0, equals);
    if (name != "after" && name != "until" && name != "__paging_token") continue;
    found += "&" + std::string(name) + "=" + QueryString::encoded(percent_decoded(pair.substr(equals + 1)));
  }
  if (found.empty()) next.fail(ErrorCode::invalid_value, "the address of a next page, with its cursor");
  return found;
}

}  // namespace facebook
}  // namespace plein
