#include "insight/worth.h"

#include <algorithm>

namespace plein::insight {
namespace {

enum { yield, cost, return_on_cost };

constexpr std::int64_t amount_max = 100000000;              // a million
constexpr std::int64_t sum_max = 9000000000000000 / 10000;  // exact as JSON, also in ten thousandths
constexpr std::int64_t year_s = 365LL * 86400;

// Of what a month costs, whatever the month.
std::int64_t fixed(std::int64_t month, const Period& period) {
  const std::int64_t seconds = period.length() / 1000;
  return month * 12 * (seconds / year_s) + month * 12 * (seconds % year_s) / year_s;
}

std::vector<Worth::Each> read_each(const JsonReader& in) {
  std::vector<Worth::Each> all;
  in.members([&](const std::string& name, JsonReader amount) {
    const Found found = find(name);
    if (found.what == nullptr || found.what->unit != Unit::count)
      return amount.fail(ErrorCode::unknown_name, "a figure of docs/insight.md that is a count, or figure.part");
    all.push_back({found, amount.integer()});
    if (all.back().amount < 0 || all.back().amount > amount_max) amount.fail(ErrorCode::invalid_value, "0 to 100000000");
  });
  return all;
}

std::int64_t add_up(std::vector<std::vector<Counter>>& counters, const std::vector<Worth::Each>& all) {
  std::int64_t sum = 0;
  for (const auto& [of, amount] : all) {
    Counter& counter = counters[of.group][of.figure];
    const std::int64_t n =
        of.part == Counter::whole ? counter.value().value_or(0) : counter.parts()[static_cast<std::size_t>(of.part)];
    sum = amount == 0 || n <= (sum_max - sum) / amount ? sum + n * amount : sum_max;
  }
  return sum;
}

}  // namespace

Worth read_worth(const JsonReader& config) {
  Worth worth;
  if (!config.present()) return worth;
  worth.currency = config["currency"].text();
  const bool code = worth.currency.size() == 3 &&
                    std::all_of(worth.currency.begin(), worth.currency.end(), [](char c) { return 'A' <= c && c <= 'Z'; });
  if (!code) config["currency"].fail(ErrorCode::invalid_value, "a currency's code: \"EUR\"");
  worth.yields = read_each(config["worth"]);
  worth.costs = read_each(config["cost"]);
  worth.month = config["month"].integer_or(0);
  if (worth.month < 0 || worth.month > amount_max * 100) config["month"].fail(ErrorCode::invalid_value, "0 to 10000000000");
  return worth;
}

// What a month costs is of all places together: of one, nobody can tell what it cost, nor what came of that.
void weigh(std::vector<std::vector<Counter>>& counters, const Lens& lens, const Period& period) {
  const Worth& worth = lens.worth();
  std::vector<Counter>& of = counters[find("yield").group];
  if (!worth.yields.empty()) {
    of[yield].add(none, add_up(counters, worth.yields));
    of[yield].among();
  }
  const bool knows_cost = worth.month == 0 ? !worth.costs.empty() : lens.place() == anywhere;
  if (!knows_cost) return;
  const std::int64_t spent = std::min(sum_max, add_up(counters, worth.costs) + fixed(worth.month, period));
  of[cost].add(none, spent);
  of[cost].among();
  if (worth.yields.empty()) return;
  of[return_on_cost].add(none, *of[yield].value() - spent);
  of[return_on_cost].among(spent);
}

const Group& yields() {
  static const Group group{{{"yield", Unit::money, false}, {"cost", Unit::money, false}, {"return_on_cost", Unit::share, false}},
                           [](const Lens&, const Period&, std::vector<Counter>&) {}};
  return group;
}

}  // namespace plein::insight
