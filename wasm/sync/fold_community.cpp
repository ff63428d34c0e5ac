#include "sync/fold_community.h"

#include <algorithm>

#include "base/hash.h"

namespace plein::sync {
namespace {

Error contradiction(const char* what) { return {ErrorCode::damaged, "record", what}; }

}  // namespace

Status fold_decided(State& state, const record::Decided& r) {
  if (r.post == 0 ? state.find_author(r.author) == none : state.find_post(r.post) == none)
    return contradiction("a decision about what is not known");
  Community& community = state.community;
  const Community::Key key = Community::key_of(r);
  if (r.on)
    community.standing[key] = r;
  else
    community.standing.erase(key);
  ++community.version;
  if (r.what == Deed::appoint || r.what == Deed::same) ++community.appointments;
  if (name_of(r.what).work) return Nothing{};
  ++community.decided;
  for (Community::Entry& entry : community.history) {
    if (r.undoes != 0 && entry.number == r.undoes) entry.undone = true;
  }
  community.history.push_back({community.decided, false, r});
  while (!community.history.empty() && community.history.front().decided.made_at + undoable_ms < r.made_at)
    community.history.pop_front();
  return Nothing{};
}

Status fold_noted(State& state, const record::Noted& r) {
  if (state.find_post(r.post) == none) return contradiction("a note about an unknown post");
  std::vector<record::Noted>& notes = state.community.notes[r.post];
  const auto same = std::find_if(notes.begin(), notes.end(), [&](const record::Noted& each) { return each.key == r.key; });
  if (r.text.empty()) {
    if (same != notes.end()) notes.erase(same);
  } else if (same != notes.end()) {
    *same = r;
  } else {
    notes.push_back(r);
  }
  if (notes.empty()) state.community.notes.erase(r.post);
  ++state.community.version;
  return Nothing{};
}

void fold_canned(State& state, const record::Canned& r) {
  if (r.text.empty())
    state.community.canned.erase(r.key);
  else
    state.community.canned[r.key] = r;
  ++state.community.version;
}

void fold_ruled(State& state, const record::Ruled& r) {
  if (r.rule.empty())
    state.community.rules.erase(r.key);
  else
    state.community.rules[r.key] = r;
  ++state.community.version;
}

void fold_counted(State& state, const record::Counted& r) {
  Traffic::Day& day = state.community.traffic.reach(r.day);
  for (const Tally& tally : r.tallies) day.counts[{tally.thread, tally.act, tally.via}] += tally.n;
}

void fold_sketched(State& state, const record::Sketched& r) {
  Traffic& traffic = state.community.traffic;
  Traffic::Day& day = traffic.reach(r.day);
  if (traffic.over(r.day)) return;
  for (const sketch::Rise rise : r.rises) sketch::raise(day.registers, rise);
}

void forget_in_community(State& state, std::uint64_t author, std::string_view person) {
  Community& community = state.community;
  const auto nameless = [&](auto& record) {
    if (person.empty() || record.by != person) return;
    record.by.clear();
    record.name.clear();
  };
  const auto theirs = [&](PostKey key) {
    const std::uint32_t post = key == 0 ? none : state.find_post(key);
    return post != none && state.authors[state.posts[post].author].key == author;
  };
  // Why something was decided about what they wrote may tell of them.
  const auto without = [&](record::Decided& r) {
    nameless(r);
    if (theirs(r.post)) r.reason.clear();
  };
  const auto assigned = [&](const record::Decided& r) {
    return r.what == Deed::assign && !person.empty() && assignee(r) == person;
  };
  const std::string key = to_base32(author);
  const auto about = [&](const record::Decided& r) {
    return (r.post == 0 && r.author == author) || (r.what == Deed::same && r.value == key) || assigned(r);
  };
  for (auto each = community.standing.begin(); each != community.standing.end();) {
    without(each->second);
    each = about(each->second) ? community.standing.erase(each) : std::next(each);
  }
  for (Community::Entry& entry : community.history) without(entry.decided);
  auto& history = community.history;
  history.erase(std::remove_if(history.begin(), history.end(), [&](const auto& entry) { return about(entry.decided); }),
                history.end());
  for (auto each = community.notes.begin(); each != community.notes.end();) {
    for (record::Noted& note : each->second) nameless(note);
    each = theirs(each->first) ? community.notes.erase(each) : std::next(each);
  }
  ++community.version;
  ++community.appointments;
}

}  // namespace plein::sync
