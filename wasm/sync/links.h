// Links from one post of a conversation to another lead, in a copy, to what stands in the copy's own place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/bridge.h"
#include "model/rich_text.h"
#include "model/state.h"

namespace plein::sync {

// A post's address for people in a place: where it was written, or its copy there; the website's for a widget post. "" when it
// stands nowhere there.
std::string permalink_in(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place);

// Of what stands in a place under an id of its own.
std::string permalink(const State& state, const Bridge& bridge, std::uint16_t place, std::string_view remote);

// A link that only says its address says the new one.
void lead_to_copies(const State& state, const Bridge& bridge, std::uint16_t place, RichText& body);

}  // namespace plein::sync
