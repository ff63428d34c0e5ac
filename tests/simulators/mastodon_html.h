// What Mastodon makes of plain text (app/lib/text_formatter.rb): links in pieces, mentions of accounts it knows, tags.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulators/mastodon_state.h"

namespace plein::simulators::mastodon {

// A stretch of a text that is more than text.
struct Entity {
  enum class Kind { url, tag, mention };
  Kind kind = Kind::url;
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Entity> entities_of(const std::string& text);
std::string html_of(const State& state, const std::string& text);
std::vector<std::string> tags_of(const std::string& text);
// The accounts that a text calls; found in links too (account.rb: MENTION_RE).
std::vector<std::string> mentions_of(const State& state, const std::string& text);
// Characters as the server counts them: addresses as 23, a mention without its domain.
std::size_t characters_of(const std::string& text);

std::string escaped(const std::string& text);

}  // namespace plein::simulators::mastodon
