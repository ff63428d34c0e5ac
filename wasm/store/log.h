// A record as the line that is kept: "2 <crc32c of what follows, 8 hex digits> <json>". 2 is the format's version: lines of
// older versions are read for ever, of newer ones refused. The format is specified in docs/formats.md.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/record.h"

namespace plein::log {

inline constexpr int version = 2;

std::string write(const Record& record);

// Errors: newer_version, damaged (the checksum does not fit), and those of JsonReader for what no Plein has written.
Result<Record> read(std::string_view line);

}  // namespace plein::log
