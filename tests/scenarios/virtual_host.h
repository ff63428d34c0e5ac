// A host in virtual time: one engine between simulated places. It keeps the rule that records are durable before requests leave,
// can be killed at any instant, and starts again from what was durable.
#pragma once

#include <deque>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine.h"
#include "scenarios/acted_place.h"

namespace plein::scenarios {

class VirtualHost {
 public:
  // Places are called "p0", "p1" ... Each is asked once a second.
  explicit VirtualHost(std::vector<std::unique_ptr<ActedPlace>> places);
  virtual ~VirtualHost() = default;

  void start();  // a new engine, from the log
  // The engine and what it waits for are gone; the log stays. `lose_answers`: requests under way reach their place all the same.
  void kill(bool lose_answers);
  void lose_log() { log.clear(); }

  // Steps until nothing is due within `quiet_ms` of virtual time. False when it would never end.
  bool settle(Milliseconds quiet_ms = 5000, int steps_max = 20000);
  bool step(Milliseconds until);  // one thing; false when nothing is due until then

  Json widget_post(const std::string& key, const std::string& text, const std::string& parent = "",
                   const std::string& title = "");
  Json command(const Json& command);
  Json query(Json query);
  Json call(const Json& call);
  ActedPlace& place(std::size_t index) { return *places_.at(index); }

  static constexpr Milliseconds people_came_at = 1795407580000;

  std::vector<std::string> log;
  std::vector<std::pair<std::string, std::string>> transcript;  // every call and its reply
  int writes = 0;                                               // requests of the engine that were no GET
  Milliseconds now = people_came_at + 60000;

 protected:
  virtual Json config() const;

 private:
  struct UnderWay {
    Milliseconds due;
    std::string id;
    HttpRequest request;
    std::size_t place;
    std::optional<HttpResponse> answer;
  };
  void run(const Json& reply);
  HttpResponse deliver(const UnderWay& under_way);

  std::vector<std::unique_ptr<ActedPlace>> places_;
  Json config_;  // of the engine that runs
  std::optional<Engine> engine_;
  std::deque<UnderWay> under_way_;
  Milliseconds wake_at_ = INT64_MAX;
  int starts_ = 0;
};

}  // namespace plein::scenarios
