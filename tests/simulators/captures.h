// The recorded answers of real servers (tests/fixtures/captures), and the comparison of an answer's shape with theirs.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "model/http.h"

namespace plein::simulators {

struct Capture {
  std::string name;  // "01-topic-create"
  HttpRequest request;
  int status = 0;
  std::string response;  // JSON
};

// All of a platform in the order of their names, without those that are no request ("99-...").
std::vector<Capture> read_captures(const std::string& platform);

// Where `simulated` has not the shape of `captured`: a key that is missing, another JSON type, another number of elements;
// "" when it has. Keys in `left_out` are not looked at, wherever they are. What the simulated answer has more is no difference.
std::vector<std::string> shape_differences(const JsonReader& captured, const JsonReader& simulated,
                                           const std::set<std::string>& left_out);

}  // namespace plein::simulators
