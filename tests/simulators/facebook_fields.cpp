#include "simulators/facebook_fields.h"

namespace plein::simulators::facebook {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  bool list(std::vector<Field>& fields) {
    do {
      Field field;
      field.name = word();
      if (field.name.empty()) return false;
      while (take('.')) {
        const std::string name = word();
        if (name.empty() || !take('(')) return false;
        const std::size_t end = rest_.find(')');
        if (end == std::string_view::npos) return false;
        field.modifiers[name] = std::string(rest_.substr(0, end));
        rest_.remove_prefix(end + 1);
      }
      if (take('{') && !(list(field.fields) && take('}'))) return false;
      fields.push_back(std::move(field));
    } while (take(','));
    return true;
  }

  bool at_end() const { return rest_.empty(); }

 private:
  std::string word() {
    std::size_t end = 0;
    while (end < rest_.size() && ((rest_[end] >= 'a' && rest_[end] <= 'z') || rest_[end] == '_')) ++end;
    const std::string found(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return found;
  }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::vector<Field>> parse_fields(std::string_view text) {
  std::vector<Field> fields;
  Parser parser(text);
  if (!parser.list(fields) || !parser.at_end()) return std::nullopt;
  return fields;
}

}  // namespace plein::simulators::facebook
