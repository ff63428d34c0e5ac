#include "base/result.h"

namespace plein {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_json: return "invalid_json";
    case ErrorCode::too_large: return "too_large";
    case ErrorCode::too_deep: return "too_deep";
    case ErrorCode::wrong_type: return "wrong_type";
    case ErrorCode::missing: return "missing";
    case ErrorCode::invalid_value: return "invalid_value";
    case ErrorCode::unknown_name: return "unknown_name";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::newer_version: return "newer_version";
    case ErrorCode::damaged: return "damaged";
    case ErrorCode::not_allowed: return "not_allowed";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

}  // namespace plein
