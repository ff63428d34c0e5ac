// A place that is down for an hour: people go on elsewhere, nothing is lost, nothing stands twice, and afterwards all is in sync.
#include "scenarios/pair.h"

using namespace plein;
using namespace plein::scenarios;

namespace {

constexpr Milliseconds hour_ms = 3600000;
constexpr Milliseconds poll_every_ms = 10000;
constexpr int for_good = 1 << 30;  // until it is said to be over

enum class Down { unreachable, failing, unreadable };

void go_down(simulators::Simulator& place, Down how) {
  if (how == Down::unreachable) place.faults().lose_request_next = for_good;
  if (how == Down::failing) place.faults().fail_next = for_good;
  // The worst: what is written is written, and every answer, also to who looks for it, is cut in the middle.
  if (how == Down::unreadable) place.faults().malformed_next = for_good;
}

// All that was said stands once, and under what it answers, in both places; nothing is under way, nothing more is written.
void check_in_sync(Pair& pair, const std::vector<std::string>& said) {
  for (const std::string& words : said) {
    CAPTURE(words);
    CHECK(pair.count(pair.page(), words) == 1);
    CHECK(pair.count(pair.forum(), words) == 1);
  }
  CHECK(pair.page().standing().size() == said.size());
  CHECK(pair.forum().standing().size() == said.size());
  const Json status = pair.query({{"view", "status"}});
  CAPTURE(status.dump());
  CHECK(status["posts"] == said.size());
  for (const char* open : {"waiting", "sending", "unknown", "failed", "held"}) CHECK(status["deliveries"][open] == 0);
  for (const Json& place : status["places"]) CHECK(place["state"] == "ok");
  const int writes = pair.writes;
  REQUIRE(pair.settle(600000, 400000));
  CHECK(pair.writes == writes);
}

void down_for_an_hour(Pair& pair, bool page_down, Down how) {
  CAPTURE(page_down);
  CAPTURE(static_cast<int>(how));
  ActedPlace& down = page_down ? pair.page() : pair.forum();
  ActedPlace& up = page_down ? pair.forum() : pair.page();
  REQUIRE(pair.rest());
  std::vector<std::string> said{"Vraag een over de glasvezel in de straat."};
  const std::string before = up.ask("ana", said[0], pair.now);
  REQUIRE(pair.rest());

  go_down(down.simulator(), how);
  const Milliseconds over = pair.now + hour_ms;
  for (int i = 0; pair.now < over; ++i) {
    const std::string number = std::to_string(i);
    switch (i % 4) {
      case 0: up.ask("joris", said.emplace_back("Nieuwe vraag nummer " + number + " over het modem."), pair.now); break;
      case 1: up.reply("ana", before, said.emplace_back("Reactie nummer " + number + " op de eerste vraag."), pair.now); break;
      // Its people go on where the bridge cannot come.
      case 2: down.ask("ana", said.emplace_back("Vanuit de storing: bericht nummer " + number + "."), pair.now); break;
      default: {
        const std::string words = said.emplace_back("Getypt in de widget, nummer " + number + ".");
        REQUIRE(pair.widget_post("down-key-" + number, words, "", "Over de widget, " + number)["ok"] == true);
        // Whatever is down, it stands in the other place within a minute.
        const Milliseconds typed = pair.now;
        while (pair.count(up, words) == 0 && pair.step(typed + 60000)) {
        }
        CHECK(pair.count(up, words) == 1);
      }
    }
    const Milliseconds next = std::min(over, pair.now + 5 * 60000);
    while (pair.step(next)) {
    }
    pair.now = next;
  }
  const Json places = pair.query({{"view", "status"}})["places"];
  CHECK(places[page_down ? 0 : 1]["state"] == "failing");
  CHECK(places[page_down ? 1 : 0]["state"] == "ok");
  // Nor was it written twice and then healed.
  int written = 0;
  for (const std::string& words : said) {
    CAPTURE(words);
    CHECK(pair.count(down, words) <= 1);
    written += words.find("storing") == std::string::npos ? pair.count(down, words) : 0;
  }
  if (how == Down::unreadable) CHECK(written > 1);
  down.simulator().faults() = {};
  REQUIRE(pair.settle(1800000, 800000));
  check_in_sync(pair, said);
}

void every_pair_down(Down how) {
  for (const bool page_down : {true, false})
    each_pair([&](Pair& pair, const Capabilities&, const Capabilities&) { down_for_an_hour(pair, page_down, how); },
              poll_every_ms);
}

}  // namespace

TEST_CASE("every pair: a place that cannot be reached for an hour loses nothing and doubles nothing") {
  every_pair_down(Down::unreachable);
}

TEST_CASE("every pair: a place that fails for an hour loses nothing and doubles nothing") { every_pair_down(Down::failing); }

TEST_CASE(
    "every pair: a place that takes what is written, and for an hour gives no answer that can be read, gets nothing twice") {
  every_pair_down(Down::unreadable);
}
