// What is planned is posted at its time, once; and the brand is asked where it pushes too much.
#include <doctest/doctest.h>

#include <algorithm>

#include "model/pushing.h"
#include "store/snapshot.h"
#include "sync/fold.h"
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

const Person visitor{"u1", "Wil", Role::visitor};
const Person manager{"m1", "Mia", Role::brand};
constexpr Milliseconds hour = 3600000, day = 24 * hour;
using Stands = record::Planned::Stands;

struct Planning : Talk {
  record::Planned planned(const std::string& key, Milliseconds at, const std::string& reason = "") const {
    record::Planned wanted;
    wanted.key = key;
    wanted.title = "News";
    wanted.text = "We open a shop.";
    wanted.at = at;
    wanted.reason = reason;
    return wanted;
  }
  Status plan(const record::Planned& wanted, const Person& by = manager) {
    last = Batch{};
    const Status done = synchroniser->plan(now += 10, wanted, by, last);
    keep();
    return done;
  }
  void go(Milliseconds time) {
    pass(time);
    keep();
  }
  void keep() { log.insert(log.end(), last.records.begin(), last.records.end()); }
  Stands stands(const std::string& key) const { return state.community.planned.at(key).stands; }
  bool posted(const std::string& key) const { return state.find_post(State::key_of("site", key)) != none; }

  template <class Kind>
  std::ptrdiff_t recorded() const {
    return std::count_if(log.begin(), log.end(), [](const Record& each) { return std::holds_alternative<Kind>(each); });
  }

  std::vector<Record> log;
};

}  // namespace

TEST_CASE("what is planned is posted at its time, and not before") {
  Planning planning;
  const Milliseconds at = planning.now + day;
  CHECK(planning.plan(planning.planned("plan-000001", at), visitor).error().code == ErrorCode::not_allowed);
  CHECK(planning.plan(planning.planned("plan-000001", planning.now)).error().code == ErrorCode::invalid_value);
  REQUIRE(planning.plan(planning.planned("plan-000001", at)).ok());
  CHECK(planning.last.wake_at <= at);
  planning.go(day - hour);
  CHECK_FALSE(planning.posted("plan-000001"));
  planning.go(hour + 10);
  REQUIRE(planning.posted("plan-000001"));
  CHECK(planning.stands("plan-000001") == Stands::sent);
  CHECK(planning.plan(planning.planned("plan-000001", planning.now + day)).error().code == ErrorCode::conflict);
  planning.go(hour);
  CHECK(planning.recorded<record::Posted>() == 1);
  CHECK(planning.recorded<record::Planned>() == 2);
}

TEST_CASE("killed with it or without it, it is posted once: that it was sent is recorded with it") {
  Planning planning;
  REQUIRE(planning.plan(planning.planned("plan-000001", planning.now + hour)).ok());
  const std::string before = snapshot::save(planning.state);
  planning.go(hour);
  REQUIRE(planning.recorded<record::Posted>() == 1);
  // Nothing of the batch was durable: it is posted after the start.
  State lost;
  REQUIRE(snapshot::load(before, lost).ok());
  Synchroniser again(lost, planning.bridge);
  Batch batch;
  again.start(planning.now, "seed", batch);
  CHECK(lost.find_post(State::key_of("site", "plan-000001")) != none);
  // All of it was: nothing more is.
  State kept;
  REQUIRE(snapshot::load(before, kept).ok());
  for (const Record& record : planning.last.records) REQUIRE(fold(kept, record).ok());
  Synchroniser third(kept, planning.bridge);
  batch = Batch{};
  third.start(planning.now, "seed", batch);
  CHECK(kept.posts.size() == 1);
  for (const Record& record : batch.records) CHECK_FALSE(std::holds_alternative<record::Posted>(record));
}

TEST_CASE("late by less than an hour it is sent, later it is asked") {
  for (const Milliseconds late : {hour - 100, hour + 100}) {
    Planning planning;
    REQUIRE(planning.plan(planning.planned("plan-000001", planning.now + hour)).ok());
    planning.go(hour + late);
    CHECK(planning.posted("plan-000001") == (late < hour));
    CHECK(planning.stands("plan-000001") == (late < hour ? Stands::sent : Stands::missed));
    if (late < hour) continue;
    REQUIRE(planning.plan(planning.planned("plan-000001", planning.now + hour)).ok());
    planning.go(hour);
    CHECK(planning.stands("plan-000001") == Stands::sent);
  }
}

TEST_CASE("it is changed, moved and withdrawn until then, and stands where it is to stand") {
  Planning planning;
  REQUIRE(planning.plan(planning.planned("plan-000001", planning.now + hour)).ok());
  record::Planned moved = planning.planned("plan-000001", planning.now + 2 * hour);
  moved.title = "Other news";
  moved.without = {PlaceId{"b"}};
  REQUIRE(planning.plan(moved).ok());
  moved.without = {PlaceId{"nowhere"}};
  CHECK(planning.plan(moved).error().code == ErrorCode::unknown_name);
  record::Planned gone = planning.planned("plan-000002", planning.now + hour);
  REQUIRE(planning.plan(gone).ok());
  gone.text.clear();
  REQUIRE(planning.plan(gone).ok());
  CHECK(planning.plan(gone).error().code == ErrorCode::unknown_name);
  planning.go(hour + 50);
  CHECK_FALSE(planning.posted("plan-000001"));
  planning.go(hour);
  REQUIRE(planning.posted("plan-000001"));
  CHECK_FALSE(planning.posted("plan-000002"));
  const PostKey post = State::key_of("site", "plan-000001");
  CHECK(planning.state.community.find(Deed::hide, post, "b") != nullptr);
  CHECK(planning.state.community.find(Deed::hide, post, "a") == nullptr);
}

TEST_CASE("the brand is asked why where it posts more than it meant to, or answers too little") {
  Planning planning;
  planning.bridge.webcare.posts_a_day = 1;
  const Milliseconds at = planning.now + day;
  REQUIRE(planning.plan(planning.planned("plan-000001", at)).ok());
  const Pushing there = pushing(planning.state, planning.bridge, at, "");
  CHECK(there.day == 1);
  CHECK(there.week == 1);
  CHECK(there.often);
  CHECK(planning.plan(planning.planned("plan-000002", at + 1000)).error().path == "$.command.reason");
  REQUIRE(planning.plan(planning.planned("plan-000002", at + 1000, "An outage")).ok());
  CHECK(planning.state.community.planned.at("plan-000002").reason == "An outage");
  CHECK(planning.plan(planning.planned("plan-000003", at + 2 * day)).ok());
  // What only moves is not counted against itself.
  CHECK(planning.plan(planning.planned("plan-000003", at + 2 * day + 1000)).ok());

  Planning talking;
  talking.bridge.webcare.replies_per_post = 2;
  NewPost post{"key-00000001", manager, 0, "One", text::read_plain("One")};
  REQUIRE(talking.synchroniser->post(talking.now, post, talking.last).ok());
  CHECK(pushing(talking.state, talking.bridge, talking.now, "").deaf);
  CHECK_FALSE(pushing(talking.state, talking.bridge, talking.now + 7 * day, "").deaf);
  for (const char* key : {"key-00000002", "key-00000003", "key-00000004", "key-00000005"}) {
    NewPost reply{key, manager, State::key_of("site", "key-00000001"), "", text::read_plain("Yes")};
    REQUIRE(talking.synchroniser->post(talking.now, reply, talking.last).ok());
  }
  const Pushing answered = pushing(talking.state, talking.bridge, talking.now, "");
  CHECK(answered.replies == 4);
  CHECK_FALSE(answered.deaf);
}
