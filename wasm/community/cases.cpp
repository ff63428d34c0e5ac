#include "community/cases.h"

#include <algorithm>

#include "base/hash.h"
#include "community/office_hours.h"
#include "community/urgency.h"
#include "views/feed_view.h"

namespace plein::community {
namespace {

constexpr Milliseconds day_ms = 86400000;

const record::Decided* holding(const State& state, Deed what, PostKey root, Milliseconds at) {
  const record::Decided* found = state.community.find(what, root);
  return found == nullptr || (found->until != 0 && found->until <= at) ? nullptr : found;
}

// By how far a word of theirs goes.
int points_of(std::uint32_t followers) {
  int points = 0;
  for (const auto& [least, worth] : {std::pair(Community::followed_least, 2), {1000u, 4}, {10000u, 7}, {100000u, 10}}) {
    if (followers >= least) points = worth;
  }
  return points;
}

Risk risk_of(const State& state, const Case& each, const Inbox::Waiting& waiting, Milliseconds at) {
  Risk risk;
  const Milliseconds passed = std::max<Milliseconds>(at - each.since, 0);
  const Milliseconds whole = each.due_at > each.since ? each.due_at - each.since : day_ms;
  risk.age = static_cast<int>(40 * std::min(passed, whole) / whole);
  int weight = 0;
  for (const std::uint16_t word : waiting.words) weight += urgent_words()[word].weight;
  risk.words = std::min(25, 6 * weight);
  const ThreadRow& thread = state.threads[each.thread];
  const PostRow& root = state.posts[thread.root];
  risk.reactions = static_cast<int>(std::min<std::uint64_t>(10, root.reactions + state.likes_of(root.key)));
  risk.replies = static_cast<int>(std::min<std::uint32_t>(15, 2 * thread.replies));
  const auto& followed = state.community.followed;
  const auto known = followed.find(state.authors[root.author].key);
  if (known != followed.end()) risk.followers = points_of(known->second);
  return risk;
}

void write_reason(JsonWriter& out, const char* why, int points) {
  if (points > 0) out.object().text("why", why).number("points", points).end_object();
}

void write_notes(JsonWriter& out, const State& state, PostKey root) {
  out.key("notes").array();
  const auto notes = state.community.notes.find(root);
  if (notes != state.community.notes.end()) {
    for (const record::Noted& note : notes->second) {
      out.object().text("id", note.key).text("by", note.by).text("name", note.name);
      out.number("at", note.made_at).text("text", note.text).end_object();
    }
  }
  out.end_array();
}

}  // namespace

Case case_of(const State& state, const Bridge& bridge, std::uint32_t thread, const Inbox::Waiting* waiting, Milliseconds at) {
  Case each;
  each.thread = thread;
  const PostRow& root = state.posts[state.threads[thread].root];
  each.claim = holding(state, Deed::claim, root.key, at);
  each.assigned = holding(state, Deed::assign, root.key, at);
  each.snooze = holding(state, Deed::snooze, root.key, at);
  if (waiting == nullptr) return each;
  each.since = waiting->since;
  const Webcare& webcare = bridge.webcare;
  if (const Milliseconds target = webcare.target(state.places[root.place].id); target > 0) {
    each.due_at = after_working(webcare, each.since, target);
    each.overdue = each.due_at != 0 && each.due_at <= at;
    if (each.overdue && webcare.escalate_ms > 0) {
      const Milliseconds asked = after_working(webcare, each.since, target + webcare.escalate_ms);
      each.escalated = asked != 0 && asked <= at;
    }
  }
  each.risk = risk_of(state, each, *waiting, at);
  return each;
}

bool is_done(const State& state, std::uint32_t thread, const Inbox::Waiting& waiting) {
  const record::Decided* done = state.community.find(Deed::done, state.posts[state.threads[thread].root].key);
  return done != nullptr && done->made_at >= waiting.since;
}

void write_case(JsonWriter& out, const views::Context& context, const Case& each, const Inbox::Waiting* waiting) {
  const State& state = context.state;
  const ThreadRow& thread = state.threads[each.thread];
  out.object().key("thread");
  views::write_summary(out, context, thread);
  if (waiting != nullptr) {
    out.number("waiting_since", each.since).number("risk", each.risk.sum()).key("reasons").array();
    write_reason(out, "age", each.risk.age);
    write_reason(out, "words", each.risk.words);
    write_reason(out, "reactions", each.risk.reactions);
    write_reason(out, "replies", each.risk.replies);
    write_reason(out, "followers", each.risk.followers);
    out.end_array().key("words").array();
    for (const std::uint16_t word : waiting->words) out.text(urgent_words()[word].word);
    out.end_array();
    if (is_done(state, each.thread, *waiting)) out.flag("done", true);
  }
  if (each.due_at != 0) out.number("due_at", each.due_at);
  if (each.overdue) out.flag("overdue", true);
  if (each.escalated) out.flag("escalated", true);
  if (each.claim != nullptr) {
    out.key("claimed").object().text("by", each.claim->by).text("name", each.claim->name);
    out.number("at", each.claim->made_at).number("until", each.claim->until).end_object();
  }
  if (each.assigned != nullptr) {
    out.key("assigned").object().text("to", assignee(*each.assigned)).text("name", assignee_name(*each.assigned)).end_object();
  }
  if (each.snooze != nullptr) out.number("snoozed_until", each.snooze->until);
  write_notes(out, state, state.posts[thread.root].key);
  out.end_object();
}

}  // namespace plein::community
