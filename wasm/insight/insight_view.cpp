#include "insight/insight_view.h"

#include <algorithm>

#include "base/digits.h"
#include "base/hash.h"
#include "base/order.h"
#include "insight/measured.h"

namespace plein::insight {
namespace {

constexpr Milliseconds time_max = 253402300800000;  // the year 10000
constexpr std::int64_t steps_max = 400;
constexpr std::int64_t page_size_max = 100;

struct Asked {
  Period period;
  std::uint16_t place = anywhere;
};

Asked read_asked(const State& state, const JsonReader& query) {
  Asked asked;
  asked.period = {query["from"].integer(), query["to"].integer()};
  if (asked.period.from < 0) query["from"].fail(ErrorCode::invalid_value, "a time since 1970");
  if (asked.period.to > time_max) query["to"].fail(ErrorCode::invalid_value, "a time before the year 10000");
  if (asked.period.to <= asked.period.from) query["to"].fail(ErrorCode::invalid_value, "a time after \"from\"");
  if (!query["place"].present()) return asked;
  asked.place = state.find_place(query["place"].view());
  if (asked.place == UINT16_MAX) query["place"].fail(ErrorCode::unknown_name, "a place of this bridge");
  return asked;
}

Milliseconds read_step(const JsonReader& query, const Period& period) {
  if (!query["step"].present()) return 0;
  const Milliseconds step = query["step"].integer();
  const bool fits = step > 0 && period.length() / step + (period.length() % step != 0 ? 1 : 0) <= steps_max;
  if (!fits) query["step"].fail(ErrorCode::invalid_value, "milliseconds, of which " + digits(steps_max) + " cover the period");
  return step;
}

void write_parts(JsonWriter& out, const Figure& figure, const Counter& counter) {
  if (figure.parts.empty()) return;
  out.key("parts").array();
  for (std::size_t i = 0; i < figure.parts.size(); ++i)
    out.object().text("name", figure.parts[i]).number("value", counter.parts()[i]).end_object();
  out.end_array();
}

void write_figures(JsonWriter& out, const Lens& lens, const Period& period, Milliseconds step) {
  auto now = measure(lens, period);
  auto previous = measure(lens, {period.from - period.length(), period.from});
  std::vector<std::vector<std::vector<Counter>>> series;
  for (Milliseconds from = period.from; step > 0 && from < period.to; from += step)
    series.push_back(measure(lens, {from, std::min(period.to, from + step)}));
  out.key("figures").array();
  for (std::size_t g = 0; g < groups().size(); ++g) {
    for (std::size_t f = 0; f < groups()[g]->figures.size(); ++f) {
      const Figure& figure = groups()[g]->figures[f];
      out.object().text("name", figure.name).text("unit", unit_name(figure.unit, lens.worth())).key("value");
      write_value(out, now[g][f].value());
      out.key("previous");
      write_value(out, previous[g][f].value());
      if (step > 0) {
        out.key("series").array();
        for (auto& each : series) write_value(out, each[g][f].value());
        out.end_array();
      }
      out.flag("posts", figure.posts);
      write_parts(out, figure, now[g][f]);
      out.end_object();
    }
  }
  out.end_array();
}

struct Drill {
  const Group* group = nullptr;
  std::size_t figure = 0;
  int part = Counter::whole;
};

Drill read_drill(const JsonReader& query) {
  const std::string_view name = query["figure"].view();
  for (const Group* group : groups()) {
    for (std::size_t f = 0; f < group->figures.size(); ++f) {
      const Figure& figure = group->figures[f];
      if (figure.name != name) continue;
      if (!figure.posts) query["figure"].fail(ErrorCode::invalid_value, "a figure with posts behind it");
      if (!query["part"].present()) return {group, f, Counter::whole};
      const auto part = std::find(figure.parts.begin(), figure.parts.end(), query["part"].view());
      if (part == figure.parts.end()) query["part"].fail(ErrorCode::unknown_name, "a part of this figure");
      return {group, f, static_cast<int>(part - figure.parts.begin())};
    }
  }
  query["figure"].fail(ErrorCode::unknown_name, "a figure");
  return {};
}

// "<at>.<key>" of the last post of a page.
std::string cursor(const PostRow& row) { return digits(row.created_at) + "." + to_base32(row.key); }

bool newer(const PostRow& a, const PostRow& b) {
  return a.created_at != b.created_at ? a.created_at > b.created_at : a.key < b.key;
}

}  // namespace

Status write_insight(JsonWriter& out, const views::Context& context, Index& index, const Worth& worth, const JsonReader& query,
                     const JsonDocument& document) {
  const Asked asked = read_asked(context.state, query);
  const Milliseconds step = read_step(query, asked.period);
  if (const Status status = document.status(); !status) return status;
  index.catch_up(context.state, context.bridge);
  const Lens lens(context.state, index, asked.place, worth);
  out.object().number("from", asked.period.from).number("to", asked.period.to);
  if (asked.place != anywhere) out.text("place", context.state.places[asked.place].id);
  out.number("previous_from", asked.period.from - asked.period.length());
  write_figures(out, lens, asked.period, step);
  out.end_object();
  return Nothing{};
}

Status write_insight_posts(JsonWriter& out, const views::Context& context, Index& index, const JsonReader& query,
                           const JsonDocument& document) {
  const State& state = context.state;
  const Asked asked = read_asked(state, query);
  const Drill drill = read_drill(query);
  const std::int64_t size = query["page_size"].integer_or(20);
  if (size < 1 || size > page_size_max) query["page_size"].fail(ErrorCode::invalid_value, "1 to " + digits(page_size_max));
  const std::string after = query["after"].text_or("");
  PostRow last;
  if (!after.empty()) {
    const std::size_t dot = after.find('.');
    std::uint64_t at = 0;
    const bool read = dot != std::string::npos && read_digits(std::string_view(after).substr(0, dot), at) && at <= INT64_MAX &&
                      from_base32(std::string_view(after).substr(dot + 1), last.key);
    if (!read) query["after"].fail(ErrorCode::invalid_value, "what \"next\" said");
    last.created_at = static_cast<Milliseconds>(at);
  }
  if (const Status status = document.status(); !status) return status;
  index.catch_up(state, context.bridge);
  const Worth nothing;
  const Lens lens(state, index, asked.place, nothing);
  std::vector<Counter> counters;
  for (std::size_t f = 0; f < drill.group->figures.size(); ++f)
    counters.emplace_back(drill.group->figures[f], f == drill.figure ? drill.part : Counter::nothing);
  drill.group->measure(lens, asked.period, counters);
  std::vector<std::uint32_t> posts = counters[drill.figure].posts();
  sort_numbers(posts, [&](std::uint32_t a, std::uint32_t b) { return newer(state.posts[a], state.posts[b]); });
  auto at = posts.begin();
  if (!after.empty())
    at = std::upper_bound(posts.begin(), posts.end(), last,
                          [&](const PostRow& row, std::uint32_t p) { return newer(row, state.posts[p]); });
  const auto end = at + std::min<std::ptrdiff_t>(size, posts.end() - at);
  out.object().key("posts").array();
  for (auto each = at; each != end; ++each) views::write_post(out, context, *each);
  out.end_array().key("next");
  if (end == posts.end()) {
    out.null();
  } else {
    out.text(cursor(state.posts[*(end - 1)]));
  }
  out.number("total", static_cast<std::int64_t>(posts.size())).end_object();
  return Nothing{};
}

}  // namespace plein::insight
