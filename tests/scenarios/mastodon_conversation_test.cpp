// One conversation between a simulated Mastodon account and a NodeBB forum, in virtual time: what customers and ambassadors see.
#include <doctest/doctest.h>

#include <algorithm>

#include "scenarios/virtual_host.h"
#include "simulators/mastodon_simulator.h"

using namespace plein;
using namespace plein::scenarios;

namespace {

const std::string page_url = "http://127.0.0.1:3001";
const std::string forum_url = "http://127.0.0.1:4567";

// Places are asked as often as their platforms have it.
class Host final : public VirtualHost {
 public:
  Host() : VirtualHost(both()), page(place(0).simulator()), forum(place(1).simulator()) {
    auto& mastodon = static_cast<simulators::MastodonSimulator&>(page);
    mastodon.add_user({.username = "eva", .display_name = "Eva", .domain = "other.example"}, people_came_at);
    start();
  }
  void restart_from_nothing() {
    kill(false);
    lose_log();
    start();
  }
  void rest(Milliseconds quiet_ms = 120000) { REQUIRE(settle(quiet_ms)); }

  Json person(simulators::Simulator& in, const std::string& token, const std::string& method, const std::string& url,
              const Json& body) {
    return done(in, HttpRequest{method, url, {{"authorization", "Bearer " + token}}}, body, now += 10);
  }
  std::string post(const std::string& who, const std::string& text, const std::string& to = "",
                   const Json& more = Json::object()) {
    Json body = more;
    body["status"] = text;
    if (!to.empty()) body["in_reply_to_id"] = to;
    return person(page, "token-" + who, "POST", page_url + "/api/v1/statuses", body)["id"];
  }
  void reply(std::int64_t tid, const std::string& text) {
    person(forum, "token-3", "POST", forum_url + "/api/v3/topics/" + std::to_string(tid), {{"content", text}});
  }
  std::vector<Json> on_page(const std::string& part) const { return having(Json::parse(page.dump())["statuses"], "text", part); }
  std::vector<Json> on_forum(const std::string& part) const {
    return having(Json::parse(forum.dump())["posts"], "content", part);
  }

  simulators::Simulator& page;
  simulators::Simulator& forum;

 protected:
  Json config() const override {
    Json config = VirtualHost::config();
    for (Json& each : config["places"]) each.erase("poll_every_ms");
    return config;
  }

 private:
  static std::vector<std::unique_ptr<ActedPlace>> both() {
    std::vector<std::unique_ptr<ActedPlace>> places;
    for (const char* platform : {"mastodon", "nodebb"}) places.push_back(act_in(platform, people_came_at));
    return places;
  }
  static std::vector<Json> having(const Json& all, const char* where, const std::string& part) {
    std::vector<Json> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [&](const Json& each) { return each[where].get<std::string>().find(part) != std::string::npos; });
    return found;
  }
};

}  // namespace

TEST_CASE("Mastodon, whole: a question from another server is answered on the forum, and each stands everywhere once") {
  Host host;
  host.rest();
  const std::string question = host.post("eva@other.example", "@noordnet mijn router knippert rood. Wat kan ik doen?");
  host.post("ana", "@noordnet mijn wachtwoord is geheim", "", {{"visibility", "direct"}});
  host.rest();
  REQUIRE(host.on_forum("knippert rood").size() == 1);
  const Json topic = host.on_forum("knippert rood")[0];
  CHECK(topic["content"].get<std::string>().find(page_url + "/statuses/" + question + "#plein") != std::string::npos);
  CHECK(host.on_forum("geheim").empty());

  host.reply(topic["tid"], "Zet hem **tien tellen** uit, of vraag @ana.");
  host.rest();
  REQUIRE(host.on_page("tien tellen").size() == 1);
  const Json answer = host.on_page("tien tellen")[0];
  CHECK(answer["acct"] == "noordnet");
  CHECK(answer["parent"] == question);
  CHECK(answer["mentions"] == Json::array({"eva@other.example"}));

  host.post("ana", "Bij mij hielp dat ook", answer["id"]);
  host.rest();
  REQUIRE(host.on_forum("hielp dat ook").size() == 1);
  CHECK(host.on_forum("hielp dat ook")[0]["tid"] == topic["tid"]);

  // However often the places are read, nothing more is written; nor when all that was known is lost.
  const int writes = host.writes;
  CHECK(writes == 3);
  host.rest(3600000);
  CHECK(host.writes == writes);
  host.restart_from_nothing();
  host.rest(3600000);
  CHECK(host.writes == writes);
}

TEST_CASE("Mastodon, whole: edits and removals go on, and a lost answer makes no second post") {
  Host host;
  host.rest();
  const std::string post = host.post("noordnet", "Storing in het noorden");
  host.rest();
  REQUIRE(host.on_forum("Storing in het noorden").size() == 1);
  const Json topic = host.on_forum("Storing in het noorden")[0];
  host.person(host.page, "token-noordnet", "PUT", page_url + "/api/v1/statuses/" + post, {{"status", "Storing in het zuiden"}});
  host.rest(600000);
  CHECK(host.on_forum("Storing in het zuiden").size() == 1);

  host.page.faults().lose_answer_next = 1;
  host.reply(topic["tid"], "Hoe lang nog?");
  host.rest();
  REQUIRE(host.on_page("Hoe lang nog?").size() == 1);
  const std::string pid = std::to_string(host.on_forum("Hoe lang nog?")[0]["pid"].get<int>());
  host.person(host.forum, "token-3", "PUT", forum_url + "/api/v3/posts/" + pid, {{"content", "Hoe lang duurt het nog?"}});
  host.rest(600000);
  CHECK(host.on_page("Hoe lang duurt het nog?").size() == 1);
  host.person(host.forum, "token-3", "DELETE", forum_url + "/api/v3/posts/" + pid + "/state", Json::object());
  host.rest(600000);
  CHECK(host.on_page("Hoe lang").empty());

  const std::string below = host.post("ana", "Hier ook", post);
  host.rest(600000);
  REQUIRE(host.on_forum("Hier ook").size() == 1);
  host.person(host.page, "token-ana", "DELETE", page_url + "/api/v1/statuses/" + below, Json::object());
  host.rest(3600000);
  const auto left = host.on_forum("Hier ook");
  CHECK(std::all_of(left.begin(), left.end(), [](const Json& each) { return each["deleted"] == true; }));
}
