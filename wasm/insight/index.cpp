#include "insight/index.h"

#include <algorithm>

#include "model/roles.h"

namespace plein::insight {

void Index::catch_up(const State& state, const Bridge& bridge) {
  const bool same = appointments_ == state.community.appointments && arrangements_ == state.arrangements;
  if (!same || !still(state, ourselves_)) return rebuild(state, bridge);
  std::vector<std::uint32_t> changed;
  for (std::uint32_t post = state.newest; post != none && state.posts[post].seq > seen_; post = state.posts[post].older)
    changed.push_back(post);
  if (changed.size() > 1000 && changed.size() > state.posts.size() / 4) return rebuild(state, bridge);
  reach(state, bridge);
  persons_.catch_up(state, [&](std::uint32_t author) {
    for (std::uint32_t post = state.authors[author].first_post; post != none; post = state.posts[post].next_by_author) {
      regroup(state, post);
      regroup_answers(state, post);
    }
  });
  std::sort(changed.begin(), changed.end());  // a post before what answers it
  for (const std::uint32_t post : changed) {
    roles_[state.posts[post].author] = role_of(state, bridge, state.authors[state.posts[post].author]);
    update(state, post);
  }
  seen_ = state.seq;
}

// Each list is put in order once.
void Index::rebuild(const State& state, const Bridge& bridge) {
  *this = Index();
  reach(state, bridge);
  persons_.catch_up(state);
  std::vector<bool> known(facts_.size());
  std::vector<std::uint32_t> above;  // what was moved may stand under what was met later
  for (std::uint32_t post = 0; post < facts_.size(); ++post) {
    for (std::uint32_t each = post; each != none && !known[each]; each = state.posts[each].parent) above.push_back(each);
    for (; !above.empty(); above.pop_back()) {
      facts_[above.back()] = fact_of(state, above.back());
      known[above.back()] = true;
    }
  }
  for (std::uint32_t post = 0; post < facts_.size(); ++post) {
    const Fact& fact = facts_[post];
    if (!fact.visible) continue;
    for (Posts* posts : {&days_[day_of(fact.at)], &threads_[fact.thread], &authors_[fact.author]}) posts->push_back(post);
    pairs_.add(facts_, post);
  }
  const auto sort = [this](Posts& posts) {
    std::sort(posts.begin(), posts.end(), [this](std::uint32_t a, std::uint32_t b) { return earlier(a, b); });
  };
  for (auto& [day, posts] : days_) sort(posts);
  for (auto* lists : {&threads_, &authors_}) std::for_each(lists->begin(), lists->end(), sort);
  ourselves_ = ourselves(state);
  appointments_ = state.community.appointments;
  arrangements_ = state.arrangements;
  seen_ = state.seq;
}

// Room for whatever the state holds by now.
void Index::reach(const State& state, const Bridge& bridge) {
  facts_.resize(state.posts.size());
  threads_.resize(state.threads.size());
  authors_.resize(state.authors.size());
  while (roles_.size() < state.authors.size()) roles_.push_back(role_of(state, bridge, state.authors[roles_.size()]));
}

// Of a post whose parent's is known.
Fact Index::fact_of(const State& state, std::uint32_t post) const {
  const PostRow& row = state.posts[post];
  Fact fact;
  fact.at = row.created_at;
  fact.author = row.author;
  fact.person = persons_.of(row.author);
  fact.parent = row.parent;
  if (row.parent != none) {
    fact.replies_to = persons_.of(state.posts[row.parent].author);
    fact.depth = facts_[row.parent].depth + 1;
  }
  fact.thread = row.thread;
  fact.reactions = row.reactions + static_cast<std::uint32_t>(state.likes_of(row.key));
  fact.place = row.place;
  fact.accepted = row.accepted;
  fact.visible = row.visible();
  return fact;
}

void Index::update(const State& state, std::uint32_t post) {
  Fact& fact = facts_[post];
  const Fact before = fact;
  Fact now = fact_of(state, post);
  if (before.author == now.author && before.visible == now.visible && before.at == now.at) {
    fact.reactions = now.reactions;
    fact.accepted = now.accepted;
    return;
  }
  if (before.visible) {
    for (Posts* posts : {&days_[day_of(before.at)], &threads_[before.thread], &authors_[before.author]}) erase(*posts, post);
    pairs_.remove(facts_, post);
  }
  fact = now;
  if (now.visible) {
    for (Posts* posts : {&days_[day_of(now.at)], &threads_[now.thread], &authors_[now.author]}) insert(*posts, post);
    pairs_.add(facts_, post);
  }
  if (before.author != none && before.author != now.author) regroup_answers(state, post);
}

// Somebody is another person than before.
void Index::regroup(const State& state, std::uint32_t post) {
  Fact& fact = facts_[post];
  if (fact.author == none) return;  // it is among the changed ones, and comes later
  pairs_.remove(facts_, post);
  fact.person = persons_.of(fact.author);
  if (fact.parent != none) fact.replies_to = persons_.of(state.posts[fact.parent].author);
  pairs_.add(facts_, post);
}

void Index::regroup_answers(const State& state, std::uint32_t post) {
  for (std::uint32_t answer = state.posts[post].first_child; answer != none; answer = state.posts[answer].next_sibling)
    regroup(state, answer);
}

void Index::insert(Posts& posts, std::uint32_t post) const {
  const auto before = [this](std::uint32_t a, std::uint32_t b) { return earlier(a, b); };
  const bool last = posts.empty() || earlier(posts.back(), post);
  posts.insert(last ? posts.end() : std::upper_bound(posts.begin(), posts.end(), post, before), post);
}

void Index::erase(Posts& posts, std::uint32_t post) const {
  const auto before = [this](std::uint32_t a, std::uint32_t b) { return earlier(a, b); };
  posts.erase(std::lower_bound(posts.begin(), posts.end(), post, before));
}

}  // namespace plein::insight
