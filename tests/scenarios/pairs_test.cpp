// Every page with every forum: a conversation crosses, is changed and taken away, survives faults, kills and a lost log.
#include <doctest/doctest.h>

#include "scenarios/pair.h"

using namespace plein;
using namespace plein::scenarios;
using Standing = ActedPlace::Standing;

TEST_CASE("every pair: what is asked in one place is answered in the other, and stands in both once") {
  each_pair([](Pair& pair, const Capabilities&, const Capabilities&) {
    REQUIRE(pair.rest());
    const std::string question = pair.page().ask("ana", "Mijn router knippert rood. Wat kan ik doen?", pair.now);
    REQUIRE(pair.rest());
    const Standing copy = pair.one(pair.forum(), "knippert rood. Wat kan ik");
    CHECK(copy.ours);
    CHECK(copy.parent == "");
    pair.forum().reply("joris", copy.id, "Zet hem tien tellen uit en dan weer aan.", pair.now);
    REQUIRE(pair.rest());
    const Standing answer = pair.one(pair.page(), "tien tellen uit");
    CHECK(answer.ours);
    CHECK(answer.parent == question);
    const std::string thanks = pair.page().reply("ana", answer.id, "Dank, dat werkt bij mij heel goed!", pair.now);
    REQUIRE(pair.rest());
    CHECK(pair.one(pair.forum(), "werkt bij mij heel goed").ours);
    pair.forum().ask("joris", "Vanavond is er onderhoud van tien tot twaalf uur.", pair.now);
    REQUIRE(pair.rest());
    CHECK(pair.one(pair.page(), "Vanavond is er onderhoud").parent == "");
    // However often the places are read, nothing more is written.
    const int writes = pair.writes;
    CHECK(writes == 4);
    REQUIRE(pair.settle(600000, 200000));
    CHECK(pair.writes == writes);
    const Json status = pair.query({{"view", "status"}});
    CHECK(status["deliveries"]["sent"] == 4);
    CHECK(status["posts"] == 4);
  });
}

TEST_CASE("every pair: an edit reaches the copy where it can, and what is taken away is gone in both") {
  each_pair([](Pair& pair, const Capabilities& page, const Capabilities& forum) {
    REQUIRE(pair.rest());
    const std::string question =
        pair.page().ask("ana", "Goedemiddag allemaal. Waarom is mijn factuur deze maand hoger?", pair.now);
    const std::string news = pair.forum().ask("joris", "De winkel in Utrecht is morgen de hele dag dicht.", pair.now);
    REQUIRE(pair.rest());
    const Standing copy = pair.one(pair.forum(), "factuur deze maand");
    pair.forum().reply("joris", copy.id, "Omdat de aanbieding van vorig jaar afliep.", pair.now);
    REQUIRE(pair.rest());
    pair.now += 20000;
    pair.page().edit(question, "Goedemiddag allemaal. Waarom is mijn rekening deze maand hoger?", pair.now);
    pair.forum().edit(news, "De winkel in Leiden is morgen de hele dag dicht.", pair.now);
    REQUIRE(pair.settle(400000, 200000));
    CHECK(pair.count(pair.forum(), "rekening deze maand") == (forum.edits ? 1 : 0));
    CHECK(pair.count(pair.forum(), "factuur deze maand") == (forum.edits ? 0 : 1));
    CHECK(pair.count(pair.page(), "winkel in Leiden") == (page.edits ? 1 : 0));
    pair.forum().remove(news, pair.now);
    pair.page().remove(question, pair.now);
    REQUIRE(pair.settle(1200000, 400000));
    CHECK(pair.count(pair.page(), "De winkel in") == 0);
    CHECK(pair.count(pair.forum(), "deze maand hoger") == 0);
  });
}

TEST_CASE("every pair: lost requests, lost answers, throttling and kills lose nothing and double nothing") {
  each_pair([](Pair& pair, const Capabilities&, const Capabilities&) {
    REQUIRE(pair.rest());
    std::string question = pair.page().ask("ana", "Vraag nummer nul over de snelheid van glasvezel.", pair.now);
    int posts = 1;
    for (int round = 0; round < 8; ++round) {
      auto& faults = (round % 2 == 0 ? pair.forum() : pair.page()).simulator().faults();
      faults.lose_answer_next = round % 4 == 0 ? 1 : 0;
      faults.fail_after_write_next = round % 4 == 1 ? 1 : 0;
      faults.throttle_next = round % 4 == 2 ? 1 : 0;
      faults.lose_request_next = round % 4 == 3 ? 1 : 0;
      const std::string words = "Reactie nummer " + std::to_string(round) + " op de vraag over glasvezel.";
      if (round % 3 == 0)
        pair.page().reply("ana", question, words, pair.now);
      else
        pair.forum().ask("joris", words, pair.now);
      ++posts;
      for (int i = 0; i < 40; ++i) pair.step(pair.now + 15000);
      if (round % 2 == 1) {
        pair.kill(round % 4 == 1);
        pair.start();
      }
    }
    REQUIRE(pair.settle(900000, 400000));
    CHECK(pair.page().standing().size() == static_cast<std::size_t>(posts));
    CHECK(pair.forum().standing().size() == static_cast<std::size_t>(posts));
    const Json status = pair.query({{"view", "status"}});
    CAPTURE(status.dump());
    CHECK(status["posts"] == posts);
    CHECK(status["deliveries"]["sent"] == posts);
  });
}

TEST_CASE("every pair: with the log lost, every copy is known by its provenance line and nothing is written") {
  each_pair([](Pair& pair, const Capabilities&, const Capabilities&) {
    REQUIRE(pair.rest());
    const std::string question = pair.page().ask("ana", "Hoe stel ik de wifi van mijn modem in?", pair.now);
    REQUIRE(pair.rest());
    pair.forum().reply("joris", pair.one(pair.forum(), "wifi van mijn modem").id, "Dat gaat via de app, onder Thuis.", pair.now);
    pair.forum().ask("joris", "Nieuw: wifi in de hele woning, met onze versterkers.", pair.now);
    REQUIRE(pair.rest());
    const int writes = pair.writes;
    CHECK(writes == 3);
    pair.kill(false);
    pair.lose_log();
    pair.start();
    REQUIRE(pair.settle(900000, 400000));
    CHECK(pair.writes == writes);
    const Json status = pair.query({{"view", "status"}});
    CHECK(status["posts"] == 3);
    CHECK(status["deliveries"]["sent"] == 3);
    pair.page().reply("ana", question, "Gevonden, dank voor de hulp!", pair.now);
    REQUIRE(pair.rest());
    CHECK(pair.one(pair.forum(), "dank voor de hulp").ours);
  });
}

TEST_CASE("every pair: a link to a post leads, in a copy, to what stands in the copy's own place") {
  each_pair([](Pair& pair, const Capabilities&, const Capabilities&) {
    REQUIRE(pair.rest());
    pair.forum().ask("joris", "Zo stel je een nieuwe modem in, stap voor stap.", pair.now);
    REQUIRE(pair.rest());
    const auto url_in = [&](const char* place) {
      const Json root = pair.query({{"view", "feed"}})["threads"].back()["root"];
      for (const Json& copy : root["copies"]) {
        if (copy["place"] == place) return copy["url"].get<std::string>();
      }
      return root["url"].get<std::string>();
    };
    const std::string on_forum = url_in("p1");
    const std::string on_page = url_in("p0");
    REQUIRE(on_forum != on_page);
    pair.forum().ask("joris", "Al uitgelegd, kijk maar eens op " + on_forum, pair.now);
    REQUIRE(pair.rest());
    const std::string copy = pair.one(pair.page(), "Al uitgelegd, kijk maar").text;
    // Where links have texts, their addresses are not in what people see.
    const bool visible = copy.find(on_page) != std::string::npos;
    CHECK(visible);
    CHECK(copy.find(on_forum + " ") == std::string::npos);
  });
}
