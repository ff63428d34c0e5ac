// A year of 65,000 members and 130,000 replies: every figure against the reference, in full size.
#include "insight/town.h"

using namespace plein;
using namespace plein::insight;

TEST_CASE("all figures of a generated year are what the reference says") {
  Town town;
  const generated::Plan plan;
  generated::community(plan, [&](const Record& record) { town.fold(record); });
  std::size_t wrote = 0;
  for (const AuthorRow& author : town.state.authors) wrote += author.first_post != none ? 1 : 0;
  CHECK(wrote >= 65000);
  CHECK(town.state.posts.size() == static_cast<std::size_t>(plan.replies + plan.threads()));
  town.reckon({{"currency", "EUR"},
               {"worth", {{"answered.by_ambassador", 650}, {"accepted", 120}, {"reactions", 3}}},
               {"cost", {{"brand_answers", 310}}},
               {"month", 420000}});
  constexpr Milliseconds day = 86400000, november = 1761955200000;
  town.check(november, november + 30 * day, "", 10 * day);
  town.check(november, november + 30 * day, "page");
  town.check(november + 12345, november + 7 * day, "site");
  town.check(plan.from(), plan.until, "forum");
}
