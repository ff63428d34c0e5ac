// The answers of XRPC servers: JSON, errors by name, limits in headers (platforms.md, section 3.5).
#pragma once

#include <string>

#include "base/time.h"
#include "model/http.h"

namespace plein::simulators::bluesky {

HttpResponse json_answer(int status, std::string body);
HttpResponse failed(int status, const std::string& error, const std::string& message);
HttpResponse throttled(Milliseconds wait_ms, Milliseconds now);
HttpResponse describe_server();

}  // namespace plein::simulators::bluesky
