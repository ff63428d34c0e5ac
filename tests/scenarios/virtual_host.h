// A host in virtual time: one engine between a simulated Bluesky page and a simulated NodeBB forum. It keeps the rule that
// records are durable before requests leave, can be killed at any instant, and starts again from what was durable.
#pragma once

#include <deque>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine.h"
#include "simulators/bluesky_simulator.h"
#include "simulators/nodebb_simulator.h"

namespace plein::scenarios {

using Json = nlohmann::json;

struct ForumPost {
  std::int64_t pid = 0, tid = 0, to_pid = 0, uid = 0;
  std::string title, source;
};

struct PagePost {
  std::string uri, did, text, parent, root;
};

class VirtualHost {
 public:
  VirtualHost();

  // The engine and what it waits for are gone; the log stays. `lose_answers`: requests under way reach their place all the same.
  void kill(bool lose_answers);
  void start();  // a new engine, from the log
  void lose_log() { log.clear(); }

  // Steps until nothing is due within `quiet_ms` of virtual time. False when it would never end.
  bool settle(Milliseconds quiet_ms = 5000, int steps_max = 20000);
  bool step(Milliseconds until);  // one thing; false when nothing is due until then

  // People.
  std::string page_post(const std::string& handle, const std::string& text, bool mention_brand);
  std::string page_reply(const std::string& handle, const std::string& parent_uri, const std::string& text);
  std::pair<std::int64_t, std::int64_t> topic(const std::string& name, const std::string& title,
                                              const std::string& text);  // tid, pid
  std::int64_t reply(const std::string& name, std::int64_t tid, const std::string& text, std::int64_t to_pid = 0);
  Json widget_post(const std::string& key, const std::string& text, const std::string& parent = "",
                   const std::string& title = "");

  // What stands where.
  std::vector<ForumPost> forum_posts() const;
  std::vector<PagePost> page_posts() const;
  Json query(Json query);
  Json call(const Json& call);

  std::vector<std::string> log;
  std::vector<std::pair<std::string, std::string>> transcript;  // every call and its reply
  int writes = 0;                                               // requests of the engine that were no GET
  Milliseconds now = 1795407580000;
  simulators::BlueskySimulator page;
  simulators::NodebbSimulator forum;
  std::string brand_did;

 private:
  struct UnderWay {
    Milliseconds due;
    std::string id;
    HttpRequest request;
    bool to_page;
    std::optional<HttpResponse> answer;
  };
  void run(const Json& reply);
  HttpResponse deliver(const UnderWay& under_way);
  Json person(simulators::Simulator& place, const std::string& token, const std::string& method, const std::string& url,
              const Json& body);

  std::optional<Engine> engine_;
  std::deque<UnderWay> under_way_;
  Milliseconds wake_at_ = INT64_MAX;
  int starts_ = 0;
};

}  // namespace plein::scenarios
