// What those who work for the community decide: who answers what, what is to be seen where, and what is said to everybody. Each
// is recorded with what it was before, so that it can be undone.
#include <algorithm>

#include "base/hash.h"
#include "sync/bugs.h"
#include "sync/fold_posts.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr Milliseconds claim_ms = 3600000;  // so long others leave it to who claimed it

bool of_thread(Deed what) { return what != Deed::hold && what != Deed::hide && what != Deed::move; }

bool of_author(Deed what) { return what == Deed::block || what == Deed::appoint || what == Deed::same; }

// Whoever is said first: the pair is one.
Status order(const State& state, record::Decided& same) {
  std::uint64_t other = 0;
  if (!from_base32(same.value, other) || state.find_author(other) == none)
    return Error{ErrorCode::unknown_name, "$.command.other", "there is no author " + same.value};
  if (other == same.author) return Error{ErrorCode::invalid_value, "$.command.other", "expected another author"};
  if (other < same.author) {
    same.value = to_base32(same.author);
    same.author = other;
  }
  return Nothing{};
}

bool ends(Deed what) { return what == Deed::snooze || what == Deed::announce; }

Status may_decide(Deed what, const Person& by) {
  const bool work = name_of(what).work;
  if (by.role == Role::brand || (work && by.role == Role::ambassador)) return Nothing{};
  return Error{ErrorCode::not_allowed, "$.command.by", work ? "ambassadors and the brand do this" : "the brand does this"};
}

Error no_post(PostKey post) { return {ErrorCode::unknown_name, "$.command.post", "there is no post " + to_base32(post)}; }

// Where a post is to stand; `none`: it begins a thread.
std::uint32_t parent_after(const State& state, std::uint32_t post, const record::Decided& moved) {
  PostKey under = 0;
  if (!moved.on) return state.origin_parent(post);
  return from_base32(moved_under(moved), under) ? state.find_post(under) : none;
}

Status stands_apart(const State& state, std::uint32_t post, std::uint32_t parent) {
  if (parent == none || !state.stands_below(parent, post)) return Nothing{};
  return Error{ErrorCode::conflict, "$.command.under", "this post would stand below itself"};
}

// What can be moved, and where to: undoing it asks less, as nobody chooses anything.
Status may_move(const State& state, std::uint32_t post, const record::Decided& wanted) {
  const PostRow& row = state.posts[post];
  if (!row.visible()) return Error{ErrorCode::conflict, "$.command.post", "this post is not to be seen"};
  if (state.community.find(Deed::announce, row.key) != nullptr)
    return Error{ErrorCode::conflict, "$.command.post", "this is being announced: end that first"};
  const std::uint32_t parent = parent_after(state, post, wanted);
  if (moved_under(wanted).empty()) {
    if (row.parent != none) return Nothing{};
    return Error{ErrorCode::conflict, "$.command.post", "this post begins a thread already"};
  }
  if (parent == none) return Error{ErrorCode::unknown_name, "$.command.under", "there is no such post"};
  if (parent == row.parent) return Error{ErrorCode::conflict, "$.command.under", "this post stands there already"};
  if (!state.posts[parent].visible()) return Error{ErrorCode::conflict, "$.command.under", "that post is not to be seen"};
  return stands_apart(state, post, parent);
}

// Somebody else is answering it, by now.
bool claimed(const record::Decided* claim, const Person& by, Milliseconds now) {
  return claim != nullptr && claim->by != by.id && claim->until > now;
}

}  // namespace

// A visitor does not reply in a thread that is locked, and in a slow one not before so long after their last reply.
Status Synchroniser::allow_reply(std::uint32_t parent, const Person& by) const {
  if (by.role == Role::brand || by.role == Role::ambassador) return Nothing{};
  const std::uint32_t thread = state_.posts[parent].thread;
  const PostKey root = state_.posts[state_.threads[thread].root].key;
  if (state_.community.find(Deed::lock, root) != nullptr)
    return Error{ErrorCode::conflict, "$.command.parent", "this thread is locked: only the brand and its ambassadors reply"};
  const record::Decided* slow = state_.community.find(Deed::slow, root);
  const std::uint32_t author = slow == nullptr ? none : state_.find_author(author_key("site", by.id));
  if (author == none) return Nothing{};
  const Milliseconds wait = std::atoll(slow->value.c_str());
  for (std::uint32_t post = state_.authors[author].first_post; post != none; post = state_.posts[post].next_by_author) {
    const PostRow& row = state_.posts[post];
    const Milliseconds left = row.created_at + wait - host_now_;
    if (row.thread != thread || row.parent == none || left <= 0) continue;
    const std::string seconds = std::to_string((left + 999) / 1000);
    return Error{ErrorCode::conflict, "$.command.parent", "this thread is slowed: one can reply again in " + seconds + " s"};
  }
  return Nothing{};
}

Result<std::uint64_t> Synchroniser::decide(Milliseconds host_now, record::Decided wanted, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  if (const Status may = may_decide(wanted.what, by); !may) return may.error();
  if (of_author(wanted.what)) {
    if (state_.find_author(wanted.author) == none)
      return Error{ErrorCode::unknown_name, "$.command.author", "there is no author " + to_base32(wanted.author)};
    if (wanted.what == Deed::same) {
      if (const Status ordered = order(state_, wanted); !ordered) return ordered.error();
    }
  } else {
    const std::uint32_t post = state_.find_post(wanted.post);
    if (post == none) return no_post(wanted.post);
    const PostRow& row = state_.posts[post];
    if (of_thread(wanted.what)) wanted.post = state_.posts[state_.threads[row.thread].root].key;
    if (wanted.what == Deed::move && wanted.on) {
      if (const Status may = may_move(state_, post, wanted); !may) return may.error();
    }
    if (wanted.what == Deed::hide && bridge_.find(wanted.place.value) == nullptr)
      return Error{ErrorCode::unknown_name, "$.command.place", "there is no place " + wanted.place.value};
    if (wanted.what == Deed::hide && state_.places[row.place].id == wanted.place.value)
      return Error{ErrorCode::conflict, "$.command.place", "this post was written there: hold it, or hide it there"};
  }
  if (wanted.on && ends(wanted.what) && wanted.until != 0 && wanted.until <= host_now)
    return Error{ErrorCode::invalid_value, "$.command.until", "expected a time to come"};
  const record::Decided* claim = state_.community.find(Deed::claim, wanted.post);
  const bool taken = wanted.what == Deed::claim && claimed(claim, by, host_now);
  if (taken && (wanted.on || by.role != Role::brand))
    return Error{ErrorCode::conflict, "$.command.post", claim->name + " is answering it"};
  if (wanted.what == Deed::claim && wanted.on) wanted.until = host_now + claim_ms;
  wanted.by = by.id;
  wanted.name = by.name;
  wanted.made_at = host_now;
  const auto number = commit_decision(std::move(wanted), now);
  if (number) advance(now);
  return number;
}

// Records it, with what it was before, and has its consequences looked at.
Result<std::uint64_t> Synchroniser::commit_decision(record::Decided decided, Milliseconds now) {
  const auto [what, about, which] = Community::key_of(decided);
  if (what == Deed::move) {
    const std::uint32_t post = state_.find_post(decided.post);
    if (const Status apart = stands_apart(state_, post, parent_after(state_, post, decided)); !apart) return apart.error();
  }
  const record::Decided* before = state_.community.find(what, about, which);
  const bool same = before != nullptr && before->value == decided.value && before->until == decided.until;
  if (decided.on ? same : before == nullptr) {
    const bool held = what == Deed::hold && state_.posts[state_.find_post(decided.post)].held != 0;
    const bool blocked = what == Deed::block && (state_.authors[state_.find_author(decided.author)].silence & AuthorRow::blocked);
    if (decided.on || !(held || blocked)) return std::uint64_t{0};  // what an older Plein decided can be taken back
  }
  if (before != nullptr) {
    decided.was = true;
    decided.was_value = before->value;
    decided.was_until = before->until;
  }
  std::vector<std::uint32_t> posts;
  if (!of_author(what)) posts.push_back(state_.find_post(decided.post));
  if (of_author(what)) {
    std::uint32_t post = state_.authors[state_.find_author(decided.author)].first_post;
    for (; post != none; post = state_.posts[post].next_by_author) posts.push_back(post);
  }
  const bool ended = what == Deed::announce && !decided.on && state_.posts[posts[0]].removed == 0;
  if (what == Deed::hold) ledger_.commit(record::Held{decided.post, decided.on});
  if (what == Deed::block) ledger_.commit(record::Silenced{decided.author, AuthorRow::blocked, decided.on});
  const bool work = name_of(what).work;
  if (!ledger_.commit(std::move(decided))) return Error{ErrorCode::internal, "", "the decision could not be recorded"};
  // What was announced is over, everywhere.
  if (ended) {
    const PostRow& row = state_.posts[posts[0]];
    ledger_.commit(record::Removed{PlaceId{state_.places[row.place].id}, RemoteId{std::string(state_.text(row.remote))}});
  }
  if (!work && !(what == Deed::block && bugs::on(bugs::Bug::opt_out_forgets_copies))) changed(posts, now);
  return work ? 0 : state_.community.decided;
}

Result<std::uint64_t> Synchroniser::undo(Milliseconds host_now, std::uint64_t number, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const auto& history = state_.community.history;
  const auto entry = std::find_if(history.begin(), history.end(), [&](const auto& each) { return each.number == number; });
  if (entry == history.end() || entry->decided.made_at + undoable_ms <= host_now)
    return Error{ErrorCode::unknown_name, "$.command.decision", "there is no decision of this number in the last 30 days"};
  if (entry->undone) return Error{ErrorCode::conflict, "$.command.decision", "this decision was undone already"};
  const record::Decided& made = entry->decided;
  if (const Status may = may_decide(made.what, by); !may) return may.error();
  if (made.what == Deed::announce && !made.on)
    return Error{ErrorCode::conflict, "$.command.decision", "what was announced is gone: announce it anew"};
  const auto [what, about, which] = Community::key_of(made);
  const record::Decided* now_so = state_.community.find(what, about, which);
  const bool still =
      made.on ? now_so != nullptr && now_so->value == made.value && now_so->until == made.until : now_so == nullptr;
  if (!still) return Error{ErrorCode::conflict, "$.command.decision", "something else was decided since"};
  record::Decided back = made;
  back.on = made.was;
  back.value = made.was ? made.was_value : made.value;
  back.until = made.was ? made.was_until : 0;
  back.reason.clear();
  back.by = by.id;
  back.name = by.name;
  back.made_at = host_now;
  back.undoes = number;
  back.was = false;
  back.was_value.clear();
  back.was_until = 0;
  const auto done = commit_decision(std::move(back), now);
  if (done) advance(now);
  return done;
}

Status Synchroniser::note(Milliseconds host_now, record::Noted note, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  if (const Status may = may_decide(Deed::claim, by); !may) return may.error();
  const std::uint32_t post = state_.find_post(note.post);
  if (post == none) return no_post(note.post);
  note.post = state_.posts[state_.threads[state_.posts[post].thread].root].key;
  const auto found = state_.community.notes.find(note.post);
  const record::Noted* known = nullptr;
  if (found != state_.community.notes.end()) {
    for (const record::Noted& each : found->second) known = each.key == note.key ? &each : known;
  }
  if (known != nullptr && known->by != by.id && by.role != Role::brand)
    return Error{ErrorCode::not_allowed, "$.command.by", "this note is somebody else's"};
  if (known == nullptr && note.text.empty()) return Error{ErrorCode::unknown_name, "$.command.key", "there is no such note"};
  note.by = by.id;
  note.name = by.name;
  note.made_at = host_now;
  ledger_.commit(std::move(note));
  advance(now);
  return Nothing{};
}

Status Synchroniser::keep_reply(Milliseconds host_now, record::Canned canned, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  if (const Status may = may_decide(Deed::hold, by); !may) return may.error();
  if (canned.text.empty() && state_.community.canned.count(canned.key) == 0)
    return Error{ErrorCode::unknown_name, "$.command.key", "there is no such reply"};
  canned.made_at = host_now;
  ledger_.commit(std::move(canned));
  advance(now);
  return Nothing{};
}

Status Synchroniser::keep_rule(Milliseconds host_now, record::Ruled rule, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  if (const Status may = may_decide(Deed::hold, by); !may) return may.error();
  if (rule.rule.empty() && state_.community.rules.count(rule.key) == 0)
    return Error{ErrorCode::unknown_name, "$.command.key", "there is no such rule"};
  rule.made_at = host_now;
  ledger_.commit(std::move(rule));
  advance(now);
  return Nothing{};
}

// Before anything is done about them. In the same batch: whoever is killed afterwards finds both, or neither and the post anew.
void Synchroniser::judge_new_posts() {
  for (; judged_ < state_.posts.size(); ++judged_) {
    const PostRow& row = state_.posts[judged_];
    if (judge_ == nullptr || row.old != 0 || !row.visible() || row.created_at < state_.begun_at) continue;
    const Verdict verdict = judge_->judge(static_cast<std::uint32_t>(judged_));
    if (verdict.rule.empty()) continue;
    record::Decided held;
    held.what = Deed::hold;
    held.post = row.key;
    held.reason = held.name = verdict.name;
    held.by = "rule:" + verdict.rule;
    held.made_at = host_now_;
    ledger_.commit(record::Held{row.key, true});
    ledger_.commit(std::move(held));
  }
}

// Those whose time has come are over, and the next one is waited for.
void Synchroniser::end_announcements(Milliseconds now) {
  const auto& standing = state_.community.standing;
  std::vector<record::Decided> over;
  for (auto each = standing.lower_bound({Deed::announce, 0, ""}); each != standing.end(); ++each) {
    const record::Decided& made = each->second;
    if (made.what != Deed::announce) break;
    if (made.until == 0) continue;
    if (made.until > host_now_)
      batch_->wake(now + made.until - host_now_);
    else
      over.push_back(made);
  }
  for (record::Decided& each : over) {
    each.on = false;
    each.until = 0;
    each.made_at = host_now_;
    each.was = false;
    static_cast<void>(commit_decision(std::move(each), now));
  }
}

}  // namespace plein::sync
