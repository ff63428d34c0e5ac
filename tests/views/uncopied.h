// What a relay can tell of posts that stand in one place and have no copies.
#pragma once

#include "views/post_view.h"

namespace plein::views {

struct Uncopied final : Known {
  std::string permalink(std::uint16_t, std::string_view) const override { return ""; }
  bool wanted(std::uint32_t, std::uint16_t) const override { return false; }
  Milliseconds in_sync_since(std::uint32_t) const override { return 0; }
};

}  // namespace plein::views
