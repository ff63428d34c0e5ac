// What figures are worth to the brand and what they cost it, by its own books: from these and what was counted comes the return.
// All amounts are in hundredths of the currency.
#pragma once

#include <string>
#include <vector>

#include "base/json_reader.h"
#include "insight/figures.h"

namespace plein::insight {

struct Worth {
  struct Each {
    Found of;  // a count, or a part of it
    std::int64_t amount = 0;
  };

  std::string currency;      // "EUR"; empty: the brand told nothing of its books
  std::vector<Each> yields;  // what one of it is worth
  std::vector<Each> costs;   // what one of it costs
  std::int64_t month = 0;    // what a month costs, whatever happens
};

// `config`: ReturnsConfig in engine.d.ts; not there: nothing is told. Errors: a figure that there is not, or is no count.
Worth read_worth(const JsonReader& config);

// Measures the figures of yields() by what the others have counted.
void weigh(std::vector<std::vector<Counter>>& counters, const Lens& lens, const Period& period);

}  // namespace plein::insight
