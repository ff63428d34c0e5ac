// On every page where authors' own accounts can write: what somebody who linked theirs answers in the widget stands there as
// theirs.
#include <doctest/doctest.h>

#include "connectors/catalogue.h"
#include "scenarios/widget.h"

using namespace plein;
using namespace plein::scenarios;

namespace {

using Standing = ActedPlace::Standing;

class LinkedWidget final : public Widget {
 public:
  explicit LinkedWidget(std::string_view page) : Widget(page, "nodebb") {}

  Json joris() { return {{"id", "joris"}, {"name", "Joris W."}, {"role", "ambassador"}}; }
  // By somebody who linked the account of `joris` on the page. Gives the post's id.
  std::string write(const std::string& key, const std::string& text, const std::string& parent) {
    Json by = joris();
    by["accounts"] = {{"p0", page().member("joris")}};
    by["linked"] = {"p0"};
    return write_as(by, key, text, parent);
  }
};

template <class Play>
void each_page(const Play& play) {
  int pages = 0;
  for (const Connector* page : all_connectors()) {
    const Capabilities& can = page->capabilities();
    if (!can.own_accounts) continue;
    CAPTURE(can.platform);
    ++pages;
    LinkedWidget widget(can.platform);
    play(widget, can);
  }
  CHECK(pages == 2);
}

}  // namespace

TEST_CASE("every page: a linked account's reply stands once, without a name, and follows what its author does with it") {
  each_page([](LinkedWidget& widget, const Capabilities& can) {
    const std::string thread = widget.asked();
    const std::string reply = widget.write("key-00000001", "Zet hem tien tellen uit en dan weer aan.", thread);
    REQUIRE(widget.rest());
    auto there = widget.saying(widget.page(), "tien tellen uit");
    REQUIRE(there.size() == 1);
    CHECK_FALSE(there[0].ours);
    CHECK(there[0].text.find("Joris W.") == std::string::npos);
    const auto on_forum = widget.saying(widget.forum(), "tien tellen uit");
    REQUIRE(on_forum.size() == 1);
    CHECK(on_forum[0].ours);
    CHECK(on_forum[0].text.find("Joris W.") != std::string::npos);
    CHECK(widget.query({{"view", "status"}})["posts"] == 2);
    // What others answer to it there is one conversation.
    widget.page().reply("ana", there[0].id, "Dat heeft geholpen, bedankt.", widget.now);
    REQUIRE(widget.rest());
    CHECK(widget.saying(widget.forum(), "Dat heeft geholpen").size() == 1);
    CHECK(widget.query({{"view", "status"}})["posts"] == 3);
    widget.now += 20000;
    REQUIRE(widget.command(
                {{"do", "edit"}, {"by", widget.joris()}, {"post", reply}, {"text", "Zet hem twintig tellen uit."}})["ok"] ==
            true);
    REQUIRE(widget.rest());
    there = widget.saying(widget.page(), can.edits ? "twintig tellen uit" : "tien tellen uit");
    REQUIRE(there.size() == 1);
    CHECK_FALSE(there[0].ours);
    REQUIRE(widget.command({{"do", "remove"}, {"by", widget.joris()}, {"post", reply}})["ok"] == true);
    REQUIRE(widget.rest());
    CHECK(widget.saying(widget.page(), "tellen uit").empty());
    CHECK(widget.saying(widget.forum(), "tellen uit").empty());
    const Json status = widget.query({{"view", "status"}});
    CAPTURE(status.dump());
    for (const char* open : {"waiting", "sending", "unknown", "failed", "held"}) CHECK(status["deliveries"][open] == 0);
  });
}

TEST_CASE("every page: lost answers and kills double nothing that a linked account wrote") {
  each_page([](LinkedWidget& widget, const Capabilities&) {
    const std::string thread = widget.asked();
    for (int round = 0; round < 6; ++round) {
      auto& faults = widget.page().simulator().faults();
      faults.lose_answer_next = round % 3 == 0 ? 1 : 0;
      faults.fail_after_write_next = round % 3 == 1 ? 1 : 0;
      faults.lose_request_next = round % 3 == 2 ? 1 : 0;
      const std::string words = "Bericht nummer " + std::to_string(round) + " over de snelheid van glasvezel.";
      widget.write("key-0000000" + std::to_string(round), words, thread);
      for (int i = 0; i < 8; ++i) widget.step(widget.now + 15000);
      widget.kill(round % 2 == 1);
      widget.start();
    }
    REQUIRE(widget.settle(900000, 400000));
    CHECK(widget.forum().standing().size() == 7);
    CHECK(widget.page().standing().size() == 7);
    for (const Standing& each : widget.saying(widget.page(), "Bericht nummer")) CHECK_FALSE(each.ours);
    CHECK(widget.query({{"view", "status"}})["posts"] == 7);
  });
}

TEST_CASE("every page: with the log lost, what linked accounts wrote is known, and nothing is written") {
  each_page([](LinkedWidget& widget, const Capabilities&) {
    const std::string thread = widget.asked();
    const std::string first = widget.write("key-00000001", "Dat gaat via de app, onder Thuis.", thread);
    REQUIRE(widget.rest());
    widget.write("key-00000002", "En daarna nog een keer opnieuw opstarten.", first);
    REQUIRE(widget.rest());
    const int writes = widget.writes;
    CHECK(writes == 5);
    widget.kill(false);
    widget.lose_log();
    widget.start();
    REQUIRE(widget.settle(900000, 400000));
    CHECK(widget.writes == writes);
    CHECK(widget.page().standing().size() == 3);
    CHECK(widget.forum().standing().size() == 3);
    const Json status = widget.query({{"view", "status"}});
    CAPTURE(status.dump());
    CHECK(status["posts"] == 3);
    CHECK(status["deliveries"]["sent"] == 5);
    // Nor does one of them begin with whom it answers.
    const Json posts = widget.query({{"view", "thread"}, {"id", thread}})["posts"];
    for (const Json& post : posts) CHECK(post["body"].dump().find("ana") == std::string::npos);
  });
}

TEST_CASE("every page: a credential that is taken back makes an end of it: our account writes, with the name, and says so") {
  each_page([](LinkedWidget& widget, const Capabilities&) {
    const std::string thread = widget.asked();
    const std::string before = widget.write("key-00000001", "Zet hem tien tellen uit en dan weer aan.", thread);
    REQUIRE(widget.rest());
    widget.page().revoked = true;
    widget.write("key-00000002", "Helpt dat niet, bel dan even met ons.", thread);
    REQUIRE(widget.rest());
    const auto there = widget.saying(widget.page(), "bel dan even");
    REQUIRE(there.size() == 1);
    CHECK(there[0].ours);
    CHECK(there[0].text.find("Joris W.") != std::string::npos);
    const Json place = widget.query({{"view", "status"}})["places"][0];
    CAPTURE(place.dump());
    CHECK(place["not_as_author"]["posts"] == 1);
    CHECK(place["state"] == "ok");
    // What it wrote before nobody else can take away there; it is tried once, and said.
    REQUIRE(widget.command({{"do", "remove"}, {"by", widget.joris()}, {"post", before}})["ok"] == true);
    REQUIRE(widget.rest());
    const int writes = widget.writes;
    REQUIRE(widget.settle(3600000, 400000));
    CHECK(widget.writes == writes);
    CHECK(widget.saying(widget.forum(), "tien tellen uit").empty());
    CHECK(widget.saying(widget.page(), "tien tellen uit").size() == 1);
    // Linked anew, and sent again, it goes.
    widget.page().revoked = false;
    const Json again = widget.command({{"do", "resend"}, {"by", widget.joris()}, {"post", before}, {"place", "p0"}});
    CAPTURE(again.dump());
    REQUIRE(again["ok"] == true);
    REQUIRE(widget.rest());
    CHECK(widget.saying(widget.page(), "tien tellen uit").empty());
  });
}
