#include "base/time.h"

#include <doctest/doctest.h>

using plein::parse_rfc3339;
using plein::to_rfc3339;

TEST_CASE("the platforms' forms of time are read") {
  CHECK(parse_rfc3339("1970-01-01T00:00:00Z") == 0);
  CHECK(parse_rfc3339("2026-11-23T03:36:17.141Z") == 1795404977141);
  CHECK(parse_rfc3339("2026-11-23T04:36:17.141+01:00") == 1795404977141);
  CHECK(parse_rfc3339("2026-11-22T22:36:17.141-0500") == 1795404977141);
  CHECK(parse_rfc3339("2026-11-23T03:36:17.1419999Z") == 1795404977141);
  CHECK(parse_rfc3339("2024-02-29T12:00:00Z").has_value());
}

TEST_CASE("anything else is no time") {
  for (const char* text :
       {"", "2026", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
        "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Zx", "-026-01-01T00:00:00Z", "1969-12-31T23:59:59Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rfc3339(text).has_value());
  }
}

TEST_CASE("writing and reading agree") {
  for (const plein::Milliseconds time : {0LL, 1795404977141LL, 951782400000LL, 4102444799999LL}) {
    CHECK(parse_rfc3339(to_rfc3339(time)) == time);
  }
  CHECK(to_rfc3339(1795404977141) == "2026-11-23T03:36:17.141Z");
}
