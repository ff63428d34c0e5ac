#include "community/reputation.h"

#include <algorithm>

#include "community/reputation_decay.h"
#include "model/roles.h"

namespace plein::community {
namespace {

constexpr Milliseconds hour_ms = 3600000;

bool earlier(const PostRow& a, const PostRow& b) {
  return a.created_at != b.created_at ? a.created_at < b.created_at : a.key < b.key;
}

bool before(const Help& a, const Help& b) {
  if (a.asker != b.asker) return a.asker < b.asker;
  return a.at != b.at ? a.at < b.at : a.key < b.key;
}

}  // namespace

void Reputation::catch_up(const State& state, const Bridge& bridge, views::ThreadIndex& threads, Milliseconds at) {
  const std::int64_t day = day_of(at);
  const bool another_day = day != day_;
  day_ = day;
  const bool followed = arrangements_ == state.arrangements && still(state, ourselves_) && follow(state, bridge, threads);
  if (!followed) return rebuild(state, bridge, threads);
  if (!another_day) return;
  for (Helper& helper : helpers_) add_up(helper, bridge.merits);
}

// False: so much changed, or who is the brand, that everything is looked at again.
bool Reputation::follow(const State& state, const Bridge& bridge, views::ThreadIndex& threads) {
  std::vector<std::uint32_t> moved, changed, again;
  persons_.catch_up(state, [&](std::uint32_t author) { moved.push_back(author); });
  const bool same_roles = appointments_ == state.community.appointments;
  if (seen_ == state.seq && moved.empty() && same_roles && roles_.size() == state.authors.size()) return true;
  for (std::uint32_t post = state.newest; post != none && state.posts[post].seq > seen_; post = state.posts[post].older)
    changed.push_back(post);
  if (!know_roles(state, bridge, changed, same_roles)) return false;
  add_moved(state, moved, changed);
  if (changed.size() > state.posts.size() / 4) return false;
  helpers_.resize(state.authors.size());
  facts_.resize(state.threads.size());
  counted_.resize(state.posts.size());
  for (const std::uint32_t post : changed)
    look(state, post, threads.facts(state, bridge, state.posts[post].thread).accepted, again);
  std::sort(again.begin(), again.end());
  again.erase(std::unique(again.begin(), again.end()), again.end());
  for (const std::uint32_t post : again) {
    drop(state, post);
    take(state, bridge.merits, post, true);
  }
  weigh(state, bridge.merits);
  seen_ = state.seq;
  return true;
}

void Reputation::rebuild(const State& state, const Bridge& bridge, views::ThreadIndex& threads) {
  const std::int64_t day = day_;
  *this = Reputation();
  day_ = day;
  persons_.catch_up(state);
  std::vector<std::uint32_t> nothing;
  add_moved(state, nothing, nothing);
  for (const AuthorRow& author : state.authors) roles_.push_back(role_of(state, bridge, author));
  helpers_.resize(state.authors.size());
  facts_.resize(state.threads.size());
  counted_.resize(state.posts.size());
  for (std::uint32_t thread = 0; thread < facts_.size(); ++thread) {
    if (!state.stands(thread)) continue;
    look(state, state.threads[thread].root, threads.facts(state, bridge, thread).accepted, nothing);
  }
  for (std::uint32_t post = 0; post < state.posts.size(); ++post) take(state, bridge.merits, post, false);
  days_.clear();
  for (Helper& helper : helpers_) {
    std::sort(helper.given.begin(), helper.given.end(), before);
    find_late(helper, bridge.merits, nullptr);
  }
  weigh(state, bridge.merits);
  ourselves_ = ourselves(state);
  appointments_ = state.community.appointments;
  arrangements_ = state.arrangements;
  seen_ = state.seq;
}

// All posts of whoever is a person with others than before: a like may be their own by that, or no more, and a thread as well.
void Reputation::add_moved(const State& state, const std::vector<std::uint32_t>& moved, std::vector<std::uint32_t>& changed) {
  const auto add = [&](std::uint32_t author) {
    for (std::uint32_t post = state.authors[author].first_post; post != none; post = state.posts[post].next_by_author)
      changed.push_back(post);
  };
  for (const std::uint32_t author : moved) {
    persons_.each(author, add);
    persons_.each(person_[author], add);
  }
  for (std::uint32_t author = 0; author < person_.size() && !moved.empty(); ++author) person_[author] = persons_.of(author);
  for (auto author = static_cast<std::uint32_t>(person_.size()); author < state.authors.size(); ++author)
    person_.push_back(persons_.of(author));
}

// Of who wrote these posts, and of everybody where somebody was appointed. False: somebody is the brand, or is no more.
bool Reputation::know_roles(const State& state, const Bridge& bridge, const std::vector<std::uint32_t>& posts, bool same_roles) {
  const auto know = [&](std::uint32_t author) {
    const Role role = role_of(state, bridge, state.authors[author]);
    const bool same = (role == Role::brand) == (roles_[author] == Role::brand);
    roles_[author] = role;
    return same;
  };
  const auto known = same_roles ? static_cast<std::uint32_t>(roles_.size()) : 0;
  appointments_ = state.community.appointments;
  roles_.resize(state.authors.size(), Role::visitor);
  for (std::uint32_t author = known; author < roles_.size(); ++author) {
    if (!know(author)) return false;
  }
  return std::all_of(posts.begin(), posts.end(), [&](std::uint32_t post) { return know(state.posts[post].author); });
}

bool Reputation::is_brand(std::uint32_t author) const {
  bool brand = false;
  persons_.each(author, [&](std::uint32_t each) { brand = brand || roles_[each] == Role::brand; });
  return brand;
}

std::uint32_t Reputation::asker_of(const State& state, std::uint32_t thread) const {
  const std::uint32_t author = state.posts[state.threads[thread].root].author;
  return is_brand(author) ? the_brand : persons_.of(author);
}

// Whether it is a reply of anybody but who asked.
bool Reputation::answers(const State& state, std::uint32_t post) const {
  const PostRow& row = state.posts[post];
  if (row.parent == none || !row.visible()) return false;
  const std::uint32_t asker = facts_[row.thread].asker;
  return asker == the_brand ? !is_brand(row.author) : persons_.of(row.author) != asker;
}

void Reputation::find_first(const State& state, std::uint32_t thread) {
  std::uint32_t& first = facts_[thread].first;
  first = none;
  for (std::uint32_t post = state.threads[thread].root; post != none; post = views::next_in_thread(state, post)) {
    if (answers(state, post) && (first == none || earlier(state.posts[post], state.posts[first]))) first = post;
  }
}

// What a changed post changes of its thread. `again`: the posts of which something may count otherwise now.
void Reputation::look(const State& state, std::uint32_t post, std::uint32_t accepted, std::vector<std::uint32_t>& again) {
  const std::uint32_t thread = state.posts[post].thread;
  const std::uint32_t root = state.threads[thread].root;
  Facts& facts = facts_[thread];
  again.push_back(post);
  const std::uint32_t asker = asker_of(state, thread);
  const PostRow& row = state.posts[root];
  const bool open = row.hidden == 0 && row.held == 0 && row.silenced == 0;
  const bool anew = asker != facts.asker || open != facts.open;
  facts.asker = asker;
  facts.open = open;
  const std::uint32_t first = facts.first;
  if (anew || (first == post && !answers(state, post))) {
    find_first(state, thread);
  } else if (answers(state, post) && (first == none || earlier(state.posts[post], state.posts[first]))) {
    facts.first = post;
  }
  for (const std::uint32_t each : {first, facts.first}) {
    if (each != none && first != facts.first) again.push_back(each);
  }
  for (const std::uint32_t each : {facts.accepted, accepted}) {
    if (each != none && facts.accepted != accepted) again.push_back(each);
  }
  facts.accepted = accepted;
  if (!anew) return;
  for (std::uint32_t each = root; each != none; each = views::next_in_thread(state, each)) again.push_back(each);
}

Help Reputation::help_of(const State& state, const Merits& merits, std::uint32_t post) const {
  const PostRow& row = state.posts[post];
  const Facts& facts = facts_[row.thread];
  Help help;
  help.at = row.created_at;
  help.key = row.key;
  help.post = post;
  help.asker = facts.asker;
  help.place = row.place;
  help.accepted = facts.accepted == post;
  help.first = facts.first == post && row.created_at - state.posts[state.threads[row.thread].root].created_at <= hour_ms;
  const std::uint64_t likes = state.likes_of(row.key);
  if (likes != 0) {
    persons_.each(row.author, [&](std::uint32_t author) {
      help.own_reactions += static_cast<std::uint32_t>(state.likes.count(State::like_key(row.key, state.authors[author].key)));
    });
  }
  const std::uint64_t others = row.reactions + likes - help.own_reactions;
  help.reactions =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(others, static_cast<std::uint64_t>(merits.reactions_a_post)));
  return help;
}

// `in_order`: among what is weighed already; otherwise whoever takes sorts it afterwards.
void Reputation::take(const State& state, const Merits& merits, std::uint32_t post, bool in_order) {
  const PostRow& row = state.posts[post];
  if (!row.visible()) return;
  const std::uint32_t person = persons_.of(row.author);
  Helper& helper = helpers_[person];
  counted_[post].person = person;
  stale_.push_back(person);
  ++helper.posts;
  helper.first_at = std::min(helper.first_at, row.created_at);
  if (!facts_[row.thread].open || !answers(state, post) || is_brand(row.author)) return;
  counted_[post].asker = facts_[row.thread].asker;
  const Help help = help_of(state, merits, post);
  if (!in_order) return helper.given.push_back(help);
  helper.given.insert(std::lower_bound(helper.given.begin(), helper.given.end(), help, before), help);
  days_.push_back({person, day_of(help.at)});
}

void Reputation::drop(const State& state, std::uint32_t post) {
  const Place counted = counted_[post];
  if (counted.person == none) return;
  const PostRow& row = state.posts[post];
  Helper& helper = helpers_[counted.person];
  counted_[post] = {};
  stale_.push_back(counted.person);
  --helper.posts;
  if (row.created_at <= helper.first_at) helper.first_at = to_be_found;
  if (counted.asker == none) return;
  Help help;
  help.at = row.created_at;
  help.key = row.key;
  help.asker = counted.asker;
  helper.given.erase(std::lower_bound(helper.given.begin(), helper.given.end(), help, before));
  days_.push_back({counted.person, day_of(help.at)});
}

}  // namespace plein::community
