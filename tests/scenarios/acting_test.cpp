// On every forum that lets our key act for its members: what they write in the widget stands there under their own names.
#include <doctest/doctest.h>

#include "connectors/catalogue.h"
#include "scenarios/widget.h"

using namespace plein;
using namespace plein::scenarios;

namespace {

using Standing = ActedPlace::Standing;

class MemberWidget final : public Widget {
 public:
  explicit MemberWidget(std::string_view forum) : Widget("mastodon", forum) {}

  // By somebody who is `member` on the forum. Gives the post's id.
  std::string write(const std::string& key, const std::string& text, const std::string& member, const std::string& parent = "") {
    const Json accounts{{"p1", member}};
    const Json by{{"id", "forum:" + member}, {"name", "Joris W."}, {"role", "ambassador"}, {"accounts", accounts}};
    return write_as(by, key, text, parent);
  }
};

template <class Play>
void each_forum(const Play& play) {
  int forums = 0;
  for (const Connector* forum : all_connectors()) {
    if (!forum->capabilities().acts_as) continue;
    CAPTURE(forum->capabilities().platform);
    ++forums;
    MemberWidget widget(forum->capabilities().platform);
    play(widget);
  }
  CHECK(forums == 3);
}

constexpr const char* joris = "3";

}  // namespace

TEST_CASE("every forum: who is a member there writes as that member, and our account with a name on the page") {
  each_forum([](MemberWidget& widget) {
    const std::string thread = widget.asked();
    const std::string reply = widget.write("key-00000001", "Zet hem tien tellen uit en dan weer aan.", joris, thread);
    REQUIRE(widget.rest());
    auto there = widget.saying(widget.forum(), "tien tellen uit");
    REQUIRE(there.size() == 1);
    CHECK_FALSE(there[0].ours);
    CHECK(there[0].text.find("Joris W.") == std::string::npos);
    CHECK(there[0].text.find(".key-00000001.") != std::string::npos);
    const auto on_page = widget.saying(widget.page(), "tien tellen uit");
    REQUIRE(on_page.size() == 1);
    CHECK(on_page[0].ours);
    CHECK(on_page[0].text.find("Joris W.") != std::string::npos);
    // A topic too.
    widget.write("key-00000002", "Vanavond is er onderhoud van tien tot twaalf uur.", joris);
    REQUIRE(widget.rest());
    REQUIRE(widget.saying(widget.forum(), "Vanavond is er onderhoud").size() == 1);
    CHECK_FALSE(widget.saying(widget.forum(), "Vanavond is er onderhoud")[0].ours);
    CHECK(widget.saying(widget.page(), "Vanavond is er onderhoud").size() == 1);
    // Our account edits and takes away what stands under the member's name.
    widget.now += 20000;
    const Json by{{"id", "forum:3"}, {"name", "Joris W."}, {"role", "ambassador"}};
    REQUIRE(widget.command({{"do", "edit"}, {"by", by}, {"post", reply}, {"text", "Zet hem twintig tellen uit."}})["ok"] == true);
    REQUIRE(widget.rest());
    there = widget.saying(widget.forum(), "twintig tellen uit");
    REQUIRE(there.size() == 1);
    CHECK_FALSE(there[0].ours);
    CHECK(there[0].text.find("Joris W.") == std::string::npos);
    REQUIRE(widget.command({{"do", "remove"}, {"by", by}, {"post", reply}})["ok"] == true);
    REQUIRE(widget.rest());
    CHECK(widget.saying(widget.forum(), "tellen uit").empty());
    CHECK(widget.query({{"view", "status"}})["posts"] == 3);
  });
}

TEST_CASE("every forum: lost answers and kills double nothing that stands under a member's name") {
  each_forum([](MemberWidget& widget) {
    std::string thread;
    for (int round = 0; round < 6; ++round) {
      auto& faults = widget.forum().simulator().faults();
      faults.lose_answer_next = round % 3 == 0 ? 1 : 0;
      faults.fail_after_write_next = round % 3 == 1 ? 1 : 0;
      faults.lose_request_next = round % 3 == 2 ? 1 : 0;
      const std::string words = "Bericht nummer " + std::to_string(round) + " over de snelheid van glasvezel.";
      const std::string id = widget.write("key-0000000" + std::to_string(round), words, joris, round % 2 == 0 ? "" : thread);
      if (round % 2 == 0) thread = id;
      for (int i = 0; i < 8; ++i) widget.step(widget.now + 15000);
      widget.kill(round % 2 == 1);
      widget.start();
    }
    REQUIRE(widget.settle(900000, 400000));
    CHECK(widget.forum().standing().size() == 6);
    CHECK(widget.page().standing().size() == 6);
    for (const Standing& each : widget.forum().standing()) CHECK_FALSE(each.ours);
    CHECK(widget.query({{"view", "status"}})["posts"] == 6);
  });
}

TEST_CASE("every forum: with the log lost, a seal tells what was written under a member's name, and nothing is written") {
  each_forum([](MemberWidget& widget) {
    const std::string thread = widget.write("key-00000001", "Hoe stel ik de wifi van mijn modem in?", joris);
    REQUIRE(widget.rest());
    widget.write("key-00000002", "Gevonden: dat gaat via de app, onder Thuis.", joris, thread);
    REQUIRE(widget.rest());
    const int writes = widget.writes;
    CHECK(writes == 4);
    widget.kill(false);
    widget.lose_log();
    widget.start();
    REQUIRE(widget.settle(900000, 400000));
    CHECK(widget.writes == writes);
    const Json status = widget.query({{"view", "status"}});
    CAPTURE(status.dump());
    CHECK(status["posts"] == 2);
    CHECK(status["deliveries"]["sent"] == 4);
  });
}

TEST_CASE("every forum: whom it does not know is not acted for, and the status says so") {
  each_forum([](MemberWidget& widget) {
    widget.write("key-00000001", "Hoe stel ik de wifi van mijn modem in?", "4711");
    REQUIRE(widget.rest());
    const auto there = widget.saying(widget.forum(), "wifi van mijn modem");
    REQUIRE(there.size() == 1);
    CHECK(there[0].ours);
    CHECK(there[0].text.find("Joris W.") != std::string::npos);
    const Json place = widget.query({{"view", "status"}})["places"][1];
    CAPTURE(place.dump());
    CHECK(place["not_as_author"]["posts"] == 1);
    CHECK(place["state"] == "ok");
  });
}
