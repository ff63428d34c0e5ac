#include "simulators/simulator.h"

#include <utility>

namespace plein::simulators {
namespace {

struct Counter {
  const char* name;
  int Faults::*value;
};
constexpr Counter counters[] = {
    {"lose_request_next", &Faults::lose_request_next},
    {"throttle_next", &Faults::throttle_next},
    {"fail_next", &Faults::fail_next},
    {"lose_answer_next", &Faults::lose_answer_next},
    {"malformed_next", &Faults::malformed_next},
    {"fail_after_write_next", &Faults::fail_after_write_next},
    {"deep_next", &Faults::deep_next},
    {"oversized_next", &Faults::oversized_next},
};

struct Switch {
  const char* name;
  bool Faults::*value;
};
constexpr Switch switches[] = {{"approval_queue", &Faults::approval_queue},
                               {"queue_everyone", &Faults::queue_everyone},
                               {"unauthorised", &Faults::unauthorised}};

bool take(int& counter) {
  if (counter <= 0) return false;
  --counter;
  return true;
}

HttpResponse lost(const char* failure) {
  HttpResponse response;
  response.failure = failure;
  return response;
}

}  // namespace

bool Faults::active() const {
  for (const Counter& counter : counters) {
    if (this->*counter.value > 0) return true;
  }
  for (const Switch& one : switches) {
    if (this->*one.value) return true;
  }
  return read_lag_ms > 0;
}

Status change_faults(Faults& faults, const JsonReader& json) {
  Faults changed = faults;
  std::string unknown;
  json.members([&](const std::string& key, JsonReader value) {
    for (const Counter& counter : counters) {
      if (key == counter.name) return static_cast<void>(changed.*counter.value = static_cast<int>(value.integer()));
    }
    for (const Switch& one : switches) {
      if (key == one.name) return static_cast<void>(changed.*one.value = value.flag());
    }
    if (key == "fail_status") {
      changed.fail_status = static_cast<int>(value.integer());
    } else if (key == "throttle_for_ms") {
      changed.throttle_for_ms = value.integer();
    } else if (key == "read_lag_ms") {
      changed.read_lag_ms = value.integer();
    } else {
      unknown = key;
    }
  });
  if (!unknown.empty()) return Error{ErrorCode::unknown_name, json.path(), "no such fault: " + unknown};
  faults = changed;
  return Nothing{};
}

HttpResponse Simulator::answer(const HttpRequest& request, Milliseconds now) {
  const bool writes = request.method != "GET" && request.method != "HEAD";
  if (take(faults_.lose_request_next)) return lost("unreachable");
  if (take(faults_.throttle_next)) return refusal(429, now);
  if (take(faults_.fail_next)) return refusal(faults_.fail_status, now);

  HttpResponse response = respond(request, now);
  if (writes && take(faults_.lose_answer_next)) return lost("reset");
  if (writes && take(faults_.fail_after_write_next)) return refusal(502, now);
  if (take(faults_.malformed_next)) {
    response.body.resize(response.body.size() / 2);
  } else if (take(faults_.deep_next)) {
    constexpr std::size_t depth = 100'000;
    response.body = std::string(depth, '[') + std::string(depth, ']');
  } else if (take(faults_.oversized_next)) {
    // Valid JSON, so that only its size can be the reason to refuse it.
    response.body = "{\"padding\":\"" + std::string((4u << 20) + 1, 'x') + "\"}";
  }
  return response;
}

HttpResponse Simulator::answer_untroubled(const HttpRequest& request, Milliseconds now) {
  const Faults troubled = faults_;
  faults_ = Faults{.approval_queue = troubled.approval_queue, .queue_everyone = troubled.queue_everyone};
  HttpResponse response = answer(request, now);
  faults_ = troubled;
  return response;
}

}  // namespace plein::simulators
