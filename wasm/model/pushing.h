// How much the brand pushes against how much it answers: who is only talked to, leaves. Counted of a day where the brand is, and
// of the seven days that end with it; what is planned counts as sent.
#pragma once

#include <string_view>

#include "model/bridge.h"
#include "model/state.h"

namespace plein {

struct Pushing {
  std::int64_t day = 0;      // threads of the brand, without the one that is asked about
  std::int64_t week = 0;     // likewise
  std::int64_t replies = 0;  // of the brand, in the week
  bool often = false;        // one more is more a day than the brand meant to (Webcare)
  bool deaf = false;         // one more is too much for so few replies; the first of a week never is
};

// `key`: of a planned post that is the one which is asked about.
Pushing pushing(const State& state, const Bridge& bridge, Milliseconds at, std::string_view key);

// Errors: conflict, where it is too much and nobody says why.
Status confirmed(const State& state, const Bridge& bridge, Milliseconds at, std::string_view key, std::string_view reason);

}  // namespace plein
