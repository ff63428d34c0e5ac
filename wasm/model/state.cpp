#include "model/state.h"

#include <numeric>

#include "base/hash.h"
#include "base/order.h"

namespace plein {
namespace {

constexpr std::uint32_t copy_bit = 0x80000000u;

}  // namespace

State::State() { intern_place("site"); }

PostKey State::key_of(std::string_view place_id, std::string_view remote_id) {
  const PostKey key = hash64({place_id, remote_id});
  return key == 0 ? 1 : key;  // 0 says: none yet
}

std::uint16_t State::find_place(std::string_view id) const {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].id == id) return static_cast<std::uint16_t>(i);
  }
  return UINT16_MAX;
}

std::uint16_t State::intern_place(std::string_view id) {
  const std::uint16_t found = find_place(id);
  if (found != UINT16_MAX) return found;
  PlaceMemory place;
  place.id = std::string(id);
  places.push_back(std::move(place));
  return static_cast<std::uint16_t>(places.size() - 1);
}

PostKey State::key_at(std::uint32_t entry) const {
  return (entry & copy_bit) != 0 ? copies[entry & ~copy_bit].key : posts[entry].key;
}

std::uint32_t State::find_post(PostKey key) const {
  const std::uint32_t entry = keys_.find(key, [this](std::uint32_t e) { return key_at(e); });
  return (entry & copy_bit) != 0 ? none : entry;
}

std::uint32_t State::find_copy(PostKey key) const {
  const std::uint32_t entry = keys_.find(key, [this](std::uint32_t e) { return key_at(e); });
  return entry != none && (entry & copy_bit) != 0 ? entry & ~copy_bit : none;
}

std::uint32_t State::copy_in(std::uint32_t post, std::uint16_t place, bool correction) const {
  for (std::uint32_t copy = posts[post].first_copy; copy != none; copy = copies[copy].next) {
    const CopyRow& row = copies[copy];
    if (row.place == place && !row.is(CopyRow::doubled) && row.is(CopyRow::correction) == correction) return copy;
  }
  return none;
}

#ifndef PLEIN_READER
bool State::is_dead(PostKey key) const {
  const std::uint32_t post = find_post(key);
  return post != none ? posts[post].removed != 0 : tombstones.count(key) != 0;
}

std::uint32_t State::find_any(PostKey key) const {
  const std::uint32_t copy = find_copy(key);
  if (copy != none) return copies[copy].post;
  const auto gone = tombstones.find(key);
  return find_post(gone != tombstones.end() && gone->second != 0 ? gone->second : key);
}
#endif

std::uint32_t State::find_author(std::uint64_t key) const {
  return author_keys_.find(key, [this](std::uint32_t i) { return authors[i].key; });
}

std::uint32_t State::add_post(PostRow row) {
  const auto index = static_cast<std::uint32_t>(posts.size());
  row.first_child = row.first_copy = row.next_sibling = row.newer = row.older = none;
  if (row.parent == none) {
    row.thread = begin_thread(index, row.key, row.created_at);
  } else {
    row.thread = posts[row.parent].thread;
    row.next_sibling = posts[row.parent].first_child;
    posts[row.parent].first_child = index;
    if (row.visible()) ++threads[row.thread].replies;
    active(row.thread, row.created_at);
  }
  if (row.author != none) {
    row.next_by_author = authors[row.author].first_post;
    authors[row.author].first_post = index;
  }
  posts.push_back(row);
  keys_.insert(row.key, index, [this](std::uint32_t e) { return key_at(e); });
  return index;
}

std::uint32_t State::add_copy(CopyRow row) {
  const auto index = static_cast<std::uint32_t>(copies.size());
  const PostKey key = row.key;
  row.key = 0;
  row.next = posts[row.post].first_copy;
  posts[row.post].first_copy = index;
  copies.push_back(row);
  if (key != 0) bind_copy(index, key);
  return index;
}

void State::bind_copy(std::uint32_t copy, PostKey key) {
  if (copies[copy].key == key) return;
  copies[copy].key = key;
  keys_.insert(key, copy | copy_bit, [this](std::uint32_t e) { return key_at(e); });
}

#ifndef PLEIN_READER
PostKey State::like_key(PostKey post, std::uint64_t person) { return hash64({to_base32(post), "like", to_base32(person)}); }

std::uint64_t State::likes_of(PostKey post) const {
  const auto found = liked.find(post);
  return found == liked.end() ? 0 : found->second;
}
#else
std::uint64_t State::likes_of(PostKey) const { return 0; }  // they are among the post's reactions
#endif

std::uint32_t State::member(std::uint64_t key, std::string_view id, std::uint16_t place) {
  const auto key_of_author = [this](std::uint32_t i) { return authors[i].key; };
  const std::uint32_t known = author_keys_.find(key, key_of_author);
  if (known != none) return known;
  const auto index = static_cast<std::uint32_t>(authors.size());
  AuthorRow row;
  row.key = key;
  row.place = place;
  row.id = texts.add(id);
  authors.push_back(row);
  author_keys_.insert(key, index, key_of_author);
  return index;
}

std::uint32_t State::author(std::uint64_t key, const Author& author, std::uint16_t place, Role role, Milliseconds as_of) {
  const std::uint32_t index = member(key, author.id, place);
  authors[index].role = role;
  rename(index, author, as_of);
  return index;
}

void State::set_author(std::uint32_t post, std::uint32_t author) {
  PostRow& row = posts[post];
  if (row.author == author) return;
  std::uint32_t* link = &authors[row.author].first_post;
  while (*link != none && *link != post) link = &posts[*link].next_by_author;
  if (*link == post) *link = row.next_by_author;
  row.author = author;
  row.next_by_author = authors[author].first_post;
  authors[author].first_post = post;
}

// Of two names or avatars of the same time the greater one counts, so that the order in which they came does not.
void State::rename(std::uint32_t author, const Author& now, Milliseconds as_of) {
  AuthorRow& row = authors[author];
  if ((row.silence & AuthorRow::forgotten) != 0) return;
  const std::string_view name = now.name, handle = now.handle, avatar = now.avatar_url;
  const bool greater = std::pair(name, handle) >= std::pair(text(row.name), text(row.handle));
  if (as_of > row.named_at || (as_of == row.named_at && greater)) {
    row.named_at = as_of;
    if (text(row.name) != name) row.name = texts.add(name);
    if (text(row.handle) != handle) row.handle = texts.add(handle);
  }
  // Not every reading of an author says which picture they have: it has a time of its own.
  if (avatar.empty() || as_of < row.pictured_at || (as_of == row.pictured_at && avatar < text(row.avatar))) return;
  row.pictured_at = as_of;
  if (text(row.avatar) != avatar) row.avatar = texts.add(avatar);
}

void State::touch(std::uint32_t post) {
  PostRow& row = posts[post];
  row.seq = ++seq;
  if (newest == post) return;
  if (row.newer != none) posts[row.newer].older = row.older;
  if (row.older != none) posts[row.older].newer = row.newer;
  row.newer = none;
  row.older = newest;
  if (newest != none) posts[newest].newer = post;
  newest = post;
}

void State::active(std::uint32_t thread, Milliseconds at) {
  ThreadRow& row = threads[thread];
  if (at <= row.last_at) return;
  const PostKey root = posts[row.root].key;
  by_activity_.erase({row.last_at, root, thread});
  row.last_at = at;
  by_activity_.insert({row.last_at, root, thread});
}

void State::rebuild_indexes() {
  keys_ = {};
  author_keys_ = {};
  const auto key_of_entry = [this](std::uint32_t e) { return key_at(e); };
  const auto key_of_author = [this](std::uint32_t i) { return authors[i].key; };
  keys_.reserve(posts.size() + copies.size(), key_of_entry);
  author_keys_.reserve(authors.size(), key_of_author);
  for (std::uint32_t i = 0; i < posts.size(); ++i) keys_.insert(posts[i].key, i, key_of_entry);
  for (std::uint32_t i = 0; i < copies.size(); ++i) {
    if (copies[i].key != 0) keys_.insert(copies[i].key, i | copy_bit, key_of_entry);
  }
  for (std::uint32_t i = 0; i < authors.size(); ++i) author_keys_.insert(authors[i].key, i, key_of_author);
  const auto activity = [this](std::uint32_t i) { return Activity{threads[i].last_at, posts[threads[i].root].key, i}; };
  std::vector<std::uint32_t> order(threads.size());
  std::iota(order.begin(), order.end(), 0u);
  sort_numbers(order, [&](std::uint32_t a, std::uint32_t b) { return activity(a) < activity(b); });
  by_activity_.clear();
  for (const std::uint32_t i : order) by_activity_.insert(by_activity_.end(), activity(i));
}

std::size_t State::memory() const {
  constexpr std::size_t set_node = 3 * sizeof(void*) + 8 + sizeof(Activity);
  return texts.capacity() + posts.capacity() * sizeof(PostRow) + copies.capacity() * sizeof(CopyRow) +
         authors.capacity() * sizeof(AuthorRow) + threads.capacity() * sizeof(ThreadRow) + keys_.bytes() + author_keys_.bytes() +
         by_activity_.size() * set_node;
}

void walk_thread(const State& state, std::uint32_t root, Call<void(std::uint32_t, int)> visit) {
  std::vector<std::pair<std::uint32_t, int>> open{{root, 0}};
  std::vector<std::uint32_t> children;
  while (!open.empty()) {
    const auto [post, depth] = open.back();
    open.pop_back();
    visit(post, depth);
    children.clear();
    for (std::uint32_t child = state.posts[post].first_child; child != none; child = state.posts[child].next_sibling) {
      children.push_back(child);
    }
    // The latest first, as the stack hands them out in reverse.
    sort_numbers(children, [&](std::uint32_t a, std::uint32_t b) {
      const PostRow& x = state.posts[a];
      const PostRow& y = state.posts[b];
      return x.created_at != y.created_at ? x.created_at > y.created_at : x.key > y.key;
    });
    for (const std::uint32_t child : children) open.emplace_back(child, depth + 1);
  }
}

}  // namespace plein
