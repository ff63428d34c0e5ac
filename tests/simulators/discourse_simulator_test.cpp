#include "simulators/discourse_simulator.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace plein::simulators {
namespace {

using Json = nlohmann::json;
constexpr Milliseconds start = 1'795'407'555'000;

struct Forum : DiscourseSimulator {
  Milliseconds now = start;

  explicit Forum(DiscourseSettings settings = {}) : DiscourseSimulator(settings) {
    add_user({.username = "noordnet", .moderator = true});
    add_user({.username = "ana"});
    add_user({.username = "bert", .trusted = true});
    add_user({.username = "cleo", .admin = true});
  }
  HttpResponse ask(int user, const std::string& method, const std::string& path, const Json& body = {}) {
    HttpRequest request{method, "http://127.0.0.1:3000" + path, {}, body.is_null() ? "" : body.dump()};
    if (user > 0) request.headers["api-key"] = "key-" + std::to_string(user);
    return answer(request, now);
  }
  Json read(int user, const std::string& path) {
    const HttpResponse response = ask(user, "GET", path);
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    return Json::parse(response.body);
  }
  int status(int user, const std::string& method, const std::string& path, const Json& body = {}) {
    return ask(user, method, path, body).status;
  }
  Json refused(int user, const Json& body) {
    const HttpResponse response = ask(user, "POST", "/posts.json", body);
    CHECK(response.status == 422);
    return Json::parse(response.body)["errors"];
  }
  void topic(int user = 2) {
    const Json body{{"title", "Waarom is het lampje rood?"}, {"raw", "Het lampje is rood, wat nu?"}, {"category", 4}};
    REQUIRE(status(user, "POST", "/posts.json", body) == 200);
    now += 60'000;
  }
  int say(int user, const std::string& raw) {
    now += 10'000;
    return status(user, "POST", "/posts.json", {{"topic_id", 1}, {"raw", raw}});
  }
  std::string cooked(const std::string& raw) {
    now += 1'000'000;
    const HttpResponse response = ask(2, "POST", "/posts.json", {{"topic_id", 1}, {"raw", raw + "\n\nen nog iets erbij"}});
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    return Json::parse(response.body)["cooked"];
  }
};

}  // namespace

TEST_CASE("Discourse refuses what is too short, said before, or says nothing") {
  Forum forum;
  forum.topic();
  CHECK(forum.refused(3, {{"topic_id", 1}, {"raw", "kort"}}) ==
        Json({"Body is too short (minimum is 20 characters)", "Body seems unclear, is it a complete sentence?"}));
  CHECK(forum.refused(3, {{"title", "Help"}, {"raw", "Dit bericht is lang genoeg."}, {"category", 4}})[0] ==
        "Title is too short (minimum is 15 characters)");
  CHECK(forum.refused(3, {{"title", "Waarom is het lampje rood?"}, {"raw", "Dit bericht is lang genoeg."}, {"category", 4}})[0] ==
        "Title has already been used");
  CHECK(forum.say(3, "Dit bericht is lang genoeg.") == 200);
  forum.now += 120'000;
  CHECK(forum.refused(3, {{"topic_id", 1}, {"raw", "Dit bericht is lang genoeg."}})[0] ==
        "Body is too similar to what you recently posted");
  CHECK(forum.say(1, "Moderatoren mogen het zeggen.") == 200);
  forum.now += 120'000;
  CHECK(forum.say(1, "Moderatoren mogen het zeggen.") == 200);
}

TEST_CASE("Discourse gives who asks the same twice the same answer, for two minutes") {
  Forum forum;
  forum.topic();
  const Json body{{"topic_id", 1}, {"raw", "Dit bericht is lang genoeg."}};
  const std::string once = forum.ask(1, "POST", "/posts.json", body).body;
  forum.now += 119'000;
  CHECK(forum.ask(1, "POST", "/posts.json", body).body == once);
  CHECK(forum.ask(4, "POST", "/posts.json", body).body != once);
  forum.now += 1'000;
  CHECK(forum.ask(1, "POST", "/posts.json", body).body != once);
}

TEST_CASE("Discourse limits members by what they do, and an administrator's key by the minute") {
  Forum forum;
  forum.topic();
  CHECK(forum.say(2, "Dit is het eerste antwoord.") == 200);
  forum.now += 1'000;
  const HttpResponse soon = forum.ask(2, "POST", "/posts.json", {{"topic_id", 1}, {"raw", "Dit is het tweede antwoord."}});
  CHECK(soon.status == 429);
  CHECK(soon.headers.at("retry-after") == "4");
  CHECK(Json::parse(soon.body)["extras"]["wait_seconds"] == 4);
  CHECK(soon.headers.count("discourse-rate-limit-error-code") == 0);
  HttpRequest request{"GET", "http://127.0.0.1:3000/posts.json", {{"api-key", "admin-key"}, {"api-username", "noordnet"}}};
  for (int i = 0; i < 60; ++i) REQUIRE(forum.answer(request, forum.now).status == 200);
  const HttpResponse limited = forum.answer(request, forum.now);
  CHECK(limited.status == 429);
  CHECK(limited.headers.at("discourse-rate-limit-error-code") == "admin_api_key_rate_limit");
  CHECK(forum.answer(request, forum.now + 60'000).status == 200);
  forum.faults().throttle_next = 1;
  CHECK(forum.answer(request, forum.now).headers.at("content-type") == "text/plain");
}

TEST_CASE("Discourse shows deleted posts and whispers to its staff alone") {
  Forum forum;
  forum.topic();
  forum.say(3, "Dit is het eerste antwoord.");
  forum.say(3, "Dit is het tweede antwoord.");
  REQUIRE(forum.set_up(JsonDocument::parse(R"({"do":"whisper","user_id":4,"topic_id":1,"raw":"Onder ons gezegd."})")->root(), 0)
              .ok());
  CHECK(forum.status(2, "DELETE", "/posts/2.json") == 403);
  CHECK(forum.status(1, "DELETE", "/posts/1.json") == 403);  // a first post goes with its topic
  CHECK(forum.status(1, "DELETE", "/posts/2.json") == 200);
  const auto count = [&](int user, const std::string& path) { return forum.read(user, path)["post_stream"]["posts"].size(); };
  CHECK(count(2, "/t/1.json") == 2);
  CHECK(count(1, "/t/1.json") == 3);
  CHECK(count(1, "/t/1.json?show_deleted=true") == 4);
  CHECK(count(2, "/t/1.json?show_deleted=true") == 2);
  CHECK(forum.status(2, "GET", "/posts/2.json") == 404);
  CHECK(forum.read(1, "/posts/2.json")["deleted_at"].is_string());
  CHECK(forum.status(2, "GET", "/posts/4.json") == 403);
  // What members delete themselves stands for a while, and says so.
  CHECK(forum.status(3, "DELETE", "/posts/3.json") == 200);
  CHECK(forum.read(2, "/posts/3.json")["user_deleted"] == true);
  CHECK(forum.read(2, "/posts/3.json")["cooked"] == "<p>(post deleted by author)</p>");
  forum.now += 1000;
  CHECK(forum.status(3, "PUT", "/posts/3/recover.json") == 200);
  CHECK(forum.read(2, "/posts/3.json")["raw"] == "Dit is het tweede antwoord.");
  CHECK(forum.status(1, "DELETE", "/t/1.json") == 200);
  CHECK(forum.status(1, "DELETE", "/t/1.json") == 403);
  CHECK(forum.status(2, "GET", "/t/1.json") == 404);
  CHECK(forum.read(1, "/t/1.json")["deleted_at"].is_string());
  CHECK(forum.status(1, "PUT", "/t/1/recover.json") == 200);
  CHECK(forum.status(2, "GET", "/t/1.json") == 200);
}

TEST_CASE("Discourse cooks its BBCode, and what is escaped stays text") {
  Forum forum;
  forum.topic();
  CHECK(forum.cooked("[details=\"Meer\"]\n\nverborgen\n\n[/details]")
            .find("<details>\n<summary>\nMeer</summary>\n<p>verborgen</p>") == 0);
  CHECK(forum.cooked("[quote=\"ana, post:1, topic:1\"]\nlampje\n[/quote]")
            .find("<aside class=\"quote no-group\" data-username=\"ana\">") == 0);
  CHECK(forum.cooked("het is [spoiler]de tuinman[/spoiler]").find("<span class=\"spoiler\">de tuinman</span>") !=
        std::string::npos);
  CHECK(forum.cooked("\\[spoiler\\]x\\[/spoiler\\]").find("<p>[spoiler]x[/spoiler]</p>") == 0);
  CHECK(forum.cooked("https://x.example/a").find("<aside class=\"onebox") == 0);
  CHECK(forum.cooked("[https://x.example/a](https://x.example/a)").find("<p><a href=") == 0);
  CHECK(forum.cooked("hallo @bert daar").find("<a class=\"mention\" href=\"/u/bert\">@bert</a>") != std::string::npos);
  CHECK(forum
            .cooked("@\xE2\x81\xA0"
                    "bert daar")
            .find("mention") == std::string::npos);
  CHECK(forum.cooked("jammer \xF0\x9F\x98\xA2").find("alt=\":cry:\"") != std::string::npos);
}

TEST_CASE("Discourse makes a version of an edit after five minutes, or by another hand") {
  Forum forum;
  forum.topic();
  const auto version = [&] { return forum.read(1, "/posts/1.json")["version"].get<int>(); };
  const auto edit = [&](int user, const std::string& raw) {
    return forum.status(user, "PUT", "/posts/1.json", {{"post", {{"raw", raw}}}});
  };
  CHECK(edit(2, "Het lampje is oranje, wat nu?") == 200);
  CHECK(version() == 1);
  CHECK(edit(1, "Het lampje is groen, wat nu?") == 200);
  CHECK(version() == 2);
  forum.now += 300'000;
  CHECK(edit(2, "Het lampje is paars, wat nu?") == 200);
  CHECK(version() == 3);
  CHECK(edit(3, "Dit is niet van mij, en mag niet.") == 403);
  CHECK(forum.status(2, "PUT", "/posts/1.json", {{"post", {{"raw", "Het lampje is weer rood."}, {"original_text", "iets"}}}}) ==
        409);
}

TEST_CASE("Discourse signs what it pushes, over the bytes of the body") {
  Forum forum({.url = "http://f", .webhook_secret = "a secret of the forum"});
  REQUIRE(forum.set_up(JsonDocument::parse(R"({"do":"set_profile","id":2,"name":"Ana"})")->root(), start).ok());
  const std::vector<HttpRequest> pushed = forum.take_webhooks();
  REQUIRE(pushed.size() == 1);
  CHECK(pushed[0].headers.at("x-discourse-event") == "user_updated");
  CHECK(
      pushed[0].body ==
      R"({"user":{"id":2,"username":"ana","name":"Ana","avatar_template":"/letter_avatar_proxy/v4/letter/a/c0e974/{size}.png"}})");
  CHECK(pushed[0].headers.at("x-discourse-event-signature") ==
        "sha256=894a4ba34074bd33aff7686f0f91b609ee26859ff46ec57a78c8db020d645b8a");
  CHECK(forum.take_webhooks().empty());
}

TEST_CASE("Discourse reads lag behind when they are told to, and calls that make no sense change nothing") {
  Forum forum;
  forum.topic();
  forum.faults().read_lag_ms = 120'000;
  CHECK(forum.status(1, "GET", "/t/1.json") == 404);
  forum.now += 120'000;
  CHECK(forum.status(1, "GET", "/t/1.json") == 200);
  forum.faults().read_lag_ms = 0;
  const std::string before = forum.dump();
  for (const char* call :
       {R"({"do":"fly"})", R"({"do":"move_topic","topic_id":9,"category":4})", R"({"do":"delete_post","id":99})",
        R"({"do":"move_topic","topic_id":1,"category":99})", R"({"do":"add_user","username":"ana"})"}) {
    CHECK_FALSE(forum.set_up(JsonDocument::parse(call)->root(), start).ok());
  }
  CHECK(forum.status(0, "POST", "/posts.json", {{"raw", "x"}}) == 403);
  CHECK(forum.status(1, "POST", "/posts.json", {{"raw", 5}}) == 400);
  CHECK(forum.dump() == before);
}

}  // namespace plein::simulators
