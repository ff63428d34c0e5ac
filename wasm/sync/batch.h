// What one step decided, in the order a host must keep: records durable first, then requests.
#pragma once

#include <string>
#include <vector>

#include "model/http.h"
#include "model/record.h"

namespace plein::sync {

struct Request {
  std::string id;
  PlaceId place;
  std::string account;
  HttpRequest http;
  Milliseconds timeout_ms = 0;
};

struct Batch {
  std::vector<Record> records;
  std::vector<Request> requests;
  Milliseconds wake_at = INT64_MAX;
  bool erase = false;           // all records are to be replaced by a snapshot
  bool places_changed = false;  // a place began to fail, or answers again

  void wake(Milliseconds at) {
    if (at < wake_at) wake_at = at;
  }
};

}  // namespace plein::sync
