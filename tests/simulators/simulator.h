// A platform as a pure state machine: the same calls at the same virtual times give the same answers, byte for byte,
// on every host. No I/O, no clock, no randomness. Faults are part of the state and are switched by who tests.
#pragma once

#include <string>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/time.h"
#include "model/http.h"

namespace plein::simulators {

// What goes wrong next. Counters count down as they are used; at most one of them acts on a request, in this order.
struct Faults {
  int lose_request_next = 0;  // never arrives: status 0, "unreachable"
  int throttle_next = 0;      // 429
  Milliseconds throttle_for_ms = 60'000;
  int fail_next = 0;              // 5xx, nothing done
  int lose_answer_next = 0;       // of a write: it is done, then status 0, "reset"
  int fail_after_write_next = 0;  // of a write: it is done, then 502
  int malformed_next = 0;         // done, but the answer is cut in the middle
  int deep_next = 0;              // done, but the answer is nested 100,000 deep
  int oversized_next = 0;         // done, but the answer is larger than 4 MiB
  int fail_status = 503;

  bool approval_queue = false;   // NodeBB: new posts of people without a reputation wait for a moderator
  bool queue_everyone = false;   // with approval_queue: those of exempt people too
  Milliseconds read_lag_ms = 0;  // reads show the state of so long ago
  bool unauthorised = false;     // no token is accepted

  bool active() const;
};

// Changes what `json` names and leaves the rest. Errors: wrong_type, unknown_name.
Status change_faults(Faults& faults, const JsonReader& json);

class Simulator {
 public:
  virtual ~Simulator() = default;

  HttpResponse answer(const HttpRequest& request, Milliseconds now);

  // As answer(), but without faults, and without using them up: people act while the bridge is in trouble. The approval
  // queue concerns them too.
  HttpResponse answer_untroubled(const HttpRequest& request, Milliseconds now);

  // Setup that no API offers: {"do":"add_user",...}. Gives JSON. Errors: missing, wrong_type, unknown_name, conflict.
  virtual Result<std::string> set_up(const JsonReader& call, Milliseconds now) = 0;

  // Everything that stands in the place now, for assertions: JSON, the same bytes for the same state.
  virtual std::string dump() const = 0;

  Faults& faults() { return faults_; }
  const Faults& faults() const { return faults_; }

 protected:
  virtual HttpResponse respond(const HttpRequest& request, Milliseconds now) = 0;
  virtual HttpResponse refusal(int status, Milliseconds now) const = 0;  // 429 and 5xx as this platform words them

 private:
  Faults faults_;
};

}  // namespace plein::simulators
