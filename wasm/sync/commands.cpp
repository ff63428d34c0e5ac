// What people decide: in the widget, and as the bridge's moderators and managers.
#include "base/hash.h"
#include "sync/bugs.h"
#include "sync/fold_posts.h"
#include "sync/seen.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

Error no_post(PostKey post) { return Error{ErrorCode::unknown_name, "$.command.post", "there is no post " + to_base32(post)}; }

// A widget post that `by` may change.
Result<std::uint32_t> own_post(const State& state, PostKey key, const Person& by) {
  const std::uint32_t post = state.find_post(key);
  if (post == none) return no_post(key);
  const PostRow& row = state.posts[post];
  if (row.place != 0) return Error{ErrorCode::conflict, "$.command.post", "this post was not written on the website"};
  if (row.removed != 0) return Error{ErrorCode::conflict, "$.command.post", "this post was removed"};
  const AuthorRow& author = state.authors[row.author];
  const bool theirs = state.text(author.id) == by.id || state.text(author.id) == std::string(recovered_author) + by.name;
  if (!theirs && by.role != Role::brand) return Error{ErrorCode::not_allowed, "$.command.by", "this post is somebody else's"};
  return post;
}

// A poll's post says what one can choose, wherever it is read.
RichText with_options(RichText body, const std::vector<std::string>& options) {
  Node poll{Node::Kind::poll};
  for (const std::string& option : options) poll.children.push_back(Node{Node::Kind::option, option});
  body.blocks.push_back(std::move(poll));
  return body;
}

}  // namespace

Result<std::uint32_t> parent_for(const State& state, PostKey key) {
  const std::uint32_t parent = state.find_post(key);
  if (parent == none) return Error{ErrorCode::unknown_name, "$.command.parent", "there is no post " + to_base32(key)};
  if (!state.posts[parent].visible()) return Error{ErrorCode::conflict, "$.command.parent", "that post was removed"};
  return parent;
}

Result<PostOutcome> Synchroniser::post(Milliseconds host_now, const NewPost& wanted, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const std::uint32_t known = state_.find_post(State::key_of("site", wanted.key));
  if (known != none) {
    const std::string_view author = state_.text(state_.authors[state_.posts[known].author].id);
    const bool same = author == wanted.by.id || author == std::string(recovered_author) + wanted.by.name;
    if (!same) return Error{ErrorCode::conflict, "$.command.key", "this key is taken by somebody else's post"};
    return PostOutcome{known, false};
  }
  const auto post = record_post(wanted, now);
  if (!post) return post.error();
  advance(now);
  return PostOutcome{*post, true};
}

// It is there, with all that belongs to it, before it is looked at where it should stand.
Result<std::uint32_t> Synchroniser::record_post(const NewPost& wanted, Milliseconds now) {
  record::Posted fact;
  fact.place.value = "site";
  fact.post.id.value = wanted.key;
  fact.author = {wanted.by.id, wanted.by.name, "", ""};
  fact.role = wanted.by.role;
  for (const record::Account& account : wanted.by.accounts) {
    if (bridge_.find(account.place.value) != nullptr) fact.accounts.push_back(account);
  }
  fact.title = wanted.title;
  fact.body = to_json(wanted.poll ? with_options(wanted.body, wanted.poll->options) : wanted.body);
  fact.created_at = host_now_;
  fact.as_of = now;
  if (wanted.parent != 0) {
    const auto parent = parent_for(state_, wanted.parent);
    if (!parent) return parent.error();
    if (const Status allowed = allow_reply(*parent, wanted.by); !allowed) return allowed.error();
    fact.title.clear();
    set_parent(fact, state_, *parent);
  }
  if (!ledger_.commit(std::move(fact))) return Error{ErrorCode::internal, "", "the post could not be recorded"};
  const std::uint32_t post = state_.find_post(State::key_of("site", wanted.key));
  if (post == none) return Error{ErrorCode::conflict, "$.command.key", "a post with this key was removed"};
  const PostKey key = state_.posts[post].key;
  if (wanted.poll) {
    record::Polled poll = *wanted.poll;
    poll.post = key;
    poll.by = wanted.by.id;
    poll.name = wanted.by.name;
    poll.made_at = host_now_;
    if (!ledger_.commit(std::move(poll))) return Error{ErrorCode::internal, "", "the poll could not be recorded"};
  }
  for (const PlaceId& place : wanted.without) {
    if (bridge_.find(place.value) == nullptr) continue;  // it is a place no more
    record::Decided hide{Deed::hide, true, key};
    hide.place = place;
    hide.by = wanted.by.id;
    hide.name = wanted.by.name;
    hide.made_at = host_now_;
    ledger_.commit(std::move(hide));
  }
  changed({post}, now);
  return post;
}

Status Synchroniser::edit(Milliseconds host_now, PostKey key, const Person& by, std::string_view title, const RichText& body,
                          Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const auto post = own_post(state_, key, by);
  if (!post) return post.error();
  const PostRow& row = state_.posts[*post];
  const AuthorRow& author = state_.authors[row.author];
  record::Posted fact;
  fact.place.value = "site";
  fact.post.id.value = std::string(state_.text(row.remote));
  fact.author = {std::string(state_.text(author.id)), std::string(state_.text(author.name)), "", ""};
  fact.role = author.role;
  if (state_.origin_parent(*post) == none)
    fact.title = title.empty() ? state_.text(state_.threads[state_.own_thread(*post)].title) : title;
  const auto poll = state_.community.polls.find(key);
  fact.body = to_json(poll == state_.community.polls.end() ? body : with_options(body, poll->second.asked.options));
  fact.created_at = row.created_at;
  fact.edited_at = host_now;
  fact.as_of = now;
  ledger_.commit(std::move(fact));
  changed({*post}, now);
  advance(now);
  return Nothing{};
}

Status Synchroniser::remove(Milliseconds host_now, PostKey key, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const auto post = own_post(state_, key, by);
  if (!post) return post.error();
  ledger_.commit(record::Removed{PlaceId{"site"}, RemoteId{std::string(state_.text(state_.posts[*post].remote))}});
  changed({*post}, now);
  advance(now);
  return Nothing{};
}

Status Synchroniser::opt_out(Milliseconds host_now, std::uint64_t key, bool on, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const std::uint32_t author = state_.find_author(key);
  if (author == none) return Error{ErrorCode::unknown_name, "$.command.author", "there is no author " + to_base32(key)};
  const bool is = (state_.authors[author].silence & AuthorRow::opted_out) != 0;
  if (is != on) ledger_.commit(record::Silenced{key, AuthorRow::opted_out, on});
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = state_.authors[author].first_post; post != none; post = state_.posts[post].next_by_author)
    posts.push_back(post);
  if (!bugs::on(bugs::Bug::opt_out_forgets_copies)) changed(posts, now);
  advance(now);
  return Nothing{};
}

Status Synchroniser::forget(Milliseconds host_now, std::uint64_t key, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const std::uint32_t author = state_.find_author(key);
  if (author == none) return Error{ErrorCode::unknown_name, "$.command.author", "there is no author " + to_base32(key)};
  ledger_.commit(record::Forgotten{key});
  batch.erase = true;
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = state_.authors[author].first_post; post != none; post = state_.posts[post].next_by_author)
    posts.push_back(post);
  changed(posts, now);
  advance(now);
  return Nothing{};
}

Status Synchroniser::resend(Milliseconds host_now, PostKey key, std::string_view place, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const std::uint32_t post = state_.find_post(key);
  for (PlaceRun& run : runs_) {
    if (post == none || run.place->id.value != place) continue;
    bool any = false;
    for (const bool correction : {false, true}) {
      const std::uint32_t copy = state_.copy_in(post, run.index, correction);
      if (copy == none) continue;
      const CopyRow& row = state_.copies[copy];
      const bool looked_for = run.lost_threads.count(state_.origin_thread(post)) != 0 || run.written == post;
      if (row.state == CopyState::failed || (row.state == CopyState::unknown && !looked_for) || row.state == CopyState::held) {
        unsettle(run, copy, CopyState::waiting, "");
      } else if (row.state == CopyState::sent && row.refused != Op::nothing) {
        ledger_.commit(record::Refused{key, run.place->id, row.key, Op::nothing, ""});
      } else {
        continue;
      }
      any = true;
    }
    if (!any) return Error{ErrorCode::conflict, "$.command.place", "that copy has not failed"};
    changed({post}, now);
    advance(now);
    return Nothing{};
  }
  return Error{ErrorCode::unknown_name, "$.command", "there is no such post or place"};
}

Status Synchroniser::dismiss(Milliseconds host_now, PostKey key, std::string_view place, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const std::uint32_t post = state_.find_post(key);
  for (PlaceRun& run : runs_) {
    if (post == none || run.place->id.value != place) continue;
    const std::uint32_t copy = state_.copy_in(post, run.index);
    const CopyState state = copy == none ? CopyState::sent : state_.copies[copy].state;
    if (state != CopyState::failed && state != CopyState::unknown && state != CopyState::held)
      return Error{ErrorCode::conflict, "$.command.place", "that copy has not failed"};
    found_again(run, copy);
    unsettle(run, copy, CopyState::withheld, "dismissed");
    changed({post}, now);
    advance(now);
    return Nothing{};
  }
  return Error{ErrorCode::unknown_name, "$.command", "there is no such post or place"};
}

Status Synchroniser::sweep(Milliseconds host_now, PostKey key, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  const std::uint32_t post = state_.find_post(key);
  if (post == none) return no_post(key);
  for (PlaceRun& run : runs_) schedule_sweep(run, state_.origin_thread(post), now - 1, 1);
  advance(now);
  return Nothing{};
}

}  // namespace plein::sync
