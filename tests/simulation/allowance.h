// What a made-up platform lets an account ask for, counted as it counts: all requests, or points of writes; and in which words
// it says what is left, and that there is no more.
#pragma once

#include <string_view>

#include "model/http.h"
#include "simulation/platforms.h"

namespace plein::simulation {

class Allowance {
 public:
  // `tight`: so little that a conversation meets its end.
  Allowance(const Platform& platform, bool tight);

  // Counts a request, `what` of its address. False: it is one too many, and `closed_until` says until when.
  bool take(std::string_view what, Milliseconds now);
  void close(Milliseconds until) { closed_until_ = until; }
  Milliseconds closed_until() const { return closed_until_; }

  // Headers of every answer, where the platform says what is left.
  void tell(HttpResponse& response, Milliseconds now) const;
  HttpResponse refusal(Milliseconds now, bool write) const;
  // When a refusal says that the account may ask again, for reads too or for writes alone; 0: it says nothing.
  struct Told {
    Milliseconds until = 0;
    bool writes_only = false;
  };
  Told told(const HttpResponse& response, Milliseconds now) const;

 private:
  int cost(std::string_view what) const;

  const Platform* platform_;
  int limit_ = 0;  // 0: none
  int spent_ = 0;
  Milliseconds window_ms_ = 300000;
  Milliseconds window_ends_ = 0;
  Milliseconds closed_until_ = 0;
  Milliseconds next_post_at_ = 0;
};

}  // namespace plein::simulation
