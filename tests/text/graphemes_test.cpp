#include "text/graphemes.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "text/text.h"

TEST_CASE("every line of Unicode's own grapheme break test holds") {
  std::ifstream file(PLEIN_SOURCE_DIR "/tests/fixtures/GraphemeBreakTest.txt");
  REQUIRE(file.good());
  int lines = 0;
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    std::istringstream parts(line);
    std::string text;
    std::vector<std::size_t> expected;
    for (std::string part; parts >> part;) {
      if (part == "\xC3\xB7") {  // ÷: a boundary
        if (!text.empty()) expected.push_back(text.size());
      } else if (part != "\xC3\x97") {  // ×: none
        plein::utf8::append(text, static_cast<char32_t>(std::stoul(part, nullptr, 16)));
      }
    }
    // Surrogates are in the file and cannot be in UTF-8.
    if (text.empty() || line.find("D800") != std::string::npos) continue;
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < text.size(); found.push_back(at)) at = plein::text::grapheme_end(text, at);
    CAPTURE(line);
    CHECK(found == expected);
    ++lines;
  }
  CHECK(lines > 500);
}
