// How the log names what the model counts.
#pragma once

#include <string_view>

namespace plein::log {

inline constexpr std::string_view roles[] = {"", "visitor", "ambassador", "brand"};
inline constexpr std::string_view states[] = {"waiting", "sending", "sent", "held", "unknown", "failed", "withheld", "gone"};
inline constexpr std::string_view ops[] = {"nothing", "create", "edit", "remove", "hide", "unhide"};
inline constexpr std::string_view stands[] = {"waiting", "sent", "missed"};

}  // namespace plein::log
