// SHA-256 (FIPS 180-4). Ids and content hashes are its first 64 bits: who writes on a platform chooses the bytes hashed,
// so a hash that can be steered would let one post take another's id.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace plein {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);

// The first 64 bits of the SHA-256 of the parts, each preceded by its length, so that ("ab","c") is not ("a","bc").
std::uint64_t hash64(std::initializer_list<std::string_view> parts);

// 13 characters of Crockford's base32, lower case, most significant first; sorts as the number does.
std::string to_base32(std::uint64_t value);
bool from_base32(std::string_view text, std::uint64_t& value);

// CRC-32C (Castagnoli), for stored bytes.
std::uint32_t crc32c(std::string_view bytes);

}  // namespace plein
