#include "insight/plan.h"

#include <algorithm>
#include <iterator>

#include "insight/measured.h"

namespace plein::insight {
namespace {

constexpr Milliseconds week_ms = 7 * day_ms;
constexpr int weeks = 4;
constexpr std::string_view no_news = "never_met";  // it grows by itself, with the square of how many people there are
constexpr std::int64_t few = 20;                   // of a count: what changes among so few says nothing
constexpr std::int64_t target_max = 1000000000000;

struct Purpose {
  std::string_view name;
  std::vector<std::string_view> figures;
};

const std::vector<Purpose>& purposes() {
  static const std::vector<Purpose> table{
      {"customer_communication", {"answered_share", "first_reply_median", "accepted_median", "ambassador_share", "unanswered"}},
      {"brand_exposure", {"talked_about", "replies_per_brand_post", "reactions", "new_authors"}},
      {"traffic", {"posts", "active_authors", "durability_30"}},
      {"research", {"threads", "people_per_thread", "depth", "participation"}}};
  return table;
}

// Of these, less is better.
bool less_is_better(const Figure& figure) {
  return figure.unit == Unit::duration || figure.name == "unanswered" || figure.name == "cost";
}

using Counters = std::vector<std::vector<Counter>>;

struct Measured {
  Counters now, before;
  std::vector<Counters> by_week;
};

void write_figure(JsonWriter& out, const Found& found, Measured& measured, const Goal& goal, const Worth& worth) {
  const auto value = measured.now[found.group][found.figure].value();
  out.object().text("name", found.what->name).text("unit", unit_name(found.what->unit, worth)).key("value");
  write_value(out, value);
  out.key("previous");
  write_value(out, measured.before[found.group][found.figure].value());
  out.key("series").array();
  for (Counters& week : measured.by_week) write_value(out, week[found.group][found.figure].value());
  out.end_array();
  if (const auto target = goal.targets.find(std::string(found.what->name)); target != goal.targets.end()) {
    out.number("target", target->second);
    if (value) out.flag("met", less_is_better(*found.what) ? *value <= target->second : *value >= target->second);
  }
  out.end_object();
}

// By how many per cent of what it was; the one that moved most. Counts of few are left out, and what there was none of.
void write_changed(JsonWriter& out, Measured& measured, const Worth& worth) {
  const Figure* most = nullptr;
  std::int64_t percent = 0, now = 0, was = 0;
  for (std::size_t g = 0; g < groups().size(); ++g) {
    for (std::size_t f = 0; f < groups()[g]->figures.size(); ++f) {
      const Figure& figure = groups()[g]->figures[f];
      const auto value = measured.now[g][f].value();
      const auto previous = measured.before[g][f].value();
      if (!value || !previous || *previous == 0 || figure.name == no_news) continue;
      const bool counts = figure.unit == Unit::count || figure.unit == Unit::level;
      if (counts && std::max(std::abs(*value), std::abs(*previous)) < few) continue;
      const std::int64_t moved = (*value - *previous) * 100 / std::abs(*previous);
      if (std::abs(moved) <= std::abs(percent)) continue;
      most = &figure;
      percent = moved;
      now = *value;
      was = *previous;
    }
  }
  if (most == nullptr) return;
  out.key("changed").object().text("name", most->name).text("unit", unit_name(most->unit, worth));
  out.number("value", now).number("previous", was).number("percent", percent);
  out.flag("better", (percent > 0) != less_is_better(*most)).end_object();
}

}  // namespace

Plan read_plan(const JsonReader& config) {
  Plan plan;
  config.each([&](JsonReader in) {
    Goal goal;
    goal.name = in["goal"].text();
    const auto purpose =
        std::find_if(purposes().begin(), purposes().end(), [&](const Purpose& each) { return each.name == goal.name; });
    if (purpose == purposes().end())
      return in["goal"].fail(ErrorCode::unknown_name, "customer_communication, brand_exposure, traffic or research");
    goal.figures = purpose->figures;
    in["targets"].members([&](const std::string& name, JsonReader target) {
      const Found found = find(name);
      if (found.what == nullptr || found.part != Counter::whole)
        return target.fail(ErrorCode::unknown_name, "a target of a figure of docs/insight.md");
      const std::int64_t value = target.integer();
      if (value < 0 || value > target_max) target.fail(ErrorCode::invalid_value, "0 to " + std::to_string(target_max));
      goal.targets[name] = value;
      if (std::find(goal.figures.begin(), goal.figures.end(), name) == goal.figures.end())
        goal.figures.push_back(found.what->name);
    });
    plan.push_back(std::move(goal));
  });
  return plan;
}

void write_plan(JsonWriter& out, const views::Context& context, Index& index, const Plan& plan, const Worth& worth,
                Milliseconds at) {
  index.catch_up(context.state, context.bridge);
  const Lens lens(context.state, index, anywhere, worth);
  const Milliseconds from = at - weeks * week_ms;
  Measured measured{measure(lens, {from, at}), measure(lens, {from - weeks * week_ms, from}), {}};
  for (int week = 0; week < weeks; ++week) {
    const Milliseconds begin = from + week * week_ms;
    measured.by_week.push_back(measure(lens, {begin, begin + week_ms}));
  }
  out.object().number("from", from).number("to", at).number("previous_from", from - weeks * week_ms).key("goals").array();
  for (const Goal& goal : plan) {
    out.object().text("goal", goal.name).key("figures").array();
    for (const std::string_view name : goal.figures) write_figure(out, find(name), measured, goal, worth);
    out.end_array().end_object();
  }
  out.end_array();
  write_changed(out, measured, worth);
  out.end_object();
}

}  // namespace plein::insight
