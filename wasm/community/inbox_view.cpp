#include <algorithm>

#include "base/digits.h"
#include "base/hash.h"
#include "community/cases.h"

namespace plein::community {
namespace {

using Filter = InboxQuery::Filter;

// Those most at risk first, then those that wait longest.
bool before(const Case& a, const Case& b) {
  if (a.risk.sum() != b.risk.sum()) return a.risk.sum() > b.risk.sum();
  return a.since != b.since ? a.since < b.since : a.thread < b.thread;
}

bool theirs(const Case& each, const std::string& by) {
  if (by.empty()) return false;
  if (each.assigned != nullptr) return assignee(*each.assigned) == by;
  return each.claim != nullptr && each.claim->by == by;
}

bool passes(const Case& each, const InboxQuery& query) {
  switch (query.filter) {
    case Filter::open: return each.snooze == nullptr;
    case Filter::mine: return each.snooze == nullptr && theirs(each, query.by);
    case Filter::overdue: return each.snooze == nullptr && each.overdue;
    case Filter::snoozed: return each.snooze != nullptr;
    case Filter::all: return true;
  }
  return true;
}

struct Counts {
  std::int64_t open = 0, mine = 0, overdue = 0, snoozed = 0;
  void take(const Case& each, const std::string& by) {
    if (each.snooze != nullptr) return void(++snoozed);
    ++open;
    if (each.overdue) ++overdue;
    if (theirs(each, by)) ++mine;
  }
};

// A page begins after so many: what is at risk moves with time, so that no place in the order stays.
std::size_t skipped(const std::string& after, Status& status) {
  std::uint64_t count = 0;
  if (!after.empty() && (!read_digits(after, count) || count > 1000000))
    status = Error{ErrorCode::invalid_value, "$.query.after", "expected the `next` of an inbox"};
  return static_cast<std::size_t>(count);
}

}  // namespace

Status write_inbox(JsonWriter& out, const views::Context& context, Inbox& inbox, const InboxQuery& query) {
  const State& state = context.state;
  Status status = Nothing{};
  const std::size_t skip = skipped(query.after, status);
  if (!status) return status;
  const auto& waiting = inbox.waiting(state, context.bridge);
  Counts counts;
  std::vector<Case> cases;
  for (const auto& [thread, each] : waiting) {
    if (each.since + waiting_max_ms < query.at || is_done(state, thread, each)) continue;
    const PostRow& root = state.posts[state.threads[thread].root];
    if (!query.place.empty() && state.places[root.place].id != query.place) continue;
    const Case found = case_of(state, context.bridge, thread, &each, query.at);
    counts.take(found, query.by);
    if (passes(found, query)) cases.push_back(found);
  }
  const std::size_t shown = std::min(cases.size(), skip + query.page_size);
  std::partial_sort(cases.begin(), cases.begin() + static_cast<std::ptrdiff_t>(shown), cases.end(), before);
  out.object().key("cases").array();
  for (std::size_t i = skip; i < shown; ++i) write_case(out, context, cases[i], &waiting.at(cases[i].thread));
  out.end_array().key("next");
  if (shown < cases.size() && shown > 0)
    out.text(digits(static_cast<std::int64_t>(shown)));
  else
    out.null();
  out.key("counts").object().number("open", counts.open).number("mine", counts.mine);
  out.number("overdue", counts.overdue).number("snoozed", counts.snoozed).end_object().end_object();
  return Nothing{};
}

Status write_case(JsonWriter& out, const views::Context& context, Inbox& inbox, std::string_view id, Milliseconds at) {
  const State& state = context.state;
  PostKey key = 0;
  const std::uint32_t post = from_base32(id, key) ? state.find_post(key) : none;
  if (post == none) return Error{ErrorCode::unknown_name, "$.query.id", "there is no post " + std::string(id)};
  const std::uint32_t thread = state.posts[post].thread;
  const auto& waiting = inbox.waiting(state, context.bridge);
  const auto found = waiting.find(thread);
  const Inbox::Waiting* each = found == waiting.end() ? nullptr : &found->second;
  write_case(out, context, case_of(state, context.bridge, thread, each, at), each);
  return Nothing{};
}

}  // namespace plein::community
