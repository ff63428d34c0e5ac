// The engine as a reader has it in a browser: it folds the public feed and answers questions; it decides nothing for others. A
// part of Engine, and on its own the smaller of the two builds (docs/decisions/0003 and 0014).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "search/index.h"
#include "views/reader.h"

namespace plein {

class ReaderEngine {
 public:
  // A JSON document in, a JSON document out. An error has changed nothing.
  std::string call(std::string_view document);
  std::string call(const JsonDocument& document);

  std::string save() const;
  std::string load(std::string_view snapshot);

  static std::vector<std::string_view> operations();

 private:
  Status configure(const JsonReader& in, const JsonDocument& document);
  // Into an object that is open; what is wrong with the document itself, the document says.
  Status query(const JsonReader& what, JsonWriter& out);
  Status feed(const JsonReader& in, const JsonDocument& document, JsonWriter& out);

  bool configured_ = false;
  views::Reader reader_;
  std::optional<search::Index> index_;  // where the host gave a seed; made when it is asked for
};

std::string error_reply(const Error& error);

// Calls hold what a platform answered, up to 4 MiB, escaped once more; and a log's records by the thousand.
inline constexpr JsonLimits call_limits{64u << 20, 128};

}  // namespace plein
