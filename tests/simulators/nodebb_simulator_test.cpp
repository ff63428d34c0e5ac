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
  CHECK(forum.ask(2, "POST", "/api/v3/topics", R"({"cid":2,"title":"x","content":"y"})", start).status == 202);
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
