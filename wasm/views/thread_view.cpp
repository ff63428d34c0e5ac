// A thread, whole or a page of it, in reading order: depth first, older first.
#include <algorithm>

#include "base/hash.h"
#include "views/feed_view.h"

namespace plein::views {
namespace {

struct Seen {
  std::uint32_t post;
  int depth;
};

std::uint32_t find(const State& state, std::string_view id) {
  PostKey key = 0;
  return from_base32(id, key) ? state.find_post(key) : none;
}

Error unknown_post(std::string_view id) {
  return Error{ErrorCode::unknown_name, "$.query.id", "there is no post " + std::string(id)};
}

#ifndef PLEIN_READER
std::size_t position(const std::vector<Seen>& posts, std::uint32_t post) {
  std::size_t at = 0;
  while (at < posts.size() && posts[at].post != post) ++at;
  return at;
}

// Which of the posts are the page; false when what it is to begin or end at is not in the thread. As posts are named and not
// counted, a page goes on where the last one ended, whatever came between.
bool find_page(const State& state, const std::vector<Seen>& posts, const ThreadQuery& query, std::size_t& begin,
               std::size_t& end) {
  const std::string& named = !query.after.empty() ? query.after : !query.before.empty() ? query.before : query.around;
  const std::size_t at = named.empty() ? 0 : position(posts, find(state, named));
  const std::size_t size = query.page_size;
  if (at == posts.size()) return false;
  if (query.after.empty() && !query.before.empty()) {
    begin = at - std::min(at, size);
    end = at;
    return true;
  }
  begin = query.after.empty() ? at / size * size : at + 1;
  end = std::min(posts.size(), begin + size);
  return true;
}

// What the post at a position hangs under, below the root: of what comes before it, the last that is less deep, and so on.
void mark_above(const std::vector<Seen>& posts, std::size_t at, std::vector<bool>& marks) {
  int depth = posts[at].depth;
  while (at-- > 1) {
    if (posts[at].depth >= depth) continue;
    depth = posts[at].depth;
    marks[at] = true;
  }
}

// So that a reader can hang a page, and the answer, in their places whatever else it holds.
void write_above(JsonWriter& out, const Context& context, const std::vector<Seen>& posts, std::size_t begin, std::size_t end,
                 std::uint32_t accepted) {
  std::vector<bool> marks(posts.size());
  if (begin < end) mark_above(posts, begin, marks);
  const std::size_t answer = position(posts, accepted);
  if (answer < begin || (answer >= end && answer < posts.size())) mark_above(posts, answer, marks);
  out.key("above").array();
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (marks[i]) write_post(out, context, posts[i].post, posts[i].depth);
  }
  out.end_array();
}
#endif

void write_id(JsonWriter& out, const State& state, std::string_view name, std::uint32_t post) {
  out.key(name);
  if (post == none) {
    out.null();
  } else {
    out.text(to_base32(state.posts[post].key));
  }
}

}  // namespace

Status write_thread(JsonWriter& out, const Context& context, const ThreadQuery& query) {
  const State& state = context.state;
  const std::uint32_t post = find(state, query.id);
  if (post == none) return unknown_post(query.id);
  const std::uint32_t root = state.threads[state.posts[post].thread].root;
  const std::uint32_t accepted = state.find_post(accepted_answer(context, root));
  std::vector<Seen> posts;
  walk_thread(state, root, [&](std::uint32_t each, int depth) { posts.push_back({each, depth}); });
  std::size_t begin = 0, end = posts.size();
#ifndef PLEIN_READER  // which shows all that it holds
  if (query.page_size != 0 && !find_page(state, posts, query, begin, end))
    return Error{ErrorCode::invalid_value, "$.query", "expected a post of this thread to begin or end at"};
#endif
  out.object().key("root");
  write_post(out, context, root);
  if (accepted != none && state.posts[accepted].visible()) {
    out.key("accepted");
    write_post(out, context, accepted);
  }
#ifndef PLEIN_READER
  if (query.page_size != 0) write_above(out, context, posts, begin, end, accepted);
#endif
  out.key("posts").array();
  for (std::size_t i = begin; i < end; ++i) write_post(out, context, posts[i].post, posts[i].depth);
  out.end_array();
  write_id(out, state, "previous", begin > 0 && begin < end ? posts[begin].post : none);
  write_id(out, state, "next", begin < end && end < posts.size() ? posts[end - 1].post : none);
  out.number("total", static_cast<std::int64_t>(posts.size())).text("seq", sequence(state, state.seq));
  const Milliseconds since = context.reader() ? 0 : context.known->in_sync_since(root);
  if (since != 0) out.number("in_sync_since", since);
  out.end_object();
  return Nothing{};
}

Status write_one(JsonWriter& out, const Context& context, std::string_view id) {
  const std::uint32_t post = find(context.state, id);
  if (post == none) return unknown_post(id);
  write_post(out, context, post);
  return Nothing{};
}

}  // namespace plein::views
