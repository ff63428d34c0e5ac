#include "community/queries.h"

#include <algorithm>
#include <iterator>

#include "community/calendar.h"
#include "community/decisions.h"
#include "community/polls.h"
#include "community/rules.h"

namespace plein::community {
namespace {

constexpr std::int64_t page_size_max = 100;
constexpr Milliseconds time_max = 253402300800000;

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

void write_trial(JsonWriter& out, const views::Context& context, const JsonReader& query) {
  const Trial trial = try_rule(context.state, context.bridge, read_rule(query["rule"], context.bridge), query["at"].integer());
  out.object().number("looked_at", trial.looked_at).number("held", trial.held).key("posts").array();
  for (const std::uint32_t post : trial.posts) views::write_post(out, context, post);
  out.end_array().end_object();
}

}  // namespace

std::vector<std::string_view> query_names() {
  return {"inbox",      "case",      "canned", "decisions", "held",     "rules",
          "rule_trial", "community", "poll",   "polls",     "calendar", "pushing"};
}

bool answer_query(std::string_view name, const JsonReader& query, const views::Context& context, Inbox& inbox, JsonWriter& out,
                  Status& status) {
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
  } else if (name == "rules") {
    write_rules(out, context.state);
  } else if (name == "rule_trial") {
    write_trial(out, context, query);
  } else if (name == "community") {
    write_community(out, context, query["at"].integer());
  } else if (name == "poll") {
    const Sees sees = query["all"].flag_or(false) ? Sees::all : Sees::public_alone;
    status = write_poll_of(out, context.state, query["id"].text(), query["by"].text_or(""), query["at"].integer(), sees);
  } else if (name == "polls") {
    write_polls(out, context.state, query["at"].integer());
  } else if (name == "calendar") {
    write_calendar(out, context.state);
  } else if (name == "pushing") {
    const Milliseconds at = query["at"].integer();
    if (at < 0 || at > time_max) query["at"].fail(ErrorCode::invalid_value, "a time from 1970 until the year 10000");
    write_pushing(out, context, std::clamp<Milliseconds>(at, 0, time_max), query["key"].text_or(""));
  } else {
    return false;
  }
  return true;
}

}  // namespace plein::community
