// Writes JSON text: compact, members in the order they are written, the same bytes on every host.
// The caller opens and closes what it writes in order; commas are the writer's affair.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plein {

class JsonWriter {
 public:
  JsonWriter& object();      // {
  JsonWriter& end_object();  // }
  JsonWriter& array();       // [
  JsonWriter& end_array();   // ]
  JsonWriter& key(std::string_view name);

  // Text is written as valid UTF-8: bytes that are none become U+FFFD.
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& flag(bool value);
  JsonWriter& null();
  JsonWriter& raw(std::string_view json);  // a value that is JSON already

  // Members of an object.
  JsonWriter& text(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonWriter& number(std::string_view name, std::int64_t value) { return key(name).number(value); }
  JsonWriter& flag(std::string_view name, bool value) { return key(name).flag(value); }
  JsonWriter& raw(std::string_view name, std::string_view json) { return key(name).raw(json); }
  JsonWriter& text_unless_empty(std::string_view name, std::string_view value) {
    return value.empty() ? *this : text(name, value);
  }

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void separate();

  std::string out_;
  bool first_ = true;  // nothing yet in what was opened last
};

}  // namespace plein
