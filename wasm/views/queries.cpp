#include "views/queries.h"

#include "base/digits.h"

#include <algorithm>

namespace plein::views {
namespace {

constexpr std::int64_t page_size_max = 100;
#ifndef PLEIN_READER
constexpr std::int64_t changes_max = 1000;
constexpr std::size_t tag_max = 256;
#endif

std::size_t bounded(const JsonReader& in, std::int64_t fallback, std::int64_t most) {
  const std::int64_t value = in.integer_or(fallback);
  if (value < 1 || value > most) in.fail(ErrorCode::invalid_value, "1 to " + digits(most));
  return static_cast<std::size_t>(std::clamp<std::int64_t>(value, 1, most));
}

#ifndef PLEIN_READER
// The first where nothing is said.
template <class Enum>
Enum choice(const JsonReader& in, std::initializer_list<std::string_view> names) {
  const std::string name = in.text_or(*names.begin());
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<Enum>(found - names.begin());
  std::string known;
  for (const std::string_view each : names) {
    if (!each.empty()) known += (known.empty() ? "\"" : ", \"") + std::string(each) + "\"";
  }
  in.fail(ErrorCode::invalid_value, known);
  return Enum{};
}
#endif

FeedQuery read_feed(const JsonReader& in) {
  FeedQuery query;
  query.after = in["after"].text_or("");
  query.page_size = bounded(in["page_size"], 20, page_size_max);
#ifndef PLEIN_READER
  query.sort = choice<Sort>(in["sort"], {"active", "new", "unanswered", "top"});
  query.answer = choice<FeedQuery::Answer>(in["status"], {"", "answered", "unanswered"});
  query.place = in["place"].text_or("");
  query.tag = in["tag"].text_or("");
  if (!query.tag.empty() && query.tag[0] == '#') query.tag.erase(0, 1);
  if (query.tag.size() > tag_max) in["tag"].fail(ErrorCode::too_large, "at most 256 bytes");
#endif
  return query;
}

ThreadQuery read_thread(const JsonReader& in) {
  ThreadQuery query;
  query.id = in["id"].text();
#ifndef PLEIN_READER
  if (!in["page_size"].present() && !in["around"].present()) return query;
  query.page_size = bounded(in["page_size"], 20, page_size_max);
  query.after = in["after"].text_or("");
  query.before = in["before"].text_or("");
  query.around = in["around"].text_or("");
#endif
  return query;
}

}  // namespace

std::vector<std::string_view> query_names() { return {"feed", "thread", "post", "author", "changes"}; }

bool answer_query(std::string_view name, const JsonReader& query, const Context& context, const std::vector<PlaceView>& places,
                  JsonWriter& out, Status& status) {
  if (name == "feed") {
    status = write_feed(out, context, places, read_feed(query));
  } else if (name == "thread") {
    status = write_thread(out, context, read_thread(query));
#ifndef PLEIN_READER
  } else if (name == "post") {
    status = write_one(out, context, query["id"].text());
  } else if (name == "author") {
    status = write_author(out, context, query["id"].text());
  } else if (name == "changes") {
    write_changes(out, context, query["since"].text(), bounded(query["limit"], changes_max, changes_max));
#endif
  } else {
    return false;
  }
  return true;
}

}  // namespace plein::views
