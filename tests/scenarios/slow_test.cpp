// A place that takes long to answer: what goes to and from the other places takes as long as without it.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "connectors/catalogue.h"
#include "scenarios/virtual_host.h"

using namespace plein;
using namespace plein::scenarios;

namespace {

constexpr Milliseconds poll_every_ms = 5000;
constexpr int rounds = 24;
constexpr std::size_t third = 2;  // after the page and the forum

class ThreePlaces final : public VirtualHost {
 public:
  explicit ThreePlaces(std::string_view platform) : VirtualHost(places(platform), poll_every_ms) { start(); }

  // When a request left for this place that writes `words`; 0: none did.
  Milliseconds written(std::size_t place, const std::string& words) const {
    for (const auto& [call, reply] : transcript) {
      if (reply.find(words) == std::string::npos) continue;
      const Json effects = Json::parse(reply).value("effects", Json::object());
      for (const Json& each : effects.value("requests", Json::array())) {
        const bool wanted = each["method"] != "GET" && each["place"] == "p" + std::to_string(place);
        if (wanted && each.value("body", "").find(words) != std::string::npos) return Json::parse(call)["now"];
      }
    }
    return 0;
  }

  std::vector<std::string> said;

 private:
  // Of three platforms, as two simulators of one have the same address. The others are no Discourse, which may be asked so often
  // a minute: there it shows when less is read, as less is said in the third place.
  static std::vector<std::unique_ptr<ActedPlace>> places(std::string_view platform) {
    std::vector<std::unique_ptr<ActedPlace>> list;
    list.push_back(act_in(platform == "bluesky" ? "mastodon" : "bluesky", people_came_at));
    list.push_back(act_in(platform == "nodebb" ? "flarum" : "nodebb", people_came_at));
    list.push_back(act_in(platform, people_came_at));
    return list;
  }
};

// How long each copy in one of the first two places took, by its words and place. People talk in all three.
std::map<std::string, Milliseconds> talk(ThreePlaces& host) {
  std::map<std::string, Milliseconds> since;
  const auto say = [&](const std::string& words) {
    since[words] = host.now;
    return host.said.emplace_back(words);
  };
  for (int i = 0; i < rounds; ++i) {
    const std::string number = std::to_string(100 + i);
    if (i % 4 < 2) host.place(i % 2).ask("ana", say("Bericht nummer " + number + " over het netwerk."), host.now);
    if (i % 4 == 2)
      host.place(third).ask("joris", host.said.emplace_back("Traag bericht " + number + " over het netwerk."), host.now);
    if (i % 4 == 3)
      host.widget_post("slow-key-" + number, say("Getypt bericht " + number + " over het netwerk."), "", "Netwerk " + number);
    const Milliseconds next = host.now + 7300;
    while (host.step(next)) {
    }
    host.now = next;
  }
  for (const Milliseconds end = host.now + 120000; host.step(end);) {
  }
  std::map<std::string, Milliseconds> took;
  for (const auto& [words, at] : since) {
    for (std::size_t place = 0; place < third; ++place) {
      if (const Milliseconds written = host.written(place, words)) took[words + " " + std::to_string(place)] = written - at;
    }
  }
  return took;
}

void check_undelayed(std::string_view platform, Milliseconds slow_ms) {
  CAPTURE(platform);
  ThreePlaces quick(platform);
  ThreePlaces slow(platform);
  REQUIRE(quick.settle(180000, 200000));
  REQUIRE(slow.settle(180000, 200000));
  slow.answers_after(third, slow_ms);
  const auto expected = talk(quick);
  const auto found = talk(slow);
  // Of four rounds two are said in one of the first two places and cross to the other, and one is typed and goes to both.
  CHECK(expected.size() == rounds);
  REQUIRE(found.size() == expected.size());
  for (const auto& [copy, took] : expected) {
    CAPTURE(copy);
    CHECK(static_cast<double>(found.at(copy)) <= static_cast<double>(took) * 1.05);
  }
  const bool in_vain = slow_ms > 20000;  // the engine does not wait so long
  CHECK(slow.query({{"view", "status"}})["places"][third]["state"] == (in_vain ? "failing" : "ok"));
  // Quick again, it gets what it missed, once, and the others what was said there.
  slow.answers_after(third, 20);
  REQUIRE(slow.settle(1800000, 800000));
  for (std::size_t place = 0; place <= third; ++place) {
    CAPTURE(place);
    const auto standing = slow.place(place).standing();
    CHECK(standing.size() == slow.said.size());
    for (const std::string& words : slow.said) {
      CAPTURE(words);
      const auto says = [&](const ActedPlace::Standing& each) { return each.text.find(words) != std::string::npos; };
      CHECK(std::count_if(standing.begin(), standing.end(), says) == 1);
    }
  }
}

}  // namespace

TEST_CASE("a place that takes 15 s to answer, of whichever platform, delays nothing between the others") {
  for (const Connector* each : all_connectors()) check_undelayed(each->capabilities().platform, 15000);
}

TEST_CASE("a place that takes 30 s to answer, of whichever platform, delays nothing between the others") {
  for (const Connector* each : all_connectors()) check_undelayed(each->capabilities().platform, 30000);
}
