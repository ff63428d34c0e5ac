#include "base/hash.h"

#include <doctest/doctest.h>

namespace {

std::string hex(std::string_view text) {
  std::string out;
  char pair[3];
  for (const auto byte : plein::sha256(text)) {
    std::snprintf(pair, sizeof pair, "%02x", byte);
    out += pair;
  }
  return out;
}

}  // namespace

TEST_CASE("SHA-256 gives the values of FIPS 180-4's examples") {
  CHECK(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("parts do not run into each other") { CHECK(plein::hash64({"ab", "c"}) != plein::hash64({"a", "bc"})); }

TEST_CASE("base32 round trips and sorts as numbers do") {
  for (const std::uint64_t value : {0ull, 1ull, 31ull, 32ull, 0x123456789abcdefull, ~0ull}) {
    std::uint64_t back = 1;
    REQUIRE(plein::from_base32(plein::to_base32(value), back));
    CHECK(back == value);
  }
  CHECK(plein::to_base32(5) < plein::to_base32(1000));
  std::uint64_t value = 0;
  CHECK_FALSE(plein::from_base32("000000000000", value));
  CHECK_FALSE(plein::from_base32("000000000000i", value));
  CHECK_FALSE(plein::from_base32("zzzzzzzzzzzzz", value));
}

TEST_CASE("CRC-32C gives the check value of RFC 3720") { CHECK(plein::crc32c("123456789") == 0xE3069283u); }
