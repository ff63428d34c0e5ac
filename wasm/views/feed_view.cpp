#include "views/feed_view.h"

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "model/roles.h"

namespace plein::views {
namespace {

std::uint32_t find(const State& state, std::string_view id) {
  PostKey key = 0;
  return from_base32(id, key) ? state.find_post(key) : none;
}

Error unknown_post(std::string_view id) {
  return Error{ErrorCode::unknown_name, "$.query.id", "there is no post " + std::string(id)};
}

}  // namespace

std::string answered_by(const Context& context, std::uint32_t root) {
  const State& state = context.state;
  if (context.reader) return std::string(state.text(state.threads[state.posts[root].thread].answered_by));
  Milliseconds latest = -1;
  std::string name;
  walk_thread(state, root, [&](std::uint32_t post, int depth) {
    const PostRow& row = state.posts[post];
    if (depth == 0 || !row.visible() || row.created_at <= latest || row.author == state.posts[root].author) return;
    const AuthorRow& author = state.authors[row.author];
    const Role role = role_of(state, context.bridge, author);
    if (role != Role::ambassador && role != Role::brand) return;
    latest = row.created_at;
    name = std::string(state.text(author.name));
  });
  return name;
}

PostKey accepted_answer(const Context& context, std::uint32_t root) {
  const State& state = context.state;
  if (context.reader) return state.posts[root].content;
  std::uint32_t answer = none;
  walk_thread(state, root, [&](std::uint32_t post, int depth) {
    const PostRow& row = state.posts[post];
    if (depth == 0 || !row.visible() || row.accepted == 0) return;
    // What was decided here goes before what a place says.
    if (answer == none || (row.accepted & PostRow::by_us) > (state.posts[answer].accepted & PostRow::by_us)) answer = post;
  });
  return answer == none ? 0 : state.posts[answer].key;
}

void write_counts(JsonWriter& out, const Context& context, const ThreadRow& thread) {
  out.number("replies", thread.replies).number("last_at", thread.last_at).key("answered_by");
  const std::string name = answered_by(context, thread.root);
  if (name.empty()) {
    out.null();
  } else {
    out.text(name);
  }
  if (const PostKey answer = accepted_answer(context, thread.root); answer != 0) out.text("accepted", to_base32(answer));
}

namespace {

void write_summary(JsonWriter& out, const Context& context, const ThreadRow& thread) {
  out.object().key("root");
  write_post(out, context, thread.root);
  write_counts(out, context, thread);
  out.end_object();
}

// "<last_at>.<root>"
bool read_cursor(std::string_view text, State::Activity& at) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return false;
  const char* end = text.data() + dot;
  const auto [parsed, error] = std::from_chars(text.data(), end, at.last_at);
  return error == std::errc() && parsed == end && from_base32(text.substr(dot + 1), at.root);
}

// The posts that changed after `since`, oldest change first, at most `limit`.
std::vector<std::uint32_t> changed_since(const State& state, std::uint64_t since, std::size_t limit) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = state.newest; post != none && state.posts[post].seq > since; post = state.posts[post].older)
    posts.push_back(post);
  std::reverse(posts.begin(), posts.end());
  if (posts.size() > limit) posts.resize(limit);
  return posts;
}

void write_event(JsonWriter& out, const Context& context, std::uint32_t post) {
  const State& state = context.state;
  const ThreadRow& thread = state.threads[state.posts[post].thread];
  out.object().text("seq", sequence(state, state.posts[post].seq)).key("post");
  write_post(out, context, post);
  out.key("summary").object().text("thread", to_base32(state.posts[thread.root].key));
  write_counts(out, context, thread);
  out.end_object().end_object();
}

}  // namespace

void write_places(JsonWriter& out, const std::vector<PlaceView>& places) {
  out.array();
  for (const PlaceView& place : places) {
    out.object()
        .text("id", place.id)
        .text("kind", place.kind)
        .text("platform", place.platform)
        .text("name", place.name)
        .text("url", place.url);
    if (!place.failing.empty()) out.text("failing", place.failing).number("since", place.since);
    out.end_object();
  }
  out.end_array();
}

Status write_feed(JsonWriter& out, const Context& context, const std::vector<PlaceView>& places, std::string_view after,
                  std::size_t page_size) {
  const State& state = context.state;
  const auto& order = state.by_activity();
  auto at = order.begin();
  if (!after.empty()) {
    State::Activity cursor{};
    if (!read_cursor(after, cursor)) return Error{ErrorCode::invalid_value, "$.query.after", "expected the `next` of a feed"};
    at = order.upper_bound(cursor);
  }
  out.object().text("seq", sequence(state, state.seq)).key("threads").array();
  const State::Activity* last = nullptr;
  std::size_t count = 0;
  for (; at != order.end() && count < page_size; ++at) {
    const ThreadRow& thread = state.threads[at->thread];
    last = &*at;
    const PostRow& root = state.posts[thread.root];
    if (root.hidden != 0 || root.held != 0 || (!root.visible() && thread.replies == 0)) continue;
    write_summary(out, context, thread);
    ++count;
  }
  out.end_array().key("next");
  if (last != nullptr && at != order.end()) {
    out.text(std::to_string(last->last_at) + "." + to_base32(last->root));
  } else {
    out.null();
  }
  out.key("places");
  write_places(out, places);
  out.end_object();
  return Nothing{};
}

Status write_thread(JsonWriter& out, const Context& context, std::string_view id) {
  const State& state = context.state;
  const std::uint32_t post = find(state, id);
  if (post == none) return unknown_post(id);
  const std::uint32_t root = state.threads[state.posts[post].thread].root;
  out.object().key("root");
  write_post(out, context, root);
  out.key("posts").array();
  walk_thread(state, root, [&](std::uint32_t each, int depth) { write_post(out, context, each, depth); });
  out.end_array().text("seq", sequence(state, state.seq));
  const Milliseconds since = context.in_sync_since ? context.in_sync_since(root) : 0;
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

void write_changes(JsonWriter& out, const Context& context, std::string_view since, std::size_t limit) {
  const State& state = context.state;
  const std::size_t dash = since.rfind('-');
  std::uint64_t number = 0;
  bool same = dash != std::string_view::npos && since.substr(0, dash) == state.epoch;
  if (same) {
    const auto [parsed, error] = std::from_chars(since.data() + dash + 1, since.data() + since.size(), number);
    same = error == std::errc() && parsed == since.data() + since.size() && number <= state.seq;
  }
  out.object().key("events").array();
  std::uint64_t reached = state.seq;
  bool more = false;
  if (same) {
    const std::vector<std::uint32_t> posts = changed_since(state, number, limit + 1);
    more = posts.size() > limit;
    for (std::size_t i = 0; i < posts.size() && i < limit; ++i) {
      write_event(out, context, posts[i]);
      if (more) reached = state.posts[posts[i]].seq;
    }
  }
  out.end_array().text("seq", sequence(state, reached)).flag("reset", !same).flag("more", more).end_object();
}

void write_events(JsonWriter& out, const Context& context, std::uint64_t since) {
  out.array();
  for (const std::uint32_t post : changed_since(context.state, since, SIZE_MAX)) write_event(out, context, post);
  out.end_array();
}

}  // namespace plein::views
