// Whole numbers as text, and back.
#include "base/digits.h"

#include <doctest/doctest.h>

using namespace plein;

TEST_CASE("numbers are written whole, the least one too") {
  CHECK(digits(0) == "0");
  CHECK(digits(1234567890123) == "1234567890123");
  CHECK(digits(-7) == "-7");
  CHECK(digits(INT64_MAX) == "9223372036854775807");
  CHECK(digits(INT64_MIN) == "-9223372036854775808");
}

TEST_CASE("only digits are read, and no more than fits; anything else changes nothing") {
  std::uint64_t value = 5;
  for (const char* wrong : {"", "-1", "+1", " 1", "1 ", "1a", "0x1", "10000000000000000000"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_digits(wrong, value));
    CHECK(value == 5);
  }
  CHECK(read_digits("9999999999999999999", value));
  CHECK(value == 9999999999999999999ull);
  CHECK(read_digits("007", value));
  CHECK(value == 7);
}
