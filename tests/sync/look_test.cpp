// What a place tells by itself: where it does, and that it is read at once after a gap in it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "connectors/catalogue.h"
#include "engine.h"

using namespace plein;
using Json = nlohmann::json;

namespace {

// Nothing ever happens there; it tells so over a socket, once it is known who listens.
class Quiet final : public Connector {
 public:
  const Capabilities& capabilities() const override {
    static const Capabilities data = [] {
      Capabilities c;
      c.platform = "quiet";
      c.streams = {"one", "two"};
      c.poll_every_ms = 600000;
      return c;
    }();
    return data;
  }
  Result<HttpRequest> request(const Place& place, const Identity&, const Ask& ask) const override {
    HttpRequest request;
    request.url = place.url + (ask.kind == Ask::Kind::identity ? "/who" : "/stream/" + ask.stream);
    return request;
  }
  Result<Reading> read(const Place&, const Identity&, const Ask& ask, const HttpResponse& response) const override {
    Reading reading;
    if (response.status == 429) reading.outcome = {Outcome::Kind::park, "slow down", 60000};
    if (ask.kind == Ask::Kind::identity) reading.identity = {"us", "us"};
    return reading;
  }
  std::string push_socket(const Place& place, const Identity& self) const override {
    return self.known() ? "wss" + place.url.substr(5) + "/live/" + self.id : "";
  }
  std::string permalink(const Place& place, const RemoteId& id) const override { return place.url + "/" + id.value; }
  std::optional<RemoteId> parse_permalink(const Place&, std::string_view) const override { return std::nullopt; }
};

class Talk {
 public:
  Talk() {
    static const Quiet quiet;
    if (find_connector("quiet") == nullptr) add_connector(quiet);
    Json places = Json::array();
    for (const char* id : {"a", "b"}) {
      places.push_back({{"id", id},
                        {"kind", "page"},
                        {"platform", "quiet"},
                        {"name", id},
                        {"url", std::string("https://") + id + ".example"},
                        {"account", std::string("of-") + id}});
    }
    const Json site = {{"name", "s"}, {"url", "https://s.example"}};
    call({{"op", "configure"},
          {"config", {{"role", "relay"}, {"id", "t"}, {"language", "en"}, {"site", site}, {"places", places}}}});
  }

  Json call(Json call) {
    call["now"] = now;
    return Json::parse(engine_.call(call.dump()));
  }

  // Answers all that is asked, and gives what that was.
  std::vector<std::string> answer(Json reply, int status = 200) {
    std::vector<std::string> urls;
    std::vector<Json> replies{std::move(reply)};
    for (std::size_t i = 0; i < replies.size(); ++i) {
      for (const Json& request : replies[i]["effects"].value("requests", Json::array())) {
        urls.push_back(request["url"]);
        const Json response = {{"status", status}, {"body", "{}"}};
        Json next = call({{"op", "response"}, {"id", request["id"]}, {"response", response}});
        REQUIRE(next["ok"] == true);
        replies.push_back(std::move(next));
      }
    }
    return urls;
  }

  std::vector<std::string> look(const char* place, int status = 200) {
    return answer(call({{"op", "look"}, {"place", place}}), status);
  }

  Milliseconds now = 1795407580000;

 private:
  Engine engine_;
};

const std::vector<std::string> nothing;

}  // namespace

TEST_CASE("after a gap in what it told, a place's streams are read at once, and no other's") {
  Talk talk;
  CHECK(talk.answer(talk.call({{"op", "start"}, {"seed", "s"}})).size() >= 6);
  talk.now += 1000;
  CHECK(talk.answer(talk.call({{"op", "tick"}})) == nothing);
  CHECK(talk.look("a") == std::vector<std::string>{"https://a.example/stream/one", "https://a.example/stream/two"});
  CHECK(talk.answer(talk.call({{"op", "tick"}})) == nothing);
}

TEST_CASE("a place that asked for a pause is not looked at before it is over") {
  Talk talk;
  talk.answer(talk.call({{"op", "start"}, {"seed", "s"}}));
  talk.now += 1000;
  CHECK_FALSE(talk.look("a", 429).empty());
  CHECK(talk.look("a") == nothing);
  talk.now += 61000;
  CHECK_FALSE(talk.answer(talk.call({{"op", "tick"}})).empty());
}

TEST_CASE("a look at no place of the bridge, or before the start, is refused") {
  Talk talk;
  CHECK(talk.call({{"op", "look"}, {"place", "a"}})["error"]["code"] == "conflict");
  talk.answer(talk.call({{"op", "start"}, {"seed", "s"}}));
  CHECK(talk.call({{"op", "look"}, {"place", "c"}})["error"]["code"] == "unknown_name");
  CHECK(talk.call({{"op", "look"}})["error"]["path"] == "$.place");
}

TEST_CASE("the sockets are named once it is known who listens, with the account that opens them") {
  Talk talk;
  const Json query = {{"op", "query"}, {"query", {{"view", "sockets"}}}};
  CHECK(talk.call(query)["result"] == Json::array());
  talk.answer(talk.call({{"op", "start"}, {"seed", "s"}}));
  const Json named = talk.call(query)["result"];
  REQUIRE(named.size() == 2);
  CHECK(named[0] == Json{{"place", "a"}, {"account", "of-a"}, {"url", "wss://a.example/live/us"}});
}
