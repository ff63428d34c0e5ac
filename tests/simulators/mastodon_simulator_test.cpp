// The Mastodon simulator is as strict as Mastodon (docs.joinmastodon.org and its source, as named beside each rule).
#include <doctest/doctest.h>

#include "simulators/mastodon_html.h"
#include "simulators/mastodon_simulator.h"

using namespace plein;
using namespace plein::simulators;

namespace {

constexpr Milliseconds start = 1'795'406'400'000;  // a whole multiple of half an hour
constexpr Milliseconds minute = 60'000;

struct Server : MastodonSimulator {
  explicit Server(MastodonSettings settings = {}) : MastodonSimulator(std::move(settings)) {
    for (const char* name : {"brand", "ana", "bob"}) add_user({name}, start);
    add_user({.username = "eva", .domain = "other.example"}, start);
  }
  HttpResponse ask(const std::string& who, const std::string& method, const std::string& path, const std::string& body = "",
                   Milliseconds now = start, const std::string& key = "") {
    HttpRequest request{method, "http://127.0.0.1:3000" + path, {{"content-type", "application/json"}}, body};
    if (!who.empty()) request.headers["authorization"] = "Bearer token-" + who;
    if (!key.empty()) request.headers["idempotency-key"] = key;
    return answer(request, now);
  }
  std::string post(const std::string& who, const std::string& body, Milliseconds now = start, const std::string& key = "") {
    const HttpResponse response = ask(who, "POST", "/api/v1/statuses", body, now, key);
    REQUIRE(response.status == 200);
    return JsonDocument::parse(response.body)->root()["id"].text();
  }
  std::string reply(const std::string& who, const std::string& to, const std::string& text, Milliseconds now = start) {
    return post(who, R"({"status":")" + text + R"(","in_reply_to_id":")" + to + "\"}", now);
  }
  std::vector<std::string> ids(const std::string& who, const std::string& path, const char* list, Milliseconds now = start) {
    const HttpResponse response = ask(who, "GET", path, "", now);
    const auto document = JsonDocument::parse(response.body);
    std::vector<std::string> found;
    const JsonReader all = list == nullptr ? document->root() : document->root()[list];
    all.each([&](JsonReader each) { found.push_back(each["id"].text()); });
    return found;
  }
  std::string find_id(const std::string& name) const { return state().find(name)->id; }
  JsonDocument get(const std::string& who, const std::string& path, Milliseconds now = start) {
    return std::move(JsonDocument::parse(ask(who, "GET", path, "", now).body)).value();
  }
};

}  // namespace

TEST_CASE("Mastodon, simulated: who sees what, and to whom it is told") {
  Server server;
  const std::string open = server.post("ana", R"({"status":"@brand hallo"})");
  const std::string direct = server.post("ana", R"({"status":"@brand stil","visibility":"direct"})");
  const std::string closed = server.post("ana", R"({"status":"volgers","visibility":"private"})");
  const auto status = [&](const std::string& who, const std::string& id) {
    return server.ask(who, "GET", "/api/v1/statuses/" + id).status;
  };
  CHECK(status("", open) == 200);
  CHECK(status("bob", direct) == 404);
  CHECK(status("brand", direct) == 200);
  CHECK(status("ana", direct) == 200);
  CHECK(status("brand", closed) == 404);
  CHECK(status("nobody", open) == 401);
  CHECK(server.ask("", "POST", "/api/v1/statuses", R"({"status":"x"})").status == 401);
  CHECK(server.ids("brand", "/api/v1/notifications?types[]=mention", nullptr) == std::vector<std::string>{"2", "1"});
  CHECK(server.ids("bob", "/api/v1/notifications", nullptr).empty());
}

TEST_CASE("Mastodon, simulated: a context is the thread without the status, deep for members, short for visitors") {
  Server server({.requests_max = 1000});
  const std::string root = server.post("brand", R"({"status":"begin"})");
  std::string last = root;
  std::vector<std::string> chain;
  for (int depth = 0; depth < 70; ++depth) chain.push_back(last = server.reply("ana", last, "dieper", start + depth + 1));
  const std::string context = "/api/v1/statuses/" + root + "/context";
  CHECK(server.ids("brand", context, "descendants") == chain);
  CHECK(server.ids("", context, "descendants").size() == 20);  // levels
  for (int i = 0; i < 70; ++i) server.reply("ana", root, "breed", start + 100 + i);
  CHECK(server.ids("", context, "descendants").size() == 60);
  CHECK(server.ids("brand", context, "descendants").size() == 140);
  CHECK(server.ids("brand", "/api/v1/statuses/" + chain[2] + "/context", "ancestors") ==
        std::vector<std::string>{root, chain[0], chain[1]});
  CHECK(server.ids("", "/api/v1/statuses/" + last + "/context", "ancestors").size() == 40);
}

TEST_CASE("Mastodon, simulated: what answered a removed status answers nothing any more") {
  Server server;
  const std::string root = server.post("brand", R"({"status":"begin"})");
  const std::string middle = server.reply("ana", root, "een");
  const std::string below = server.reply("bob", middle, "twee");
  CHECK(server.ask("bob", "DELETE", "/api/v1/statuses/" + middle).status == 404);
  const HttpResponse removed = server.ask("ana", "DELETE", "/api/v1/statuses/" + middle);
  CHECK(removed.status == 200);
  CHECK(JsonDocument::parse(removed.body)->root()["text"].text() == "een");
  CHECK(server.ask("ana", "DELETE", "/api/v1/statuses/" + middle).status == 404);
  CHECK(server.ids("brand", "/api/v1/statuses/" + root + "/context", "descendants").empty());
  const JsonDocument orphan = server.get("", "/api/v1/statuses/" + below);
  CHECK_FALSE(orphan.root()["in_reply_to_id"].present());
  CHECK(orphan.root()["in_reply_to_account_id"].present());
  const HttpResponse late = server.ask("bob", "POST", "/api/v1/statuses", R"({"status":"x","in_reply_to_id":")" + middle + "\"}");
  CHECK(late.status == 404);
}

TEST_CASE("Mastodon, simulated: a key is remembered for an hour, of each account") {
  Server server;
  const std::string once = server.post("brand", R"({"status":"een"})", start, "k");
  CHECK(server.post("brand", R"({"status":"anders"})", start + 59 * minute, "k") == once);
  CHECK(server.post("ana", R"({"status":"een"})", start, "k") != once);
  CHECK(server.post("brand", R"({"status":"een"})", start + 60 * minute, "k") != once);
  const std::string gone = server.post("brand", R"({"status":"weg"})", start, "g");
  server.ask("brand", "DELETE", "/api/v1/statuses/" + gone);
  CHECK(server.ask("brand", "POST", "/api/v1/statuses", R"({"status":"weg"})", start, "g").status == 404);
}

TEST_CASE("Mastodon, simulated: what is too long, empty or not to be attached is refused") {
  Server server({.processing_ms = 5000});
  const auto refused = [&](const std::string& body) { return server.ask("brand", "POST", "/api/v1/statuses", body).status; };
  CHECK(refused(R"({"status":" "})") == 422);
  CHECK(refused(R"({"status":")" + std::string(501, 'x') + "\"}") == 422);
  CHECK(refused(R"({"status":")" + std::string(500, 'x') + "\"}") == 200);
  CHECK(refused(R"({"status":")" + std::string(476, 'x') + " https://example.com/" + std::string(400, 'y') + "\"}") == 200);
  CHECK(refused(R"({"spoiler_text":"12345","status":")" + std::string(496, 'x') + "\"}") == 422);
  CHECK(refused(R"({"status":"x","visibility":"secret"})") == 422);
  CHECK(refused(R"({"status":"x","media_ids":["7"]})") == 422);
  CHECK(refused("{") == 400);
  HttpRequest upload{"POST", "http://127.0.0.1:3000/api/v2/media", {{"authorization", "Bearer token-brand"}}, ""};
  CHECK(server.answer(upload, start).status == 422);
  upload.headers["content-type"] = "multipart/form-data; boundary=b";
  upload.body =
      "--b\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nEen kat\r\n--b\r\n"
      "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n";
  const HttpResponse taken = server.answer(upload, start);
  CHECK(taken.status == 202);
  const JsonDocument media = std::move(JsonDocument::parse(taken.body)).value();
  CHECK(media.root()["description"].text() == "Een kat");
  CHECK_FALSE(media.root()["url"].present());
  const std::string with = R"({"status":"x","media_ids":[")" + media.root()["id"].text() + "\"]}";
  CHECK(server.ask("brand", "POST", "/api/v1/statuses", with, start + 1000).status == 422);
  CHECK(server.ask("ana", "POST", "/api/v1/statuses", with, start + 5000).status == 422);
  CHECK(server.ask("brand", "POST", "/api/v1/statuses", with, start + 5000).status == 200);
  CHECK(server.ask("brand", "POST", "/api/v1/statuses", with, start + 5000).status == 422);
}

TEST_CASE("Mastodon, simulated: its limits have windows, and headers that say when they end") {
  Server server({.requests_max = 5, .removals_max = 1});
  for (int i = 0; i < 5; ++i) CHECK(server.ask("brand", "GET", "/api/v1/notifications").status == 200);
  const HttpResponse refused = server.ask("brand", "GET", "/api/v1/notifications", "", start + 1000);
  CHECK(refused.status == 429);
  CHECK(refused.headers.at("x-ratelimit-remaining") == "0");
  CHECK(parse_rfc3339(refused.headers.at("x-ratelimit-reset")) == start + 5 * minute);
  CHECK(server.ask("ana", "GET", "/api/v1/notifications").headers.at("x-ratelimit-remaining") == "4");
  const std::string one = server.post("brand", R"({"status":"een"})", start + 5 * minute);
  const std::string two = server.post("brand", R"({"status":"twee"})", start + 5 * minute);
  CHECK(server.ask("brand", "DELETE", "/api/v1/statuses/" + one, "", start + 5 * minute).headers.at("x-ratelimit-limit") == "1");
  const HttpResponse later = server.ask("brand", "DELETE", "/api/v1/statuses/" + two, "", start + 5 * minute);
  CHECK(later.status == 429);
  CHECK(parse_rfc3339(later.headers.at("x-ratelimit-reset")) == start + 30 * minute);
}

TEST_CASE("Mastodon, simulated: pages go backwards by max_id and forwards by min_id") {
  Server server;
  std::vector<std::string> all;
  for (int i = 0; i < 5; ++i) all.insert(all.begin(), server.post("brand", R"({"status":"x"})", start + i));
  const std::string account = server.find_id("brand");
  const std::string path = "/api/v1/accounts/" + account + "/statuses?limit=2";
  CHECK(server.ids("brand", path, nullptr) == std::vector<std::string>{all[0], all[1]});
  CHECK(server.ids("brand", path + "&max_id=" + all[1], nullptr) == std::vector<std::string>{all[2], all[3]});
  CHECK(server.ids("brand", path + "&min_id=" + all[4], nullptr) == std::vector<std::string>{all[2], all[3]});
  CHECK(server.ids("brand", path + "&since_id=" + all[4], nullptr) == std::vector<std::string>{all[0], all[1]});
  const HttpResponse page = server.ask("brand", "GET", path);
  CHECK(page.headers.at("link").find("max_id=" + all[1] + ">; rel=\"next\"") != std::string::npos);
  CHECK(server.ask("brand", "GET", path + "&max_id=" + all[3]).headers.at("link").find("next") == std::string::npos);
  CHECK(server.ask("brand", "GET", path + "&max_id=" + all[4]).headers.count("link") == 0);
}

TEST_CASE("Mastodon, simulated: edits have a time and a history, and what is the same is none") {
  Server server;
  const std::string id = server.post("ana", R"({"status":"een"})");
  const std::string path = "/api/v1/statuses/" + id;
  CHECK(server.ask("brand", "PUT", path, R"({"status":"twee"})").status == 404);
  server.ask("ana", "PUT", path, R"({"status":"een"})", start + 1000);
  CHECK_FALSE(server.get("", path).root()["edited_at"].present());
  server.ask("ana", "PUT", path, R"({"status":"twee"})", start + 2000);
  CHECK(parse_rfc3339(server.get("", path, start + 3000).root()["edited_at"].text()) == start + 2000);
  CHECK(server.get("", path + "/history", start + 3000).root().size() == 2);
  CHECK(server.get("ana", path + "/source", start + 3000).root()["text"].text() == "twee");
  server.faults().read_lag_ms = 2000;
  CHECK(server.get("", path, start + 3000).root()["content"].text() == "<p>een</p>");
  CHECK(server.get("", path, start + 4000).root()["content"].text() == "<p>twee</p>");
}

TEST_CASE("Mastodon, simulated: text becomes HTML with links in pieces, mentions of those it knows, and tags") {
  Server server;
  const auto html = [&](const std::string& text) { return mastodon::html_of(server.state(), text); };
  CHECK(html("a < b\nc\n\nd") == "<p>a &lt; b<br />c</p><p>d</p>");
  CHECK(html("@ana @nobody ana@other.example @eva@other.example") ==
        "<p><span class=\"h-card\" translate=\"no\"><a href=\"http://127.0.0.1:3000/@ana\" class=\"u-url "
        "mention\">@<span>ana</span></a>"
        "</span> @nobody ana@other.example <span class=\"h-card\" translate=\"no\"><a href=\"https://other.example/@eva\" "
        "class=\"u-url mention\">@<span>eva</span></a></span></p>");
  CHECK(html("zie https://forum.example/topic/een-heel-lang-adres/17#plein.")
            .find("<a href=\"https://forum.example/topic/een-heel-lang-adres/17#plein\" target=\"_blank\" rel=\"nofollow "
                  "noopener noreferrer\" "
                  "translate=\"no\"><span class=\"invisible\">https://</span><span "
                  "class=\"ellipsis\">forum.example/topic/een-heel-l</span>"
                  "<span class=\"invisible\">ang-adres/17#plein</span></a>.") != std::string::npos);
  CHECK(html("#Fw 2.1 #1").find("/tags/Fw\" class=\"mention hashtag\" rel=\"tag\">#<span>Fw</span></a> 2.1 #1</p>") !=
        std::string::npos);
  CHECK(mastodon::mentions_of(server.state(), "https://x.example/?@ana").size() == 1);
  CHECK(mastodon::mentions_of(server.state(),
                              "https://x.example/@ana @\xE2\x81\xA0"
                              "ana")
            .empty());
}

TEST_CASE("Mastodon, simulated: an account's stream tells of its own posts, of mentions and of favourites") {
  Server server;
  const std::string brand = server.find_id("brand");
  const std::string id = server.post("brand", R"({"status":"een"})");
  server.ask("brand", "PUT", "/api/v1/statuses/" + id, R"({"status":"twee"})");
  server.reply("ana", id, "@brand ja");
  server.ask("ana", "POST", "/api/v1/statuses/" + id + "/favourite");
  server.ask("brand", "DELETE", "/api/v1/statuses/" + id);
  std::vector<std::string> events;
  for (const std::string& message : server.take_messages(brand))
    events.push_back(JsonDocument::parse(message)->root()["event"].text());
  CHECK(events == std::vector<std::string>{"update", "status.update", "notification", "notification", "delete"});
  CHECK(server.take_messages(brand).empty());
}
