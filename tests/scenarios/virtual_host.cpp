#include "scenarios/virtual_host.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace plein::scenarios {
namespace {

constexpr std::string_view page_url = "http://127.0.0.1:2583";
constexpr std::string_view forum_url = "http://127.0.0.1:4567";
constexpr Milliseconds latency_ms = 20;

Json config() {
  return {{"role", "relay"},
          {"id", "noordnet"},
          {"language", "nl"},
          {"site", {{"name", "noordnet.example"}, {"url", "https://noordnet.example/community"}}},
          {"places",
           {{{"id", "page"},
             {"kind", "page"},
             {"platform", "bluesky"},
             {"name", "Bluesky"},
             {"url", page_url},
             {"account", "a"},
             {"poll_every_ms", 1000}},
            {{"id", "forum"},
             {"kind", "forum"},
             {"platform", "nodebb"},
             {"name", "Noordnet forum"},
             {"url", forum_url},
             {"account", "b"},
             {"poll_every_ms", 1000},
             {"settings", {{"category", "2"}, {"uid", "1"}}},
             {"ambassadors", {"joris"}}}}}};
}

}  // namespace

VirtualHost::VirtualHost() {
  for (const char* handle : {"noordnet.test", "ana.test", "bert.test"}) page.add_user(handle, "", "", now);
  brand_did = page.state().account("noordnet.test")->did;
  forum.add_user({"noordnet", "", true, true, 10}, now);
  forum.add_user({"joris", "Joris", false, true, 10}, now);
  forum.add_user({"carla", "Carla", false, true, 10}, now);
  now += 60000;
  start();
}

void VirtualHost::start() {
  engine_.emplace();
  REQUIRE(call({{"op", "configure"}, {"now", now}, {"config", config()}})["ok"] == true);
  if (!log.empty()) {
    const Json restored = call({{"op", "restore"}, {"now", now}, {"records", log}});
    CAPTURE(restored.dump());
    REQUIRE(restored["ok"] == true);
  }
  run(call({{"op", "start"}, {"now", now}, {"seed", "seed " + std::to_string(++starts_)}}));
}

void VirtualHost::kill(bool lose_answers) {
  if (lose_answers) {
    for (const UnderWay& each : under_way_) {
      if (!each.answer) deliver(each);
    }
  }
  under_way_.clear();
  wake_at_ = INT64_MAX;
  engine_.reset();
}

Json VirtualHost::call(const Json& call) {
  std::string document = call.dump();
  std::string reply = engine_->call(document);
  transcript.emplace_back(document, reply);
  return Json::parse(reply);
}

void VirtualHost::run(const Json& reply) {
  CAPTURE(reply.dump());
  REQUIRE(reply["ok"] == true);
  if (!reply.contains("effects")) return;
  const Json& effects = reply["effects"];
  for (const Json& line : effects.value("append", Json::array())) log.push_back(line);
  for (const Json& each : effects.value("requests", Json::array())) {
    HttpRequest request{each["method"], each["url"], {}, each.value("body", "")};
    const bool to_page = each["place"] == "page";
    const std::string token = to_page ? page.state().account("noordnet.test")->setup_token : "master-token";
    request.headers = each["headers"].get<std::map<std::string, std::string>>();
    request.headers["authorization"] = "Bearer " + token;
    if (request.method != "GET") ++writes;
    under_way_.push_back({now + latency_ms, each["id"], request, to_page, std::nullopt});
  }
  wake_at_ = effects.value("wake_at", INT64_MAX);
}

HttpResponse VirtualHost::deliver(const UnderWay& each) {
  simulators::Simulator& place = each.to_page ? static_cast<simulators::Simulator&>(page) : forum;
  return place.answer(each.request, now);
}

bool VirtualHost::step(Milliseconds until) {
  const Milliseconds answer_at = under_way_.empty() ? INT64_MAX : under_way_.front().due;
  const Milliseconds next = std::min(answer_at, wake_at_);
  if (next > until) return false;
  now = std::max(now, next);
  if (answer_at > wake_at_) {
    wake_at_ = INT64_MAX;
    run(call({{"op", "tick"}, {"now", now}}));
    return true;
  }
  const UnderWay each = under_way_.front();
  under_way_.pop_front();
  const HttpResponse answer = deliver(each);
  const Json response{{"status", answer.status}, {"headers", answer.headers}, {"body", answer.body}, {"failure", answer.failure}};
  run(call({{"op", "response"}, {"now", now}, {"id", each.id}, {"response", response}}));
  return true;
}

bool VirtualHost::settle(Milliseconds quiet_ms, int steps_max) {
  const Milliseconds end = now + quiet_ms;
  for (int i = 0; i < steps_max; ++i) {
    if (!step(end)) {
      now = end;
      return true;
    }
  }
  return false;
}

Json VirtualHost::person(simulators::Simulator& place, const std::string& token, const std::string& method,
                         const std::string& url, const Json& body) {
  HttpRequest request{method,
                      url,
                      {{"authorization", "Bearer " + token}, {"content-type", "application/json"}},
                      body.is_null() ? "" : body.dump()};
  const HttpResponse answer = place.answer_untroubled(request, now);
  CAPTURE(answer.body);
  REQUIRE(answer.status == 200);
  return Json::parse(answer.body);
}

std::string VirtualHost::page_post(const std::string& handle, const std::string& text, bool mention_brand) {
  const auto& account = *page.state().account(handle);
  const std::string full = mention_brand ? "@noordnet.test " + text : text;
  Json record{{"$type", "app.bsky.feed.post"}, {"text", full}, {"createdAt", to_rfc3339(now)}};
  if (mention_brand) {
    record["facets"] = {{{"index", {{"byteStart", 0}, {"byteEnd", 14}}},
                         {"features", {{{"$type", "app.bsky.richtext.facet#mention"}, {"did", brand_did}}}}}};
  }
  const Json body{{"repo", account.did}, {"collection", "app.bsky.feed.post"}, {"record", record}};
  return person(page, account.setup_token, "POST", std::string(page_url) + "/xrpc/com.atproto.repo.createRecord", body)["uri"];
}

std::string VirtualHost::page_reply(const std::string& handle, const std::string& parent_uri, const std::string& text) {
  const auto& account = *page.state().account(handle);
  const Json posts =
      person(page, account.setup_token, "GET", std::string(page_url) + "/xrpc/app.bsky.feed.getPosts?uris=" + parent_uri, {});
  REQUIRE(posts["posts"].size() == 1);
  const Json& above = posts["posts"][0];
  const Json parent{{"uri", above["uri"]}, {"cid", above["cid"]}};
  const Json root = above["record"].contains("reply") ? above["record"]["reply"]["root"] : parent;
  const Json record{{"$type", "app.bsky.feed.post"},
                    {"text", text},
                    {"createdAt", to_rfc3339(now)},
                    {"reply", {{"root", root}, {"parent", parent}}}};
  const Json body{{"repo", account.did}, {"collection", "app.bsky.feed.post"}, {"record", record}};
  return person(page, account.setup_token, "POST", std::string(page_url) + "/xrpc/com.atproto.repo.createRecord", body)["uri"];
}

std::pair<std::int64_t, std::int64_t> VirtualHost::topic(const std::string& name, const std::string& title,
                                                         const std::string& text) {
  const Json made = person(forum, "token-" + std::to_string(name == "joris" ? 2 : 3), "POST",
                           std::string(forum_url) + "/api/v3/topics", {{"cid", 2}, {"title", title}, {"content", text}});
  return {made["response"]["tid"], made["response"]["mainPid"]};
}

std::int64_t VirtualHost::reply(const std::string& name, std::int64_t tid, const std::string& text, std::int64_t to_pid) {
  Json body{{"content", text}};
  if (to_pid != 0) body["toPid"] = to_pid;
  const std::string url = std::string(forum_url) + "/api/v3/topics/" + std::to_string(tid);
  return person(forum, "token-" + std::to_string(name == "joris" ? 2 : 3), "POST", url, body)["response"]["pid"];
}

Json VirtualHost::widget_post(const std::string& key, const std::string& text, const std::string& parent,
                              const std::string& title) {
  Json command{{"do", "post"}, {"key", key}, {"by", {{"id", "u1"}, {"name", "Wil"}, {"role", "visitor"}}}, {"text", text}};
  if (!parent.empty()) command["parent"] = parent;
  if (!title.empty()) command["title"] = title;
  const Json reply = call({{"op", "command"}, {"now", now}, {"command", command}});
  if (reply["ok"] == true) run(reply);
  return reply;
}

Json VirtualHost::query(Json query) {
  const Json reply = call({{"op", "query"}, {"now", now}, {"query", std::move(query)}});
  CAPTURE(reply.dump());
  REQUIRE(reply["ok"] == true);
  return reply["result"];
}

std::vector<ForumPost> VirtualHost::forum_posts() const {
  std::vector<ForumPost> out;
  const Json dump = Json::parse(forum.dump());
  for (const Json& post : dump["posts"]) {
    ForumPost each;
    each.pid = post["pid"];
    each.tid = post["tid"];
    each.to_pid = post.contains("toPid") && post["toPid"].is_number() ? post["toPid"].get<std::int64_t>() : 0;
    each.uid = post["uid"];
    each.source = post["content"];
    each.title = post["title"];
    out.push_back(std::move(each));
  }
  return out;
}

std::vector<PagePost> VirtualHost::page_posts() const {
  std::vector<PagePost> out;
  const Json dump = Json::parse(page.dump());
  for (const Json& post : dump["posts"]) {
    const Json& record = post["record"];
    PagePost each{post["uri"], post["did"], record["text"], "", ""};
    if (record.contains("reply")) each.parent = record["reply"]["parent"]["uri"], each.root = record["reply"]["root"]["uri"];
    out.push_back(std::move(each));
  }
  return out;
}

}  // namespace plein::scenarios
