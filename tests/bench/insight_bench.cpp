// Measures the figures over a generated year; scripts/bench.js runs it and asks the WebAssembly engine the same. Prints a line of
// JSON.
//   insight_bench MEMBERS REPLIES
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "boundary/read.h"
#include "community/inbox.h"
#include "community/reputation.h"
#include "generated/readers.h"
#include "insight/insight_view.h"
#include "sync/fold.h"
#include "views/thread_index.h"
#include "views/uncopied.h"

namespace {

using namespace plein;

// Processor time, in nanoseconds since the program began: other programs do not count.
std::int64_t processor_ns() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1000000000 + now.tv_nsec;
}
double since_us(std::int64_t begin) { return static_cast<double>(processor_ns() - begin) / 1000; }

std::size_t ask(const State& state, const Bridge& bridge, insight::Index& index, const std::string& query) {
  const auto document = JsonDocument::parse(query);
  const views::Uncopied known;
  JsonWriter out;
  const Status status = insight::write_insight(out, {state, bridge, &known, nullptr}, index, {}, document->root(), *document);
  return status ? out.str().size() : 0;
}

record::Posted reply(int i, const std::string& parent, Milliseconds at) {
  record::Posted fact;
  fact.place.value = "page";
  fact.post.id.value = "bench-" + std::to_string(i);
  fact.parent.id.value = parent;
  fact.author = {"m" + std::to_string(100 + i % 5000), "Naam", "", ""};
  fact.body = "[]";
  fact.created_at = fact.as_of = at + i;
  return fact;
}

// Microseconds a change, at the median and the 99th percentile: of folding it, and of the index following it.
struct Costs {
  std::vector<double> fold, follow;

  static double at(std::vector<double>& times, std::size_t percent) {
    std::sort(times.begin(), times.end());
    return times[times.size() * percent / 100];
  }
};

}  // namespace

int main(int count, char** arguments) {
  generated::Plan plan;
  if (count > 1) plan.members = std::atoi(arguments[1]);
  if (count > 2) plan.replies = std::atoi(arguments[2]);
  const auto document = JsonDocument::parse(generated::configuration());
  const Bridge bridge = boundary::read_bridge(document->root());
  State state;
  for (const Place& place : bridge.places) state.intern_place(place.id.value);
  generated::read_community(plan, [&](const Record& record) { static_cast<void>(sync::fold(state, record)); });
  // In the month before the last, a step a day, against the month before.
  constexpr Milliseconds day = 86400000;
  const Milliseconds to = plan.until - 31 * day, from = to - 30 * day;
  const std::string query =
      R"({"view":"insight","from":)" + std::to_string(from) + R"(,"to":)" + std::to_string(to) + R"(,"step":86400000)";
  insight::Index index;
  std::int64_t begin = processor_ns();
  index.catch_up(state, bridge);
  const double made_ms = since_us(begin) / 1000;
  double together_ms = 1e9, place_ms = 1e9;
  for (int run = 0; run < 10; ++run) {
    begin = processor_ns();
    if (ask(state, bridge, index, query + "}") == 0) return 1;
    together_ms = std::min(together_ms, since_us(begin) / 1000);
    begin = processor_ns();
    if (ask(state, bridge, index, query + R"(,"place":"page"})") == 0) return 1;
    place_ms = std::min(place_ms, since_us(begin) / 1000);
  }
  // A thread of 2,000 replies grows, is liked and edited, and loses some; its first post is hidden and shown.
  Costs costs, hidden;
  const auto change = [&](Costs& of, const Record& record) {
    begin = processor_ns();
    if (!sync::fold(state, record).ok()) std::exit(1);
    of.fold.push_back(since_us(begin));
    begin = processor_ns();
    index.catch_up(state, bridge);
    of.follow.push_back(since_us(begin));
  };
  const PlaceId page{"page"};
  change(costs, reply(0, "", plan.until));
  for (int i = 1; i <= 2000; ++i) change(costs, reply(i, "bench-" + std::to_string(i % 3 == 0 ? i - 1 : 0), plan.until));
  costs = {};
  for (int i = 2001; i <= 4000; ++i) {
    change(costs, reply(i, "bench-" + std::to_string(i % 3 == 0 ? i - 1 : 0), plan.until));
    const RemoteId some{"bench-" + std::to_string(1 + i * 7 % 2000)};
    change(costs, record::Reacted{page, some, static_cast<std::uint32_t>(i), false, plan.until});
    if (i % 4 == 0) change(costs, record::Shown{page, some, i % 8 == 0, plan.until + i});
    if (i % 20 == 0) change(costs, record::Removed{page, some});
  }
  for (int i = 0; i < 100; ++i) change(hidden, record::Shown{page, RemoteId{"bench-0"}, i % 2 == 0, plan.until + i});
  // A reply of another thread begins one, and goes back: each index is made anew.
  views::ThreadIndex threads;
  community::Reputation reputation;
  community::Inbox inbox;
  const auto follow = [&] {
    begin = processor_ns();
    index.catch_up(state, bridge);
    reputation.catch_up(state, bridge, threads, plan.until);
    inbox.waiting(state, bridge);
    return since_us(begin) / 1000;
  };
  follow();
  record::Decided move{Deed::move, true, State::key_of("page", "bench-1")};
  move.value = "\nApart";
  double moved_ms = 1e9;
  for (int run = 0; run < 6; ++run) {
    move.on = run % 2 == 0;
    if (!sync::fold(state, move).ok()) return 1;
    moved_ms = std::min(moved_ms, follow());
  }
  std::printf(
      "{\"posts\":%zu,\"made_ms\":%.1f,\"together_ms\":%.2f,\"place_ms\":%.2f,\"fold_us\":%.2f,\"follow_us\":%.2f,"
      "\"follow_p99_us\":%.2f,\"hidden_us\":%.2f,\"moved_ms\":%.1f}\n",
      state.posts.size(), made_ms, together_ms, place_ms, Costs::at(costs.fold, 50), Costs::at(costs.follow, 50),
      Costs::at(costs.follow, 99), Costs::at(hidden.follow, 50), moved_ms);
}
