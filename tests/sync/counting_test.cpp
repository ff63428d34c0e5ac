// What readers do: counted by day and thread, and who they are left out.
#include <doctest/doctest.h>

#include "store/log.h"
#include "sync/fold.h"
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

constexpr Milliseconds day = 86400000;

struct Readers : Talk {
  PostKey write(const std::string& key, PostKey parent = 0) {
    Batch batch;
    NewPost post{key, {"u1", "Wil"}, parent, parent == 0 ? "Title" : "", text::read_plain(key)};
    REQUIRE(synchroniser->post(now += 10, post, batch).ok());
    return State::key_of("site", key);
  }
  Status count(std::int64_t number, const std::vector<Tally>& tallies, const std::vector<std::uint64_t>& visitors = {},
               const std::vector<std::uint64_t>& members = {}) {
    last = Batch{};
    return synchroniser->count(now += 10, number, {tallies, visitors, members}, last);
  }
  std::int64_t today() const { return now / day; }
  const Traffic::Day& of(std::int64_t number) const { return state.community.traffic.days.at(number); }
};

constexpr std::uint64_t hash(std::uint64_t i) { return i * 0x9E3779B97F4A7C15ull; }

}  // namespace

TEST_CASE("counts add up by thread, whichever of its posts is named; of what is not there nothing is kept") {
  Readers readers;
  const PostKey root = readers.write("key-00000001"), reply = readers.write("key-00000002", root);
  const std::uint64_t version = readers.state.community.version;
  REQUIRE(readers.count(readers.today(), {{PageAct::read, root, 2}, {PageAct::read, reply, 3}, {PageAct::read, 99, 7}}).ok());
  CHECK(readers.last.records.size() == 1);
  CHECK(readers.last.requests.empty());
  REQUIRE(readers.count(readers.today(), {{PageAct::read, root, 1}, {PageAct::visit, 0, 4}}).ok());
  CHECK(readers.of(readers.today()).counts.size() == 2);
  CHECK(readers.of(readers.today()).counts.at({root, PageAct::read, Via::unsaid}) == 6);
  CHECK(readers.of(readers.today()).counts.at({0, PageAct::visit, Via::unsaid}) == 4);
  CHECK(readers.state.community.version == version);  // no desk is told of each reader
  REQUIRE(readers.count(readers.today(), {{PageAct::read, 99, 7}}).ok());
  CHECK(readers.last.records.empty());
}

TEST_CASE("a sum that the log could not say is cut") {
  Readers readers;
  REQUIRE(readers.count(readers.today(), std::vector<Tally>(5000, {PageAct::visit, 0, 1000000})).ok());
  REQUIRE(readers.last.records.size() == 1);
  CHECK(log::read(log::write(readers.last.records[0])).ok());
}

TEST_CASE("only registers that rose are recorded, and the records give the same state") {
  Readers readers;
  State again = readers.state;
  std::vector<std::uint64_t> visitors;
  for (std::uint64_t i = 1; i <= 300; ++i) visitors.push_back(hash(i));
  REQUIRE(readers.count(readers.today(), {}, visitors).ok());
  REQUIRE(readers.last.records.size() == 1);
  REQUIRE(fold(again, readers.last.records[0]).ok());
  CHECK(again.community.traffic.days.at(readers.today()).registers == readers.of(readers.today()).registers);
  CHECK(readers.of(readers.today()).different() >= 280);
  CHECK(readers.of(readers.today()).different() <= 320);
  REQUIRE(readers.count(readers.today(), {}, visitors).ok());
  CHECK(readers.last.records.empty());
}

TEST_CASE("the day before is told late, and of a day that is over a number is left") {
  Readers readers;
  const std::int64_t first = readers.today();
  REQUIRE(readers.count(first, {{PageAct::visit, 0, 1}}, {hash(1), hash(2)}).ok());
  readers.now += day;
  REQUIRE(readers.count(first + 1, {}, {hash(3)}).ok());
  REQUIRE(readers.count(first, {}, {hash(4)}).ok());
  CHECK(readers.of(first).different() == 3);
  CHECK_FALSE(readers.of(first).registers.empty());
  readers.now += day;
  CHECK(readers.count(first, {}, {hash(5)}).error().path == "$.command.day");
  REQUIRE(readers.count(first + 3, {}, {hash(6)}).ok());
  CHECK(readers.of(first).registers.empty());
  CHECK(readers.of(first).visitors == 3);
  CHECK(readers.of(first + 1).visitors == 1);
  REQUIRE(readers.count(first + 1, {{PageAct::visit, 0, 1}}, {hash(7)}).ok());  // counted, and nobody new
  CHECK(readers.of(first + 1).different() == 1);
  CHECK(readers.of(first + 1).counts.size() == 1);
  CHECK(readers.count(readers.today() + 2, {}, {hash(6)}).error().code == ErrorCode::invalid_value);
}

TEST_CASE("of people who signed in the registers stay, so that who comes on two days counts once; of them nothing else is kept") {
  Readers readers;
  const std::int64_t first = readers.today();
  REQUIRE(readers.count(first, {}, {}, {hash(1), hash(2), hash(3)}).ok());
  REQUIRE(readers.last.records.size() == 1);
  CHECK(std::get<record::Sketched>(readers.last.records[0]).members);
  CHECK(readers.of(first).registers.empty());
  readers.now += 3 * day;
  REQUIRE(readers.count(readers.today(), {}, {hash(9)}, {hash(1), hash(2), hash(4)}).ok());
  CHECK(readers.last.records.size() == 2);
  CHECK(sketch::estimate(readers.of(first).members) == 3);
  sketch::Registers both = readers.of(first).members;
  sketch::merge(both, readers.of(readers.today()).members);
  CHECK(sketch::estimate(both) == 4);
}
