// A host in virtual time between an engine and made-up places: it keeps the host's rule, loses what the faults say, is killed
// between any two effects, and starts again from what was durable.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine.h"
#include "simulation/faults.h"
#include "simulation/model_place.h"

namespace plein::simulation {

struct Setting {
  std::string config;  // BridgeConfig as JSON
  std::vector<ModelPlace*> places;
};

class ModelHost {
 public:
  ModelHost(Setting setting, Dice& dice);

  void start();
  // Runs until the time. False: too many steps, it would never rest.
  bool run(Milliseconds until);
  void end_faults();

  // A command, as JSON; the answer as JSON, with its effects run. Empty: refused.
  std::string command(const std::string& command);
  std::string query(const std::string& query) const;
  void push_later(std::size_t place, const std::string& body, Milliseconds in);
  void kill();
  void lose_log();
  void snapshot();

  std::string state_hash() const { return hash_of(*engine_); }
  // The hashes of engines restored from what is durable: by the snapshot and later records, and by the log alone.
  std::vector<std::string> restored_hashes() const;

  Milliseconds now = 1795000000000;  // true time
  Faults faults;
  std::string dead;  // a place that answers nothing
  bool log_lost = false;
  // Since the faults ended every place was read, a minute ago at the latest.
  bool heard_all() const;
  bool tracing = false;
  std::vector<std::string> trace;
  mutable std::vector<std::string> violations;
  std::uint64_t steps = 0;
  std::uint64_t writes = 0;  // that left
  const std::vector<std::string>& log() const { return log_; }

 private:
  struct UnderWay {
    std::string id;  // of the request; empty: a push, or a write that comes late
    std::size_t place = 0;
    HttpRequest request;
    std::string push;
    HttpResponse answer;
    bool answered = false;  // `answer` is what the host gets
    bool counts = true;     // false: nobody waits for the answer
  };

  // Killed with a step's effects in hand: before its records are durable, or after, with requests that left and others that did
  // not.
  enum class Dying { no, before_append, after_append };

  Dying throw_dying();
  std::string call(const std::string& document);
  void effects(const std::string& reply, Dying dying);
  void respond(const UnderWay& request, const HttpResponse& answer, Dying dying);
  // model_transport.cpp
  static HttpResponse broken(int status);  // 0: no answer
  static bool is_write(const HttpRequest& request);
  void check_patience(const UnderWay& request);
  void send(UnderWay request, bool dying);
  HttpResponse deliver(const UnderWay& request);
  void deliver_pushes();
  // The host's clock may jump; what it tells an engine is where it stood when that started, and how long ago that was.
  Milliseconds clock() const { return now + told_ahead_; }
  // model_restarts.cpp
  std::unique_ptr<Engine> configured() const;
  static std::string hash_of(Engine& engine);
  void check_secrets(const std::string& text) const;

  Setting setting_;
  Dice& dice_;
  std::unique_ptr<Engine> engine_;
  std::multimap<Milliseconds, UnderWay> events_;
  Milliseconds wake_at_ = INT64_MAX;  // true time
  std::vector<std::string> log_;
  std::string snapshot_;
  std::size_t snapshot_covers_ = 0;
  bool erased_ = false;          // the log begins at the snapshot
  Milliseconds ahead_ = 0;       // of true time, the host's clock
  Milliseconds told_ahead_ = 0;  // likewise, when the engine started
  int starts_ = 0;
  int generation_ = 0;
  std::vector<Milliseconds> heard_;    // by place: when it was first read since the faults ended; 0: not yet
  std::vector<Allowance::Told> told_;  // by place: what the engine knows of when it may ask again
};

// {"a":"b"} for short documents: values are JSON already.
std::string object(const std::vector<std::pair<std::string, std::string>>& members);
std::string quoted(std::string_view text);

}  // namespace plein::simulation
