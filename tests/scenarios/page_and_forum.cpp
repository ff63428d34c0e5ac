#include "scenarios/page_and_forum.h"

#include <doctest/doctest.h>

namespace plein::scenarios {
namespace {

std::vector<std::unique_ptr<ActedPlace>> both() {
  std::vector<std::unique_ptr<ActedPlace>> places;
  places.push_back(act_in_bluesky(VirtualHost::people_came_at));
  places.push_back(act_in_nodebb(VirtualHost::people_came_at));
  return places;
}

}  // namespace

PageAndForum::PageAndForum()
    : VirtualHost(both()),
      page(static_cast<simulators::BlueskySimulator&>(place(0).simulator())),
      forum(static_cast<simulators::NodebbSimulator&>(place(1).simulator())) {
  for (const char* handle : {"bert.test"}) page.add_user(handle, "", "", people_came_at);
  brand_did = page.state().account("noordnet.test")->did;
  forum.add_user({"carla", "Carla", false, true, 10}, people_came_at);
  start();
}

Json PageAndForum::config() const {
  Json config = VirtualHost::config();
  config["places"][0]["id"] = "page";
  config["places"][1]["id"] = "forum";
  config["places"][1]["ambassadors"] = {"joris"};
  return config;
}

std::string PageAndForum::page_post(const std::string& handle, const std::string& text) {
  return place(0).ask(handle.substr(0, handle.find('.')), text, now);
}

std::string PageAndForum::page_reply(const std::string& handle, const std::string& parent_uri, const std::string& text) {
  return place(0).reply(handle.substr(0, handle.find('.')), parent_uri, text, now);
}

std::pair<std::int64_t, std::int64_t> PageAndForum::topic(const std::string& name, const std::string& title,
                                                          const std::string& text) {
  HttpRequest request{"POST", "http://127.0.0.1:4567/api/v3/topics", {{"authorization", token_of(name)}}};
  const Json made = done(forum, request, {{"cid", 2}, {"title", title}, {"content", text}}, now);
  return {made["response"]["tid"], made["response"]["mainPid"]};
}

std::int64_t PageAndForum::reply(const std::string& name, std::int64_t tid, const std::string& text, std::int64_t to_pid) {
  Json body{{"content", text}};
  if (to_pid != 0) body["toPid"] = to_pid;
  HttpRequest request{"POST", "http://127.0.0.1:4567/api/v3/topics/" + std::to_string(tid), {{"authorization", token_of(name)}}};
  return done(forum, request, body, now)["response"]["pid"];
}

std::string PageAndForum::token_of(const std::string& name) const {
  for (const auto& [uid, user] : forum.state().users) {
    if (user.username == name) return "Bearer " + user.token;
  }
  FAIL("nobody is called ", name);
  return "";
}

std::vector<ForumPost> PageAndForum::forum_posts() const {
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

std::vector<PagePost> PageAndForum::page_posts() const {
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
