#include "community/polls.h"

#include <algorithm>

#include "base/hash.h"
#include "model/author_key.h"

namespace plein::community {
namespace {

// An account that is linked since they chose tells who they are, too.
const Poll::Vote* vote_of(const State& state, const Poll& poll, std::uint64_t by) {
  if (const Poll::Vote* vote = poll.of(by); vote != nullptr) return vote;
  const std::uint32_t author = state.find_author(by);
  for (std::uint16_t place = 0; author != none && place < state.places.size(); ++place) {
    const std::uint32_t member = state.account_in(author, place).member;
    const Poll::Vote* vote = member == none ? nullptr : poll.of(state.authors[member].key);
    if (vote != nullptr) return vote;
  }
  return nullptr;
}

void write_members(JsonWriter& out, const Poll& poll, const Poll::Vote* own, Milliseconds at, Sees sees) {
  out.key("options").array();
  for (const std::string& option : poll.asked.options) out.text(option);
  out.end_array().number("people", static_cast<std::int64_t>(poll.people));
  if (!poll.asked.after || poll.ended(at) || own != nullptr || sees == Sees::all) {
    out.key("counts").array();
    for (const std::uint64_t count : poll.counts) out.number(static_cast<std::int64_t>(count));
    out.end_array();
  }
  if (poll.asked.several) out.flag("several", true);
  if (poll.asked.after) out.flag("after", true);
  if (poll.asked.until != 0) out.number("until", poll.asked.until);
  if (poll.ended(at)) out.flag("ended", true);
  if (own == nullptr) return;
  out.key("chosen").array();
  for (std::size_t option = 0; option < poll.counts.size(); ++option) {
    if (own->choices >> option & 1) out.number(static_cast<std::int64_t>(option));
  }
  out.end_array();
}

}  // namespace

void write_poll(JsonWriter& out, const Poll& poll, std::uint64_t by, Milliseconds at, Sees sees) {
  out.object();
  write_members(out, poll, by == 0 ? nullptr : poll.of(by), at, sees);
  out.end_object();
}

Status write_poll_of(JsonWriter& out, const State& state, std::string_view id, std::string_view person, Milliseconds at,
                     Sees sees) {
  PostKey key = 0;
  const std::uint32_t post = from_base32(id, key) && key != 0 ? state.find_post(key) : none;
  const std::uint32_t root = post == none ? none : state.threads[state.posts[post].thread].root;
  const bool seen = root != none && state.posts[root].visible();
  const auto found = seen ? state.community.polls.find(state.posts[root].key) : state.community.polls.end();
  if (found == state.community.polls.end()) return Error{ErrorCode::unknown_name, "$.query.id", "nothing is asked there"};
  const Poll::Vote* own = person.empty() ? nullptr : vote_of(state, found->second, author_key("site", person));
  out.object().text("post", to_base32(found->first));
  write_members(out, found->second, own, at, sees);
  out.end_object();
  return Nothing{};
}

void write_polls(JsonWriter& out, const State& state, Milliseconds at) {
  std::vector<std::pair<Milliseconds, PostKey>> order;
  for (const auto& [key, poll] : state.community.polls) {
    const std::uint32_t post = state.find_post(key);
    if (post != none && state.posts[post].visible()) order.emplace_back(-state.posts[post].created_at, key);
  }
  std::sort(order.begin(), order.end());
  out.object().key("polls").array();
  for (const auto& [negative, key] : order) {
    const Poll& poll = state.community.polls.at(key);
    const PostRow& row = state.posts[state.find_post(key)];
    out.object().text("post", to_base32(key)).text("title", state.text(state.threads[row.thread].title));
    out.number("at", row.created_at).text("name", poll.asked.name).text_unless_empty("reason", poll.asked.reason);
    write_members(out, poll, nullptr, at, Sees::all);
    out.end_object();
  }
  out.end_array().end_object();
}

}  // namespace plein::community
