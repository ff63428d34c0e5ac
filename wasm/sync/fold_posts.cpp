#include "sync/fold_posts.h"

#include <algorithm>

#include "base/hash.h"
#include "sync/fold.h"
#include "sync/fold_community.h"
#include "sync/fold_copies.h"
#include "sync/fold_opinions.h"
#include "sync/fold_polls.h"
#include "text/text.h"

namespace plein::sync {
namespace {

Error contradiction(std::string_view what) { return Error{ErrorCode::damaged, "record", std::string(what)}; }

template <class Visit>
void each_by(const State& state, std::uint32_t author, const Visit& visit) {
  for (std::uint32_t post = state.authors[author].first_post; post != none; post = state.posts[post].next_by_author) visit(post);
}

// What somebody wrote is told anew when they speak in another role, as it shows in each of their posts.
std::uint32_t author_of(State& state, const record::Posted& r, std::uint16_t place) {
  const std::uint64_t key = author_key(r.place.value, r.author.id);
  const std::uint32_t known = state.find_author(key);
  const bool another = known != none && state.authors[known].role != r.role;
  const std::uint32_t author = state.author(key, r.author, place, r.role, as_of(r));
  if (another) each_by(state, author, [&](std::uint32_t post) { state.touch(post); });
  return author;
}

// The accounts of who writes in the widget, as they are by now.
void link_accounts(State& state, const record::Posted& r, std::uint32_t author) {
  const auto first = state.accounts.lower_bound(State::account_slot(author, 0));
  state.accounts.erase(first, state.accounts.lower_bound(State::account_slot(author + 1, 0)));
  for (const record::Account& account : r.accounts) {
    const std::uint16_t place = state.intern_place(account.place.value);
    const std::uint32_t member = state.member(author_key(account.place.value, account.id), account.id, place);
    state.accounts[State::account_slot(author, place)] = State::account_value({member, account.own});
  }
  join_votes(state, author, std::max(r.created_at, r.edited_at));
}

void set_title(State& state, std::uint32_t post, const record::Posted& r) {
  std::string title = r.title;
  if (title.empty()) {
    const auto body = rich_text_from_json(r.body);
    if (body) title = text::title_from(*body, derived_title_max);
  }
  state.threads[state.own_thread(post)].title = state.texts.add(title);
}

// Of the threads that a post begins: where it was written, and here.
template <class Visit>
void each_title(State& state, std::uint32_t post, const Visit& visit) {
  if (state.posts[post].parent == none) visit(state.threads[state.posts[post].thread].title);
  if (state.origin_parent(post) == none) visit(state.threads[state.own_thread(post)].title);
}

// A parent may be a post of the place, or a copy of ours there: then its origin is the parent.
std::uint32_t parent_of(const State& state, const record::Posted& r) {
  if (r.parent_key != 0) return state.find_post(r.parent_key);
  const PostKey key = State::key_of((r.parent_place.empty() ? r.place : r.parent_place).value, r.parent.id.value);
  return state.find_any(key);
}

void unpark(State& state, PostKey reply) {
  const auto found = state.parked_under.find(reply);
  if (found == state.parked_under.end()) return;
  auto& list = state.parked[found->second];
  list.erase(std::remove_if(list.begin(), list.end(),
                            [&](const record::Posted& r) { return State::key_of(r.place.value, r.post.id.value) == reply; }),
             list.end());
  if (list.empty()) state.parked.erase(found->second);
  state.parked_under.erase(found);
}

Status add(State& state, const record::Posted& r, PostKey key) {
  std::uint32_t parent = none;
  if (!r.parent.empty() || r.parent_key != 0) {
    parent = parent_of(state, r);
    if (parent == none) return contradiction("a reply without its parent");
  }
  unpark(state, key);
  PostRow row;
  row.key = key;
  row.place = state.intern_place(r.place.value);
  row.remote = state.texts.add(r.post.id.value);
  row.extra = state.texts.add(r.post.extra);
  row.body = state.texts.add(r.body);
  row.content = content_hash(r.title, r.body);
  row.created_at = r.created_at;
  row.edited_at = r.edited_at;
  row.said_at = row.shown_at = as_of(r);
  row.old = r.old ? 1 : 0;
  row.author = author_of(state, r, row.place);
  if (row.place == 0) link_accounts(state, r, row.author);
  row.silenced = state.authors[row.author].silence != 0 ? 1 : 0;
  row.parent = parent;
  if (const auto hidden = state.hidden_unmet.find(key); hidden != state.hidden_unmet.end()) {
    row.hidden = hidden->second.since >= row.shown_at ? 1 : 0;
    row.shown_at = std::max(row.shown_at, hidden->second.since);
    state.hidden_unmet.erase(hidden);
  }
  const std::uint32_t post = state.add_post(row);
  if (parent == none) set_title(state, post, r);
  state.touch(post);
  return Nothing{};
}

void revise(State& state, const record::Posted& r, std::uint32_t post) {
  const std::uint16_t place = state.posts[post].place;
  if (state.posts[post].removed != 0) return;  // a removal is final
  const std::uint32_t by = author_of(state, r, place);
  state.set_author(post, by);
  PostRow& row = state.posts[post];
  row.edited_at = r.edited_at;
  row.said_at = as_of(r);
  row.content = content_hash(r.title, r.body);
  row.body = state.texts.add(r.body);
  if (!r.post.extra.empty() && state.text(row.extra) != r.post.extra) row.extra = state.texts.add(r.post.extra);
  if (state.origin_parent(post) == none) set_title(state, post, r);
  state.touch(post);
}

// A copy of ours whose origin was never met, and that we took away.
void drop_orphan(State& state, const record::Removed& r) {
  const std::uint16_t place = state.find_place(r.place.value);
  for (auto each = state.orphans.begin(); each != state.orphans.end();) {
    auto& list = each->second;
    list.erase(std::remove_if(list.begin(), list.end(), [&](const Orphan& o) { return o.place == place && o.copy.id == r.post; }),
               list.end());
    each = list.empty() ? state.orphans.erase(each) : std::next(each);
  }
}

void remove(State& state, std::uint32_t post) {
  state.change_visibility(post, [](PostRow& row) { row.removed = 1; });
  PostRow& row = state.posts[post];
  row.body = {};
  each_title(state, post, [](TextSlice& title) { title = {}; });
  state.touch(post);
}

void silence(State& state, std::uint32_t author, AuthorRow::Silence why, bool on) {
  AuthorRow& row = state.authors[author];
  row.silence = static_cast<std::uint8_t>(on ? row.silence | why : row.silence & ~why);
  const std::uint8_t silenced = row.silence != 0 ? 1 : 0;
  each_by(state, author, [&](std::uint32_t post) {
    if (state.posts[post].silenced == silenced) return;
    state.change_visibility(post, [&](PostRow& p) { p.silenced = silenced; });
    state.touch(post);
  });
}

}  // namespace

Milliseconds as_of(const record::Posted& r) { return r.as_of != 0 ? r.as_of : std::max(r.created_at, r.edited_at); }

Status fold_posted(State& state, const record::Posted& r) {
  const PostKey key = State::key_of(r.place.value, r.post.id.value);
  if (state.find_copy(key) != none) return contradiction("a copy of ours is recorded as a post");
  if (state.is_dead(key)) return Nothing{};
  const std::uint32_t known = state.find_post(key);
  if (known != none) return revise(state, r, known), Nothing{};
  const Status added = add(state, r, key);
  if (added.ok()) let_in(state, {key});
  return added;
}

void let_in(State& state, std::vector<PostKey> keys) {
  while (!keys.empty()) {
    const PostKey key = keys.back();
    keys.pop_back();
    const std::uint32_t post = state.find_post(key);
    if (const auto orphans = state.orphans.find(key); post != none && orphans != state.orphans.end()) {
      const std::vector<Orphan> list = std::move(orphans->second);
      state.orphans.erase(orphans);
      for (const Orphan& orphan : list) bind_copy(state, post, orphan, keys);
    }
    const auto parked = state.parked.find(key);
    if (parked == state.parked.end()) continue;
    const std::vector<record::Posted> replies = parked->second;
    for (const record::Posted& reply : replies) {
      const PostKey own = State::key_of(reply.place.value, reply.post.id.value);
      if (add(state, reply, own).ok()) keys.push_back(own);
    }
  }
}

void fold_parked(State& state, const record::Parked& r) {
  const PostKey own = State::key_of(r.reply.place.value, r.reply.post.id.value);
  if (state.is_dead(own) || state.find_post(own) != none) return;
  unpark(state, own);
  const PostKey parent = State::key_of(r.reply.place.value, r.reply.parent.id.value);
  state.parked[parent].push_back(r.reply);
  state.parked_under[own] = parent;
}

void fold_unparked(State& state, const record::Unparked& r) {
  const auto found = state.parked.find(State::key_of(r.place.value, r.parent.value));
  if (found == state.parked.end()) return;
  for (const record::Posted& reply : found->second)
    state.parked_under.erase(State::key_of(reply.place.value, reply.post.id.value));
  state.parked.erase(found);
}

void fold_removed(State& state, const record::Removed& r) {
  const PostKey key = State::key_of(r.place.value, r.post.value);
  const std::uint32_t post = state.find_post(key);
  if (post == none) {
    unpark(state, key);
    state.hidden_unmet.erase(key);
    state.tombstones.emplace(key, 0);
    drop_orphan(state, r);
  } else if (state.posts[post].removed == 0) {
    remove(state, post);
  }
}

void fold_shown(State& state, const record::Shown& r) {
  const PostKey key = State::key_of(r.place.value, r.post.value);
  const std::uint32_t post = state.find_post(key);
  if (post == none) {
    if (state.tombstones.count(key) != 0) return;
    if (r.hidden) {
      HiddenPost& post_there = state.hidden_unmet[key];
      post_there.since = std::max(post_there.since, r.as_of);
      post_there.place = state.intern_place(r.place.value);
      post_there.id = r.post;
    } else {
      state.hidden_unmet.erase(key);
    }
    return;
  }
  state.change_visibility(post, [&](PostRow& row) {
    row.hidden = r.hidden ? 1 : 0;
    row.shown_at = r.as_of;
  });
  state.touch(post);
}

Status fold_reacted(State& state, const record::Reacted& r) {
  const std::uint32_t post = state.find_post(State::key_of(r.place.value, r.post.value));
  if (post == none) return contradiction("reactions to an unknown post");
  PostRow& row = state.posts[post];
  row.reactions = r.reactions;
  row.accepted = static_cast<std::uint8_t>((row.accepted & PostRow::by_us) | (r.accepted ? PostRow::by_its_place : 0));
  row.shown_at = std::max(row.shown_at, r.as_of);
  state.touch(post);
  return Nothing{};
}

void fold_renamed(State& state, const record::Renamed& r) {
  const std::uint32_t author = state.find_author(author_key(r.place.value, r.author.id));
  if (author == none) return;
  state.rename(author, r.author, r.as_of);
  each_by(state, author, [&](std::uint32_t post) { state.touch(post); });
}

void fold_departed(State& state, const record::Departed& r) {
  const std::uint32_t author = state.find_author(author_key(r.place.value, r.author));
  if (author == none) return;
  state.authors[author].silence |= AuthorRow::departed;
  each_by(state, author, [&](std::uint32_t post) {
    if (state.posts[post].removed == 0) remove(state, post);
  });
}

void fold_profiled(State& state, const record::Profiled& r) {
  const std::uint32_t author = state.find_author(author_key(r.place.value, r.author));
  if (author == none) return;
  state.authors[author].profile_at = r.at;
  note_followers(state, state.authors[author].key, r.followers);
  silence(state, author, AuthorRow::refuses, r.refuses);
}

Status fold_held(State& state, const record::Held& r) {
  const std::uint32_t post = state.find_post(r.post);
  if (post == none) return contradiction("an unknown post is held");
  state.change_visibility(post, [&](PostRow& row) { row.held = r.held ? 1 : 0; });
  state.touch(post);
  return Nothing{};
}

Status fold_silenced(State& state, const record::Silenced& r) {
  const std::uint32_t author = state.find_author(r.author);
  if (author == none) return contradiction("a decision about an unknown author");
  silence(state, author, r.why, r.on);
  return Nothing{};
}

Status fold_forgotten(State& state, const record::Forgotten& r) {
  const std::uint32_t author = state.find_author(r.author);
  if (author == none) return contradiction("an unknown author is forgotten");
  const auto erase = [&](TextSlice& slice) {
    state.texts.wipe(slice);
    slice = {};
  };
  each_by(state, author, [&](std::uint32_t post) {
    PostRow& row = state.posts[post];
    PlaceMemory& place = state.places[row.place];
    for (auto* due : {&place.looks, &place.lookups}) due->erase(std::string(state.text(row.remote)));
    for (TextSlice* slice : {&row.body, &row.remote, &row.extra}) erase(*slice);
    each_title(state, post, erase);
    row.content = 0;
    if (row.removed == 0) remove(state, post);
  });
  AuthorRow& row = state.authors[author];
  const std::string person(row.place == 0 ? state.text(row.id) : "");
  forget_in_community(state, r.author, person);
  std::vector<PostKey> waiting;
  for (const auto& [parent, replies] : state.parked) {
    for (const record::Posted& reply : replies) {
      if (author_key(reply.place.value, reply.author.id) == r.author)
        waiting.push_back(State::key_of(reply.place.value, reply.post.id.value));
    }
  }
  for (const PostKey reply : waiting) unpark(state, reply);
  for (TextSlice* slice : {&row.id, &row.name, &row.handle, &row.avatar}) erase(*slice);
  for (auto each = state.accounts.begin(); each != state.accounts.end();) {
    const bool theirs = each->first >> 16 == author || State::account_of(each->second).member == author;
    each = theirs ? state.accounts.erase(each) : std::next(each);
  }
  unlike_all(state, r.author);
  forget_votes(state, r.author, person);
  row.silence |= AuthorRow::forgotten;
  return Nothing{};
}

}  // namespace plein::sync
