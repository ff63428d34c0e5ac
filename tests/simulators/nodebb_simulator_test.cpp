#include "simulators/nodebb_simulator.h"

#include <doctest/doctest.h>

namespace plein::simulators {
namespace {

constexpr Milliseconds start = 1'795'407'555'000;
constexpr Milliseconds minute = 60'000;

struct Forum : NodebbSimulator {
  Forum() {
    add_user({.username = "admin", .admin = true}, start - minute);
    add_user({.username = "ana"}, start - minute);                     // a new member
    add_user({.username = "bert", .exempt = true}, start - minute);    // in a group without restrictions
    add_user({.username = "cleo", .reputation = 50}, start - minute);  // known, but not exempt
  }
  HttpResponse ask(int uid, const std::string& method, const std::string& path, const std::string& body, Milliseconds now) {
    HttpRequest request{method, "http://127.0.0.1:4567" + path, {}, body};
    if (uid > 0) request.headers["authorization"] = "Bearer token-" + std::to_string(uid);
    return answer(request, now);
  }
  void topic(int uid, Milliseconds now) {
    REQUIRE(ask(uid, "POST", "/api/v3/topics", R"({"cid":2,"title":"Router","content":"Rood lampje"})", now).status == 200);
  }
  std::int64_t count(const std::string& path, Milliseconds now, int uid = 0) {
    const HttpResponse response = ask(uid, "GET", path, "", now);
    const auto document = JsonDocument::parse(response.body);
    REQUIRE(document.ok());
    const JsonReader root = document->root();
    return static_cast<std::int64_t>(root.is_array() ? root.size() : root["posts"].size());
  }
};

const char* const reply = R"({"content":"Een antwoord"})";

}  // namespace

TEST_CASE("a topic is read twenty posts a page, the first post first in every order") {
  Forum forum;
  forum.topic(3, start);
  for (int i = 1; i <= 24; ++i) REQUIRE(forum.ask(3, "POST", "/api/v3/topics/1", reply, start + i).status == 200);
  CHECK(forum.count("/api/topic/1", start + minute) == 20);
  CHECK(forum.count("/api/topic/1?page=2", start + minute) == 5);
  CHECK(forum.count("/api/topic/1?page=3", start + minute) == 0);
  const auto newest = JsonDocument::parse(forum.ask(0, "GET", "/api/topic/1?sort=newest_to_oldest", "", start + minute).body);
  CHECK(newest->root()["posts"].at(0)["pid"].integer() == 1);
  CHECK(newest->root()["posts"].at(1)["pid"].integer() == 25);
  CHECK(newest->root()["pagination"]["pageCount"].integer() == 2);
}

TEST_CASE("who writes too soon is refused with 400, and for how long depends on the member") {
  Forum forum;
  forum.topic(2, start);
  CHECK(forum.ask(2, "POST", "/api/v3/topics/1", reply, start + 119'000).status == 400);
  CHECK(forum.ask(2, "POST", "/api/v3/topics/1", reply, start + 120'000).status == 200);
  CHECK(forum.ask(4, "POST", "/api/v3/topics/1", reply, start).status == 200);
  CHECK(forum.ask(4, "POST", "/api/v3/topics/1", reply, start + 9'000).status == 400);
  CHECK(forum.ask(4, "POST", "/api/v3/topics/1", reply, start + 10'000).status == 200);
}

TEST_CASE("a queued topic is 202, a queued reply 200 without a pid, and both appear when they are let through") {
  Forum forum;
  forum.topic(3, start);
  forum.faults().approval_queue = true;
  CHECK(forum.ask(2, "POST", "/api/v3/topics", R"({"cid":2,"title":"xyz","content":"y"})", start).status == 202);
  const HttpResponse queued = forum.ask(2, "POST", "/api/v3/topics/1", reply, start + 3 * minute);
  CHECK(queued.status == 200);
  CHECK(queued.body.find("\"queued\":true") != std::string::npos);
  CHECK(forum.count("/api/topic/1", start + 4 * minute) == 1);
  CHECK(forum.ask(3, "POST", "/api/v3/topics/1", reply, start + 4 * minute).status == 200);
  forum.faults().queue_everyone = true;
  CHECK(forum.ask(3, "POST", "/api/v3/topics/1", reply, start + 5 * minute).body.find("queued") != std::string::npos);
  REQUIRE(forum.state().queue.size() == 3);
  CHECK(forum.approve(forum.state().queue.back().id, start + 6 * minute));
  CHECK(forum.count("/api/topic/1", start + 6 * minute) == 3);
}

TEST_CASE("deleted posts stay with a flag and without content, purged ones are gone") {
  Forum forum;
  forum.topic(3, start);
  REQUIRE(forum.ask(3, "POST", "/api/v3/topics/1", reply, start).status == 200);
  CHECK(forum.ask(2, "DELETE", "/api/v3/posts/2/state", "", start).status == 403);
  CHECK(forum.ask(3, "DELETE", "/api/v3/posts/2/state", "", start).status == 200);
  CHECK(forum.ask(3, "DELETE", "/api/v3/posts/2/state", "", start).status == 400);
  CHECK(forum.ask(0, "GET", "/api/topic/1", "", start).body.find("[[topic:post-is-deleted]]") != std::string::npos);
  CHECK(forum.count("/api/recent/posts/day", start) == 1);
  CHECK(forum.count("/api/recent/posts/day", start, 1) == 2);
  CHECK(forum.ask(1, "DELETE", "/api/v3/posts/1", "", start).status == 400);  // not the first post
  CHECK(forum.ask(3, "DELETE", "/api/v3/posts/2", "", start).status == 403);  // nor by its author
  CHECK(forum.ask(1, "DELETE", "/api/v3/posts/2", "", start).status == 200);
  CHECK(forum.ask(0, "GET", "/api/v3/posts/2", "", start).status == 404);
  CHECK(forum.count("/api/topic/1", start) == 1);
  // The last post takes its topic along.
  CHECK(forum.ask(3, "DELETE", "/api/v3/posts/1/state", "", start).status == 200);
  CHECK(forum.ask(0, "GET", "/api/topic/1", "", start).status == 401);
  CHECK(forum.ask(1, "GET", "/api/topic/1", "", start).status == 200);
}

TEST_CASE("an edit changes content and a first post's title, and leaves its time even when it changes nothing") {
  Forum forum;
  forum.topic(3, start);
  const auto edit = [&](int uid, const std::string& pid, const std::string& body, Milliseconds now) {
    return forum.ask(uid, "PUT", "/api/v3/posts/" + pid, body, now).status;
  };
  CHECK(edit(3, "1", R"({"content":"Rood lampje","title":"Modem"})", start + 1000) == 200);
  CHECK(forum.state().topics.at(1).title == "Modem");
  CHECK(forum.state().posts.at(1).latest().edited_at == start + 1000);
  CHECK(edit(3, "1", R"({"content":"Rood","title":"Mo"})", start) == 400);
  CHECK(edit(3, "1", R"({"content":""})", start) == 400);
  CHECK(edit(3, "1", R"({"title":"Modem"})", start) == 400);
  CHECK(edit(4, "1", R"({"content":"x"})", start) == 403);
  CHECK(edit(0, "1", R"({"content":"x"})", start) == 401);
  const HttpResponse missing = forum.ask(3, "PUT", "/api/v3/posts/9", R"({"content":"x"})", start);
  CHECK(missing.status == 400);
  CHECK(missing.body.find("Post does not exist") != std::string::npos);
  forum.faults().lose_answer_next = 2;  // as any other write's
  CHECK(edit(3, "1", R"({"content":"Groen"})", start + 2000) == 0);
  CHECK(forum.state().posts.at(1).latest().content == "Groen");
  CHECK(forum.ask(3, "DELETE", "/api/v3/posts/1/state", "", start + 2000).status == 0);
  CHECK(forum.state().posts.at(1).latest().deleted);
}

TEST_CASE("a summary is parsed and tells its topic, and what one may not read is not there") {
  Forum forum;
  forum.topic(3, start);
  REQUIRE(forum.ask(3, "POST", "/api/v3/topics/1", R"({"content":"*Nee*: https://a.example"})", start).status == 200);
  const auto summary = [&](int uid, Milliseconds now = start) {
    const HttpResponse response = forum.ask(uid, "GET", "/api/v3/posts/2/summary", "", now);
    return response.status == 200 ? response.body : std::to_string(response.status);
  };
  CHECK(summary(2).find("<em>Nee</em>: <a href=") != std::string::npos);
  CHECK(summary(2).find("\"mainPid\":1") != std::string::npos);
  REQUIRE(forum.ask(3, "DELETE", "/api/v3/posts/2/state", "", start + 1000).status == 200);
  CHECK(summary(2).find("[[topic:post-is-deleted]]") != std::string::npos);
  CHECK(summary(1).find("<em>Nee</em>") != std::string::npos);
  const auto set = [&](const std::string& call) { return forum.set_up(JsonDocument::parse(call)->root(), start).ok(); };
  CHECK(set(R"({"do":"delete_topic","tid":1})"));
  CHECK(summary(2) == "404");
  CHECK(summary(1).find("\"deleted\":1") != std::string::npos);
  CHECK(set(R"({"do":"delete_topic","tid":1,"deleted":false})"));
  CHECK(summary(2) != "404");
  forum.add_category(5, "Elders");
  CHECK(set(R"({"do":"move_topic","tid":1,"cid":5})"));
  CHECK(summary(2).find("\"cid\":5") != std::string::npos);
  CHECK_FALSE(set(R"({"do":"move_topic","tid":1,"cid":6})"));
  REQUIRE(forum.ask(1, "DELETE", "/api/v3/posts/2", "", start + 5000).status == 200);
  forum.faults().read_lag_ms = 3000;
  CHECK(summary(1, start + 7000) != "404");
  CHECK(summary(1, start + 8000) == "404");
}

TEST_CASE("members say who they are, as long ago as reads lag, and are gone with all their posts") {
  Forum forum;
  forum.topic(3, start);
  const auto set = [&](const std::string& call, Milliseconds now) {
    return forum.set_up(JsonDocument::parse(call)->root(), now).ok();
  };
  const auto member = [&](Milliseconds now, int uid = 1) { return forum.ask(uid, "GET", "/api/v3/users/3", "", now); };
  CHECK(set(R"({"do":"set_profile","uid":3,"aboutme":"#nobridge"})", start + 1000));
  CHECK(set(R"({"do":"set_profile","uid":3,"signature":"Bert"})", start + 2000));
  CHECK(member(start + 2000).body.find(R"("aboutme":"#nobridge","signature":"Bert")") != std::string::npos);
  CHECK(forum.ask(0, "GET", "/api/user/uid/3", "", start + 2000).body.find("#nobridge") != std::string::npos);
  CHECK(member(start + 2000, 0).status == 401);
  forum.faults().read_lag_ms = 500;
  CHECK(member(start + 2000).body.find(R"("aboutme":"#nobridge","signature":"")") != std::string::npos);
  forum.faults().read_lag_ms = 0;
  CHECK(set(R"({"do":"remove_user","uid":3})", start + 3000));
  CHECK(member(start + 3000).status == 404);
  CHECK(forum.ask(0, "GET", "/api/user/uid/3", "", start + 3000).status == 404);
  CHECK(forum.ask(1, "GET", "/api/v3/posts/1", "", start + 3000).status == 404);
  CHECK_FALSE(set(R"({"do":"set_profile","uid":9})", start));
}

TEST_CASE("a first post alone takes its topic along, and brings it back") {
  Forum forum;
  forum.topic(3, start);
  const auto state = [&](const char* method) { return forum.ask(3, method, "/api/v3/posts/1/state", "", start); };
  CHECK(state("DELETE").status == 200);
  CHECK(forum.ask(2, "GET", "/api/topic/1", "", start).status == 403);
  CHECK(state("PUT").status == 200);
  CHECK(forum.ask(2, "GET", "/api/topic/1", "", start).status == 200);
  const auto deleted = JsonDocument::parse(R"({"do":"delete_topic","tid":1})");
  REQUIRE(forum.set_up(deleted->root(), start).ok());
  // The post is deleted before the topic is found to be so already.
  CHECK(state("DELETE").body.find("This topic has already been deleted") != std::string::npos);
  CHECK(forum.state().posts.at(1).latest().deleted);
}

TEST_CASE("a lagging read shows an edit and a post later") {
  Forum forum;
  forum.topic(3, start);
  REQUIRE(forum.ask(3, "PUT", "/api/v3/posts/1", R"({"content":"Groen lampje"})", start + 1000).status == 200);
  forum.faults().read_lag_ms = 5000;
  CHECK(forum.ask(0, "GET", "/api/topic/1", "", start + 4000).status == 404);
  CHECK(forum.ask(0, "GET", "/api/topic/1", "", start + 5500).body.find("Rood") != std::string::npos);
  CHECK(forum.ask(0, "GET", "/api/topic/1", "", start + 6000).body.find("Groen") != std::string::npos);
}

TEST_CASE("each fault does what it says, once") {
  Forum forum;
  forum.topic(3, start);
  forum.faults() = {.lose_request_next = 1,
                    .throttle_next = 1,
                    .fail_next = 1,
                    .lose_answer_next = 1,
                    .fail_after_write_next = 1,
                    .malformed_next = 1,
                    .deep_next = 1,
                    .oversized_next = 1};
  const auto write = [&] { return forum.ask(3, "POST", "/api/v3/topics/1", reply, start); };
  CHECK(write().failure == "unreachable");
  CHECK(write().status == 429);
  CHECK(write().status == 503);
  CHECK(forum.state().posts.size() == 1);
  CHECK(write().failure == "reset");
  CHECK(forum.state().posts.size() == 2);
  CHECK(write().status == 502);
  CHECK(forum.state().posts.size() == 3);
  const auto refused = [&] { return JsonDocument::parse(write().body).error().code; };
  CHECK(refused() == ErrorCode::invalid_json);
  CHECK(refused() == ErrorCode::too_deep);
  CHECK(refused() == ErrorCode::too_large);
  CHECK_FALSE(forum.faults().active());
  forum.faults().unauthorised = true;
  CHECK(write().status == 403);
  CHECK(forum.ask(3, "GET", "/api/self", "", start).status == 401);
}

}  // namespace plein::simulators
