// What a PDS computes from records: content ids, record keys, and whether a post is one (platforms.md, section 3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/time.h"

namespace plein::simulators::bluesky {

// The RFC 4648 base32 of bytes, lower case, without padding.
std::string base32(std::string_view bytes);

// A CIDv1 of the shape of real ones ("bafyrei..."), of the bytes of canonical JSON instead of DAG-CBOR.
std::string cid_of(std::string_view bytes);

// 13 characters that sort by time; `sequence` tells apart what happens in one millisecond.
std::string record_key(Milliseconds at, std::uint64_t sequence);
bool is_record_key(std::string_view key);
bool is_tid(std::string_view key);  // what the lexicons of posts and likes want of their keys

// Why the PDS refuses this app.bsky.feed.post ("Invalid app.bsky.feed.post record: ..."), or "".
std::string post_refusal(const JsonReader& record);
std::string like_refusal(const JsonReader& record);

// Grapheme clusters, nearly: marks, variation selectors, skin tones, joined emoji and flags count with what they follow.
std::size_t graphemes(std::string_view text);

}  // namespace plein::simulators::bluesky
