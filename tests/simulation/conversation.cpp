#include "simulation/conversation.h"

#include <cstdlib>

#include "simulation/oracle.h"
#include "simulation/people.h"
#include "simulation/rest.h"

namespace plein::simulation {
namespace {

constexpr Milliseconds minute = 60000;

// What concerns the other places is neither stopped nor delayed by one that answers nothing.
std::string rest_without(World& world, std::string dead) {
  ModelHost& host = *world.host;
  host.end_faults();
  host.dead = dead;
  std::string wrong;
  for (const Milliseconds wait : {10 * minute, 20 * minute, 60 * minute, 180 * minute}) {
    host.run(host.now + wait);
    wrong = check(world, dead);
    if (wrong.empty()) return "";
  }
  return "with " + dead + " dead: " + wrong;
}

}  // namespace

Outcome converse(std::uint64_t seed, const Without& without, bool tracing) {
  World world(seed, without.faults);
  ModelHost& host = *world.host;
  host.tracing = tracing;
  Outcome outcome;
  Dice& dice = world.dice;
  host.start();
  host.run(host.now + 2 * minute);
  host.faults = world.faults;
  if (world.place_dies) host.dead = world.places[dice(world.places.size())]->id();
  const int actions = 8 + static_cast<int>(dice(18));
  for (; outcome.actions < actions && host.violations.empty(); ++outcome.actions) {
    dice = Dice(seed * 1000003 + static_cast<std::uint64_t>(outcome.actions));
    act(world, without.actions.count(outcome.actions) != 0);
    host.run(host.now + static_cast<Milliseconds>(dice(dice.percent(30) ? 300000 : 20000)));
    if (dice.percent(4)) host.snapshot();
    if (world.faults.lose_log && outcome.actions == actions / 2) host.lose_log();
  }
  put_back(world);
  if (!host.dead.empty() && host.violations.empty() && !host.log_lost) outcome.wrong = rest_without(world, host.dead);
  if (outcome.wrong.empty()) outcome.wrong = rest(world);
  if (const char* post = std::getenv("PLEIN_POST"); tracing && post != nullptr) {
    host.trace.push_back(host.query("{\"view\":\"post\",\"id\":\"" + post_id(post) + "\"}"));
    host.trace.push_back(host.query("{\"view\":\"status\"}"));
    host.trace.insert(host.trace.end(), host.log().begin(), host.log().end());
  }
  outcome.hash = host.state_hash();
  outcome.trace = host.trace;
  return outcome;
}

std::string minimal_trace(std::uint64_t seed) {
  Without without;
  const Outcome first = converse(seed);
  if (first.wrong.empty()) return "";
  const auto kind_of = [](const std::string& wrong) { return wrong.substr(0, wrong.find(':')); };
  const auto still_wrong = [&](const Without& with) { return kind_of(converse(seed, with).wrong) == kind_of(first.wrong); };
  for (int kind = 0; kind < Faults::kinds; ++kind) {
    Without less = without;
    less.faults.insert(kind);
    if (still_wrong(less)) without = less;
  }
  for (int action = first.actions; action-- > 0;) {
    Without less = without;
    less.actions.insert(action);
    if (still_wrong(less)) without = less;
  }
  const Outcome last = converse(seed, without, true);
  std::string text =
      "seed " + std::to_string(seed) + ": " + first.wrong + "\nat the least: " + last.wrong + "\nwith these faults:";
  for (int kind = 0; kind < Faults::kinds; ++kind) {
    if (without.faults.count(kind) == 0) text += " " + std::string(fault_name(kind));
  }
  text += "\n";
  for (const std::string& line : last.trace) text += "  " + line + "\n";
  return text;
}

}  // namespace plein::simulation
