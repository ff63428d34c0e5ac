// What would become of a text in each place if it were posted now: asked while somebody writes it. Made by what makes copies, and
// of nothing but questions: it changes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/synchroniser.h"

namespace plein::sync {

struct PlacePreview {
  const Place* place = nullptr;
  bool as_member = false;            // it will stand under its author's own name
  std::string account;               // the name that it will stand under
  std::string_view why_not;          // it has no copy there: rules, parent, held, opted_out, blocked. "": it has
  std::optional<std::int64_t> left;  // text::room
  std::string kept_until;            // where it is cut: the last words that stay
  bool formatted = true;             // false: formatting is lost there
};

// In the order of the bridge's places. `runs`: of the synchroniser, or none. Errors: as of Synchroniser::post for the parent.
Result<std::vector<PlacePreview>> preview(const State& state, const Bridge& bridge, const std::vector<PlaceRun>& runs,
                                          const NewPost& wanted);

}  // namespace plein::sync
