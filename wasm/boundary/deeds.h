// The commands of those who work for the community: a table of their own (wasm/model/decision.h), beside notes, replies to be
// sent again, announcements and undoing.
#pragma once

#include <optional>

#include "boundary/command.h"

namespace plein::boundary {

// Nothing where it is no such command. Otherwise as run_command.
std::optional<Result<std::string>> run_deed(std::string_view name, const GivenCommand& given);

std::string deed_commands();  // for people, parted by commas

}  // namespace plein::boundary
