#include "simulators/captures.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace plein::simulators {
namespace {

std::string type_of(const JsonReader& value) {
  const std::string raw = value.raw();
  switch (raw[0]) {
    case '{': return "object";
    case '[': return "array";
    case '"': return "text";
    case 't':
    case 'f': return "flag";
    case 'n': return "null";
    default: return "number";
  }
}

void compare(const JsonReader& captured, const JsonReader& simulated, const std::set<std::string>& left_out,
             const std::string& path, std::vector<std::string>& differences) {
  const std::string expected = type_of(captured);
  const std::string found = type_of(simulated);
  if (expected != found) {
    differences.push_back(path + ": " + expected + " in the capture, " + found + " here");
  } else if (expected == "array") {
    if (captured.size() != simulated.size()) {
      differences.push_back(path + ": " + std::to_string(captured.size()) + " elements in the capture, " +
                            std::to_string(simulated.size()) + " here");
    }
    for (std::size_t i = 0; i < std::min(captured.size(), simulated.size()); ++i) {
      compare(captured.at(i), simulated.at(i), left_out, path + "[" + std::to_string(i) + "]", differences);
    }
  } else if (expected == "object") {
    std::set<std::string> names;
    simulated.members([&](const std::string& key, JsonReader) { names.insert(key); });
    captured.members([&](const std::string& key, JsonReader value) {
      if (left_out.count(key)) return;
      if (!names.count(key)) return static_cast<void>(differences.push_back(path + "." + key + ": missing"));
      compare(value, simulated[key.c_str()], left_out, path + "." + key, differences);
    });
  }
}

}  // namespace

std::vector<Capture> read_captures(const std::string& platform) {
  std::vector<Capture> captures;
  const std::filesystem::path folder = std::filesystem::path(PLEIN_SOURCE_DIR) / "tests/fixtures/captures" / platform;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    std::ostringstream text;
    text << file.rdbuf();
    const Result<JsonDocument> document = JsonDocument::parse(text.str());
    if (!document || !document->root()["request"].is_text()) continue;
    const JsonReader root = document->root();
    Capture capture{.name = entry.path().stem().string()};
    const std::string line = root["request"].text();
    capture.request.method = line.substr(0, line.find(' '));
    capture.request.url = line.substr(line.find(' ') + 1);
    if (root["request_headers"]["authorization"].present()) capture.request.headers["authorization"] = "Bearer <redacted>";
    if (root["request_body"].present()) capture.request.body = root["request_body"].raw();
    capture.status = static_cast<int>(root["status"].integer());
    capture.response = root["response"].raw();
    captures.push_back(std::move(capture));
  }
  std::sort(captures.begin(), captures.end(), [](const Capture& a, const Capture& b) { return a.name < b.name; });
  return captures;
}

std::vector<std::string> shape_differences(const JsonReader& captured, const JsonReader& simulated,
                                           const std::set<std::string>& left_out) {
  std::vector<std::string> differences;
  compare(captured, simulated, left_out, "$", differences);
  return differences;
}

TEST_CASE("a difference in shape is told with its path") {
  const auto captured = JsonDocument::parse(R"({"a":[{"b":1,"skipped":2}],"c":null,"d":{"e":true}})");
  const auto simulated = JsonDocument::parse(R"({"a":[{"b":"1","more":0}],"c":"","d":{}})");
  CHECK(shape_differences(captured->root(), simulated->root(), {"skipped"}) ==
        std::vector<std::string>{"$.a[0].b: number in the capture, text here", "$.c: null in the capture, text here",
                                 "$.d.e: missing"});
}

}  // namespace plein::simulators
