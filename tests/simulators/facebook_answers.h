// How the Graph API answers: its envelope of errors, and times.
#pragma once

#include <cstdint>
#include <string>

#include "base/time.h"
#include "model/http.h"

namespace plein::simulators::facebook {

struct GraphError {
  std::int64_t code = 0;  // 0: none
  std::string message;
  std::int64_t subcode = 0;
  int status = 400;
  bool transient = false;
};

HttpResponse json_answer(std::string body);
HttpResponse failed(const GraphError& error);
HttpResponse done();  // {"success":true}

// 100/33, which does not say whether the object is gone or may not be seen. `verb`: "get", "post", "delete".
GraphError no_object(const std::string& verb, const std::string& id);

std::string graph_time(Milliseconds time);  // "2026-03-04T09:15:00+0000"
std::int64_t code_points(const std::string& text);
std::string shimmed(const std::string& url);  // over l.facebook.com

}  // namespace plein::simulators::facebook
