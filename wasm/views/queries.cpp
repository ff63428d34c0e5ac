#include "views/queries.h"

#include <algorithm>

namespace plein::views {
namespace {

constexpr std::int64_t page_size_max = 100;
constexpr std::int64_t changes_max = 1000;

std::size_t bounded(const JsonReader& in, std::int64_t fallback, std::int64_t most) {
  const std::int64_t value = in.integer_or(fallback);
  if (value < 1 || value > most) in.fail(ErrorCode::invalid_value, "1 to " + std::to_string(most));
  return static_cast<std::size_t>(std::clamp<std::int64_t>(value, 1, most));
}

}  // namespace

std::vector<std::string_view> query_names() { return {"feed", "thread", "post", "changes"}; }

bool answer_query(std::string_view name, const JsonReader& query, const Context& context, const std::vector<PlaceView>& places,
                  JsonWriter& out, Status& status) {
  if (name == "feed") {
    status = write_feed(out, context, places, query["after"].text_or(""), bounded(query["page_size"], 20, page_size_max));
  } else if (name == "thread") {
    status = write_thread(out, context, query["id"].text());
  } else if (name == "post") {
    status = write_one(out, context, query["id"].text());
  } else if (name == "changes") {
    write_changes(out, context, query["since"].text(), bounded(query["limit"], changes_max, changes_max));
  } else {
    return false;
  }
  return true;
}

}  // namespace plein::views
