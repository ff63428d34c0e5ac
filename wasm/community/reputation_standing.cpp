#include "community/reputation_standing.h"

#include <algorithm>

#include "base/digits.h"

namespace plein::community {
namespace {

constexpr Milliseconds day_ms = 86400000;
constexpr std::uint32_t accepted_least = 10;  // of a candidate
constexpr std::uint32_t people_least = 10;
constexpr std::int64_t quiet_days_most = 30;

Level level_of(std::int64_t points, const Merits& merits) {
  if (points >= 100 * merits.expert) return Level::expert;
  if (points >= 100 * merits.regular) return Level::regular;
  return points >= 100 * merits.member ? Level::member : Level::newcomer;
}

}  // namespace

Standing standing_of(const State& state, const Merits& merits, const Reputation& reputation, std::uint32_t person) {
  const Helper& helper = reputation.helpers()[person];
  Standing standing{person, helper.points, UINT64_MAX, level_of(helper.points, merits), helper.posts != 0};
  if (!standing.counts) return standing;
  reputation.persons().each(person, [&](std::uint32_t author) {
    const AuthorRow& row = state.authors[author];
    const Role role = reputation.role(author);
    standing.key = std::min(standing.key, row.key);
    if (role == Role::ambassador) standing.level = Level::ambassador;
    if (role == Role::brand || (row.silence & AuthorRow::blocked) != 0) standing.counts = false;
  });
  return standing;
}

std::vector<std::string_view> badges_of(const Helper& helper, Milliseconds at) {
  std::vector<std::string_view> badges;
  const auto give = [&](std::string_view badge, bool earned) {
    if (earned) badges.push_back(badge);
  };
  give("first_answer", !helper.given.empty());
  give("ten_accepted", helper.accepted >= 10);
  give("hundred_accepted", helper.accepted >= 100);
  give("quick", helper.quick >= 10);
  give("two_places", helper.places >= 2);
  give("year", helper.first_at <= at - 365 * day_ms);
  return badges;
}

std::vector<std::string> why_candidate(const Standing& standing, const Merits& merits, const Helper& helper, Milliseconds at) {
  const std::int64_t points = standing.points / 100;
  const std::int64_t quiet = std::max<std::int64_t>(0, at - helper.last_at) / day_ms;
  const bool helps_many = helper.accepted >= accepted_least && helper.askers >= people_least && helper.favourite == none;
  if (standing.level != Level::expert || points < merits.ambassador || !helps_many || quiet > quiet_days_most) return {};
  std::vector<std::string> why;
  const auto say = [&](std::string_view what, std::int64_t number) { why.push_back(std::string(what) + ":" + digits(number)); };
  say("points", points);
  say("accepted", helper.accepted);
  say("people", helper.askers);
  say("answers", static_cast<std::int64_t>(helper.given.size()));
  if (helper.quick != 0) say("quick", helper.quick);
  if (helper.places >= 2) say("places", helper.places);
  say("quiet_days", quiet);
  return why;
}

}  // namespace plein::community
