// One conversation between a simulated Mastodon account and a NodeBB forum, in virtual time: what customers and ambassadors see.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>

#include "engine.h"
#include "simulators/mastodon_simulator.h"
#include "simulators/nodebb_simulator.h"

using namespace plein;
using Json = nlohmann::json;

namespace {

const std::string page_url = "http://127.0.0.1:3000";
const std::string forum_url = "http://127.0.0.1:4567";

class Host {
 public:
  Host() {
    page.add_user({"noordnet"}, now);
    page.add_user({.username = "ana", .display_name = "Ana"}, now);
    page.add_user({.username = "eva", .display_name = "Eva", .domain = "other.example"}, now);
    forum.add_user({"noordnet", "", true, true, 10}, now);
    forum.add_user({"joris", "Joris", false, true, 10}, now);
    now += 60000;
    start();
  }

  void start() {
    engine_.emplace();
    const Json place{{"id", "page"},       {"kind", "page"},  {"platform", "mastodon"},
                     {"name", "Mastodon"}, {"url", page_url}, {"account", "a"}};
    const Json other{{"id", "forum"},
                     {"kind", "forum"},
                     {"platform", "nodebb"},
                     {"name", "Noordnet forum"},
                     {"url", forum_url},
                     {"account", "b"},
                     {"settings", {{"category", "2"}, {"uid", "1"}}},
                     {"ambassadors", {"joris"}}};
    const Json config{{"role", "relay"},
                      {"id", "noordnet"},
                      {"language", "nl"},
                      {"site", {{"name", "noordnet.example"}, {"url", "https://noordnet.example/community"}}},
                      {"places", {place, other}}};
    run(call({{"op", "configure"}, {"now", now}, {"config", config}}));
    if (!log.empty()) run(call({{"op", "restore"}, {"now", now}, {"records", log}}));
    run(call({{"op", "start"}, {"now", now}, {"seed", "seed"}}));
  }
  void restart_from_nothing() {
    log.clear();
    under_way_.clear();
    wake_at_ = INT64_MAX;
    start();
  }

  void settle(Milliseconds quiet_ms = 120000) {
    const Milliseconds end = now + quiet_ms;
    for (int steps = 0; steps < 20000; ++steps) {
      const Milliseconds answer_at = under_way_.empty() ? INT64_MAX : under_way_.front().first;
      if (std::min(answer_at, wake_at_) > end) return void(now = end);
      now = std::max(now, std::min(answer_at, wake_at_));
      if (answer_at > wake_at_) {
        wake_at_ = INT64_MAX;
        run(call({{"op", "tick"}, {"now", now}}));
        continue;
      }
      const Json asked = under_way_.front().second;
      under_way_.pop_front();
      HttpRequest request{asked["method"], asked["url"], asked["headers"], asked.value("body", "")};
      request.upload = asked.value("upload", "");
      request.upload_field = asked.value("upload_field", "");
      const bool to_page = asked["place"] == "page";
      request.headers["authorization"] = to_page ? "Bearer token-noordnet" : "Bearer master-token";
      if (request.method != "GET") ++writes;
      simulators::Simulator& place = to_page ? static_cast<simulators::Simulator&>(page) : forum;
      const HttpResponse answer = place.answer(request, now);
      const Json response{
          {"status", answer.status}, {"headers", answer.headers}, {"body", answer.body}, {"failure", answer.failure}};
      run(call({{"op", "response"}, {"now", now}, {"id", asked["id"]}, {"response", response}}));
    }
    FAIL("it never rests");
  }

  Json person(simulators::Simulator& place, const std::string& token, const std::string& method, const std::string& url,
              const Json& body) {
    HttpRequest request{method, url, {{"authorization", "Bearer " + token}, {"content-type", "application/json"}}, body.dump()};
    const HttpResponse answer = place.answer_untroubled(request, now += 10);
    CAPTURE(answer.body);
    REQUIRE(answer.status == 200);
    return Json::parse(answer.body);
  }
  std::string post(const std::string& who, const std::string& text, const std::string& to = "",
                   const Json& more = Json::object()) {
    Json body = more;
    body["status"] = text;
    if (!to.empty()) body["in_reply_to_id"] = to;
    return person(page, "token-" + who, "POST", page_url + "/api/v1/statuses", body)["id"];
  }
  void reply(std::int64_t tid, const std::string& text) {
    person(forum, "token-2", "POST", forum_url + "/api/v3/topics/" + std::to_string(tid), {{"content", text}});
  }
  std::vector<Json> on_page(const std::string& part) const { return having(Json::parse(page.dump())["statuses"], "text", part); }
  std::vector<Json> on_forum(const std::string& part) const {
    return having(Json::parse(forum.dump())["posts"], "content", part);
  }

  Milliseconds now = 1'795'406'400'000;
  int writes = 0;
  std::vector<std::string> log;
  simulators::MastodonSimulator page{{.url = page_url, .requests_max = 100000}};
  simulators::NodebbSimulator forum;

 private:
  static std::vector<Json> having(const Json& all, const char* where, const std::string& part) {
    std::vector<Json> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [&](const Json& each) { return each[where].get<std::string>().find(part) != std::string::npos; });
    return found;
  }
  Json call(const Json& call) { return Json::parse(engine_->call(call.dump())); }
  void run(const Json& reply) {
    CAPTURE(reply.dump());
    REQUIRE(reply["ok"] == true);
    const Json effects = reply.value("effects", Json::object());
    for (const Json& line : effects.value("append", Json::array())) log.push_back(line);
    for (const Json& each : effects.value("requests", Json::array())) under_way_.emplace_back(now + 20, each);
    if (reply.contains("effects")) wake_at_ = effects.value("wake_at", INT64_MAX);
  }

  std::optional<Engine> engine_;
  std::deque<std::pair<Milliseconds, Json>> under_way_;
  Milliseconds wake_at_ = INT64_MAX;
};

}  // namespace

TEST_CASE("Mastodon, whole: a question from another server is answered on the forum, and each stands everywhere once") {
  Host host;
  host.settle();
  const std::string question = host.post("eva@other.example", "@noordnet mijn router knippert rood. Wat kan ik doen?");
  host.post("ana", "@noordnet mijn wachtwoord is geheim", "", {{"visibility", "direct"}});
  host.settle();
  REQUIRE(host.on_forum("knippert rood").size() == 1);
  const Json topic = host.on_forum("knippert rood")[0];
  CHECK(topic["content"].get<std::string>().find(page_url + "/statuses/" + question + "#plein") != std::string::npos);
  CHECK(host.on_forum("geheim").empty());

  host.reply(topic["tid"], "Zet hem **tien tellen** uit, of vraag @ana.");
  host.settle();
  REQUIRE(host.on_page("tien tellen").size() == 1);
  const Json answer = host.on_page("tien tellen")[0];
  CHECK(answer["acct"] == "noordnet");
  CHECK(answer["parent"] == question);
  CHECK(answer["mentions"] == Json::array({"eva@other.example"}));

  host.post("ana", "Bij mij hielp dat ook", answer["id"]);
  host.settle();
  REQUIRE(host.on_forum("hielp dat ook").size() == 1);
  CHECK(host.on_forum("hielp dat ook")[0]["tid"] == topic["tid"]);

  // However often the places are read, nothing more is written; nor when all that was known is lost.
  const int writes = host.writes;
  CHECK(writes == 3);
  host.settle(3600000);
  CHECK(host.writes == writes);
  host.restart_from_nothing();
  host.settle(3600000);
  CHECK(host.writes == writes);
}

TEST_CASE("Mastodon, whole: edits and removals go on, and a lost answer makes no second post") {
  Host host;
  host.settle();
  const std::string post = host.post("noordnet", "Storing in het noorden");
  host.settle();
  REQUIRE(host.on_forum("Storing in het noorden").size() == 1);
  const Json topic = host.on_forum("Storing in het noorden")[0];
  host.person(host.page, "token-noordnet", "PUT", page_url + "/api/v1/statuses/" + post, {{"status", "Storing in het zuiden"}});
  host.settle(600000);
  CHECK(host.on_forum("Storing in het zuiden").size() == 1);

  host.page.faults().lose_answer_next = 1;
  host.reply(topic["tid"], "Hoe lang nog?");
  host.settle();
  REQUIRE(host.on_page("Hoe lang nog?").size() == 1);
  const std::string pid = std::to_string(host.on_forum("Hoe lang nog?")[0]["pid"].get<int>());
  host.person(host.forum, "token-2", "PUT", forum_url + "/api/v3/posts/" + pid, {{"content", "Hoe lang duurt het nog?"}});
  host.settle(600000);
  CHECK(host.on_page("Hoe lang duurt het nog?").size() == 1);
  host.person(host.forum, "token-2", "DELETE", forum_url + "/api/v3/posts/" + pid + "/state", Json::object());
  host.settle(600000);
  CHECK(host.on_page("Hoe lang").empty());

  const std::string below = host.post("ana", "Hier ook", post);
  host.settle(600000);
  REQUIRE(host.on_forum("Hier ook").size() == 1);
  host.person(host.page, "token-ana", "DELETE", page_url + "/api/v1/statuses/" + below, Json::object());
  host.settle(3600000);
  const auto left = host.on_forum("Hier ook");
  CHECK(std::all_of(left.begin(), left.end(), [](const Json& each) { return each["deleted"] == true; }));
}
