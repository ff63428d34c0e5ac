// Keeps the places of a bridge equal. Driven by time, by answers and by people's commands; says what is to be recorded and
// what is to be asked. Decides only from the state and what its places answered, never by itself what time it is.
// At any instant it can be thrown away and made anew from the state: what was under way is then looked for, not repeated.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/bridge.h"
#include "sync/ledger.h"
#include "sync/observe.h"
#include "sync/place_run.h"

namespace plein::sync {

struct Person {
  std::string id;
  std::string name;
  Role role = Role::visitor;
};

struct NewPost {
  std::string key;  // chosen by the client
  Person by;
  PostKey parent = 0;  // 0: a new thread
  std::string title;
  RichText body;
};

struct PostOutcome {
  std::uint32_t post = none;
  bool created = false;  // false: the key was known already
};

class Synchroniser {
 public:
  Synchroniser(State& state, const Bridge& bridge);

  // `seed` is unpredictable; it names the epoch of a new log and spreads waiting times.
  void start(Milliseconds now, std::string_view seed, Batch& batch);
  void tick(Milliseconds now, Batch& batch);
  // An id that is not under way (an answer to a request of before a restart) changes nothing.
  void response(Milliseconds now, const std::string& id, const HttpResponse& response, Batch& batch);

  // Errors: conflict, unknown_name, invalid_value.
  Result<PostOutcome> post(Milliseconds now, const NewPost& post, Batch& batch);
  // A failed copy is tried again. Errors: unknown_name, conflict when it has not failed.
  Status retry(Milliseconds now, PostKey post, std::string_view place, Batch& batch);

  const std::vector<PlaceRun>& runs() const { return runs_; }

 private:
  struct UnderWay {
    std::size_t run = 0;
    Ask ask;
    std::size_t walk = 0;       // of a stream
    std::uint32_t post = none;  // of a create or find
  };

  // synchroniser.cpp: what to do next
  void advance(Milliseconds now);
  void advance_place(std::size_t run, Milliseconds now);
  void advance_reads(std::size_t run, Milliseconds now);
  void advance_writes(std::size_t run, Milliseconds now);
  bool start_find(std::size_t run, Milliseconds now);
  bool start_create(std::size_t run, Milliseconds now);
  void ask(std::size_t run, Ask ask, std::size_t walk, std::uint32_t post, Milliseconds now);
  void adopt_when_walked(PlaceRun& run);
  void enqueue(std::uint32_t post);
  void schedule_sweep(PlaceRun& run, std::uint32_t thread, Milliseconds now, Milliseconds soonest);
  std::uint32_t next_sweep(PlaceRun& run, Milliseconds now);
  void observed(const std::vector<std::uint32_t>& moved, Milliseconds now);
  std::uint64_t random();

  // answers.cpp: what an answer means
  void take(const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void take_stream(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void take_thread(PlaceRun& run, const Reading& reading, Milliseconds now);
  void take_create(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void take_find(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void settle(PlaceRun& run, std::uint32_t post, const RemoteRef& written, Milliseconds now);
  void unsettle(PlaceRun& run, std::uint32_t post, CopyState state, std::string reason);
  void failed_read(PlaceRun& run, const UnderWay& under_way, const Outcome& outcome, Milliseconds now);
  void failing(PlaceRun& run, const Outcome& outcome, Milliseconds now);
  void answering(PlaceRun& run, Milliseconds now);
  Milliseconds pause(const PlaceRun& run, const Outcome& outcome, Milliseconds now);

  State& state_;
  const Bridge& bridge_;
  Ledger ledger_;
  Observer observer_;
  std::vector<PlaceRun> runs_;
  std::map<std::string, UnderWay> under_way_;
  std::uint64_t next_request_ = 1;
  std::uint64_t random_ = 0;
  Batch* batch_ = nullptr;
};

}  // namespace plein::sync
