// What is decided for the community: recorded with what it was before, told, and undone.
#include <doctest/doctest.h>

#include "base/hash.h"
#include "model/persons.h"
#include "store/snapshot.h"
#include "sync/fold.h"
#include "sync/fold_posts.h"
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

const Person asker{"u1", "Wil", Role::visitor};
const Person ambassador{"u3", "Bo", Role::ambassador};
const Person other{"u4", "Cas", Role::ambassador};
const Person manager{"m1", "Mia", Role::brand};
constexpr Milliseconds hour = 3600000, day = 24 * hour;

struct Desk : Talk {
  Desk() { question = write("key-00000001", asker); }

  PostKey write(const std::string& key, const Person& by, PostKey parent = 0) {
    REQUIRE(try_write(key, by, parent).ok());
    return State::key_of("site", key);
  }
  Result<PostOutcome> try_write(const std::string& key, const Person& by, PostKey parent) {
    NewPost post{key, by, parent, parent == 0 ? "Title" : "", text::read_plain(key)};
    last = Batch{};
    return synchroniser->post(now += 10, post, last);
  }
  Result<std::uint64_t> decide(Deed what, bool on = true, const Person& by = manager, const std::string& value = "",
                               Milliseconds until = 0) {
    record::Decided wanted{what, on, question};
    wanted.value = value;
    wanted.until = until;
    if (what == Deed::hide) wanted.place.value = "a";
    last = Batch{};
    return synchroniser->decide(now += 10, wanted, by, last);
  }
  Result<std::uint64_t> undo(std::uint64_t number, const Person& by = manager) {
    last = Batch{};
    return synchroniser->undo(now += 10, number, by, last);
  }
  const record::Decided* standing(Deed what, const std::string& which = "") const {
    return state.community.find(what, question, which);
  }

  PostKey question;
};

}  // namespace

TEST_CASE("the brand decides, and who works here says who answers") {
  Desk desk;
  for (const Deed what : {Deed::hold, Deed::lock, Deed::feature, Deed::pin, Deed::sponsor, Deed::hide}) {
    CHECK(desk.decide(what, true, asker).error().code == ErrorCode::not_allowed);
    CHECK(desk.decide(what, true, ambassador).error().code == ErrorCode::not_allowed);
    CHECK(desk.last.records.empty());
    CHECK(desk.decide(what).ok());
  }
  for (const Deed what : {Deed::claim, Deed::done}) {
    CHECK(desk.decide(what, true, asker).error().code == ErrorCode::not_allowed);
    CHECK(desk.decide(what, true, ambassador).ok());
  }
}

TEST_CASE("two do not answer at once: a claim is somebody's for an hour") {
  Desk desk;
  REQUIRE(desk.decide(Deed::claim, true, ambassador).ok());
  CHECK(desk.decide(Deed::claim, true, other).error() == Error{ErrorCode::conflict, "$.command.post", "Bo is answering it"});
  CHECK(desk.decide(Deed::claim, false, other).error().code == ErrorCode::conflict);
  CHECK(desk.decide(Deed::claim, true, ambassador).ok());
  REQUIRE(desk.decide(Deed::claim, false, manager).ok());
  REQUIRE(desk.decide(Deed::claim, true, other).ok());
  desk.now += hour + 1;
  CHECK(desk.decide(Deed::claim, true, ambassador).ok());
}

TEST_CASE("in a locked thread visitors do not reply, in a slow one not before so long") {
  Desk desk;
  REQUIRE(desk.decide(Deed::lock).ok());
  CHECK(desk.try_write("key-00000002", asker, desk.question).error().code == ErrorCode::conflict);
  CHECK(desk.try_write("key-00000003", ambassador, desk.question).ok());
  REQUIRE(desk.decide(Deed::lock, false).ok());
  REQUIRE(desk.decide(Deed::slow, true, manager, "60000").ok());
  const PostKey first = desk.write("key-00000004", asker, desk.question);
  CHECK(desk.try_write("key-00000005", asker, first).error().message.find("60 s") != std::string::npos);
  CHECK(desk.try_write("key-00000006", Person{"u9", "Zoe", Role::visitor}, first).ok());
  desk.now += 60000;
  CHECK(desk.try_write("key-00000005", asker, first).ok());
}

TEST_CASE("what is so already is decided once, and undone once, unless something else was decided since") {
  Desk desk;
  const auto locked = desk.decide(Deed::lock);
  REQUIRE(locked.ok());
  CHECK(*desk.decide(Deed::lock) == 0);
  CHECK(desk.last.records.empty());
  REQUIRE(desk.undo(*locked).ok());
  CHECK(desk.standing(Deed::lock) == nullptr);
  CHECK(desk.undo(*locked).error().code == ErrorCode::conflict);
  CHECK(desk.undo(99).error().code == ErrorCode::unknown_name);
  CHECK(desk.undo(*locked, ambassador).error().code == ErrorCode::conflict);

  const auto considered = desk.decide(Deed::idea, true, manager, "considered");
  const auto planned = desk.decide(Deed::idea, true, manager, "planned");
  CHECK(desk.undo(*considered).error() == Error{ErrorCode::conflict, "$.command.decision", "something else was decided since"});
  REQUIRE(desk.undo(*planned).ok());
  CHECK(desk.standing(Deed::idea)->value == "considered");
  REQUIRE(desk.undo(*considered).ok());
  CHECK(desk.standing(Deed::idea) == nullptr);
}

TEST_CASE("a decision can be undone for thirty days") {
  Desk desk;
  const auto held = desk.decide(Deed::hold);
  REQUIRE(held.ok());
  CHECK(desk.state.posts[desk.state.find_post(desk.question)].held == 1);
  desk.now += 30 * day - 20;
  const Milliseconds in_time = desk.now;
  REQUIRE(desk.undo(*held).ok());
  CHECK(desk.state.posts[desk.state.find_post(desk.question)].held == 0);
  desk.now = in_time;
  const auto again = desk.decide(Deed::hold);
  REQUIRE(again.ok());
  desk.now += 30 * day;
  CHECK(desk.undo(*again).error().code == ErrorCode::unknown_name);
}

TEST_CASE("an announcement ends at its time, and is gone then") {
  Desk desk;
  REQUIRE(desk.decide(Deed::announce, true, manager, "", desk.now + hour).ok());
  CHECK(desk.last.wake_at <= desk.now + hour);
  CHECK(desk.decide(Deed::announce, true, manager, "", desk.now).error().code == ErrorCode::invalid_value);
  desk.pass(hour - 30);
  CHECK(desk.standing(Deed::announce) != nullptr);
  desk.pass(60);
  CHECK(desk.standing(Deed::announce) == nullptr);
  CHECK(desk.state.posts[desk.state.find_post(desk.question)].removed == 1);
}

TEST_CASE("what a snapshot holds of decisions, notes and kept replies is what was decided") {
  Desk desk;
  REQUIRE(desk.decide(Deed::tag, true, manager, "5g").ok());
  const auto slowed = desk.decide(Deed::slow, true, manager, "60000");
  REQUIRE(desk.undo(*slowed).ok());
  REQUIRE(desk.synchroniser->note(desk.now, {desk.question, "note-0001", "Called."}, ambassador, desk.last).ok());
  REQUIRE(desk.synchroniser->keep_reply(desk.now, {"canned-01", "Reset", "Hold it."}, manager, desk.last).ok());
  State loaded;
  const std::string bytes = snapshot::save(desk.state);
  REQUIRE(snapshot::load(bytes, loaded).ok());
  CHECK(snapshot::save(loaded) == bytes);
  CHECK(loaded.community.decided == 3);
  CHECK(loaded.community.history[1].undone);
  CHECK(loaded.community.find(Deed::tag, desk.question, "5g") != nullptr);
  CHECK(loaded.community.notes.at(desk.question)[0].text == "Called.");
  CHECK(loaded.community.canned.at("canned-01").title == "Reset");
}

TEST_CASE("whoever is forgotten is named in no decision, and nothing about them is left") {
  Desk desk;
  REQUIRE(desk.decide(Deed::lock).ok());
  REQUIRE(desk.decide(Deed::assign, true, manager, "u1\nWil").ok());
  record::Decided slowed{Deed::slow, true, desk.question};
  slowed.value = "60000";
  slowed.reason = "Wil is rude";
  REQUIRE(desk.synchroniser->decide(desk.now, slowed, manager, desk.last).ok());
  REQUIRE(desk.synchroniser->note(desk.now, {desk.question, "note-0001", "Wil called."}, ambassador, desk.last).ok());
  desk.write("key-00000009", manager, desk.question);
  for (const char* person : {"u1", "m1"})
    REQUIRE(desk.synchroniser->forget(desk.now, author_key("site", person), desk.last).ok());
  const std::string bytes = snapshot::save(desk.state);
  CHECK(bytes.find("Wil") == std::string::npos);
  CHECK(bytes.find("Mia") == std::string::npos);
  CHECK(desk.state.community.find(Deed::lock, desk.question) != nullptr);
}

TEST_CASE("two accounts are said to be one person, whichever is named first, until that is undone or one is forgotten") {
  Desk desk;
  desk.write("key-00000002", ambassador);
  const std::uint64_t wil = author_key("site", "u1"), bo = author_key("site", "u3");
  const auto join = [&](std::uint64_t one, std::uint64_t two, bool on = true, const Person& by = manager) {
    record::Decided wanted{Deed::same, on};
    wanted.author = one;
    wanted.value = to_base32(two);
    desk.last = Batch{};
    return desk.synchroniser->decide(desk.now += 10, wanted, by, desk.last);
  };
  const auto persons = [&] {
    Persons found;
    found.catch_up(desk.state);
    return found.of(desk.state.find_author(wil)) == found.of(desk.state.find_author(bo));
  };
  CHECK(join(wil, bo, true, ambassador).error().code == ErrorCode::not_allowed);
  CHECK(join(wil, wil).error().path == "$.command.other");
  CHECK(join(wil, 99).error().path == "$.command.other");
  CHECK(join(99, wil).error().path == "$.command.author");
  CHECK_FALSE(persons());
  const auto joined = join(wil, bo);
  REQUIRE(joined.ok());
  CHECK(persons());
  CHECK(*join(bo, wil) == 0);  // it is so already
  REQUIRE(desk.undo(*joined).ok());
  CHECK_FALSE(persons());
  REQUIRE(join(bo, wil).ok());
  REQUIRE(join(wil, bo, false).ok());
  CHECK_FALSE(persons());
  for (const std::uint64_t gone : {wil, bo}) {
    REQUIRE(join(wil, bo).ok());
    State copy;
    REQUIRE(snapshot::load(snapshot::save(desk.state), copy).ok());
    REQUIRE(sync::fold(copy, record::Forgotten{gone}).ok());
    for (const auto& [key, decided] : copy.community.standing) CHECK(decided.what != Deed::same);
    for (const Community::Entry& entry : copy.community.history) CHECK(entry.decided.what != Deed::same);
    REQUIRE(join(wil, bo, false).ok());
  }
}

TEST_CASE("a note is its writer's, or the brand's to take away") {
  Desk desk;
  REQUIRE(desk.synchroniser->note(desk.now, {desk.question, "note-0001", "Called."}, ambassador, desk.last).ok());
  CHECK(desk.synchroniser->note(desk.now, {desk.question, "note-0001", ""}, other, desk.last).error().code ==
        ErrorCode::not_allowed);
  CHECK(desk.synchroniser->note(desk.now, {desk.question, "note-0001", ""}, asker, desk.last).error().code ==
        ErrorCode::not_allowed);
  CHECK(desk.synchroniser->note(desk.now, {desk.question, "note-0001", ""}, manager, desk.last).ok());
  CHECK(desk.state.community.notes.empty());
}
