// Markdown to HTML as Discourse cooks posts: CommonMark, and beside it [quote], [details] and [spoiler], mentions, a card for an
// address that stands alone (a onebox), and pictures for emoji.
#pragma once

#include <string>

#include "simulators/discourse_state.h"

namespace plein::simulators::discourse {

std::string cook(const std::string& raw, const State& state);

}  // namespace plein::simulators::discourse
