#include "insight/reference.h"

#include <algorithm>

#include "base/hash.h"
#include "insight/reference_class.h"

namespace plein::insight {

std::optional<std::int64_t> ratio(std::int64_t scale, std::int64_t sum, std::int64_t of) {
  if (of == 0) return std::nullopt;
  return scale * sum / of;
}

std::optional<std::int64_t> percentile(std::vector<Milliseconds> times, std::int64_t percent) {
  if (times.empty()) return std::nullopt;
  std::sort(times.begin(), times.end());
  std::size_t rank = 1;  // the least of which so many per cent are not above
  while (static_cast<std::int64_t>(rank) * 100 < percent * static_cast<std::int64_t>(times.size())) ++rank;
  return times[rank - 1];
}

Reference::Reference(const State& state, const Bridge& bridge, Milliseconds from, Milliseconds to, std::string place)
    : state_(state), from_(from), to_(to), place_(std::move(place)) {
  find_people(bridge);
  for (std::uint32_t row = 0; row < state.posts.size(); ++row) {
    if (state.posts[row].visible()) posts_.push_back(read(row));
  }
  std::sort(posts_.begin(), posts_.end(),
            [](const Post& a, const Post& b) { return std::tie(a.at, a.row) < std::tie(b.at, b.row); });
  for (const Post& post : posts_) by_thread_[post.thread].push_back(&post);
}

std::map<std::string, Expected> Reference::all(const Books& books) {
  reach();
  activity();
  influence();
  conversations();
  for (const auto& [name, after, during] :
       {std::tuple("durability_7", 7, 7), {"durability_30", 30, 30}, {"durability_90", 90, 30}})
    durability(out_[name], after * day, during * day);
  ties();
  participation();
  balance();
  returns(books);
  for (auto& [name, figure] : out_) {
    std::sort(figure.posts.begin(), figure.posts.end());
    for (auto& [part, posts] : figure.posts_of_parts) std::sort(posts.begin(), posts.end());
  }
  return out_;
}

void Reference::find_people(const Bridge& bridge) {
  for (std::uint32_t author = 0; author < state_.authors.size(); ++author) person_.push_back(author);
  for (bool changed = true; changed;) {
    changed = false;
    const auto same = [&](std::uint32_t one, std::uint32_t other) {
      auto &a = person_[one], &b = person_[other];
      changed = changed || a != b;
      a = b = std::min(a, b);
    };
    for (const auto& [slot, value] : state_.accounts)
      same(static_cast<std::uint32_t>(slot >> 16), State::account_of(value).member);
    for (const auto& [about, said] : state_.community.standing) {
      std::uint64_t other = 0;
      if (said.what == Deed::same && from_base32(said.value, other))
        same(state_.find_author(said.author), state_.find_author(other));
    }
  }
  role_.resize(state_.authors.size(), Role::visitor);
  for (std::uint32_t author = 0; author < state_.authors.size(); ++author)
    role_[person_[author]] = std::max(role_[person_[author]], role_of(state_, bridge, state_.authors[author]));
}

Post Reference::read(std::uint32_t row) const {
  const PostRow& of = state_.posts[row];
  Post post;
  post.row = row;
  post.at = of.created_at;
  post.person = person_[of.author];
  post.role = role_[post.person];
  post.thread = of.thread;
  post.place = state_.places[of.place].id;
  post.first = of.parent == none;
  if (!post.first) {
    post.to = person_[state_.posts[of.parent].author];
    post.to_role = role_[post.to];
    post.parent_visible = state_.posts[of.parent].visible();
  }
  std::uint32_t top = row;
  for (; state_.posts[top].parent != none; top = state_.posts[top].parent) ++post.depth;
  post.beginner = person_[state_.posts[top].author];
  post.beginner_role = role_[post.beginner];
  return post;
}

void Reference::counted(const std::string& name) {
  out_[name].value = static_cast<std::int64_t>(out_[name].posts.size());
  for (const auto& [part, posts] : out_[name].posts_of_parts) out_[name].parts[part] = static_cast<std::int64_t>(posts.size());
}

std::vector<const Post*> Reference::firsts() const {
  std::vector<const Post*> found;
  std::set<std::uint32_t> met;
  for (const Post& post : posts_) {
    if (here(post) && post.role != Role::brand && met.insert(post.person).second) found.push_back(&post);
  }
  return found;
}

std::map<std::string, Expected> reference(const State& state, const Bridge& bridge, Milliseconds from, Milliseconds to,
                                          const std::string& place, const Books& books) {
  return Reference(state, bridge, from, to, place).all(books);
}

}  // namespace plein::insight
