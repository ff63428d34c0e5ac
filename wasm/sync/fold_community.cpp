#include "sync/fold_community.h"

#include <algorithm>

#include "sync/fold_polls.h"

#include "base/hash.h"

namespace plein::sync {
namespace {

Error contradiction(const char* what) { return {ErrorCode::damaged, "record", what}; }

// What stands somewhere else than before is told anew: what is above before what is below, beginning with the thread that it came
// to. The thread that it left comes last, as its counts are without it.
void tell_moved(State& state, std::uint32_t post, std::uint32_t left) {
  const std::uint32_t root = state.threads[state.posts[post].thread].root;
  if (root != post) state.touch(root);
  std::vector<std::uint32_t> open{post};
  while (!open.empty()) {
    const std::uint32_t each = open.back();
    open.pop_back();
    state.touch(each);
    for (std::uint32_t child = state.posts[each].first_child; child != none; child = state.posts[child].next_sibling)
      open.push_back(child);
  }
  if (left != root && left != post) state.touch(left);
}

Status fold_moved(State& state, const record::Decided& r) {
  const std::uint32_t post = state.find_post(r.post);
  std::uint32_t parent = state.origin_parent(post);
  if (r.on) {
    PostKey under = 0;
    parent = from_base32(moved_under(r), under) ? state.find_post(under) : none;
    if (parent == none && !moved_under(r).empty()) return contradiction("a post was moved under an unknown one");
  }
  if (parent != none && state.stands_below(parent, post)) return contradiction("a post was moved below itself");
  const std::uint32_t left = state.threads[state.posts[post].thread].root;
  const bool began = state.posts[post].parent == none;
  const std::uint32_t thread = state.posts[post].thread;
  if (r.on && state.moved.count(post) == 0) {
    State::Moved& from = state.moved[post];
    from.parent = state.posts[post].parent;
    if (began) from.thread = thread;
  }
  const bool first = state.origin_parent(post) == none;
  if (began && !first && parent != none) state.threads[thread].title = {};  // it was given to what was split off
  state.hang(post, parent);
  if (!r.on) state.moved.erase(post);
  if (r.on && parent == none && !first) state.threads[state.posts[post].thread].title = state.texts.add(moved_title(r));
  ++state.arrangements;
  tell_moved(state, post, left);
  return Nothing{};
}

}  // namespace

Status fold_decided(State& state, const record::Decided& r) {
  if (r.post == 0 ? state.find_author(r.author) == none : state.find_post(r.post) == none)
    return contradiction("a decision about what is not known");
  if (r.what == Deed::move) {
    if (const Status moved = fold_moved(state, r); !moved) return moved;
  }
  Community& community = state.community;
  const Community::Key key = Community::key_of(r);
  if (r.on)
    community.standing[key] = r;
  else
    community.standing.erase(key);
  ++community.version;
  if (r.what == Deed::appoint || r.what == Deed::same) ++community.appointments;
  if (r.what == Deed::same && r.on) join_votes(state, state.find_author(r.author), r.made_at);
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
  if (traffic.over(r.day) && !r.members) return;
  for (const sketch::Rise rise : r.rises) sketch::raise(r.members ? day.members : day.registers, rise);
}

void fold_followed(State& state, const record::Followed& r) {
  state.community.traffic.followers[r.place.value][r.day] = r.followers;
}

// Of most people there are few, which says nothing.
void note_followers(State& state, std::uint64_t author, std::uint32_t followers) {
  if (followers >= Community::followed_least)
    state.community.followed[author] = followers;
  else
    state.community.followed.erase(author);
}

void note_opinion(State& state, std::uint64_t person, Milliseconds at) { state.community.opinions[person].insert(at / 86400000); }

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
    if (!theirs(r.post)) return;
    r.reason.clear();
    for (std::string* value : {&r.value, &r.was_value}) {
      if (r.what == Deed::move) value->resize(std::min(value->size(), value->find('\n') + 1));
    }
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
  community.opinions.erase(author);
  community.followed.erase(author);
  ++community.version;
  ++community.appointments;
}

}  // namespace plein::sync
