#include "store/snapshot.h"

#include "base/digits.h"
#include "base/hash.h"
#include "store/bytes.h"
// What a browser keeps is a reader's, without a relay too.
#if defined(PLEIN_READER) || defined(PLEIN_DIRECT)
#define PLEIN_KEPT_BY_READERS
#endif
#ifndef PLEIN_KEPT_BY_READERS
#include "store/community_bytes.h"
#endif

namespace plein::snapshot {
namespace {

#ifdef PLEIN_KEPT_BY_READERS
constexpr int oldest = 4;                            // a reader that kept an older one reads the feed anew
constexpr std::string_view magic("PLEIN\4\0\0", 8);  // the sixth byte is the version
#else
constexpr int oldest = 2;
constexpr std::string_view magic("PLEIN\7\0\0", 8);
#endif

// The slices of all rows, moved into a new pool, so that what is no longer said is in no snapshot.
class Packed {
 public:
  explicit Packed(const State& state)
      : authors(state.authors), posts(state.posts), copies(state.copies), threads(state.threads), from_(state.texts) {
    bytes.reserve(state.texts.bytes().size());
    for (AuthorRow& row : authors) move(row.id), move(row.name), move(row.handle), move(row.avatar);
    for (PostRow& row : posts) move(row.remote), move(row.extra), move(row.body);
    for (CopyRow& row : copies) move(row.remote), move(row.extra), move(row.reason);
    for (ThreadRow& row : threads) move(row.title), move(row.answered_by);
  }

  std::vector<AuthorRow> authors;
  std::vector<PostRow> posts;
  std::vector<CopyRow> copies;
  std::vector<ThreadRow> threads;
  std::string bytes;

 private:
  void move(TextSlice& slice) {
    const std::string_view text = from_.get(slice);
    slice = text.empty() ? TextSlice{} : TextSlice{static_cast<std::uint32_t>(bytes.size()), slice.length};
    bytes += text;
  }

  const TextPool& from_;
};

// Going up from any post ends at a first one.
bool rooted(const State& state) {
  std::vector<std::uint32_t> met(state.posts.size());  // on the way from which post, counted from 1
  for (std::uint32_t post = 0; post < met.size(); ++post) {
    for (std::uint32_t each = post; each != none && met[each] == 0; each = state.posts[each].parent) {
      met[each] = post + 1;
      const std::uint32_t above = state.posts[each].parent;
      if (above != none && met[above] == post + 1) return false;
    }
  }
  return true;
}

// Every index and slice of the rows points to something that is there, and posts stand in trees.
bool consistent(const State& state) {
  const auto within = [](std::uint32_t index, std::size_t size) { return index == none || index < size; };
  const auto held = [&](TextSlice slice) { return state.texts.holds(slice); };
  const std::size_t posts = state.posts.size();
  for (const AuthorRow& row : state.authors) {
    if (!held(row.id) || !held(row.name) || !held(row.handle) || !held(row.avatar)) return false;
    if (row.place >= state.places.size() || !within(row.first_post, posts)) return false;
  }
  for (std::size_t i = 0; i < posts; ++i) {
    const PostRow& row = state.posts[i];
    if (!held(row.remote) || !held(row.extra) || !held(row.body) || row.place >= state.places.size()) return false;
    if (row.author >= state.authors.size() || row.thread >= state.threads.size()) return false;
    if (!within(row.parent, posts)) return false;
    if (row.first_child != none && (row.first_child >= posts || state.posts[row.first_child].parent != i)) return false;
    if (row.next_sibling != none && (row.next_sibling >= i || state.posts[row.next_sibling].parent != row.parent)) return false;
    if (!within(row.next_by_author, posts)) return false;
    if (!within(row.first_copy, state.copies.size()) || !within(row.newer, posts) || !within(row.older, posts)) return false;
  }
  for (std::size_t i = 0; i < state.copies.size(); ++i) {
    const CopyRow& row = state.copies[i];
    if (!held(row.remote) || !held(row.extra) || !held(row.reason) || row.place >= state.places.size() || row.post >= posts)
      return false;
    if (row.next != none && row.next >= i) return false;
    if (row.as > state.authors.size()) return false;
  }
#ifndef PLEIN_KEPT_BY_READERS
  for (const auto& [slot, member] : state.accounts) {
    const bool known = State::account_of(member).member < state.authors.size() && member >> 33 == 0;
    if (slot >> 16 >= state.authors.size() || (slot & 0xFFFF) >= state.places.size() || !known) return false;
  }
#endif
  for (const ThreadRow& row : state.threads) {
    if (!held(row.title) || !held(row.answered_by) || row.root >= posts) return false;
  }
  return within(state.newest, posts) && rooted(state);
}

#ifdef PLEIN_KEPT_BY_READERS
// A reader folds the public feed, which holds nothing unmet, and nothing of a place but its name: for size, it reads and writes
// that there is nothing.
void nothing(Out& out, int numbers) {
  for (; numbers > 0; --numbers) out.number(0);
}

bool nothing(In& in, int numbers) {
  std::uint64_t count = 0;
  for (; numbers > 0; --numbers) count |= in.number();
  return count == 0 && in.good();
}

constexpr int of_place = 6, unmet = 6;

void save_places(Out& out, const State& state) {
  out.number(state.places.size());
  for (const PlaceMemory& place : state.places) out.text(place.id), nothing(out, of_place);
}

bool load_places(In& in, State& state) {
  state.places.clear();
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    state.places.push_back({in.text()});
    if (!nothing(in, of_place)) return false;
  }
  return in.good() && !state.places.empty();
}

void save_unmet(Out& out, const State&) { nothing(out, unmet); }
bool load_unmet(In& in, State&, int) { return nothing(in, unmet); }
void load_authors(In& in, State& state, int) { in.table(state.authors); }
#else
void save_places(Out& out, const State& state) {
  out.number(state.places.size());
  for (const PlaceMemory& place : state.places) {
    out.text(place.id);
    out.text(place.self.id);
    out.text(place.self.handle);
    out.number(place.adopted ? 1 : 0);
    for (const auto* pairs : {&place.marks, &place.looks, &place.lookups}) {
      out.number(pairs->size());
      for (const auto& [name, value] : *pairs) out.text(name), out.text(value);
    }
  }
}

// Of a parked reply, whose parent is in its own place.
void save_reply(Out& out, const record::Posted& r) {
  const std::string_view texts[] = {r.place.value,       r.post.id.value, r.post.extra,  r.parent.id.value,
                                    r.parent.extra,      r.author.id,     r.author.name, r.author.handle,
                                    r.author.avatar_url, r.title,         r.body};
  for (const std::string_view text : texts) out.text(text);
  for (const Milliseconds time : {r.created_at, r.edited_at, r.as_of}) out.number(static_cast<std::uint64_t>(time));
  out.number(r.old ? 1 : 0);
}

record::Posted load_reply(In& in, int found) {
  record::Posted r;
  for (std::string* text : {&r.place.value, &r.post.id.value, &r.post.extra, &r.parent.id.value, &r.parent.extra, &r.author.id,
                            &r.author.name, &r.author.handle, &r.author.avatar_url, &r.title, &r.body}) {
    if (text != &r.author.avatar_url || found > 3) *text = in.text();
  }
  for (Milliseconds* time : {&r.created_at, &r.edited_at, &r.as_of}) *time = static_cast<Milliseconds>(in.number());
  r.old = in.number() != 0;
  return r;
}

// Replies without their parents, and what is known of posts that were never met.
void save_unmet(Out& out, const State& state) {
  out.number(state.orphans.size());
  for (const auto& [origin, list] : state.orphans) {
    out.number(origin);
    out.number(list.size());
    for (const Orphan& orphan : list) {
      out.number(orphan.place);
      out.text(orphan.copy.id.value);
      out.text(orphan.copy.extra);
      out.number(static_cast<std::uint64_t>(orphan.made_at));
      out.number(orphan.said);
      out.number(orphan.correction ? 1 : 0);
      out.number(static_cast<std::uint64_t>(orphan.at));
      out.text(orphan.from.value);
      out.text(orphan.from_id.value);
      out.text(orphan.as);
    }
  }
  out.number(state.parked_under.size());
  for (const auto& [parent, replies] : state.parked) {
    for (const record::Posted& reply : replies) save_reply(out, reply);
  }
  out.number(state.hidden_unmet.size());
  for (const auto& [key, post] : state.hidden_unmet) {
    out.number(key);
    out.number(static_cast<std::uint64_t>(post.since));
    out.number(post.place);
    out.text(post.id.value);
  }
  out.number(state.tombstones.size());
  for (const auto& [key, origin] : state.tombstones) out.number(key), out.number(origin);
  for (const auto* pairs : {&state.accounts, &state.likes}) {
    out.number(pairs->size());
    for (const auto& [key, value] : *pairs) out.number(key), out.number(value);
  }
}

bool load_unmet(In& in, State& state, int found) {
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    auto& list = state.orphans[in.number()];
    for (std::uint64_t entries = in.number(); in.good() && entries > 0; --entries) {
      Orphan orphan;
      orphan.place = static_cast<std::uint16_t>(in.number());
      orphan.copy.id.value = in.text();
      orphan.copy.extra = in.text();
      orphan.made_at = static_cast<Milliseconds>(in.number());
      orphan.said = static_cast<std::uint32_t>(in.number());
      orphan.correction = in.number() != 0;
      orphan.at = static_cast<Milliseconds>(in.number());
      orphan.from.value = in.text();
      orphan.from_id.value = in.text();
      if (found > 2) orphan.as = in.text();
      if (orphan.place >= state.places.size()) return false;
      list.push_back(std::move(orphan));
    }
  }
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    record::Posted reply = load_reply(in, found);
    const PostKey parent = State::key_of(reply.place.value, reply.parent.id.value);
    state.parked_under[State::key_of(reply.place.value, reply.post.id.value)] = parent;
    state.parked[parent].push_back(std::move(reply));
  }
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    const PostKey key = in.number();
    HiddenPost& post = state.hidden_unmet[key];
    post.since = static_cast<Milliseconds>(in.number());
    post.place = static_cast<std::uint16_t>(in.number());
    post.id.value = in.text();
  }
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    const PostKey key = in.number();
    state.tombstones[key] = in.number();
  }
  for (auto* pairs : {&state.accounts, &state.likes}) {
    for (std::uint64_t count = found > 2 ? in.number() : 0; in.good() && count > 0; --count) {
      const std::uint64_t key = in.number();
      (*pairs)[key] = in.number();
    }
  }
  for (const auto& [key, post] : state.likes) ++state.liked[post];
  return in.good();
}

// An author until version 3.
struct NamedAuthor {
  std::uint64_t key;
  TextSlice id, name, handle;
  Milliseconds named_at, profile_at;
  std::uint32_t first_post;
  std::uint16_t place;
  Role role;
  std::uint8_t silence;
};
static_assert(std::has_unique_object_representations_v<NamedAuthor>);

void load_authors(In& in, State& state, int found) {
  if (found > 3) return in.table(state.authors);
  std::vector<NamedAuthor> rows;
  in.table(rows);
  state.authors.reserve(rows.size());
  for (const NamedAuthor& row : rows) {
    AuthorRow author;
    author.key = row.key;
    author.id = row.id;
    author.name = row.name;
    author.handle = row.handle;
    author.named_at = row.named_at;
    author.profile_at = row.profile_at;
    author.first_post = row.first_post;
    author.place = row.place;
    author.role = row.role;
    author.silence = row.silence;
    state.authors.push_back(author);
  }
}

void save_moved(Out& out, const State& state) {
  out.number(state.moved.size());
  for (const auto& [post, from] : state.moved) out.number(post), out.number(from.parent), out.number(from.thread);
}

bool load_moved(In& in, State& state) {
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    const auto post = static_cast<std::uint32_t>(in.number());
    State::Moved& from = state.moved[post];
    from.parent = static_cast<std::uint32_t>(in.number());
    from.thread = static_cast<std::uint32_t>(in.number());
    // Where it was written a reply is met after what it answers.
    const bool first = from.parent == none && from.thread < state.threads.size() && state.threads[from.thread].root == post;
    const bool reply = from.thread == none && from.parent < post;
    if (post >= state.posts.size() || !(first || reply)) return false;
  }
  return in.good();
}

bool load_places(In& in, State& state) {
  state.places.clear();
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    PlaceMemory place;
    place.id = in.text();
    place.self.id = in.text();
    place.self.handle = in.text();
    place.adopted = in.number() != 0;
    for (auto* pairs : {&place.marks, &place.looks, &place.lookups}) {
      for (std::uint64_t entries = in.number(); in.good() && entries > 0; --entries) {
        std::string name = in.text();
        (*pairs)[std::move(name)] = in.text();
      }
    }
    state.places.push_back(std::move(place));
  }
  return in.good() && !state.places.empty();
}
#endif

}  // namespace

std::string save(const State& state) {
  const Packed packed(state);
  Out out;
  out.text(state.epoch);
  out.number(static_cast<std::uint64_t>(state.begun_at));
  out.number(static_cast<std::uint64_t>(state.distrusted_at));
  out.number(static_cast<std::uint64_t>(state.clock));
  out.number(state.seq);
  out.number(state.newest);
  save_places(out, state);
  save_unmet(out, state);
  out.table(packed.authors);
  out.table(packed.posts);
  out.table(packed.copies);
  out.table(packed.threads);
  out.text(packed.bytes);
#ifndef PLEIN_KEPT_BY_READERS
  save_community(out, state.community);
  save_moved(out, state);
#endif
  Out head;
  head.bytes = std::string(magic);
  head.number(crc32c(out.bytes));
  return head.bytes + out.bytes;
}

Status load(std::string_view bytes, State& into) {
  if (bytes.size() < 16 || bytes.substr(0, 5) != magic.substr(0, 5))
    return Error{ErrorCode::damaged, "snapshot", "found no snapshot of Plein"};
  const int found = bytes[5];
  if (found < oldest || found > magic[5]) {
    // Of version 1 the log tells the same. Since version 2 a log may begin at a snapshot (an author was forgotten): it is read
    // for ever.
    const ErrorCode code = found > magic[5] ? ErrorCode::newer_version : ErrorCode::damaged;
    return Error{code, "snapshot",
                 "found version " + digits(found) + ", this Plein reads versions " + digits(oldest) + " to " + digits(magic[5])};
  }
  const std::string_view body = bytes.substr(16);
  if (In(bytes.substr(8)).number() != crc32c(body))
    return Error{ErrorCode::damaged, "snapshot", "its checksum does not fit its bytes"};
  In in(body);
  State state;
  state.epoch = in.text();
  state.begun_at = static_cast<Milliseconds>(in.number());
  state.distrusted_at = static_cast<Milliseconds>(in.number());
  state.clock = static_cast<Milliseconds>(in.number());
  state.seq = in.number();
  state.newest = static_cast<std::uint32_t>(in.number());
  bool good = load_places(in, state) && load_unmet(in, state, found);
  load_authors(in, state, found);
  in.table(state.posts);
  in.table(state.copies);
  in.table(state.threads);
  state.texts.replace(in.text());
#ifndef PLEIN_KEPT_BY_READERS
  if (found > 4) good = good && load_community(in, state.community, found);
  if (found > 5) good = good && load_moved(in, state);
#endif
  good = good && in.done() && consistent(state);
  if (!good) return Error{ErrorCode::damaged, "snapshot", "its tables do not fit each other"};
  state.rebuild_indexes();
  into = std::move(state);
  return Nothing{};
}

}  // namespace plein::snapshot
