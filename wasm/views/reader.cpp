#include "views/reader.h"

#include "base/digits.h"
#include "base/hash.h"

namespace plein::views {
namespace {

// What an event says; texts stand in its document.
struct ReadCopy {
  std::string_view place, remote, url, reason;
  CopyState state = CopyState::waiting;
};

struct ReadPost {
  PostKey key = 0, thread = 0, parent = 0;
  std::uint64_t author_key = 0;
  std::string_view place, remote, url, name, handle, avatar, title;
  std::string body;
  Role role = Role::visitor;
  Milliseconds created_at = 0, edited_at = 0;
  bool removed = false, accepted = false;
  std::uint32_t reactions = 0;
  std::vector<ReadCopy> copies;
};

PostKey read_key(const JsonReader& in) {
  PostKey key = 0;
  if (!from_base32(in.view(), key)) in.fail(ErrorCode::invalid_value, "an id: 13 characters of base32");
  return key;
}

CopyState read_state(const JsonReader& in) {
  const std::string_view name = in.view();
  for (int i = 0; i <= static_cast<int>(CopyState::withheld); ++i) {
    if (name == to_string(static_cast<CopyState>(i))) return static_cast<CopyState>(i);
  }
  return CopyState::unknown;  // of a newer relay
}

ReadPost read_post(const JsonReader& in) {
  ReadPost post;
  post.key = read_key(in["id"]);
  post.thread = read_key(in["thread"]);
  if (in["parent"].present()) post.parent = read_key(in["parent"]);
  post.place = in["place"].view();
  post.remote = in["remote"].view();
  post.url = in["url"].view_or("");
  post.removed = in["removed"].flag_or(false);
  post.accepted = in["accepted"].flag_or(false);
  post.reactions = static_cast<std::uint32_t>(in["reactions"]["count"].integer_or(0));
  const JsonReader author = in["author"];
  if (!post.removed) post.author_key = read_key(author["key"]);
  post.name = author["name"].view();
  post.handle = author["handle"].view_or("");
  post.avatar = author["avatar"].view_or("");
  const std::string_view role = author["role"].view();
  post.role = role == "brand" ? Role::brand : role == "ambassador" ? Role::ambassador : Role::visitor;
  post.title = in["title"].view_or("");
  post.created_at = in["created_at"].integer();
  post.edited_at = in["edited_at"].integer_or(0);
  const JsonReader body = in["body"];
  // The relay's tree as it is: it checked it, and who renders it checks each node once more (web/views/rich-text.js).
  if (!body.is_array() && !body["b"].is_array()) body.fail(ErrorCode::wrong_type, "a text tree");
  post.body = body.raw();
  in["copies"].each([&](JsonReader copy) {
    post.copies.push_back({copy["place"].view(), copy["remote"].view_or(""), copy["url"].view_or(""), copy["reason"].view_or(""),
                           read_state(copy["state"])});
  });
  return post;
}

void fold_copies(State& state, std::uint32_t post, const ReadPost& read) {
  for (std::uint32_t copy = state.posts[post].first_copy; copy != none; copy = state.copies[copy].next) {
    state.copies[copy].state = CopyState::withheld;  // unless it is named below
  }
  for (const ReadCopy& each : read.copies) {
    const std::uint16_t place = state.intern_place(each.place);
    std::uint32_t copy = state.copy_in(post, place);
    if (copy == none) {
      CopyRow row;
      row.post = post;
      row.place = place;
      copy = state.add_copy(row);
    }
    CopyRow& row = state.copies[copy];
    row.state = each.state;
    row.reason = state.texts.add(each.reason);
    if (state.text(row.remote) != each.remote) row.remote = state.texts.add(each.remote);
    if (state.text(row.extra) != each.url) row.extra = state.texts.add(each.url);
  }
}

// `none` when its parent is not known.
std::uint32_t fold_post(State& state, const ReadPost& read) {
  std::uint32_t post = state.find_post(read.key);
  const std::uint32_t parent = read.parent == 0 ? none : state.find_post(read.parent);
  if (read.parent != 0 && parent == none) {
    // Where it was moved to is not here: it is in no thread that is.
    if (post != none) state.hang(post, none), state.posts[post].hidden = 1;
    return none;
  }
  if (post != none && state.posts[post].parent != parent) {
    if (parent != none && state.stands_below(parent, post)) return none;
    state.hang(post, parent);
  }
  const std::uint16_t place = state.intern_place(read.place);
  const std::uint32_t author =
      state.author(read.author_key, {"", std::string(read.name), std::string(read.handle), std::string(read.avatar)}, place,
                   read.role, static_cast<Milliseconds>(state.seq));
  if (post == none) {
    PostRow row;
    row.key = read.key;
    row.place = place;
    row.remote = state.texts.add(read.remote);
    row.extra = state.texts.add(read.url);
    row.created_at = read.created_at;
    row.author = author;
    row.parent = parent;
    // Counts come with the summaries: not every reply is here.
    const std::uint32_t counted = parent == none ? 0 : state.threads[state.posts[parent].thread].replies;
    post = state.add_post(row);
    state.threads[state.posts[post].thread].replies = counted;
  }
  PostRow& row = state.posts[post];
  ThreadRow& thread = state.threads[row.thread];
  row.removed = read.removed ? 1 : 0;
  row.hidden = 0;
  row.edited_at = read.edited_at;
  row.accepted = read.accepted ? PostRow::by_its_place : 0;
  row.reactions = read.reactions;
  if (!read.removed) state.set_author(post, author);
  if (state.text(row.body) != read.body) row.body = state.texts.add(read.body);
  if (row.parent == none && state.text(thread.title) != read.title) thread.title = state.texts.add(read.title);
  fold_copies(state, post, read);
  state.touch(post);
  return post;
}

struct ReadSummary {
  PostKey thread = 0;
  std::uint32_t replies = 0;
  Milliseconds last_at = 0;
  std::string_view answered_by;
  PostKey accepted = 0;
};

ReadSummary read_summary(const JsonReader& in) {
  if (!in.present()) return {};
  return {read_key(in["thread"]), static_cast<std::uint32_t>(in["replies"].integer()), in["last_at"].integer(),
          in["answered_by"].view_or(""), in["accepted"].present() ? read_key(in["accepted"]) : 0};
}

void fold_summary(State& state, const ReadSummary& read) {
  const std::uint32_t root = state.find_post(read.thread);
  if (root == none || state.posts[root].parent != none) return;
  const std::uint32_t index = state.posts[root].thread;
  ThreadRow& thread = state.threads[index];
  thread.replies = read.replies;
  state.posts[root].content = read.accepted;
  if (state.text(thread.answered_by) != read.answered_by) thread.answered_by = state.texts.add(read.answered_by);
  state.active(index, read.last_at);
}

std::vector<PlaceView> read_places(const JsonReader& in) {
  std::vector<PlaceView> places;
  in.each([&](JsonReader each) {
    places.push_back({each["id"].text(), each["kind"].text(), each["platform"].text(), each["name"].text(),
                      each["url"].text_or(""), each["failing"].text_or(""), each["since"].integer_or(0)});
  });
  return places;
}

}  // namespace

Status fold_event(Reader& reader, const JsonReader& event, const JsonDocument& document, JsonWriter& left_out) {
  const std::string_view seq = event["seq"].view();
  const JsonReader post_in = event["post"];
  const JsonReader places_in = event["places"];
  ReadPost post;
  if (post_in.present()) post = read_post(post_in);
  std::vector<PlaceView> places = read_places(places_in);
  const ReadSummary summary = read_summary(event["summary"]);
  const std::size_t dash = seq.rfind('-');
  std::uint64_t number = 0;
  if (dash == std::string_view::npos || !read_digits(seq.substr(dash + 1), number)) {
    event["seq"].fail(ErrorCode::invalid_value, "\"<epoch>-<number>\"");
  }
  if (const Status status = document.status(); !status) return status;
  if (places_in.present()) {
    reader.places = std::move(places);
    reader.bridge.places.clear();
    for (const PlaceView& view : reader.places) {
      if (view.id == "site") continue;
      Place place;
      place.id.value = view.id;
      reader.state.intern_place(view.id);
      reader.bridge.places.push_back(std::move(place));
    }
  }
  State& state = reader.state;
  const std::uint64_t before = state.seq;
  const std::uint32_t folded = post_in.present() ? fold_post(state, post) : none;
  fold_summary(state, summary);
  state.epoch = std::string(seq.substr(0, dash));
  // The relay's numbers, none of our own: they are what a resumed stream is asked for.
  if (folded != none) {
    state.posts[folded].seq = number;
  } else if (post.key != 0) {
    left_out.text(to_base32(post.key));
  }
  state.seq = std::max(before, number);
  return Nothing{};
}

}  // namespace plein::views
