#include "model/pushing.h"

#include "model/roles.h"

namespace plein {
namespace {

constexpr Milliseconds day_ms = 86400000;
constexpr std::int64_t week_days = 7;

}  // namespace

Pushing pushing(const State& state, const Bridge& bridge, Milliseconds at, std::string_view key) {
  const auto day_of = [&](Milliseconds time) {
    const Milliseconds local = time + bridge.webcare.offset_at(time);
    return local >= 0 ? local / day_ms : (local - day_ms + 1) / day_ms;
  };
  const std::int64_t day = day_of(at);
  Pushing found;
  const auto push = [&](Milliseconds time) {
    const std::int64_t its = day_of(time);
    if (its == day) ++found.day;
    if (its <= day && its > day - week_days) ++found.week;
  };
  for (const AuthorRow& author : state.authors) {
    if (role_of(state, bridge, author) != Role::brand) continue;
    for (std::uint32_t post = author.first_post; post != none; post = state.posts[post].next_by_author) {
      const PostRow& row = state.posts[post];
      if (!row.visible()) continue;
      const std::int64_t its = day_of(row.created_at);
      if (row.parent == none)
        push(row.created_at);
      else if (its <= day && its > day - week_days)
        ++found.replies;
    }
  }
  for (const auto& [own, planned] : state.community.planned) {
    if (own != key && planned.stands == record::Planned::Stands::waiting) push(planned.at);
  }
  const Webcare& meant = bridge.webcare;
  found.often = meant.posts_a_day > 0 && found.day + 1 > meant.posts_a_day;
  found.deaf = meant.replies_per_post > 0 && found.week > 0 && found.replies < meant.replies_per_post * (found.week + 1);
  return found;
}

Status confirmed(const State& state, const Bridge& bridge, Milliseconds at, std::string_view key, std::string_view reason) {
  if (!reason.empty()) return Nothing{};
  const Pushing found = pushing(state, bridge, at, key);
  if (!found.often && !found.deaf) return Nothing{};
  const std::string day = std::to_string(found.day + 1), week = std::to_string(found.week + 1);
  return Error{ErrorCode::conflict, "$.command.reason",
               "this would be post " + day + " of the brand that day, and " + week + " in the week with " +
                   std::to_string(found.replies) + " replies: say why"};
}

}  // namespace plein
