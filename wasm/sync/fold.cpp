#include "sync/fold.h"

#include "base/hash.h"
#include "text/text.h"

namespace plein::sync {
namespace {

Error contradiction(std::string_view what) { return Error{ErrorCode::damaged, "record", std::string(what)}; }

class Fold {
 public:
  explicit Fold(State& state) : state_(state) {}

  Status operator()(const record::Begun& r) {
    state_.epoch = r.epoch;
    state_.begun_at = r.at;
    return Nothing{};
  }

  Status operator()(const record::Identified& r) {
    memory(r.place).self = r.identity;
    return Nothing{};
  }

  Status operator()(const record::Posted& r) {
    const PostKey key = State::key_of(r.place.value, r.post.id.value);
    if (state_.find_copy(key) != none) return contradiction("a copy of ours is recorded as a post");
    const std::uint32_t known = state_.find_post(key);
    return known == none ? add(r, key) : revise(r, known);
  }

  Status operator()(const record::Removed& r) {
    const std::uint32_t post = state_.find_post(State::key_of(r.place.value, r.post.value));
    if (post == none) return contradiction("an unknown post is recorded as removed");
    PostRow& row = state_.posts[post];
    if (row.removed != 0) return Nothing{};
    row.removed = 1;
    row.body = {};
    if (row.parent != none) --state_.threads[row.thread].replies;
    if (row.parent == none) state_.threads[row.thread].title = {};
    state_.touch(post);
    return Nothing{};
  }

  Status operator()(const record::Copied& r) {
    const std::uint16_t place = state_.intern_place(r.place.value);
    const PostKey key = State::key_of(r.place.value, r.copy.id.value);
    if (state_.find_post(key) != none) return contradiction("a post is recorded as a copy of ours");
    const std::uint32_t post = state_.find_post(r.origin);
    if (post == none) {
      state_.orphans[r.origin].push_back({place, r.copy});
    } else {
      bind(post, place, r.copy);
    }
    return Nothing{};
  }

  Status operator()(const record::Intended& r) {
    const std::uint32_t post = state_.find_post(r.post);
    if (post == none) return contradiction("a write of an unknown post");
    CopyRow& row = copy_row(post, r.place);
    row.intended_at = r.at;
    row.salt = r.salt;
    row.state = CopyState::sending;
    row.reason = {};
    state_.touch(post);
    return Nothing{};
  }

  Status operator()(const record::Unsettled& r) {
    const std::uint32_t post = state_.find_post(r.post);
    if (post == none) return contradiction("the outcome of a write of an unknown post");
    CopyRow& row = copy_row(post, r.place);
    row.state = r.state;
    row.reason = state_.texts.add(r.reason);
    state_.touch(post);
    return Nothing{};
  }

  Status operator()(const record::Marked& r) {
    memory(r.place).marks[r.stream] = r.mark;
    return Nothing{};
  }

  Status operator()(const record::LookDue& r) {
    memory(r.place).looks[r.thread.id.value] = r.thread.extra;
    return Nothing{};
  }

  Status operator()(const record::Looked& r) {
    memory(r.place).looks.erase(r.thread.value);
    return Nothing{};
  }

  Status operator()(const record::Adopted& r) {
    memory(r.place).adopted = true;
    return Nothing{};
  }

 private:
  PlaceMemory& memory(const PlaceId& place) { return state_.places[state_.intern_place(place.value)]; }

  std::uint32_t author(const record::Posted& r, std::uint16_t place) {
    const std::uint64_t key = hash64({r.place.value, "author", r.author.id});
    return state_.author(key, r.author.id, r.author.name, r.author.handle, place, r.role);
  }

  Status add(const record::Posted& r, PostKey key) {
    // A parent may be a post of the place, or a copy of ours there: then its origin is the parent.
    std::uint32_t parent = none;
    if (!r.parent.empty()) {
      const PlaceId& parent_place = r.parent_place.empty() ? r.place : r.parent_place;
      const PostKey parent_key = State::key_of(parent_place.value, r.parent.id.value);
      parent = state_.find_post(parent_key);
      if (parent == none) {
        const std::uint32_t copy = state_.find_copy(parent_key);
        if (copy == none) return contradiction("a reply without its parent");
        parent = state_.copies[copy].post;
      }
    }
    PostRow row;
    row.key = key;
    row.place = state_.intern_place(r.place.value);
    row.remote = state_.texts.add(r.post.id.value);
    row.extra = state_.texts.add(r.post.extra);
    row.body = state_.texts.add(r.body);
    row.content = content_hash(r.title, r.body);
    row.created_at = r.created_at;
    row.edited_at = r.edited_at;
    row.old = r.old ? 1 : 0;
    row.author = author(r, row.place);
    row.parent = parent;
    const std::uint32_t post = state_.add_post(row);
    if (parent == none) set_title(post, r);
    state_.touch(post);
    adopt_orphans(post, key);
    return Nothing{};
  }

  Status revise(const record::Posted& r, std::uint32_t post) {
    const std::uint16_t place = state_.posts[post].place;
    const std::uint32_t by = author(r, place);
    PostRow& row = state_.posts[post];
    if (row.removed != 0) return Nothing{};  // a removal is final
    row.author = by;
    row.edited_at = r.edited_at;
    row.content = content_hash(r.title, r.body);
    row.body = state_.texts.add(r.body);
    if (!r.post.extra.empty() && state_.text(row.extra) != r.post.extra) row.extra = state_.texts.add(r.post.extra);
    if (row.parent == none) set_title(post, r);
    state_.touch(post);
    return Nothing{};
  }

  void set_title(std::uint32_t post, const record::Posted& r) {
    std::string title = r.title;
    if (title.empty()) {
      const auto body = rich_text_from_json(r.body);
      if (body) title = text::title_from(*body, derived_title_max);
    }
    state_.threads[state_.posts[post].thread].title = state_.texts.add(title);
  }

  void adopt_orphans(std::uint32_t post, PostKey key) {
    const auto found = state_.orphans.find(key);
    if (found == state_.orphans.end()) return;
    for (const Orphan& orphan : found->second) bind(post, orphan.place, orphan.copy);
    state_.orphans.erase(found);
  }

  void bind(std::uint32_t post, std::uint16_t place, const RemoteRef& ref) {
    const std::string place_id = state_.places[place].id;
    CopyRow& row = copy_row(post, PlaceId{place_id});
    if (row.state == CopyState::sent) return;  // a second copy of ours: it stays unbound
    row.state = CopyState::sent;
    row.reason = {};
    row.remote = state_.texts.add(ref.id.value);
    row.extra = state_.texts.add(ref.extra);
    const std::uint32_t index = static_cast<std::uint32_t>(&row - state_.copies.data());
    state_.bind_copy(index, State::key_of(place_id, ref.id.value));
    state_.touch(post);
  }

  CopyRow& copy_row(std::uint32_t post, const PlaceId& place) {
    const std::uint16_t index = state_.intern_place(place.value);
    std::uint32_t copy = state_.copy_in(post, index);
    if (copy == none) {
      CopyRow row;
      row.post = post;
      row.place = index;
      copy = state_.add_copy(row);
    }
    return state_.copies[copy];
  }

  State& state_;
};

}  // namespace

std::uint64_t content_hash(std::string_view title, std::string_view body_json) { return hash64({title, body_json}); }

Status fold(State& state, const Record& record) { return std::visit(Fold(state), record); }

}  // namespace plein::sync
