// One conversation, end to end, with the places simulated: what a customer, an ambassador and a visitor see of it.
#include <doctest/doctest.h>

#include "scenarios/killed_conversation.h"
#include "scenarios/page_and_forum.h"

using namespace plein;
using scenarios::ForumPost;
using scenarios::Json;
using scenarios::PageAndForum;
using scenarios::PagePost;

namespace {

template <class Posts>
auto containing(const Posts& posts, std::string_view part) {
  Posts found;
  for (const auto& post : posts) {
    std::string text;
    if constexpr (std::is_same_v<typename Posts::value_type, PagePost>)
      text = post.text;
    else
      text = post.source;
    if (text.find(part) != std::string::npos) found.push_back(post);
  }
  return found;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

TEST_CASE("a question on the page is answered on the forum and in the widget, and stands everywhere once") {
  PageAndForum host;
  REQUIRE(host.settle());

  const std::string question = host.page_post("ana.test", "Mijn router knippert rood. Wat kan ik doen?");
  REQUIRE(host.settle());
  auto topics = host.forum_posts();
  REQUIRE(topics.size() == 1);
  CHECK(topics[0].title == "Mijn router knippert rood");
  CHECK(topics[0].uid == 1);
  CHECK(topics[0].source.find("knippert rood") != std::string::npos);
  const std::string address = "https://bsky.app/profile/" + question.substr(5, question.find('/', 5) - 5) + "/post/" +
                              question.substr(question.rfind('/') + 1);
  CHECK(ends_with(topics[0].source, "\xE2\x80\x94 ana.test \xC2\xB7 [Bluesky](" + address + "#plein)"));

  const std::int64_t answer = host.reply("joris", topics[0].tid, "Zet hem **tien tellen** uit.");
  REQUIRE(host.settle());
  auto answers = containing(host.page_posts(), "tien tellen");
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].did == host.brand_did);
  CHECK(answers[0].parent == question);
  CHECK(answers[0].root == question);
  CHECK(ends_with(answers[0].text, "\xE2\x80\x94 Joris \xC2\xB7 Noordnet forum"));

  const std::string thanks = host.page_reply("ana.test", answers[0].uri, "Dank, dat werkt!");
  REQUIRE(host.settle());
  auto thanked = containing(host.forum_posts(), "dat werkt");
  REQUIRE(thanked.size() == 1);
  CHECK(thanked[0].to_pid == answer);

  const Json feed = host.query({{"view", "feed"}});
  REQUIRE(feed["threads"].size() == 1);
  CHECK(feed["threads"][0]["answered_by"] == "Joris");
  CHECK(feed["threads"][0]["replies"] == 2);
  const std::string root = feed["threads"][0]["root"]["id"];
  const Json thread = host.query({{"view", "thread"}, {"id", root}});
  REQUIRE(thread["posts"].size() == 3);
  const Json outcome = host.widget_post("key-00000001", "Bij mij hielp dat ook.", thread["posts"][2]["id"]);
  REQUIRE(outcome["ok"] == true);
  CHECK(outcome["result"]["created"] == true);
  REQUIRE(host.settle());
  const auto on_page = containing(host.page_posts(), "hielp dat ook");
  const auto on_forum = containing(host.forum_posts(), "hielp dat ook");
  REQUIRE(on_page.size() == 1);
  REQUIRE(on_forum.size() == 1);
  CHECK(on_page[0].parent == thanks);
  CHECK(on_page[0].root == question);
  CHECK(on_forum[0].to_pid == thanked[0].pid);

  // The same key again is the same post.
  const Json again = host.widget_post("key-00000001", "Bij mij hielp dat ook.", thread["posts"][2]["id"]);
  CHECK(again["result"]["created"] == false);
  // However often the places are read, nothing more is written.
  const int writes = host.writes;
  CHECK(writes == 5);
  REQUIRE(host.settle(300000));
  CHECK(host.writes == writes);
  const Json view = host.query({{"view", "thread"}, {"id", root}});
  REQUIRE(view["posts"].size() == 4);
  for (const Json& post : view["posts"]) {
    for (const Json& copy : post["copies"]) CHECK(copy["state"] == "sent");
  }
}

TEST_CASE("a forum topic and a widget question become posts of the page, with what fits") {
  PageAndForum host;
  REQUIRE(host.settle());
  std::string long_text;
  for (int i = 0; i < 80; ++i) long_text += "woord" + std::to_string(i) + " ";
  host.topic("carla", "Vraag over roaming", long_text);
  host.widget_post("key-00000002", "Kan ik mijn eSIM zelf overzetten?", "", "eSIM overzetten");
  REQUIRE(host.settle());
  const auto page = host.page_posts();
  REQUIRE(page.size() == 2);
  const auto roaming = containing(page, "woord0");
  REQUIRE(roaming.size() == 1);
  CHECK(roaming[0].text.find("Vraag over roaming\n\nwoord0") == 0);
  CAPTURE(roaming[0].text);
  CHECK(roaming[0].text.find("\xE2\x80\xA6\n\n\xE2\x80\x94 Carla \xC2\xB7 Noordnet forum") != std::string::npos);
  const auto esim = containing(page, "eSIM zelf");
  REQUIRE(esim.size() == 1);
  CHECK(ends_with(esim[0].text, "\xE2\x80\x94 Wil \xC2\xB7 noordnet.example"));
  const auto topic = containing(host.forum_posts(), "eSIM zelf");
  REQUIRE(topic.size() == 1);
  CHECK(topic[0].title == "eSIM overzetten");
}

TEST_CASE("with the log lost, provenance alone restores every pair and nothing is written") {
  PageAndForum host;
  REQUIRE(host.settle());
  const std::string question = host.page_post("ana.test", "Waarom is mijn factuur hoger?");
  REQUIRE(host.settle());
  host.reply("joris", host.forum_posts()[0].tid, "Omdat de *aanbieding* afliep.");
  REQUIRE(host.settle());
  const std::string root = host.query({{"view", "feed"}})["threads"][0]["root"]["id"];
  host.widget_post("key-00000003", "Bij mij ook hoger.", root);
  host.widget_post("key-00000004", "Hoe zeg ik op?", "", "Opzeggen");
  REQUIRE(host.settle());
  const int writes = host.writes;
  CHECK(writes == 2 + 2 + 2);
  const std::size_t on_forum = host.forum_posts().size();
  const std::size_t on_page = host.page_posts().size();

  host.kill(false);
  host.lose_log();
  host.start();
  REQUIRE(host.settle(120000));
  CHECK(host.writes == writes);
  CHECK(host.forum_posts().size() == on_forum);
  CHECK(host.page_posts().size() == on_page);
  const Json feed = host.query({{"view", "feed"}});
  CHECK(feed["threads"].size() == 2);
  const Json thread = host.query({{"view", "thread"}, {"id", root}});  // the same id as before
  REQUIRE(thread["posts"].size() == 3);
  for (const Json& post : thread["posts"]) {
    CHECK(post["copies"].size() == (post["place"] == "site" ? 2 : 1));
    for (const Json& copy : post["copies"]) CHECK(copy["state"] == "sent");
  }
  // And the conversation goes on.
  host.page_reply("bert.test", question, "Ik heb dat ook.");
  REQUIRE(host.settle());
  CHECK(host.writes == writes + 1);
}

TEST_CASE("rebuilt while one place is down, the other's copies wait for their origins and nothing is written twice") {
  for (const bool page_down : {true, false}) {
    CAPTURE(page_down);
    PageAndForum host;
    REQUIRE(host.settle());
    host.page_post("ana.test", "Wanneer komt de monteur?");
    REQUIRE(host.settle());
    const std::int64_t tid = host.forum_posts()[0].tid;
    const std::int64_t answer = host.reply("joris", tid, "Morgen.");
    REQUIRE(host.settle());
    const Json thread = host.query({{"view", "thread"}, {"id", host.query({{"view", "feed"}})["threads"][0]["root"]["id"]}});
    host.widget_post("key-00000005", "Hoe laat?", thread["posts"][1]["id"]);
    REQUIRE(host.settle());
    host.reply("joris", tid, "Om tien uur.", answer);
    REQUIRE(host.settle());
    const int writes = host.writes;
    host.kill(false);
    host.lose_log();
    simulators::Simulator& down = page_down ? static_cast<simulators::Simulator&>(host.page) : host.forum;
    down.faults().fail_next = 6;
    host.start();
    REQUIRE(host.settle(900000));
    CHECK(down.faults().fail_next == 0);
    CHECK(host.writes == writes);
    const Json status = host.query({{"view", "status"}});
    CHECK(status["posts"] == 4);
    CHECK(status["deliveries"]["sent"] == 5);
  }
}

TEST_CASE("a post of before the horizon is shown, and not mirrored") {
  PageAndForum host;
  host.kill(false);
  host.lose_log();
  host.topic("carla", "Oud onderwerp", "Dit is van lang geleden.");
  host.now += 10 * 86400000LL;
  host.start();
  REQUIRE(host.settle());
  CHECK(host.writes == 0);
  CHECK(host.page_posts().empty());
}

TEST_CASE("killed between any two steps, nothing is posted twice and nothing is lost") {
  for (int seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    CHECK(scenarios::killed_conversation(seed) == "");
  }
}
