// Bluesky: how posts are named: record keys, at:// addresses and addresses for people.
#include <algorithm>

#include "base/hash.h"
#include "connectors/bluesky.h"

namespace plein {
namespace {

constexpr std::string_view alphabet = "234567abcdefghijklmnopqrstuvwxyz";

// Letters, digits and `others`.
bool only(std::string_view text, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
  });
}

// https://atproto.com/specs/record-key
bool is_record_key(std::string_view text) {
  return !text.empty() && text.size() <= 512 && text != "." && text != ".." && only(text, "._:~-");
}

}  // namespace

std::string Bluesky::permalink(const Place& place, const RemoteId& id) const { return bluesky::address_of(place, id); }

std::optional<RemoteId> Bluesky::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find('#'));
  const std::string prefix = place.web + "/profile/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  url.remove_prefix(prefix.size());
  const std::size_t post = url.find("/post/");
  if (post == std::string_view::npos) return std::nullopt;
  // Handles change hands; only a DID says for good whose post it is.
  const RemoteId id =
      bluesky::id_of("at://" + std::string(url.substr(0, post)) + "/app.bsky.feed.post/" + std::string(url.substr(post + 6)));
  return id.empty() ? std::nullopt : std::optional(id);
}

namespace bluesky {

std::string address_of(const Place& place, const RemoteId& id) {
  const std::size_t slash = id.value.find('/');
  if (slash == std::string::npos) return {};
  return place.web + "/profile/" + id.value.substr(0, slash) + "/post/" + id.value.substr(slash + 1);
}

std::string address_of(const Place& place, std::string_view uri) {
  if (const RemoteId post = id_of(uri); !post.empty()) return address_of(place, post);
  constexpr std::string_view scheme = "at://";
  const std::size_t first = uri.find('/', scheme.size());
  const std::size_t second = first == std::string_view::npos ? first : uri.find('/', first + 1);
  if (uri.substr(0, scheme.size()) != scheme || second == std::string_view::npos) return {};
  const std::string did(uri.substr(scheme.size(), first - scheme.size()));
  const std::string_view kind = uri.substr(first + 1, second - first - 1);
  const std::string key(uri.substr(second + 1));
  if (!is_did(did) || !is_record_key(key)) return {};
  if (kind == "app.bsky.feed.generator") return place.web + "/profile/" + did + "/feed/" + key;
  if (kind == "app.bsky.graph.list") return place.web + "/profile/" + did + "/lists/" + key;
  if (kind == "app.bsky.graph.starterpack") return place.web + "/starter-pack/" + did + "/" + key;
  return {};
}

// "did:<method>:<name>", https://atproto.com/specs/did
bool is_did(std::string_view text) {
  const std::size_t colon = text.find(':', 4);
  if (text.substr(0, 4) != "did:" || colon == std::string_view::npos || colon == 4 || colon + 1 == text.size()) return false;
  return only(text, ":._-%") && text.back() != ':' && text.back() != '%' && text.size() <= 2048;
}

std::string uri_of(const RemoteId& id) {
  const std::size_t slash = id.value.find('/');
  if (slash == std::string::npos) return {};
  return "at://" + id.value.substr(0, slash) + "/" + std::string(collection) + "/" + id.value.substr(slash + 1);
}

RemoteId id_of(std::string_view uri) {
  const std::string_view scheme = "at://";
  if (uri.substr(0, scheme.size() + 4) != "at://did:") return {};
  uri.remove_prefix(scheme.size());
  const std::size_t first = uri.find('/');
  const std::size_t second = first == std::string_view::npos ? first : uri.find('/', first + 1);
  if (second == std::string_view::npos || uri.substr(first + 1, second - first - 1) != collection) return {};
  const std::string_view key = uri.substr(second + 1);
  if (!is_did(uri.substr(0, first)) || !is_record_key(key)) return {};
  return RemoteId{std::string(uri.substr(0, first)) + "/" + std::string(key)};
}

std::string record_key(Milliseconds time, std::uint64_t salt) {
  const std::uint64_t microseconds = static_cast<std::uint64_t>(time) * 1000 + (salt >> 10) % 1000;
  std::uint64_t value = (microseconds & ((1ull << 53) - 1)) << 10 | (salt & 1023);
  std::string key(13, '2');
  for (int i = 12; i >= 0; --i, value >>= 5) key[i] = alphabet[value & 31];
  return key;
}

LikeKey like_key(const RemoteId& post) {
  constexpr std::size_t length = 13;
  const std::uint64_t hash = hash64({post.value});
  const std::string_view own = std::string_view(post.value).substr(post.value.find('/') + 1);
  std::uint64_t value = 0;
  for (const char c : own) value = value << 5 | (alphabet.find(c) & 31);
  const auto in_alphabet = [](char c) { return alphabet.find(c) != std::string_view::npos; };
  const bool dated = own.size() == length && own[0] < 'k' && std::all_of(own.begin(), own.end(), in_alphabet);
  // Within the millisecond of the post's own key; where that is none of the usual kind, at some time of the past.
  constexpr std::uint64_t latest_ms = 1u << 30;
  const Milliseconds time = static_cast<Milliseconds>(dated ? (value >> 10) / 1000 : 1'600'000'000'000 + hash % latest_ms);
  return {record_key(time, hash >> 20), time};
}

}  // namespace bluesky
}  // namespace plein
