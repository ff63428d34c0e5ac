// What help is worth, and what does not pay.
#include <doctest/doctest.h>

#include <cmath>

#include "community/reputation_decay.h"
#include "community/village.h"

using namespace plein;
using namespace plein::community;
using nlohmann::json;

namespace {

constexpr Milliseconds yesterday = today - day;

// The sum of what the reasons count: what somebody's points are.
std::int64_t sum_of(const json& standing) {
  std::int64_t sum = 0;
  for (const json& reason : standing["reasons"]) sum += reason["counts"].get<std::int64_t>();
  return sum;
}

std::vector<std::string> damped(const json& standing) {
  std::vector<std::string> all;
  for (const json& reason : standing["reasons"])
    all.push_back(reason["what"].get<std::string>() + " " + reason.value("damped", ""));
  return all;
}

// An honest helper: so many questions of as many people, answered within the hour and accepted.
void help_honestly(Village& village, const std::string& helper, int people, Milliseconds at, const std::string& place = "page") {
  for (int i = 0; i < people; ++i) {
    const auto question = village.ask("asker" + std::to_string(i) + helper, at + i * 3 * hour, place);
    village.accept(village.answer(helper, question, at + i * 3 * hour + hour / 2));
  }
}

}  // namespace

TEST_CASE("the example of docs/reputation.md") {
  Village village;
  const Milliseconds asked = today - 180 * day;
  const auto router = village.ask("ana", asked);
  const auto first = village.answer("carla", router, asked + 20 * 60000);
  village.accept(first);
  village.react(first, 4);
  const auto roaming = village.ask("bert", yesterday);
  village.answer("dirk", roaming, yesterday + hour / 2);
  village.answer("carla", roaming, yesterday + 2 * hour);
  const auto again = village.ask("ana", today - 3 * day);
  village.answer("carla", again, today - 3 * day + 2 * hour);
  village.answer("carla", again, today - 3 * day + 3 * hour);
  const json carla = village.standing("carla");
  CHECK(carla["points"] == 2939);
  CHECK(carla["level"] == "member");
  CHECK(carla["answers"] == 4);
  CHECK(carla["accepted"] == 1);
  CHECK(carla["badges"] == json{"first_answer"});
  CHECK(sum_of(carla) == 2939);
  CHECK(damped(carla) ==
        std::vector<std::string>{"answer ", "answer pair", "answer ", "accepted ", "answer ", "first_answer ", "reaction "});
  const json& oldest = carla["reasons"][3];
  CHECK(oldest == json{{"post", first.id()},
                       {"thread", router.id()},
                       {"title", "A question"},
                       {"at", asked + 20 * 60000},
                       {"what", "accepted"},
                       {"points", 2000},
                       {"counts", 1000}});
}

TEST_CASE("help in one's own thread, of the brand, and of who is blocked or gone counts for nothing") {
  Village village;
  const auto question = village.ask("ana", today);
  village.answer("ana", question, today + 1000);
  CHECK(village.points("ana") == 0);
  village.answer("brand", question, today + 2000);
  CHECK(village.standing("brand")["error"] == "unknown_name $.query.id");
  const auto answer = village.answer("carla", question, today + 3000);
  CHECK(village.points("carla") == 500);  // the brand was first
  CHECK(village.standing("nobody")["error"] == "unknown_name $.query.id");

  const std::uint64_t carla = Village::author_key("page", "carla");
  village.fold(record::Silenced{carla, AuthorRow::blocked, true});
  CHECK(village.standing("carla").contains("error"));
  village.fold(record::Silenced{carla, AuthorRow::blocked, false});
  CHECK(village.points("carla") == 500);
  // An asker who is blocked made their question for nobody.
  village.fold(record::Silenced{Village::author_key("page", "ana"), AuthorRow::blocked, true});
  CHECK(village.points("carla") == 0);
  village.fold(record::Silenced{Village::author_key("page", "ana"), AuthorRow::blocked, false});
  village.fold(record::Departed{PlaceId{"page"}, "ana"});
  CHECK(village.points("carla") == 500);
  CHECK(village.standing("carla")["reasons"][0]["title"] == "");
  village.fold(record::Forgotten{carla});
  const json everybody = village.query({{"view", "people"}, {"at", today}});
  CHECK(everybody["people"].empty());
  CHECK(everybody.dump().find("carla") == std::string::npos);
  CHECK(village.standing("carla")["error"] == "unknown_name $.query.id");
  CHECK(answer.remote == "4");
}

TEST_CASE("likes of one's own count for nothing, also through a linked account") {
  Village village;
  const auto question = village.ask("ana", today, "forum");
  const auto answer = village.answer("carla", question, today + 2 * hour);
  const auto site = village.say({"site", "carla-here", "Hello"}, today);
  village.like(answer, "carla-here");
  village.like(answer, "bert");
  CHECK(village.points("carla", "forum") == 700);
  village.say({"site", "carla-here", "", {{PlaceId{"forum"}, "carla"}}}, today, &site);
  CHECK(village.points("carla", "forum") == 600);
  CHECK(damped(village.standing("carla", "forum")) == std::vector<std::string>{"answer ", "reaction ", "reaction own"});
  village.like(answer, "carla-here", false);
  CHECK(village.points("carla", "forum") == 600);
  village.like(answer, "bert", false);
  CHECK(village.points("carla", "forum") == 500);
  village.react(answer, 100000);
  CHECK(village.points("carla", "forum") == 500 + 2000);  // twenty count
}

TEST_CASE("a person in two places is one, whose points are all of theirs, and who cannot help themselves") {
  Village village;
  const auto on_page = village.ask("ana", today);
  const auto in_forum = village.ask("bert", today, "forum");
  village.answer("carla", on_page, today + 2 * hour);
  village.answer("carla_k", in_forum, today + 2 * hour);
  const auto own = village.ask("carla", today + 5000);
  const auto site = village.say({"site", "c", "Hello"}, today);
  const auto helped = village.say({"site", "c"}, today + hour / 2, &own);
  CHECK(helped.place == "site");
  CHECK(village.points("c", "site") == 1000);
  village.say({"site", "c", "", {{PlaceId{"page"}, "carla"}, {PlaceId{"forum"}, "carla_k"}}}, today, &site);
  const json one = village.standing("c", "site");
  CHECK(one["points"] == 1000);
  CHECK(one["answers"] == 2);
  CHECK(one["badges"] == json{"first_answer", "two_places"});
  CHECK(one["author"]["key"] == to_base32(Village::author_key("site", "c")));
  CHECK(one["accounts"].size() == 3);
  CHECK(village.standing("carla") == one);
  CHECK(village.standing("carla_k", "forum") == one);
  // Forgetting the account that links the others parts them.
  village.fold(record::Forgotten{Village::author_key("site", "c")});
  CHECK(village.points("carla") == 500);
  CHECK(village.points("carla_k", "forum") == 500);
  CHECK(village.standing("carla")["accounts"].size() == 1);
}

TEST_CASE("whom a manager says to be one person has one standing, by what they did as either, until it is taken back") {
  Village village;
  const auto question = village.ask("ana", today);
  village.answer("carla", question, today);
  const auto other = village.ask("bert", today, "forum");
  village.answer("carla_k", other, today);
  const std::int64_t alone = village.points("carla");
  CHECK(village.points("carla_k", "forum") == alone);
  record::Decided same{Deed::same, true};
  same.author = std::min(Village::author_key("page", "carla"), Village::author_key("forum", "carla_k"));
  same.value = to_base32(std::max(Village::author_key("page", "carla"), Village::author_key("forum", "carla_k")));
  village.fold(same);
  CHECK(village.points("carla") > alone);
  CHECK(village.standing("carla") == village.standing("carla_k", "forum"));
  const json accounts = village.standing("carla")["accounts"];
  REQUIRE(accounts.size() == 2);
  CHECK(accounts[1]["joined"] == accounts[0]["key"]);
  CHECK_FALSE(accounts[0].contains("joined"));
  same.on = false;
  village.fold(same);
  CHECK(village.points("carla") == alone);
  CHECK(village.standing("carla")["accounts"].size() == 1);
}

TEST_CASE("who is blocked in one account has no standing in another") {
  Village village;
  const auto question = village.ask("ana", today);
  village.answer("carla", question, today + 2 * hour);
  const auto site = village.say({"site", "c", "Hello", {{PlaceId{"page"}, "carla"}}}, today);
  CHECK(village.points("carla") == 500);
  village.fold(record::Silenced{Village::author_key("site", "c"), AuthorRow::blocked, true});
  CHECK(village.standing("carla").contains("error"));
  CHECK(village.query({{"view", "people"}, {"at", today}})["people"].size() == 1);
  CHECK(site.place == "site");
}

TEST_CASE("two who accept each other's answers gain less than one who helps as many people once") {
  Village pair, honest;
  for (int i = 0; i < 20; ++i) {
    const Milliseconds at = today - 20 * day + i * day;
    pair.accept(pair.answer("b", pair.ask("a", at), at + hour / 2));
    pair.accept(pair.answer("a", pair.ask("b", at), at + hour / 2));
  }
  help_honestly(honest, "carla", 20, today - 20 * day);
  CHECK(pair.points("a") * 10 < honest.points("carla"));
  CHECK(pair.points("a") == pair.points("b"));
  CHECK(damped(pair.standing("a"))[0] == "accepted pair");
  // One who also helps others is nobody's alone: what they did for b counts as for anybody whom they help often.
  const std::int64_t mutual = pair.points("a");
  help_honestly(pair, "a", 25, today - 20 * day);
  std::int64_t for_b = 0;
  const json a = pair.standing("a");
  for (const json& reason : a["reasons"]) {
    if (reason.contains("damped") || reason["points"] == reason["counts"]) for_b += reason["counts"].get<std::int64_t>();
  }
  CHECK(pair.points("a") - pair.points("asker0a") > mutual + honest.points("carla"));
  CHECK(for_b > mutual);
}

TEST_CASE("a made-up person who asks every day for one to answer yields less each time") {
  Village village;
  std::int64_t before = 0, least = INT64_MAX;
  for (int i = 0; i < 10; ++i) {
    village.accept(village.answer("b", village.ask("puppet", today + hour * i), today + hour * i + 1000));
    const std::int64_t now = village.points("b");
    CHECK(now - before <= least);
    least = now - before;
    before = now;
  }
  CHECK(least == 2000 / 10 + 500 / 10 + 500 / 10);
}

TEST_CASE("of a burst of answers the first twenty of the day count") {
  Village village;
  std::int64_t at_twenty = 0;
  for (int i = 0; i < 60; ++i) {
    const auto question = village.ask("ana" + std::to_string(i), today + i * 1000);
    const auto answer = village.answer("bot", question, today + i * 1000 + 500);
    village.react(answer, 3);
    if (i == 19) at_twenty = village.points("bot");
  }
  CHECK(at_twenty == 20 * (500 + 500 + 300));
  CHECK(village.points("bot") == at_twenty);
  CHECK(damped(village.standing("bot"))[0] == "answer burst");
  CHECK(damped(village.standing("bot")).back() == "reaction ");
  // An earlier one that turns up late takes the place of a later one.
  village.answer("bot", village.ask("zoe", today), today + 100);
  CHECK(village.points("bot") == at_twenty - 300);
}

TEST_CASE("levels go by points, and an ambassador is one by appointment") {
  Village village;
  help_honestly(village, "carla", 30, today - 10 * day);
  help_honestly(village, "joris", 1, today - 10 * day);
  const json carla = village.standing("carla");
  CHECK(carla["level"] == "expert");
  CHECK(!carla.contains("candidate"));
  CHECK(village.standing("joris")["level"] == "ambassador");
  const json levels = village.query({{"view", "people"}, {"at", today}})["levels"];
  CHECK(levels == json{{"newcomer", 31}, {"member", 0}, {"regular", 0}, {"expert", 1}, {"ambassador", 1}});
  const json experts = village.query({{"view", "people"}, {"at", today}, {"level", "expert"}});
  CHECK(experts["people"].size() == 1);
  CHECK(village.query({{"view", "people"}, {"at", today}, {"level", "king"}})["error"] == "invalid_value $.level");
  CHECK(village.query({{"view", "people"}, {"at", today}, {"after", "x"}})["error"] == "invalid_value $.query.after");
  CHECK(village.query({{"view", "people"}, {"at", -1}})["error"] == "invalid_value $.at");
}

TEST_CASE("who is appointed is an ambassador at once, in all their accounts, until it is withdrawn") {
  Village village;
  const auto question = village.ask("ana", today);
  village.answer("carla", question, today);
  village.say({"site", "c", "Hello", {{PlaceId{"page"}, "carla"}}}, today);
  CHECK(village.standing("carla")["level"] == "member");
  record::Decided decided;
  decided.what = Deed::appoint;
  decided.author = Village::author_key("site", "c");
  for (const bool on : {true, false}) {
    decided.on = on;
    village.fold(decided);
    CHECK(village.standing("carla")["level"] == (on ? "ambassador" : "member"));
  }
}

TEST_CASE("a candidate is an expert who helps many, lately, and is told with the reasons") {
  Village village;
  help_honestly(village, "carla", 30, today - 10 * day);
  help_honestly(village, "carla", 20, today - 5 * day, "forum");
  help_honestly(village, "dirk", 30, today - 10 * day);
  CHECK(village.query({{"view", "candidates"}, {"at", today}})["people"].empty());
  const auto site =
      village.say({"site", "carla-here", "Hello", {{PlaceId{"page"}, "carla"}, {PlaceId{"forum"}, "carla"}}}, today - day);
  CHECK(site.place == "site");
  const json found = village.query({{"view", "candidates"}, {"at", today}})["people"];
  REQUIRE(found.size() == 1);
  CHECK(found[0]["author"]["name"] == "carla-here");
  CHECK(found[0]["why_candidate"] ==
        json{"points:1462", "accepted:50", "people:50", "answers:50", "quick:50", "places:2", "quiet_days:2"});
  CHECK(village.query({{"view", "people"}, {"at", today}})["people"][0]["candidate"] == true);
  CHECK(village.query({{"view", "candidates"}, {"at", today + 31 * day}})["people"].empty());
}

TEST_CASE("what is left after so many days is half to the power of their part of the half-life") {
  for (int days = 0; days < 256; ++days)
    CHECK(decayed(65536, days, 256) == std::llround(65536 * std::pow(2.0L, -static_cast<long double>(days) / 256)));
  CHECK(decayed(1000, 360, 180) == 250);
  CHECK(decayed(1000, -5, 180) == 1000);
  CHECK(decayed(std::int64_t{1} << 40, 180 * 39, 180) == 2);
  CHECK(decayed(std::int64_t{1} << 40, 4000000, 180) == 0);
  CHECK(day_of(-1) == -1);
  CHECK(day_of(86400000) == 1);
}

TEST_CASE("the weights and levels are the configuration's") {
  Village village;
  village.bridge.merits.answer = 7;
  village.bridge.merits.first_answer = 0;
  village.bridge.merits.half_life_days = 10;
  village.bridge.merits.member = 7;
  const auto question = village.ask("ana", yesterday);
  village.answer("carla", question, yesterday + 1000);
  CHECK(village.points("carla", "page", yesterday) == 700);
  CHECK(village.points("carla", "page", yesterday + 10 * day) == 350);
  CHECK(village.points("carla", "page", yesterday + 20 * day) == 175);
  CHECK(village.points("carla", "page", yesterday + 10000 * day) == 0);
  CHECK(village.standing("carla", "page", yesterday)["level"] == "member");
  CHECK(village.standing("carla", "page", yesterday + day)["level"] == "newcomer");
}
