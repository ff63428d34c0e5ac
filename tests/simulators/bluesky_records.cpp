#include "simulators/bluesky_records.h"

#include "base/hash.h"
#include "base/utf8.h"

namespace plein::simulators::bluesky {
namespace {

bool extends(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D ||
         (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
}

bool is_flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

std::string reference_refusal(const JsonReader& reference, const std::string& path) {
  if (!reference.is_object()) return "Record must have the property \"" + path + "\"";
  for (const char* name : {"uri", "cid"}) {
    if (!reference[name].is_text()) return "Record/" + path + " must have the property \"" + name + "\"";
  }
  return reference["uri"].text().starts_with("at://") ? "" : "Record/" + path + "/uri must be a valid at-uri";
}

std::string facet_refusal(const JsonReader& facet) {
  const JsonReader index = facet["index"];
  if (!index.is_object() || !index["byteStart"].is_integer() || !index["byteEnd"].is_integer()) {
    return "Record/facets/index must have integer byteStart and byteEnd";
  }
  if (index["byteStart"].integer() < 0 || index["byteEnd"].integer() < 0) return "Record/facets/index can not be less than 0";
  if (!facet["features"].is_array()) return "Record/facets must have the property \"features\"";
  std::string refused;
  facet["features"].each([&](JsonReader feature) {
    if (!feature["$type"].is_text()) refused = "Record/facets/features must have the property \"$type\"";
    if (feature["uri"].present() && !feature["uri"].is_text()) refused = "Record/facets/features/uri must be a string";
    if (feature["did"].present() && !feature["did"].is_text()) refused = "Record/facets/features/did must be a string";
  });
  return refused;
}

}  // namespace

std::string base32(std::string_view bytes) {
  static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[(buffer >> (bits - 5)) & 31];
  }
  if (bits > 0) out += alphabet[(buffer << (5 - bits)) & 31];
  return out;
}

std::string cid_of(std::string_view bytes) {
  std::string binary = "\x01\x71\x12\x20";  // CIDv1, dag-cbor, sha2-256, 32 bytes
  for (const std::uint8_t byte : sha256(bytes)) binary += static_cast<char>(byte);
  return "b" + base32(binary);
}

std::string record_key(Milliseconds at, std::uint64_t sequence) {
  static constexpr char alphabet[] = "234567abcdefghijklmnopqrstuvwxyz";
  std::uint64_t value = (static_cast<std::uint64_t>(at) * 1000 + sequence % 1000) << 10;
  std::string key(13, '2');
  for (std::size_t i = 13; i-- > 0; value >>= 5) key[i] = alphabet[value & 31];
  return key;
}

bool is_record_key(std::string_view key) {
  if (key.empty() || key.size() > 512 || key == "." || key == "..") return false;
  for (const char c : key) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && std::string_view("._:~-").find(c) == std::string_view::npos) return false;
  }
  return true;
}

bool is_tid(std::string_view key) {
  constexpr std::string_view alphabet = "234567abcdefghijklmnopqrstuvwxyz";
  if (key.size() != 13 || key[0] >= 'k') return false;
  for (const char c : key) {
    if (alphabet.find(c) == std::string_view::npos) return false;
  }
  return true;
}

std::string like_refusal(const JsonReader& record) {
  const std::string start = "Invalid app.bsky.feed.like record: ";
  if (!record["createdAt"].is_text() || !parse_rfc3339(record["createdAt"].text())) {
    return start + "Record/createdAt must be an valid atproto datetime";
  }
  const std::string refused = reference_refusal(record["subject"], "subject");
  return refused.empty() ? "" : start + refused;
}

std::string post_refusal(const JsonReader& record) {
  const std::string start = "Invalid app.bsky.feed.post record: ";
  if (!record.is_object()) return start + "Record must be an object";
  if (record["$type"].present() && (!record["$type"].is_text() || record["$type"].text() != "app.bsky.feed.post")) {
    return "Invalid $type: expected app.bsky.feed.post";
  }
  if (!record["text"].is_text()) return start + "Record must have the property \"text\"";
  if (!record["createdAt"].is_text()) return start + "Record must have the property \"createdAt\"";
  if (!parse_rfc3339(record["createdAt"].text())) return start + "Record/createdAt must be an valid atproto datetime";
  const std::string text = record["text"].text();
  if (text.size() > 3000) {
    return start + "string too big (maximum 3000, got " + std::to_string(text.size()) + ") at $.record.text";
  }
  if (const std::size_t count = graphemes(text); count > 300) {
    return start + "grapheme too big (maximum 300, got " + std::to_string(count) + ") at $.record.text";
  }
  const JsonReader reply = record["reply"];
  if (reply.present()) {
    if (!reply.is_object()) return start + "Record/reply must be an object";
    for (const char* name : {"root", "parent"}) {
      const std::string refused = reference_refusal(reply[name], name);
      if (!refused.empty()) return start + refused;
    }
  }
  const JsonReader langs = record["langs"];
  if (langs.present() && (!langs.is_array() || langs.size() > 3))
    return start + "Record/langs must not have more than 3 elements";
  for (std::size_t i = 0; i < langs.size(); ++i) {
    if (!langs.at(i).is_text()) return start + "Record/langs/" + std::to_string(i) + " must be a well-formed BCP 47 language tag";
  }
  const JsonReader labels = record["labels"];
  if (labels.present()) {
    const bool known = labels.is_object() && labels["$type"].is_text();
    if (!known || labels["$type"].text() != "com.atproto.label.defs#selfLabels" || !labels["values"].is_array()) {
      return start + "Record/labels must be selfLabels";
    }
    for (std::size_t i = 0; i < labels["values"].size(); ++i) {
      if (!labels["values"].at(i)["val"].is_text()) return start + "Record/labels/values must have the property \"val\"";
    }
  }
  std::string refused;
  if (record["facets"].present() && !record["facets"].is_array()) return start + "Record/facets must be an array";
  record["facets"].each([&](JsonReader facet) {
    if (refused.empty()) refused = facet_refusal(facet);
  });
  return refused.empty() ? "" : start + refused;
}

std::size_t graphemes(std::string_view text) {
  std::size_t count = 0;
  bool joined = false;
  bool half_flag = false;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded next = utf8::decode(text, i);
    i += next.bytes;
    const bool second_letter = half_flag && is_flag_letter(next.code_point);
    if (count == 0 || (!extends(next.code_point) && !joined && !second_letter)) ++count;
    half_flag = is_flag_letter(next.code_point) && !second_letter;
    joined = next.code_point == 0x200D;
  }
  return count;
}

}  // namespace plein::simulators::bluesky
