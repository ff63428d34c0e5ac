// Fixtures: what a platform said (`<case>.remote.json`), what Plein makes of it (`<case>.model.json`), and what it asked
// (`<case>.request.json`), as JSON. tests/fixtures/README.md says how they are written.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "connectors/connector.h"

namespace plein::fixtures {

using Json = nlohmann::json;

struct Case {
  std::string platform;
  std::string name;
  Json remote;
  Place place;
  Identity self;

  bool is_push() const { return remote.contains("push"); }
  Ask ask() const;
  HttpResponse response() const;           // with the body as it was recorded
  std::string path(const char* of) const;  // "model": where <case>.model.json is
};

// All of tests/fixtures/<platform>/, in the order of their names.
std::vector<Case> all();
std::vector<std::string> platforms();

// A body is JSON, or text where it is a JSON string.
std::string body_of(const Json& body);
Json load(const std::string& path);

Json to_json(const Reading& reading);
Json to_json(const std::vector<Change>& changes);
Json to_json(const Error& error);
Json to_json(const HttpRequest& request);

}  // namespace plein::fixtures
