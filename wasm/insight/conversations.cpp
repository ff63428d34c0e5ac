// Conversations: what became of questions. A question is a thread begun by somebody who is neither an ambassador nor the brand.
#include "insight/figures.h"

namespace plein::insight {
namespace {

enum {
  questions,
  answered,
  answered_share,
  answered_by_team,
  ambassador_share,
  unanswered,
  accepted,
  first_reply_median,
  first_reply_p90,
  accepted_median,
  accepted_p90
};
enum { by_brand, by_ambassador, by_member };  // parts of `answered`: who came first

// Of two replies that are each said to be the answer, the one that counts (as ThreadFacts::accepted).
bool better(const Lens& lens, std::uint32_t post, std::uint32_t known) {
  if (known == none) return true;
  const Fact &a = lens.fact(post), &b = lens.fact(known);
  const int ours = a.accepted & PostRow::by_us, before = b.accepted & PostRow::by_us;
  if (ours != before) return ours > before;
  return a.at != b.at ? a.at < b.at : lens.state().posts[post].key < lens.state().posts[known].key;
}

void measure_question(const Lens& lens, Milliseconds to, std::uint32_t root, std::vector<Counter>& counters) {
  const Fact& question = lens.fact(root);
  std::uint32_t first = none, of_team = none, of_ambassador = none, answer = none;
  lens.each_reply(question.thread, to, [&](std::uint32_t post, const Fact& fact) {
    if (fact.accepted != 0 && better(lens, post, answer)) answer = post;
    if (fact.person == question.person) return;
    const Role role = lens.role(fact.person);
    if (first == none) first = post;
    if (of_team == none && role != Role::visitor) of_team = post;
    if (of_ambassador == none && role == Role::ambassador) of_ambassador = post;
  });
  const auto waited = [&](std::uint32_t post) { return std::max<Milliseconds>(0, lens.fact(post).at - question.at); };
  counters[questions].add(root);
  counters[answered_share].among();
  if (first == none) {
    counters[unanswered].add(root);
  } else {
    const Role role = lens.role(lens.fact(first).person);
    counters[answered].add(root);
    counters[answered].add_part(role == Role::brand ? by_brand : role == Role::ambassador ? by_ambassador : by_member, root);
    counters[answered_share].add(root);
    counters[ambassador_share].among();
    for (const auto figure : {first_reply_median, first_reply_p90}) counters[figure].add_time(first, waited(first));
  }
  if (of_team != none) counters[answered_by_team].add(root);
  if (of_ambassador != none) counters[ambassador_share].add(root);
  if (answer == none) return;
  counters[accepted].add(answer);
  for (const auto figure : {accepted_median, accepted_p90}) counters[figure].add_time(answer, waited(answer));
}

void measure(const Lens& lens, const Period& period, std::vector<Counter>& counters) {
  lens.each_thread(period, [&](std::uint32_t root, const Fact& fact) {
    if (lens.role(fact.person) == Role::visitor) measure_question(lens, period.to, root, counters);
  });
}

}  // namespace

const Group& conversations() {
  static const Group group{{{"questions"},
                            {"answered", Unit::count, true, {"by_brand", "by_ambassador", "by_member"}},
                            {"answered_share", Unit::share},
                            {"answered_by_team"},
                            {"ambassador_share", Unit::share},
                            {"unanswered"},
                            {"accepted"},
                            {"first_reply_median", Unit::duration},
                            {"first_reply_p90", Unit::duration, true, {}, 90},
                            {"accepted_median", Unit::duration},
                            {"accepted_p90", Unit::duration, true, {}, 90}},
                           measure};
  return group;
}

}  // namespace plein::insight
