#include "community/decisions.h"

#include <algorithm>

#include "base/digits.h"
#include "base/hash.h"
#include "community/polls.h"
#include "model/labels.h"
#include "search/search_view.h"
#include "views/feed_view.h"

namespace plein::community {
namespace {

constexpr std::size_t pinned_max = 3;
constexpr std::size_t words_max = 120;  // bytes

Error other_cursor() { return {ErrorCode::invalid_value, "$.query.after", "expected the `next` of a page"}; }

// What everybody may know of a thread; nothing of who decided it.
void write_mark(JsonWriter& out, const record::Decided& r, bool& tags) {
  if (r.what == Deed::tag) {
    if (!tags) out.key("tags").array();
    tags = true;
    out.text(r.value);
    return;
  }
  if (r.what == Deed::lock) out.flag("locked", true);
  if (r.what == Deed::feature) out.flag("featured", true);
  if (r.what == Deed::pin) out.flag("pinned", true);
  if (r.what == Deed::sponsor) out.flag("sponsored", true);
  if (r.what == Deed::slow) out.raw("slow_ms", r.value);
  if (r.what == Deed::idea) out.key("idea").object().text("status", r.value).text_unless_empty("reason", r.reason).end_object();
}

// Those that stand first, the last pinned one before the others.
void write_pinned(JsonWriter& out, const views::Context& context) {
  const State& state = context.state;
  const auto& standing = state.community.standing;
  std::vector<std::pair<Milliseconds, const ThreadRow*>> pinned;
  for (auto each = standing.lower_bound({Deed::pin, 0, ""}); each != standing.end(); ++each) {
    const record::Decided& made = each->second;
    if (made.what != Deed::pin) break;
    const std::uint32_t post = state.find_post(made.post);
    if (post != none && state.posts[post].visible()) pinned.emplace_back(-made.made_at, &state.threads[state.posts[post].thread]);
  }
  if (pinned.empty()) return;
  std::stable_sort(pinned.begin(), pinned.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (pinned.size() > pinned_max) pinned.resize(pinned_max);
  out.key("pinned").array();
  for (const auto& [at, thread] : pinned) views::write_summary(out, context, *thread);
  out.end_array();
}

// What those who decide may read of a post: what all may, and what is held.
bool readable(const PostRow& row) { return row.removed == 0 && row.hidden == 0 && row.silenced == 0; }

std::string_view title_of(const State& state, std::uint32_t post) {
  const ThreadRow& thread = state.threads[state.posts[post].thread];
  return readable(state.posts[thread.root]) ? state.text(thread.title) : "";
}

// What a decision is about, in words: a thread's title and how a reply begins, or an author's name.
void write_subject(JsonWriter& out, const State& state, const record::Decided& r) {
  if (r.post == 0) {
    const std::uint32_t author = state.find_author(r.author);
    if (author != none) out.text_unless_empty("author_name", state.text(state.authors[author].name));
    return;
  }
  const std::uint32_t post = state.find_post(r.post);
  const PostRow& row = state.posts[post];
  out.text("thread", to_base32(state.posts[state.threads[row.thread].root].key))
      .text_unless_empty("title", title_of(state, post));
  if (row.parent == none || !readable(row)) return;
  const std::vector<std::string> words = search::excerpt(search::said_in(state.text(row.body)), {}, words_max);
  if (!words.empty()) out.text_unless_empty("words", words.front());
}

void write_moved(JsonWriter& out, const State& state, const record::Decided& r) {
  PostKey under = 0;
  const std::uint32_t post = from_base32(moved_under(r), under) ? state.find_post(under) : none;
  if (post == none) return static_cast<void>(out.text_unless_empty("value", moved_title(r)));
  out.text("under", moved_under(r)).text_unless_empty("value", title_of(state, post));
}

bool marks(Deed what) {
  return what == Deed::lock || what == Deed::slow || what == Deed::feature || what == Deed::pin || what == Deed::sponsor ||
         what == Deed::tag || what == Deed::idea;
}

}  // namespace

void write_decision(JsonWriter& out, const State& state, const Community::Entry& entry, Milliseconds at) {
  const record::Decided& r = entry.decided;
  out.object().text("id", digits(static_cast<std::int64_t>(entry.number))).text("did", name_of(r.what).name).flag("on", r.on);
  if (r.post != 0) out.text("post", to_base32(r.post));
  if (r.author != 0) out.text("author", to_base32(r.author));
  write_subject(out, state, r);
  out.text_unless_empty("place", r.place.value);
  if (r.what == Deed::move)
    write_moved(out, state, r);
  else
    out.text_unless_empty("value", r.value);
  if (r.until != 0) out.number("until", r.until);
  out.text_unless_empty("reason", r.reason).text("by", r.by).text("name", r.name).number("at", r.made_at);
  const bool gone = r.what == Deed::announce && !r.on;
  out.flag("undoable", !entry.undone && !gone && r.made_at + undoable_ms > at);
  if (entry.undone) out.flag("undone", true);
  out.end_object();
}

Status write_decisions(JsonWriter& out, const views::Context& context, const Page& page) {
  const auto& history = context.state.community.history;
  std::uint64_t below = UINT64_MAX;
  if (!page.after.empty() && !read_digits(page.after, below)) return other_cursor();
  std::size_t count = 0;
  const Community::Entry* last = nullptr;
  out.object().key("decisions").array();
  auto each = history.rbegin();
  for (; each != history.rend() && count < page.size; ++each) {
    if (each->number >= below || each->decided.made_at + undoable_ms <= page.at) continue;
    write_decision(out, context.state, *each, page.at);
    last = &*each;
    ++count;
  }
  out.end_array().key("next");
  if (last != nullptr && each != history.rend())
    out.text(digits(static_cast<std::int64_t>(last->number)));
  else
    out.null();
  out.end_object();
  return Nothing{};
}

Status write_held(JsonWriter& out, const views::Context& context, const Page& page) {
  const State& state = context.state;
  std::uint64_t below = UINT64_MAX;
  if (!page.after.empty() && !read_digits(page.after, below)) return other_cursor();
  out.object().key("posts").array();
  std::size_t count = 0;
  std::uint64_t last = 0;
  bool more = false;
  // Holding a post moves it to the end of the feed's numbers: the latest held are the newest.
  for (std::uint32_t post = state.newest; post != none; post = state.posts[post].older) {
    const PostRow& row = state.posts[post];
    if (row.held == 0 || row.removed != 0 || row.seq >= below) continue;
    more = count == page.size;
    if (more) break;
    const AuthorRow& author = state.authors[row.author];
    const ThreadRow& thread = state.threads[row.thread];
    out.object().text("id", to_base32(row.key)).text("thread", to_base32(state.posts[thread.root].key));
    out.text("place", state.places[row.place].id).text("title", state.text(thread.title));
    out.key("author").object().text("key", to_base32(author.key)).text("name", state.text(author.name)).end_object();
    out.raw("body", row.body.length == 0 ? "[]" : state.text(row.body)).number("created_at", row.created_at);
    if (const record::Decided* held = state.community.find(Deed::hold, row.key); held != nullptr) {
      out.text_unless_empty("reason", held->reason).text("by", held->name).number("at", held->made_at);
    }
    out.end_object();
    last = row.seq;
    ++count;
  }
  out.end_array().key("next");
  if (more)
    out.text(digits(static_cast<std::int64_t>(last)));
  else
    out.null();
  out.end_object();
  return Nothing{};
}

void write_canned(JsonWriter& out, const views::Context& context) {
  out.object().key("replies").array();
  for (const auto& [key, reply] : context.state.community.canned)
    out.object().text("id", key).text("title", reply.title).text("text", reply.text).end_object();
  out.end_array().end_object();
}

void write_community(JsonWriter& out, const views::Context& context, Milliseconds at) {
  const State& state = context.state;
  std::map<PostKey, std::vector<const record::Decided*>> by_thread;
  bool sponsored = false;
  out.object().key("announcements").array();
  for (const auto& [key, decided] : state.community.standing) {
    const std::uint32_t post = decided.post == 0 ? none : state.find_post(decided.post);
    if (post == none || !state.posts[post].visible() || state.posts[post].parent != none) continue;
    sponsored = sponsored || decided.what == Deed::sponsor;
    if (marks(decided.what)) by_thread[decided.post].push_back(&decided);
    if (decided.what != Deed::announce || (decided.until != 0 && decided.until <= at)) continue;
    const PostRow& row = state.posts[post];
    out.object().text("post", to_base32(row.key)).text("title", state.text(state.threads[row.thread].title));
    out.raw("text", state.text(row.body)).number("at", decided.made_at);
    if (decided.until != 0) out.number("until", decided.until);
    out.end_object();
  }
  for (const auto& [key, poll] : state.community.polls) {
    const std::uint32_t post = state.find_post(key);
    if (post != none && state.posts[post].visible()) by_thread[key];
  }
  out.end_array().key("threads").array();
  for (const auto& [thread, decided] : by_thread) {
    bool tags = false;
    out.object().text("thread", to_base32(thread));
    for (const record::Decided* each : decided) {
      if (tags && each->what != Deed::tag) out.end_array();
      tags = tags && each->what == Deed::tag;
      write_mark(out, *each, tags);
    }
    if (tags) out.end_array();
    if (const auto poll = state.community.polls.find(thread); poll != state.community.polls.end()) {
      out.key("poll");
      write_poll(out, poll->second, 0, at, Sees::public_alone);
    }
    out.end_object();
  }
  out.end_array();
  write_pinned(out, context);
  if (sponsored) out.text("sponsored_as", sponsored_label(context.bridge));
  out.end_object();
}

}  // namespace plein::community
