#include "views/post_view.h"

#include <algorithm>

#include "base/digits.h"
#include "base/hash.h"
#include "model/roles.h"

namespace plein::views {
namespace {

std::string address(const Context& context, std::uint16_t place, TextSlice remote, TextSlice extra) {
  const std::string_view text = context.state.text(context.reader() ? extra : remote);
  return context.reader() || text.empty() ? std::string(text) : context.known->permalink(place, text);
}

std::string_view role_name(Role role) {
  return role == Role::brand ? "brand" : role == Role::ambassador ? "ambassador" : "visitor";
}

void write_author(JsonWriter& out, const Context& context, const AuthorRow& author) {
  const State& state = context.state;
  out.object().text("key", to_base32(author.key)).text("name", state.text(author.name));
#ifdef PLEIN_READER
  const Role role = author.role;  // as it was told
#else
  const Role role = role_of(state, context.bridge, author);
#endif
  out.text_unless_empty("handle", state.text(author.handle)).text("role", role_name(role));
  out.text_unless_empty("avatar", state.text(author.avatar)).end_object();
}

void write_copy(JsonWriter& out, const Context& context, const CopyRow& copy) {
  const State& state = context.state;
  const bool shown = copy.state == CopyState::sent;
  out.object().text("place", state.places[copy.place].id).text("state", to_string(copy.state));
  if (shown) {
    out.text("remote", state.text(copy.remote));
    out.text_unless_empty("url", address(context, copy.place, copy.remote, copy.extra));
  }
  out.text_unless_empty("reason", state.text(copy.reason)).end_object();
}

bool in_sight(const CopyRow& copy) {
  return copy.state != CopyState::withheld && copy.state != CopyState::gone && !copy.is(CopyRow::hidden);
}

// In the order of the bridge's places, so that it does not depend on what happened first.
void write_copies(JsonWriter& out, const Context& context, std::uint32_t post) {
  const State& state = context.state;
  out.key("copies").array();
  for (const Place& place : context.bridge.places) {
    const std::uint16_t index = state.find_place(place.id.value);
    if (index == UINT16_MAX) continue;
    const std::uint32_t copy = state.copy_in(post, index);
    if (copy != none && in_sight(state.copies[copy])) {
      write_copy(out, context, state.copies[copy]);
    } else if (copy == none && !context.reader() && context.known->wanted(post, index)) {
      out.object().text("place", place.id.value).text("state", "waiting").end_object();
    }
  }
  out.end_array();
}

}  // namespace

std::string_view to_string(CopyState state) {
  switch (state) {
    case CopyState::waiting: return "waiting";
    case CopyState::sending: return "sending";
    case CopyState::sent: return "sent";
    case CopyState::held: return "held";
    case CopyState::unknown: return "unknown";
    case CopyState::failed: return "failed";
    case CopyState::withheld: return "withheld";
    case CopyState::gone: return "gone";
  }
  return "unknown";
}

std::string sequence(const State& state, std::uint64_t seq) { return state.epoch + "-" + digits(static_cast<std::int64_t>(seq)); }

bool listed(const State& state, const ThreadRow& thread) {
  const PostRow& root = state.posts[thread.root];
  if (state.threads[root.thread].root != thread.root) return false;  // its first post was moved
  return root.hidden == 0 && root.held == 0 && (root.visible() || thread.replies > 0);
}

void write_post(JsonWriter& out, const Context& context, std::uint32_t post, int depth) {
  const State& state = context.state;
  const PostRow& row = state.posts[post];
  const ThreadRow& thread = state.threads[row.thread];
  out.object().text("id", to_base32(row.key)).text("thread", to_base32(state.posts[thread.root].key));
  if (row.parent != none) out.text("parent", to_base32(state.posts[row.parent].key));
  if (depth >= 0) out.number("depth", depth);
  const std::string_view remote = state.text(row.remote);
  if (row.place == 0) out.text("key", remote);
  out.text("place", state.places[row.place].id)
      .text("remote", remote)
      .text("url", address(context, row.place, row.remote, row.extra));
  out.key("author");
  if (row.visible()) {
    write_author(out, context, state.authors[row.author]);
  } else {
    out.object().text("key", "").text("name", "").text("role", "visitor").end_object();
  }
  if (row.parent == none) out.text("title", row.visible() ? state.text(thread.title) : "");
  const std::string_view body = row.visible() ? state.text(row.body) : "";
  out.raw("body", body.empty() ? "[]" : body).number("created_at", row.created_at);
  if (row.edited_at != 0) out.number("edited_at", row.edited_at);
  if (!row.visible()) out.flag("removed", true);
  if (row.visible() && row.accepted != 0) out.flag("accepted", true);
  const auto reactions = static_cast<std::int64_t>(row.reactions + state.likes_of(row.key));
  if (row.visible() && reactions > 0) out.key("reactions").object().number("count", reactions).end_object();
  write_copies(out, context, post);
  out.end_object();
}

Status write_author(JsonWriter& out, const Context& context, std::string_view key) {
  const State& state = context.state;
  std::uint64_t number = 0;
  const std::uint32_t author = from_base32(key, number) ? state.find_author(number) : none;
  std::uint32_t post = author == none ? none : state.authors[author].first_post;
  while (post != none && !state.posts[post].visible()) post = state.posts[post].next_by_author;
  if (post == none) return Error{ErrorCode::unknown_name, "$.query.id", "there is no author " + std::string(key)};
  write_author(out, context, state.authors[author]);
  return Nothing{};
}

}  // namespace plein::views
