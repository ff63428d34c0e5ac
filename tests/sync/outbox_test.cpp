#include "sync/outbox.h"

#include <doctest/doctest.h>

#include "sync/budgets.h"

using namespace plein;
using sync::Outbox;
using sync::Priority;

namespace {

const auto nothing_blocked = [](std::uint32_t) { return false; };

Outbox::Item create(Priority priority, Milliseconds at, std::uint32_t thread, bool ready = true) {
  return {priority, at, thread, true, ready};
}

}  // namespace

TEST_CASE("what is urgent goes first, and a thread keeps its order") {
  Outbox outbox;
  outbox.put(1, create(Priority::reply, 100, 7));
  outbox.put(2, create(Priority::ambassador, 200, 7));
  outbox.put(3, create(Priority::reply, 50, 8));
  CHECK(outbox.next(Priority::backfill, nothing_blocked) == 1u);  // drawn along by the ambassador's reply behind it
  outbox.put(4, {Priority::removal, 300, 9, false, true});
  CHECK(outbox.next(Priority::backfill, nothing_blocked) == 4u);
  outbox.erase(4);
  outbox.erase(1);
  CHECK(outbox.next(Priority::backfill, nothing_blocked) == 2u);
  outbox.erase(2);
  CHECK(outbox.next(Priority::backfill, nothing_blocked) == 3u);
  outbox.erase(3);
  CHECK_FALSE(outbox.next(Priority::backfill, nothing_blocked).has_value());
}

TEST_CASE("what must wait holds its place in its thread and stops no other") {
  Outbox outbox;
  outbox.put(1, create(Priority::reply, 100, 7, false));
  outbox.put(2, create(Priority::reply, 200, 7));
  CHECK_FALSE(outbox.next(Priority::backfill, nothing_blocked).has_value());
  outbox.put(3, create(Priority::reply, 300, 8));
  CHECK(outbox.next(Priority::backfill, nothing_blocked) == 3u);
  CHECK_FALSE(outbox.next(Priority::backfill, [](std::uint32_t thread) { return thread == 8; }).has_value());
  outbox.put(1, create(Priority::reply, 100, 7));
  CHECK(outbox.next(Priority::backfill, nothing_blocked) == 1u);
}

TEST_CASE("what is raised goes earlier; what is less urgent than can be afforded does not go") {
  Outbox outbox;
  outbox.put(1, create(Priority::reply, 100, 7));
  outbox.put(2, create(Priority::reply, 50, 8));
  outbox.raise(1, Priority::ambassador);
  CHECK(outbox.next(Priority::backfill, nothing_blocked) == 1u);
  CHECK(outbox.next(Priority::ambassador, nothing_blocked) == 1u);
  outbox.erase(1);
  CHECK_FALSE(outbox.next(Priority::ambassador, nothing_blocked).has_value());
  outbox.raise(2, Priority::backfill);  // never down
  CHECK(outbox.next(Priority::reply, nothing_blocked) == 2u);
}

TEST_CASE("a budget that runs out keeps its rest for what is urgent, until it is renewed") {
  sync::Budgets budgets;
  Milliseconds again_at = 0;
  CHECK(budgets.affords("a", 3, 1, 1000, again_at) == Priority::backfill);  // nothing is known
  Budget points;
  points.limit = 5000;
  points.resets_at = 101000;  // by the platform's clock, which agrees with the host's
  for (const auto& [remaining, least] :
       {std::pair{5000, Priority::backfill}, std::pair{1400, Priority::reply}, std::pair{900, Priority::edit},
        std::pair{400, Priority::ambassador}, std::pair{100, Priority::removal}}) {
    points.remaining = remaining;
    budgets.note("a", points, 1000, 100000);
    CHECK(budgets.affords("a", 3, 1, 1000, again_at) == least);
  }
  points.remaining = 5;
  budgets.note("a", points, 1000, 100000);
  CHECK_FALSE(budgets.affords("a", 3, 2, 1000, again_at).has_value());  // two bridges share it
  CHECK(again_at == 2000);
  CHECK(budgets.affords("a", 3, 2, 2000, again_at) == Priority::backfill);
  Budget percent;
  percent.used_percent = 96;
  percent.resets_in_ms = 60000;
  budgets.note("b", percent, 1000, 100000);
  CHECK(budgets.affords("b", 1, 1, 1000, again_at) == Priority::removal);
  CHECK(budgets.slower("b", 1000) == 4);
}

TEST_CASE("what is left is told for all requests and for writes apart, as last said, until it is renewed") {
  sync::Budgets budgets;
  CHECK(budgets.left("a", 0, 1000).empty());
  Budget budget;
  budget.limit = 300;
  budget.remaining = 75;
  budget.resets_in_ms = 60000;
  budgets.note("a", budget, 1000, 100000);
  budget.remaining = 299;
  budget.of_writes = true;
  budget.resets_in_ms = 90000;
  budgets.note("a", budget, 1000, 100000);
  const auto both = budgets.left("a", 60, 1000);
  REQUIRE(both.size() == 2);
  CHECK_FALSE(both[0].of_writes);
  CHECK(both[0].percent == 25);
  CHECK(both[0].resets_at == 61000);
  CHECK(both[1].of_writes);
  CHECK(both[1].percent == 99);  // some of it is spent
  CHECK(budgets.left("a", 0, 61000).size() == 1);
  // Counted here, where the platform does not say.
  for (const Milliseconds at : {1000, 2000, 3000}) budgets.spend("b", 60, at);
  const auto counted = budgets.left("b", 60, 4000);
  REQUIRE(counted.size() == 1);
  CHECK(counted[0].percent == 95);
  CHECK(counted[0].resets_at == 61000);
  CHECK(budgets.left("b", 60, 62500)[0].percent == 99);
  CHECK(budgets.left("b", 60, 70000)[0].percent == 100);
}

TEST_CASE("a parked account wakes at the named time; a pause between posts stops no reading") {
  sync::Budgets budgets;
  budgets.park("a", 5000, true);
  CHECK(budgets.reads_from("a") == 0);
  CHECK(budgets.writes_from("a") == 5000);
  budgets.park("a", 9000, false);
  budgets.park("a", 7000, false);  // never earlier than was named
  CHECK(budgets.reads_from("a") == 9000);
  CHECK(budgets.writes_from("a") == 9000);
  CHECK(budgets.writes_from("b") == 0);
}

TEST_CASE("where requests are counted by us, reads leave a quarter of them to writes, and come again as the minute passes") {
  sync::Budgets budgets;
  CHECK(budgets.spared_from("a", 60, 1, 0) == 0);
  for (int i = 0; i < 45; ++i) {
    CHECK(budgets.spared_from("a", 60, 1, 1000 + i * 100) == 0);
    budgets.spend("a", 60, 1000 + i * 100);
  }
  CHECK(budgets.spared_from("a", 60, 1, 5500) == 1000 + 60000);
  CHECK(budgets.spared_from("a", 60, 2, 5500) == 1000 + 23 * 100 + 60000);
  CHECK(budgets.spared_from("a", 60, 1, 61000) == 0);
  CHECK(budgets.spared_from("a", 0, 1, 5500) == 0);
  CHECK(budgets.spared_from("b", 60, 1, 5500) == 0);
}
