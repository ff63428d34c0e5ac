#include "community/queries.h"

#include <algorithm>
#include <iterator>

#include "community/decisions.h"
#include "community/reputation_view.h"

namespace plein::community {
namespace {

constexpr std::int64_t page_size_max = 100;

std::size_t page_size(const JsonReader& in) {
  const std::int64_t size = in.integer_or(20);
  if (size < 1 || size > page_size_max) in.fail(ErrorCode::invalid_value, "1 to 100");
  return static_cast<std::size_t>(std::clamp<std::int64_t>(size, 1, page_size_max));
}

InboxQuery::Filter read_filter(const JsonReader& in) {
  static constexpr std::string_view names[] = {"open", "mine", "overdue", "snoozed", "all"};
  const std::string name = in.text_or("open");
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) in.fail(ErrorCode::invalid_value, "\"open\", \"mine\", \"overdue\", \"snoozed\" or \"all\"");
  return found == std::end(names) ? InboxQuery::Filter::open : static_cast<InboxQuery::Filter>(found - std::begin(names));
}

InboxQuery read_inbox(const JsonReader& in) {
  InboxQuery query;
  query.filter = read_filter(in["filter"]);
  query.by = in["by"].text_or("");
  query.place = in["place"].text_or("");
  query.after = in["after"].text_or("");
  query.page_size = page_size(in["page_size"]);
  query.at = in["at"].integer();
  return query;
}

Page read_page(const JsonReader& in) { return {in["after"].text_or(""), page_size(in["page_size"]), in["at"].integer()}; }

}  // namespace

std::vector<std::string_view> query_names() {
  return {"inbox", "case", "canned", "decisions", "held", "community", "people", "standing", "candidates"};
}

bool answer_query(std::string_view name, const JsonReader& query, const views::Context& context, Inbox& inbox,
                  Reputation& reputation, JsonWriter& out, Status& status) {
  if (name == "inbox") {
    const InboxQuery wanted = read_inbox(query);
    if (!wanted.place.empty() && wanted.place != "site" && context.bridge.find(wanted.place) == nullptr)
      query["place"].fail(ErrorCode::unknown_name, "a place's id");
    status = write_inbox(out, context, inbox, wanted);
  } else if (name == "case") {
    status = write_case(out, context, inbox, query["id"].text(), query["at"].integer());
  } else if (name == "canned") {
    write_canned(out, context);
  } else if (name == "decisions") {
    status = write_decisions(out, context, read_page(query));
  } else if (name == "held") {
    status = write_held(out, context, read_page(query));
  } else if (name == "community") {
    write_community(out, context, query["at"].integer());
  } else {
    return answer_of_people(name, query, context, reputation, out, status);
  }
  return true;
}

}  // namespace plein::community
