// How often one may ask a Mastodon server (config/initializers/rack_attack.rb, app/lib/rate_limiter.rb): windows that begin at
// whole multiples of their length, and headers that tell of the one that is nearest to its end.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/http.h"

namespace plein::simulators::mastodon {

struct Limit {
  std::string name;
  std::int64_t most = 0;
  Milliseconds period = 0;
};

class Limits {
 public:
  // Counts one request of `who` against each. The refusal when one of them is exceeded.
  std::optional<HttpResponse> count(const std::string& who, const std::vector<Limit>& limits, Milliseconds now);
  // The headers of what was counted last.
  void add_headers(HttpResponse& response) const;

 private:
  struct Window {
    Milliseconds begin = 0;
    std::int64_t count = 0;
  };
  std::map<std::string, Window> windows_;
  std::map<std::string, std::string> headers_;
};

HttpResponse too_many(std::int64_t limit, Milliseconds reset);

}  // namespace plein::simulators::mastodon
