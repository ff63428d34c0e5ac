// Tells what a JSON text holds, in order, to a handler. RFC 8259 to the letter: UTF-8 checked, no trailing bytes, no
// comments. Not recursive; numbers that are no 64-bit integers are handed on as they are written.
// Why not the parser of nlohmann/json, which tests hold this one against: docs/decisions/0003.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plein {

class JsonHandler {
 public:
  virtual ~JsonHandler() = default;
  virtual void null() = 0;
  virtual void flag(bool value) = 0;
  virtual void integer(std::int64_t value) = 0;
  virtual void real(std::string_view written) = 0;
  virtual void text(std::string_view value) = 0;
  virtual void key(std::string_view name) = 0;
  virtual void open(bool object) = 0;
  virtual void close() = 0;
};

// False where the text is no JSON; what was told until then counts for nothing.
bool parse_json(std::string_view text, JsonHandler& handler);

}  // namespace plein
