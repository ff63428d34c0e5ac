// A host in virtual time: one engine between simulated places. It keeps the rule that records are durable before requests leave,
// can be killed at any instant, and starts again from what was durable.
#pragma once

#include <deque>
#include <map>
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
  // Places are called "p0", "p1" ... Each is asked as often as that.
  explicit VirtualHost(std::vector<std::unique_ptr<ActedPlace>> places, Milliseconds poll_every_ms = 1000);
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
  // How long a place takes to answer, of what is asked from now on. Who waits longer than the engine wants to gets no answer,
  // and what was asked is done all the same.
  void answers_after(std::size_t place, Milliseconds ms) { answers_after_[place] = ms; }

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
    bool in_vain = false;  // the host does not wait so long
  };
  void run(const Json& reply);
  void send(UnderWay under_way, Milliseconds timeout_ms);
  HttpResponse deliver(const UnderWay& under_way);

  std::vector<std::unique_ptr<ActedPlace>> places_;
  Milliseconds poll_every_ms_;
  Json config_;  // of the engine that runs
  std::optional<Engine> engine_;
  std::deque<UnderWay> under_way_;  // by when they are answered
  std::map<std::size_t, Milliseconds> answers_after_;
  Milliseconds wake_at_ = INT64_MAX;
  int starts_ = 0;
};

}  // namespace plein::scenarios
