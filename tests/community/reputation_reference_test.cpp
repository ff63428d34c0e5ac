// Random small communities, in which everything happens that may: the index, kept as changes come, says what the reference finds,
// and what an index made anew does; and the order in which the same became known makes no difference.
#include <doctest/doctest.h>

#include <algorithm>

#include "community/reference.h"
#include "community/village.h"
#include "simulation/dice.h"

using namespace plein;
using namespace plein::community;
using nlohmann::json;
using simulation::Dice;

namespace {

struct Chance {
  Village village;
  Dice dice;
  std::vector<Village::Post> posts;
  Milliseconds latest = 0;

  explicit Chance(std::uint64_t seed) : dice(seed) {
    village.bridge.merits.answers_a_day = 4;  // so that bursts and levels come up
    village.bridge.merits.regular = 30;
    village.bridge.merits.expert = 60;
    village.bridge.merits.ambassador = 60;
  }

  // Few, so that they meet again and again: some of the website, two of whom have accounts in the places.
  Village::Said somebody() {
    static const char* const names[] = {"ana", "bert", "carla", "dirk", "joris", "brand", "zoe"};
    Village::Said said;
    said.place = dice.percent(50) ? "page" : dice.percent(50) ? "forum" : "site";
    said.author = names[dice(7)];
    if (said.place != "site") return said;
    said.role = said.author == "brand" ? Role::brand : Role::visitor;
    if (said.author == "ana") said.accounts = {{PlaceId{"page"}, "bert"}};
    if (said.author == "carla")
      said.accounts = {{PlaceId{"page"}, "carla"}, {PlaceId{"forum"}, dice.percent(90) ? "dirk" : "zoe"}};
    return said;
  }
  void post() {
    const bool asks = posts.empty() || dice.percent(25);
    Village::Said said = somebody();
    if (asks) {
      said.title = "About " + said.author;
      latest = today - 500 * day + static_cast<Milliseconds>(dice(500 * 24)) * hour;
      posts.push_back(village.say(said, latest));
      return;
    }
    const Village::Post parent = posts[posts.size() - 1 - dice(std::min<std::size_t>(posts.size(), dice.percent(80) ? 6 : 100))];
    const Milliseconds at =
        village.state.posts[village.state.find_post(parent.key())].created_at + static_cast<Milliseconds>(dice(90)) * 60000;
    if (said.place != "site") said.place = parent.place == "site" ? "page" : parent.place;
    posts.push_back(village.say(said, at, &parent));
  }
  // Two who accept each other's answers.
  void exchange() {
    const bool turned = dice.percent(50);
    const Milliseconds at = today - static_cast<Milliseconds>(dice(200)) * day;
    posts.push_back(village.ask(turned ? "zoe" : "bert", at, "forum"));
    const Village::Post asked = posts.back();
    posts.push_back(village.answer(turned ? "bert" : "zoe", asked, at + static_cast<Milliseconds>(dice(100)) * 60000));
    village.accept(posts.back());
  }
  void happen() {
    if (dice.percent(12)) return exchange();
    if (posts.empty() || dice.percent(60)) return post();
    const Village::Post& post = dice.of(posts);
    const Village::Said who = somebody();
    const std::uint64_t author = Village::author_key(who.place, who.author);
    const bool known = village.state.find_author(author) != none;
    const bool on = dice.percent(50);
    switch (dice(10)) {
      case 0:
      case 1:
      case 2: return village.fold(record::Accepted{post.key(), dice.percent(90), today});
      case 3: return village.react(post, static_cast<std::uint32_t>(dice(30)), dice.percent(60));
      case 4:
      case 5: return village.like(post, who.author, dice.percent(80));
      case 6: return village.fold(record::Shown{PlaceId{post.place}, RemoteId{post.remote}, on, today});
      case 7: return village.fold(record::Held{post.key(), on});
      case 8: return dice.percent(30) ? village.fold(record::Removed{PlaceId{post.place}, RemoteId{post.remote}}) : void();
      default: break;
    }
    if (!known) return;
    switch (dice(6)) {
      case 0: return village.fold(record::Silenced{author, AuthorRow::blocked, on});
      case 1: return village.fold(record::Silenced{author, AuthorRow::opted_out, on});
      case 2: return village.fold(record::Silenced{author, AuthorRow::blocked, false});
      case 3: return village.fold(record::Renamed{PlaceId{who.place}, {who.author, who.author + "!", who.author, ""}, today});
      case 4: return dice.percent(10) ? village.fold(record::Departed{PlaceId{who.place}, who.author}) : void();
      default: return dice.percent(10) ? village.fold(record::Forgotten{author}) : void();
    }
  }
};

// What the reference tells too.
json compared(const json& everything) {
  json people = everything["people"];
  for (json& one : people) {
    one["author"] = one["author"]["key"];
    one.erase("candidate");
  }
  return people;
}

// Everybody in an order that goes by neither: as the reference breaks ties by key, and the index too, none is needed.
json found_slowly(const Village& village, Milliseconds at) {
  json people = reference::Reference(village.state, village.bridge, at).people();
  for (json& one : people) {
    json& reasons = one["reasons"];
    if (reasons.size() > 200) reasons.erase(reasons.begin() + 200, reasons.end());
  }
  return people;
}

// A first post, then what answers it; what is known of a post after it; otherwise in any order.
std::vector<Record> shuffled(const std::vector<Record>& records, Dice& dice) {
  std::vector<Record> done, left = records;
  State state;
  const auto fits = [&](const Record& record) {
    if (const auto* posted = std::get_if<record::Posted>(&record)) {
      const std::string& place = posted->parent_place.value.empty() ? posted->place.value : posted->parent_place.value;
      return posted->parent.empty() || state.find_post(State::key_of(place, posted->parent.id.value)) != none;
    }
    if (const auto* accepted = std::get_if<record::Accepted>(&record)) return state.find_post(accepted->post) != none;
    if (const auto* liked = std::get_if<record::Liked>(&record)) return state.find_post(liked->post) != none;
    if (const auto* reacted = std::get_if<record::Reacted>(&record))
      return state.find_post(State::key_of(reacted->place.value, reacted->post.value)) != none;
    return true;
  };
  while (!left.empty()) {
    const std::size_t at = dice(left.size());
    if (!fits(left[at])) continue;
    REQUIRE(sync::fold(state, left[at]).ok());
    done.push_back(left[at]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return done;
}

}  // namespace

TEST_CASE("the index says what is found slowly, after whatever happened") {
  std::size_t reasons = 0, pairs = 0, bursts = 0, own = 0, linked = 0, mutual = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    for (int step = 0; step < 300; ++step) {
      chance.happen();
      if (chance.dice.percent(90)) continue;
      CAPTURE(step);
      const Milliseconds at = today - static_cast<Milliseconds>(chance.dice(3)) * 40 * day;
      const json told = chance.village.everything(at, chance.village.reputation);
      REQUIRE(json::diff(compared(told), found_slowly(chance.village, at)) == json::array());
      Reputation anew;
      REQUIRE(chance.village.everything(at, anew) == told);
      for (const Helper& helper : chance.village.reputation.helpers()) mutual += helper.mutual ? 1 : 0;
      for (const json& one : told["people"]) {
        std::int64_t sum = 0;
        linked += one["accounts"].size() > 1 ? 1 : 0;
        for (const json& reason : one["reasons"]) {
          const std::string damped = reason.value("damped", "");
          sum += reason["counts"].get<std::int64_t>();
          ++reasons;
          pairs += damped == "pair" ? 1 : 0;
          bursts += damped == "burst" ? 1 : 0;
          own += damped == "own" ? 1 : 0;
        }
        CHECK(sum == one["points"]);
      }
    }
  }
  CHECK(reasons > 1000);
  CHECK(std::min({pairs, bursts, own, linked, mutual}) > 10);
}

TEST_CASE("the order in which the same became known makes no difference") {
  for (std::uint64_t seed = 100; seed < 108; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    for (int i = 0; i < 120; ++i) chance.post();
    for (std::size_t i = 0; i < chance.posts.size(); i += 3) {
      chance.village.react(chance.posts[i], static_cast<std::uint32_t>(i % 5), i % 2 == 0);
      chance.village.like(chance.posts[i], "ana");
    }
    // As accounts are those that were said last, everybody says the same here.
    for (Record& record : chance.village.records) {
      auto* posted = std::get_if<record::Posted>(&record);
      if (posted != nullptr && !posted->accounts.empty())
        posted->accounts.back().id = posted->author.id == "ana" ? "bert" : "dirk";
    }
    json first;
    for (int order = 0; order < 4; ++order) {
      Village village;
      village.bridge.merits = chance.village.bridge.merits;
      const std::vector<Record> records = shuffled(chance.village.records, chance.dice);
      for (std::size_t i = 0; i < records.size(); ++i) {
        village.fold(records[i]);
        if (i % 40 == 0) village.query({{"view", "people"}, {"at", today}});
      }
      const json told = village.everything(today, village.reputation);
      if (order == 0) first = told;
      REQUIRE(told == first);
    }
    CHECK(first["people"].size() > 5);
  }
}
