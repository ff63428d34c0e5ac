// Small communities in which everything happens, one change at a time: after each the kept index says what the reference says,
// and what an index says that is made anew.
#include "generated/readers.h"
#include "insight/town.h"
#include "simulation/dice.h"
#include "sync/fold_posts.h"

using namespace plein;
using namespace plein::insight;
using simulation::Dice;

namespace {

constexpr Milliseconds day = 86400000;

// Something that a place, an author or a moderator may do to what is there.
void meddle(Town& town, Dice& dice) {
  const State& state = town.state;
  const std::uint32_t post = static_cast<std::uint32_t>(dice(state.posts.size()));
  const PostRow row = state.posts[post];
  const AuthorRow author = state.authors[row.author];
  const PlaceId place{state.places[row.place].id};
  const RemoteId id{std::string(state.text(row.remote))};
  if (id.empty()) return;  // its author was forgotten
  const Milliseconds now = state.clock + 1;
  switch (dice(12)) {
    case 0: return town.fold(record::Removed{place, id});
    case 1: return town.fold(record::Shown{place, id, row.hidden == 0, now});
    case 2: return town.fold(record::Held{row.key, row.held == 0});
    case 3: return town.fold(record::Silenced{author.key, AuthorRow::opted_out, (author.silence & AuthorRow::opted_out) == 0});
    case 4: return town.fold(record::Reacted{place, id, static_cast<std::uint32_t>(dice(9)), dice.percent(30), now});
    case 5: return row.parent == none ? void() : town.fold(record::Accepted{row.key, (row.accepted & PostRow::by_us) == 0, now});
    case 6: return town.fold(record::Liked{row.key, "reader-" + std::to_string(dice(5)), dice.percent(70), now});
    case 7: return dice.percent(10) ? town.fold(record::Forgotten{author.key}) : void();
    case 8: return town.fold(record::Departed{place, std::string(state.text(author.id))});
    case 9:
      if (dice.percent(80)) return;
      return town.fold(record::Identified{PlaceId{"page"}, {std::string(state.text(author.id)), "them"}});
    default: break;
  }
  // Said anew; on the website perhaps in another role, or as somebody else in the forum; seldom by another.
  record::Posted fact;
  fact.place = place;
  fact.post.id = id;
  const std::uint32_t by = dice.percent(50) ? state.posts[dice(state.posts.size())].author : row.author;
  const AuthorRow& writer = state.authors[state.authors[by].place == row.place ? by : row.author];
  fact.author = {std::string(state.text(writer.id)), std::string(state.text(writer.name)), std::string(state.text(writer.handle)),
                 ""};
  fact.role = writer.role;
  fact.body = "[]";
  fact.created_at = row.created_at;
  fact.edited_at = fact.as_of = now;
  if (row.place != 0) return town.fold(fact);
  if (dice.percent(20)) fact.role = static_cast<Role>(1 + dice(3));
  fact.post.id.value += "+";
  if (row.parent != none) fact.parent_key = state.posts[row.parent].key;
  const std::uint32_t other = state.posts[dice(state.posts.size())].author;
  if (state.authors[other].place != 0 && dice.percent(60))
    fact.accounts.push_back(
        {PlaceId{state.places[state.authors[other].place].id}, std::string(state.text(state.authors[other].id)), false});
  if (!fact.accounts.empty() && fact.accounts[0].id.empty()) fact.accounts.clear();
  fact.created_at = now;
  town.fold(fact);
}

// Some day at or before the last one of the plan; of one that is over no visitors are taken in.
void read(Town& town, Dice& dice, const generated::Plan& plan) {
  const State& state = town.state;
  std::vector<PostKey> threads;
  for (const ThreadRow& thread : state.threads) threads.push_back(state.posts[thread.root].key);
  const std::int64_t number = plan.from() / day + static_cast<std::int64_t>(dice(static_cast<std::uint64_t>(plan.days)));
  if (threads.empty()) return;
  for (const Record& record : generated::readers(dice, threads, number)) town.fold(record);
}

}  // namespace

TEST_CASE("as changes come, every figure is what the reference says, and so are the posts behind it") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    CAPTURE(seed);
    Town town;
    Dice dice(seed * 77);
    generated::Plan plan;
    plan.seed = seed;
    plan.members = 40;
    plan.replies = 260;
    plan.days = 150;
    int changes = 0;
    const auto look = [&] {
      const Milliseconds from = plan.from() + static_cast<Milliseconds>(dice(150 * day)),
                         length = 1 + static_cast<Milliseconds>(dice(60 * day));
      const std::string place = std::array{"", "page", "forum", "site"}[dice(4)];
      town.check(from, from + length, place, dice.percent(30) ? length / 3 + 1 : 0);
      if (dice.percent(20)) town.check_posts(from, from + length, place, 1 + static_cast<int>(dice(30)));
      const Json query = Town::query("insight", from, from + length, place);
      Index anew;
      CHECK(town.ask(query) == town.ask(query, anew));
    };
    generated::community(plan, [&](const Record& record) {
      town.fold(record);
      if (town.state.posts.size() > 20 && dice.percent(25)) meddle(town, dice);
      if (++changes % 2 == 0) town.index.catch_up(town.state, town.bridge);
      if (changes % 25 == 0) look();
      if (changes % 10 == 0) read(town, dice, plan);
    });
    for (int i = 0; i < 150; ++i) {
      meddle(town, dice);
      town.index.catch_up(town.state, town.bridge);
      if (i % 10 == 0) look();
    }
  }
}
