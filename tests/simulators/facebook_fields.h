// The Graph API's field expansion: "id,comments.filter(stream).limit(5){id,parent{id}}".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plein::simulators::facebook {

struct Field {
  std::string name;
  std::map<std::string, std::string> modifiers;
  std::vector<Field> fields;

  std::string modifier(const std::string& key, const std::string& fallback) const {
    const auto found = modifiers.find(key);
    return found == modifiers.end() ? fallback : found->second;
  }
};

std::optional<std::vector<Field>> parse_fields(std::string_view text);  // nothing: a syntax error

}  // namespace plein::simulators::facebook
