// An HTTP request taken apart as a platform's router does: path segments and query percent-decoded, the bearer token,
// the body as JSON. Total: what cannot be read is empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "model/http.h"

namespace plein::simulators {

struct RequestParts {
  std::string method;
  std::string path;                   // decoded, without the query: "/api/topic/3"
  std::vector<std::string> segments;  // "api", "topic", "3"
  std::vector<std::pair<std::string, std::string>> query;
  std::string token;  // of "authorization: Bearer ..."
  bool has_authorization = false;
  bool body_is_broken = false;  // a body that is no JSON object
  JsonDocument body;            // {} when there is none

  std::string_view segment(std::size_t index) const;
  std::string parameter(std::string_view name) const;  // "" when absent
  bool has_parameter(std::string_view name) const;
  std::vector<std::string> parameters(std::string_view name) const;  // also those written name[]
  std::int64_t number(std::string_view name, std::int64_t fallback) const;
};

RequestParts take_apart(const HttpRequest& request);

std::optional<std::int64_t> to_number(std::string_view text);  // digits only

}  // namespace plein::simulators
