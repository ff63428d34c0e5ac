#include "views/feed_view.h"

#include <algorithm>

#include "base/digits.h"
#include "base/hash.h"
#include "model/tags.h"

namespace plein::views {
namespace {

constexpr int looked_through_max = 5000;  // threads a request, of which a filter lets some through

#ifndef PLEIN_READER
ThreadFacts facts(const Context& context, std::uint32_t root) {
  const std::uint32_t thread = context.state.posts[root].thread;
  if (context.threads != nullptr) return context.threads->facts(context.state, context.bridge, thread);
  return facts_of(context.state, context.bridge, thread);
}
#endif

}  // namespace

// A reader, which may not hold the replies, was told.
std::string answered_by(const Context& context, std::uint32_t root) {
  const State& state = context.state;
#ifndef PLEIN_READER
  if (!context.reader()) {
    const std::uint32_t answer = facts(context, root).answer;
    return answer == none ? "" : std::string(state.text(state.authors[state.posts[answer].author].name));
  }
#endif
  return std::string(state.text(state.threads[state.posts[root].thread].answered_by));
}

PostKey accepted_answer(const Context& context, std::uint32_t root) {
#ifndef PLEIN_READER
  if (!context.reader()) {
    const std::uint32_t answer = facts(context, root).accepted;
    return answer == none ? 0 : context.state.posts[answer].key;
  }
#endif
  return context.state.posts[root].content;
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

void write_summary(JsonWriter& out, const Context& context, const ThreadRow& thread) {
  out.object().key("root");
  write_post(out, context, thread.root);
  write_counts(out, context, thread);
  out.end_object();
}

namespace {

#ifdef PLEIN_READER
const State::Activities& order_of(const Context& context, const FeedQuery&) { return context.state.by_activity(); }

bool wanted(const Context& context, const FeedQuery&, std::uint32_t thread) {
  return listed(context.state, context.state.threads[thread]);
}
#else
// In a reader, and without an index, by activity.
const State::Activities& order_of(const Context& context, const FeedQuery& query) {
  const bool awaited = query.sort == Sort::active && query.answer == FeedQuery::Answer::awaited;
  const Sort sort = awaited ? Sort::unanswered : query.sort;
  if (sort == Sort::active || context.reader() || context.threads == nullptr) return context.state.by_activity();
  return context.threads->order(context.state, context.bridge, sort);
}

bool wanted(const Context& context, const FeedQuery& query, std::uint32_t thread) {
  const State& state = context.state;
  const std::uint32_t root = state.threads[thread].root;
  if (!listed(state, state.threads[thread])) return false;
  if (context.reader()) return true;
  if (!query.place.empty() && state.places[state.posts[root].place].id != query.place) return false;
  if (query.answer != FeedQuery::Answer::either || query.sort == Sort::unanswered) {
    const bool answered = facts(context, root).answer != none;
    if (answered && (query.answer == FeedQuery::Answer::awaited || query.sort == Sort::unanswered)) return false;
    if (!answered && query.answer == FeedQuery::Answer::given) return false;
  }
  return query.tag.empty() || (state.posts[root].visible() && bears_tag(state, root, query.tag));
}
#endif

// "<last_at>.<root>"
bool read_cursor(std::string_view text, State::Activity& at) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return false;
  std::uint64_t last_at = 0;
  const bool read = read_digits(text.substr(0, dot), last_at) && last_at <= INT64_MAX;
  at.last_at = static_cast<Milliseconds>(last_at);
  return read && from_base32(text.substr(dot + 1), at.root);
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

Status write_feed(JsonWriter& out, const Context& context, const std::vector<PlaceView>& places, const FeedQuery& query) {
  const State& state = context.state;
#ifndef PLEIN_READER
  if (!query.place.empty() && query.place != "site" && context.bridge.find(query.place) == nullptr)
    return Error{ErrorCode::unknown_name, "$.query.place", "there is no place " + query.place};
#endif
  const auto& order = order_of(context, query);
  auto at = order.begin();
  if (!query.after.empty()) {
    State::Activity cursor{};
    if (!read_cursor(query.after, cursor))
      return Error{ErrorCode::invalid_value, "$.query.after", "expected the `next` of a feed"};
    at = order.upper_bound(cursor);
  }
  out.object().text("seq", sequence(state, state.seq)).key("threads").array();
  const State::Activity* last = nullptr;
  std::size_t count = 0;
  for (int looked = 0; at != order.end() && count < query.page_size && looked < looked_through_max; ++at, ++looked) {
    last = &*at;
    if (!wanted(context, query, at->thread)) continue;
    write_summary(out, context, state.threads[at->thread]);
    ++count;
  }
  out.end_array().key("next");
  if (last != nullptr && at != order.end()) {
    out.text(digits(last->last_at) + "." + to_base32(last->root));
  } else {
    out.null();
  }
  out.key("places");
  write_places(out, places);
  out.end_object();
  return Nothing{};
}

void write_changes(JsonWriter& out, const Context& context, std::string_view since, std::size_t limit) {
  const State& state = context.state;
  const std::size_t dash = since.rfind('-');
  std::uint64_t number = 0;
  bool same = dash != std::string_view::npos && since.substr(0, dash) == state.epoch;
  same = same && read_digits(since.substr(dash + 1), number) && number <= state.seq;
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
