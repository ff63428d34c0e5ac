// Rules by which posts wait for a moderator.
#include <doctest/doctest.h>

#include "community/judge.h"
#include "sync/scripted.h"
#include "views/shelf.h"

using namespace plein;
using namespace plein::community;
using plein::views::Shelf;

namespace {

constexpr Milliseconds monday = 1795000000000, minute = 60000;

struct Forum : Shelf {
  Result<ModerationRule> read(const std::string& json) {
    const auto document = JsonDocument::parse(json);
    REQUIRE(document.ok());
    ModerationRule rule = read_rule(document->root(), bridge);
    if (const Status status = document->status(); !status) return status.error();
    return rule;
  }
  bool holds(const std::string& json, const std::string& remote, const std::string& place = "page") {
    const auto rule = read(json);
    REQUIRE(rule.ok());
    return community::holds(state, bridge, *rule, state.find_post(State::key_of(place, remote)));
  }
};

std::string rule(const std::string& members) { return R"({"key":"r","name":"R","on":true,)" + members + "}"; }

}  // namespace

TEST_CASE("a word holds, in any case and without accents, in a title too") {
  Forum forum;
  const std::string words = rule(R"("words":["Viagra","cafe"])");
  CHECK(forum.holds(words, forum.add({"", "a", "", "Koop VIAGRA!"})));
  CHECK(forum.holds(words, forum.add({"", "a", "Het café", "x"})));
  CHECK_FALSE(forum.holds(words, forum.add({"", "a", "", "Viagraatje"})));
  CHECK_FALSE(forum.holds(words, forum.add({"", "joris", "", "Viagra"})));  // an ambassador
}

TEST_CASE("links are counted, whoever is new is known by their posts, and a rate by the hour before") {
  Forum forum;
  const std::string linked = forum.add({"", "a", "", "https://one.example and https://two.example"});
  CHECK(forum.holds(rule(R"("links":2)"), linked));
  CHECK_FALSE(forum.holds(rule(R"("links":3)"), linked));
  CHECK(forum.holds(rule(R"("links":1,"new_author":1)"), linked));
  const std::string second = forum.add({"", "a", "", "https://one.example"});
  CHECK_FALSE(forum.holds(rule(R"("links":1,"new_author":1)"), second));
  CHECK(forum.holds(rule(R"("links":1,"new_author":2)"), second));

  std::string last;
  for (int i = 0; i < 4; ++i) last = forum.add({"", "b", "", "x", "page", monday + 10 * i * minute});
  CHECK(forum.holds(rule(R"("per_hour":3)"), last));
  CHECK_FALSE(forum.holds(rule(R"("per_hour":4)"), last));
  CHECK_FALSE(forum.holds(rule(R"("per_hour":3)"), forum.add({"", "b", "", "x", "page", monday + 89 * minute})));
}

TEST_CASE("a rule of some places is about them alone") {
  Forum forum;
  const std::string in_forum = rule(R"("words":["x"],"places":["forum"])");
  CHECK_FALSE(forum.holds(in_forum, forum.add({"", "a", "", "x", "page"})));
  CHECK(forum.holds(in_forum, forum.add({"", "a", "", "x", "forum"}), "forum"));
}

TEST_CASE("a rule that is wrong says where") {
  Forum forum;
  CHECK(forum.read(R"({"key":"r","name":"R"})").error().code == ErrorCode::invalid_value);
  CHECK(forum.read(rule(R"("links":-1)")).error().path == "$.links");
  CHECK(forum.read(rule(R"("words":["two words"])")).error().path == "$.words[0]");
  CHECK(forum.read(rule(R"("links":1,"places":["shop"])")).error().path == "$.places[0]");
  const auto read = forum.read(rule(R"("links":1,"words":["b","a"],"places":["page"])"));
  REQUIRE(read.ok());
  CHECK(to_json(*read) == R"({"key":"r","name":"R","on":true,"links":1,"words":["a","b"],"places":["page"]})");
}

TEST_CASE("a trial says what a rule would have held of the past month") {
  Forum forum;
  forum.add({"", "a", "", "spam", "page", monday - 40LL * 86400000});
  for (int i = 0; i < 30; ++i) forum.add({"", "a", "", i % 2 == 0 ? "spam" : "fine", "page", monday + i * minute});
  const auto tried = try_rule(forum.state, forum.bridge, *forum.read(rule(R"("words":["spam"])")), monday + 31 * minute);
  CHECK(tried.looked_at == 30);
  CHECK(tried.held == 15);
  CHECK(tried.posts.size() == 15);
  CHECK(forum.state.posts[tried.posts[0]].created_at == monday + 28 * minute);
}

TEST_CASE("a post that a rule holds is copied nowhere until it is released, and then it is not held again") {
  using namespace plein::sync;
  scripted::Talk talk;
  const RuleJudge judge(talk.state, talk.bridge);
  Synchroniser synchroniser(talk.state, talk.bridge, &judge);
  Batch batch;
  synchroniser.start(talk.now, "seed", batch);
  const Person moderator{"m1", "Mia", Role::brand};
  REQUIRE(synchroniser.keep_rule(talk.now, {"r", rule(R"("words":["spam"])")}, moderator, batch).ok());
  const auto write = [&](const std::string& key, const std::string& text) {
    batch = Batch{};
    REQUIRE(synchroniser.post(talk.now += 10, {key, {"u1", "Wil", Role::visitor}, 0, "", text::read_plain(text)}, batch).ok());
    return State::key_of("site", key);
  };
  const PostKey fine = write("key-00000001", "Hello");
  CHECK(talk.state.posts[talk.state.find_post(fine)].held == 0);
  const PostKey spam = write("key-00000002", "Spam");
  const std::uint32_t post = talk.state.find_post(spam);
  CHECK(talk.state.posts[post].held == 1);
  const record::Decided* held = talk.state.community.find(Deed::hold, spam);
  REQUIRE(held != nullptr);
  CHECK(held->by == "rule:r");
  CHECK(held->reason == "R");
  record::Decided release{Deed::hold, false, spam};
  REQUIRE(synchroniser.decide(talk.now += 10, release, moderator, batch).ok());
  CHECK(talk.state.posts[post].held == 0);
  REQUIRE(synchroniser.edit(talk.now += 10, spam, {"u1", "Wil", Role::visitor}, "", text::read_plain("Spam again"), batch).ok());
  CHECK(talk.state.posts[post].held == 0);
  batch = Batch{};
  REQUIRE(synchroniser.keep_rule(talk.now, {"r", ""}, moderator, batch).ok());
  CHECK(talk.state.posts[talk.state.find_post(write("key-00000003", "Spam"))].held == 0);
}
