// What only the simulator must hold to: the limits and refusals of the Graph API, and the webhook's signature.
#include "simulators/facebook_simulator.h"

#include <doctest/doctest.h>

#include "simulators/facebook_fields.h"
#include "simulators/simulator_calls.h"

namespace plein::simulators {
namespace {

constexpr Milliseconds start = 1'795'407'555'000;

struct Page {
  FacebookSimulator platform;
  Milliseconds now = start;

  HttpResponse asks(const std::string& method, const std::string& path, const std::string& body = "",
                    const std::string& token = "page-token") {
    HttpRequest request;
    request.method = method;
    request.url = "https://graph.facebook.com/v25.0" + path;
    request.body = body;
    if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
    return platform.answer(request, now += 1000);
  }
  std::int64_t code(const HttpResponse& response) {
    const auto document = JsonDocument::parse(response.body);
    REQUIRE(document.ok());
    return document->root()["error"]["code"].integer_or(0);
  }
  std::string id(const HttpResponse& response) {
    REQUIRE(response.status == 200);
    return JsonDocument::parse(response.body)->root()["id"].text();
  }
};

}  // namespace

TEST_CASE("Facebook's simulator: fields that are not there, too large pages and other versions are refused") {
  Page page;
  const std::string post = page.id(page.asks("POST", "/700/feed", R"({"message":"een"})"));
  CHECK(page.code(page.asks("GET", "/" + post + "?fields=id,message,created_time,comments.limit(1){id}")) == 0);
  CHECK(page.code(page.asks("GET", "/" + post + "?fields=edited_time")) == 100);
  CHECK(page.code(page.asks("GET", "/" + post + "?fields=id,comments{")) == 2500);
  CHECK(page.code(page.asks("GET", "/" + post + "/comments?limit=101")) == 100);
  CHECK(page.code(page.asks("GET", "/" + post + "/comments?order=newest")) == 100);
  CHECK(page.code(page.asks("GET", "/" + post + "/comments?after=QVFI1")) == 100);
  CHECK(page.code(page.asks("GET", "/" + post, "", "")) == 104);
  CHECK(page.code(page.asks("GET", "/" + post, "", "another")) == 190);
  CHECK(page.code(page.asks("GET", "/700_1")) == 100);
  CHECK(page.code(page.asks("PUT", "/" + post)) == 3);
  HttpRequest old{"GET", "https://graph.facebook.com/v3.1/" + post, {{"authorization", "Bearer page-token"}}};
  CHECK(page.code(page.platform.answer(old, page.now)) == 2635);
  old.url = "http://127.0.0.1:8080/" + post;  // wherever it is hosted, and without a version
  CHECK(page.code(page.platform.answer(old, page.now)) == 0);
  CHECK(page.asks("GET", "/" + post).body.find("is_hidden") == std::string::npos);  // only what was asked for
}

TEST_CASE("Facebook's simulator: a person's token reads no comments, and is not told so") {
  Page page;
  const std::string post = page.id(page.asks("POST", "/700/feed", R"({"message":"een"})"));
  page.asks("POST", "/" + post + "/comments", R"({"message":"twee"})");
  CHECK(page.asks("GET", "/" + post + "/comments", "", "person-token").body == R"({"data":[]})");
  CHECK(page.code(page.asks("POST", "/" + post + "/comments", R"({"message":"drie"})", "person-token")) == 1705);
}

TEST_CASE("Facebook's simulator: top-level comments alone unless all are asked for; replies have no replies") {
  Page page;
  const std::string post = page.id(page.asks("POST", "/700/feed", R"({"message":"een"})"));
  const std::string comment = page.id(page.asks("POST", "/" + post + "/comments", R"({"message":"twee"})"));
  const std::string reply = page.id(page.asks("POST", "/" + comment + "/comments", R"({"message":"drie"})"));
  const auto shows = [&](const std::string& query) { return page.asks("GET", "/" + post + "/comments" + query).body; };
  CHECK(shows("").find(reply) == std::string::npos);
  CHECK(shows("?filter=stream").find(reply) != std::string::npos);
  CHECK(page.asks("GET", "/" + comment + "/comments").body.find(reply) != std::string::npos);
  CHECK(page.code(page.asks("POST", "/" + reply + "/comments", R"({"message":"vier"})")) == 100);
}

TEST_CASE("Facebook's simulator: the same text is refused twice in a row, in one place") {
  Page page;
  const std::string post = page.id(page.asks("POST", "/700/feed", R"({"message":"een"})"));
  CHECK(page.code(page.asks("POST", "/700/feed", R"({"message":"een"})")) == 506);
  CHECK(page.code(page.asks("POST", "/" + post + "/comments", R"({"message":"een"})")) == 0);
  CHECK(page.code(page.asks("POST", "/" + post + "/comments", R"({"message":"een"})")) == 506);
  CHECK(page.code(page.asks("POST", "/" + post + "/comments", R"({"message":"twee"})")) == 0);
  CHECK(page.code(page.asks("POST", "/" + post + "/comments", R"({"message":"een"})")) == 0);
  CHECK(page.code(page.asks("POST", "/" + post + "/comments", "{\"message\":\"" + std::string(8001, 'x') + "\"}")) == 100);
  CHECK(page.code(page.asks("POST", "/700/feed", R"({"message":7})")) == 100);
}

TEST_CASE("Facebook's simulator: a delivery's signature is of its very bytes") {
  FacebookSettings settings;
  settings.app_secret = "key";
  FacebookSimulator platform(settings);
  platform.post({}, "é/🙈", start);
  const auto delivery = platform.deliver(1000, false, start);
  // The signature was computed by another program, from the same key and body.
  CHECK(
      delivery.body ==
      R"({"object":"page","entry":[{"id":"700","time":1795407555,"changes":[{"field":"feed","value":{"item":"status","verb":"add","post_id":"700_1001","from":{"id":"700","name":"Noordnet"},"message":"\u00e9\/\ud83d\ude48","created_time":1795407555,"published":1}}]}]})");
  CHECK(delivery.headers.at("x-hub-signature-256") == "sha256=e96d8adc69dba6a772be29ff437eb38a1d1785589950d75cbe602bc2b0db2f29");
}

TEST_CASE("Facebook's simulator: as a host in another language calls it") {
  SimulatorCalls calls;
  CHECK(calls.call(R"({"op":"create","platform":"facebook","settings":{"page":"800"}})") == R"({"id":0})");
  CHECK(calls.call(R"({"op":"setup","id":0,"now":1,"call":{"do":"post","message":"hallo"}})") == R"({"id":"800_1001"})");
  CHECK(calls.call(R"({"op":"setup","id":0,"now":1,"call":{"do":"webhook"}})").find("x-hub-signature-256") != std::string::npos);
  CHECK(calls.call(R"({"op":"setup","id":0,"now":1,"call":{"do":"remove","id":"800_9"}})").find("error") != std::string::npos);
  CHECK(calls.call(R"({"op":"dump","id":0})").find("hallo") != std::string::npos);
}

}  // namespace plein::simulators
