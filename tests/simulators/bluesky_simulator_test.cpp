#include "simulators/bluesky_simulator.h"

#include <doctest/doctest.h>

#include "simulators/bluesky_records.h"

namespace plein::simulators {
namespace {

constexpr Milliseconds start = 1'795'407'555'000;
constexpr Milliseconds minute = 60'000;

struct Page : BlueskySimulator {
  explicit Page(BlueskySettings settings = {}) : BlueskySimulator(settings) {
    for (const char* handle : {"brand.test", "ana.test", "bert.test"}) add_user(handle, "", "", start);
  }
  const bluesky::Account& who(const std::string& handle) const { return *state().account(handle); }
  HttpResponse ask(const std::string& token, const std::string& method, const std::string& body, Milliseconds now) {
    HttpRequest request{body.empty() ? "GET" : "POST", "http://127.0.0.1:2583/xrpc/" + method, {}, body};
    if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
    return answer(request, now);
  }
  HttpResponse put(const std::string& handle, const std::string& key, const std::string& text, const std::string& more,
                   Milliseconds now, const std::string& swap = "") {
    const std::string record =
        R"({"$type":"app.bsky.feed.post","text":")" + text + R"(","createdAt":")" + to_rfc3339(now) + "\"" + more + "}";
    return put_record(handle, key, record, now, swap);
  }
  HttpResponse put_record(const std::string& handle, const std::string& key, const std::string& record, Milliseconds now,
                          const std::string& swap = "") {
    return ask(who(handle).setup_token, "com.atproto.repo.putRecord",
               R"({"repo":")" + who(handle).did + R"(","collection":"app.bsky.feed.post","rkey":")" + key_of(key) +
                   R"(","record":)" + record + swap + "}",
               now);
  }
  // A short name as a record key, which is a TID of 13 characters.
  static std::string key_of(const std::string& name) {
    std::string key = std::string("3k22222222222").substr(0, 13 - name.size()) + name;
    for (char& c : key) c = c == '1' ? 'a' : c;
    return key;
  }
  std::string uri(const std::string& handle, const std::string& key) {
    return "at://" + who(handle).did + "/app.bsky.feed.post/" + key_of(key);
  }
  std::string under(const std::string& parent) {
    const std::string reference = R"({"uri":")" + parent + R"(","cid":"bafy"})";
    return R"(,"reply":{"root":)" + reference + R"(,"parent":)" + reference + "}";
  }
};

std::string field(const HttpResponse& response, const char* name) {
  const auto document = JsonDocument::parse(response.body);
  return document ? document->root()[name].text_or("") : "";
}

}  // namespace

TEST_CASE("access tokens expire, refresh tokens are rotated, and neither does the other's work") {
  Page page;
  const HttpResponse session =
      page.ask("", "com.atproto.server.createSession", R"({"identifier":"brand.test","password":"password"})", start);
  const std::string access = field(session, "accessJwt");
  const std::string refresh = field(session, "refreshJwt");
  CHECK(page.ask(access, "com.atproto.server.getSession", "", start + 119 * minute).status == 200);
  CHECK(field(page.ask(access, "com.atproto.server.getSession", "", start + 120 * minute), "error") == "ExpiredToken");
  CHECK(field(page.ask(refresh, "com.atproto.server.getSession", "", start), "error") == "InvalidToken");
  CHECK(field(page.ask(access, "com.atproto.server.refreshSession", "{}", start), "error") == "InvalidToken");
  const HttpResponse renewed = page.ask(refresh, "com.atproto.server.refreshSession", "{}", start + 121 * minute);
  CHECK(page.ask(field(renewed, "accessJwt"), "com.atproto.server.getSession", "", start + 122 * minute).status == 200);
  CHECK(page.ask(refresh, "com.atproto.server.refreshSession", "{}", start + 122 * minute).status == 200);
  CHECK(page.ask(refresh, "com.atproto.server.refreshSession", "{}", start + 300 * minute).status == 400);
  CHECK(page.ask("", "com.atproto.server.createSession", R"({"identifier":"brand.test","password":"x"})", start).status == 401);
}

TEST_CASE("an identical putRecord commits nothing, a differing one swaps only when it may") {
  Page page;
  const HttpResponse first = page.put("ana.test", "3k", "a", "", start, R"(,"swapRecord":null)");
  CHECK(first.status == 200);
  CHECK(first.headers.at("ratelimit-remaining") == "4997");
  const HttpResponse again = page.put("ana.test", "3k", "a", "", start, R"(,"swapRecord":null)");
  CHECK(field(again, "cid") == field(first, "cid"));
  CHECK(again.body.find("commit") == std::string::npos);
  CHECK(first.body.find("commit") != std::string::npos);
  CHECK(field(page.put("ana.test", "3k", "b", "", start, R"(,"swapRecord":null)"), "error") == "InvalidSwap");
  CHECK(page.put("ana.test", "3k", "b", "", start).status == 200);
  CHECK(page.remove_post(page.uri("ana.test", "3k"), start));
  CHECK(page.put("ana.test", "3k", "a", "", start, R"(,"swapRecord":null)").status == 200);  // back again
}

TEST_CASE("the brand is told of replies below its posts and of mentions, once a record") {
  Page page;
  page.put("brand.test", "1", "nieuws", "", start);
  page.put("ana.test", "2", "vraag", page.under(page.uri("brand.test", "1")), start + 1);
  page.put("bert.test", "3", "ook", page.under(page.uri("ana.test", "2")), start + 2);
  page.put("bert.test", "4", "@brand.test",
           R"(,"facets":[{"index":{"byteStart":0,"byteEnd":11},"features":[{"$type":"app.bsky.richtext.facet#mention","did":")" +
               page.who("brand.test").did + "\"}]}]",
           start + 3);
  const std::string token = page.who("brand.test").setup_token;
  const auto reasons = [&](const std::string& query) {
    const auto document =
        JsonDocument::parse(page.ask(token, "app.bsky.notification.listNotifications" + query, "", start + minute).body);
    std::string found;
    document->root()["notifications"].each([&](JsonReader one) { found += one["reason"].text() + " "; });
    return found + document->root()["cursor"].text_or("").substr(0, 24);
  };
  CHECK(reasons("") == "mention reply reply ");
  CHECK(reasons("?reasons=mention") == "mention ");
  CHECK(reasons("?limit=2") == "mention reply " + to_rfc3339(start + 2));
  CHECK(reasons("?limit=2&cursor=" + to_rfc3339(start + 2)) == "reply ");
  page.remove_post(page.uri("ana.test", "2"), start + 4);
  CHECK(reasons("") == "mention ");  // what hung below what is gone does not reach up any more
  CHECK(page.ask("", "app.bsky.notification.listNotifications", "", start).status == 401);
}

TEST_CASE("a thread is nested as deep as asked, and what lags is not there yet") {
  Page page;
  page.put("ana.test", "1", "a", "", start);
  page.put("bert.test", "2", "b", page.under(page.uri("ana.test", "1")), start + 1000);
  page.put("ana.test", "3", "c", page.under(page.uri("bert.test", "2")), start + 2000);
  const auto thread = [&](const std::string& key, const std::string& query, Milliseconds now) {
    const std::string of = key == "2" ? page.uri("bert.test", key) : page.uri("ana.test", key);
    return page.ask("", "app.bsky.feed.getPostThread?uri=" + of + query, "", now);
  };
  const auto whole = JsonDocument::parse(thread("1", "", start + minute).body);
  const JsonReader root = whole->root()["thread"];
  CHECK(root["replies"].at(0)["replies"].at(0)["post"]["record"]["text"].text() == "c");
  CHECK(root["replies"].at(0)["replies"].at(0)["replies"].is_array());
  const auto cut = JsonDocument::parse(thread("1", "&depth=1", start + minute).body);
  CHECK_FALSE(cut->root()["thread"]["replies"].at(0)["replies"].present());
  page.remove_post(page.uri("ana.test", "1"), start + 3000);
  const auto orphan = JsonDocument::parse(thread("2", "", start + minute).body);
  CHECK(orphan->root()["thread"]["parent"]["notFound"].flag());
  CHECK(field(thread("1", "", start + minute), "error") == "NotFound");
  page.faults().read_lag_ms = 1500;
  CHECK(thread("1", "", start + 4000).status == 200);
  CHECK(field(thread("3", "", start + 3000), "error") == "NotFound");
}

TEST_CASE("writes are counted in points, and limited by the hour") {
  Page page(BlueskySettings{.points_max = 7});
  CHECK(page.put("ana.test", "1", "a", "", start).status == 200);
  CHECK(page.put("ana.test", "2", "b", "", start).status == 200);
  const HttpResponse refused = page.put("ana.test", "3", "c", "", start + minute);
  CHECK(refused.status == 429);
  CHECK(refused.headers.at("retry-after") == "3540");
  CHECK(page.put("bert.test", "3", "c", "", start + minute).status == 200);
  CHECK(page.put("ana.test", "3", "c", "", start + 60 * minute).status == 200);
}

TEST_CASE("a post is deleted once, a second time without a commit, and the AppView learns of it later") {
  Page page;
  page.put("ana.test", "1", "a", "", start);
  const bluesky::Account& ana = page.who("ana.test");
  const auto remove = [&](const std::string& handle, const std::string& key, Milliseconds now) {
    return page.ask(page.who(handle).setup_token, "com.atproto.repo.deleteRecord",
                    R"({"repo":")" + ana.did + R"(","collection":"app.bsky.feed.post","rkey":")" + Page::key_of(key) + "\"}",
                    now);
  };
  const auto looked_up = [&](Milliseconds now) {
    const auto document =
        JsonDocument::parse(page.ask("", "app.bsky.feed.getPosts?uris=" + page.uri("ana.test", "1"), "", now).body);
    return document->root()["posts"].size();
  };
  CHECK(remove("bert.test", "1", start).status == 401);
  page.faults().read_lag_ms = 5000;
  CHECK(looked_up(start + 4000) == 0);
  CHECK(looked_up(start + 10000) == 1);
  page.faults().lose_answer_next = 1;  // as any other write's
  CHECK(remove("ana.test", "1", start + 10000).status == 0);
  const HttpResponse again = remove("ana.test", "1", start + 11000);
  CHECK(again.status == 200);
  CHECK(again.body == "{}");
  CHECK(again.headers.at("ratelimit-remaining") == "4995");  // 3, 1, and 1 for nothing
  CHECK(looked_up(start + 14000) == 1);
  CHECK(looked_up(start + 15000) == 0);
}

TEST_CASE("profiles say what they said as long ago as reads lag, and who is gone is gone with all posts") {
  Page page;
  page.put("ana.test", "1", "a", "", start);
  const auto set = [&](const std::string& more, Milliseconds now) {
    const auto call = JsonDocument::parse(R"({"do":"set_profile","handle":"ana.test")" + more + "}");
    return page.set_up(call->root(), now).ok();
  };
  const auto profile = [&](Milliseconds now) { return page.ask("", "app.bsky.actor.getProfile?actor=ana.test", "", now); };
  CHECK(field(profile(start), "description") == "");
  CHECK(set(R"(,"description":"#nobridge","display_name":"Ana")", start + 1000));
  CHECK(field(profile(start + 1000), "description") == "#nobridge");
  CHECK(field(profile(start + 1000), "displayName") == "Ana");
  page.faults().read_lag_ms = 500;
  CHECK(field(profile(start + 1000), "description") == "");
  CHECK(field(profile(start + 1500), "description") == "#nobridge");
  page.faults().read_lag_ms = 0;
  CHECK(set(R"(,"standing":"takendown")", start + 2000));
  CHECK(field(profile(start + 2000), "error") == "AccountTakedown");
  CHECK(page.ask("", "app.bsky.feed.getPosts?uris=" + page.uri("ana.test", "1"), "", start + 2000).body == R"({"posts":[]})");
  CHECK(page.dump() == R"({"posts":[]})");
  CHECK(set(R"(,"standing":"deactivated")", start + 3000));
  CHECK(field(profile(start + 3000), "error") == "AccountDeactivated");
  CHECK(set(R"(,"standing":"active")", start + 4000));
  CHECK(field(profile(start + 4000), "description") == "#nobridge");
  CHECK(set(R"(,"standing":"deleted")", start + 5000));
  CHECK(field(profile(start + 5000), "message") == "Profile not found");
  CHECK_FALSE(set(R"(,"standing":"asleep")", start));
}

TEST_CASE("likes are counted") {
  Page page;
  page.put("ana.test", "1", "a", "", start);
  const std::string body =
      R"({"repo":")" + page.who("bert.test").did +
      R"(","collection":"app.bsky.feed.like","record":{"createdAt":"2026-11-23T03:36:17.141Z","subject":{"uri":")" +
      page.uri("ana.test", "1") + R"(","cid":"bafy"}}})";
  CHECK(page.ask(page.who("bert.test").setup_token, "com.atproto.repo.createRecord", body, start).status == 200);
  const HttpResponse post = page.ask("", "app.bsky.feed.getPosts?uris=" + page.uri("ana.test", "1"), "", start);
  CHECK(post.body.find("\"likeCount\":1") != std::string::npos);
}

TEST_CASE("records that are no posts are refused") {
  Page page;
  const std::string emoji = "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB";  // one grapheme of three code points
  std::string many;
  for (int i = 0; i < 250; ++i) many += emoji;
  CHECK(bluesky::graphemes(many) == 250);
  CHECK(page.put("ana.test", "1", many, "", start).status == 200);
  CHECK(page.put("ana.test", "2", std::string(301, 'x'), "", start).status == 400);
  CHECK(page.put("ana.test", "2", std::string(300, 'x'), "", start).status == 200);
  CHECK(page.put("ana.test", "3", "a", R"(,"reply":{"root":{"uri":"at://x","cid":"y"}})", start).status == 400);
  CHECK(page.put_record("ana.test", "3", R"({"text":"a"})", start).status == 400);
  CHECK(page.put("ana.test", "a b", "a", "", start).status == 400);
}

TEST_CASE("content ids and record keys have the shape of real ones") {
  CHECK(bluesky::cid_of("{}").starts_with("bafyrei"));
  CHECK(bluesky::cid_of("{}").size() == 59);
  CHECK(bluesky::record_key(start, 1).size() == 13);
  CHECK(bluesky::record_key(start, 1) < bluesky::record_key(start, 2));
  CHECK(bluesky::record_key(start, 999) < bluesky::record_key(start + 1, 0));
}

}  // namespace plein::simulators
