// All figures of a period, as they are written down.
#pragma once

#include <optional>
#include <vector>

#include "base/json_writer.h"
#include "insight/figures.h"
#include "insight/worth.h"

namespace plein::insight {

// The counters of every group, in the order of the table.
std::vector<std::vector<Counter>> measure(const Lens& lens, const Period& period);

void write_value(JsonWriter& out, const std::optional<std::int64_t>& value);
// Of money the brand's currency; "money" where it told none, and there is no value either.
std::string_view unit_name(Unit unit, const Worth& worth);

}  // namespace plein::insight
