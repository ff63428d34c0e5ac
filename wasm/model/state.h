// All that is known, folded from the log: tables of rows over one pool of texts. A relay folds records into it
// (sync/fold.h), a reader folds the public feed (views/reader.h); views read it. Nothing in it depends on a configuration.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/call.h"
#include "base/sorted.h"
#ifndef PLEIN_READER
#include "model/community.h"
#endif
#include "model/ids.h"
#include "model/key_index.h"
#include "model/place.h"
#include "model/record.h"
#include "model/rows.h"

namespace plein {

// What is known of a place beside its posts.
struct PlaceMemory {
  std::string id;
#ifndef PLEIN_READER
  Identity self;
  bool adopted = false;
  std::map<std::string, std::string> marks;    // stream → mark
  std::map<std::string, std::string> looks;    // threads to be read: remote id → extra
  std::map<std::string, std::string> lookups;  // posts to be looked up: likewise
#endif
};

// A copy of ours whose origin has not been met.
struct Orphan {
  std::uint16_t place = 0;
  RemoteRef copy;
  Milliseconds made_at = 0;
  std::uint32_t said = 0;
  bool correction = false;
  Milliseconds at = 0;
  PlaceId from;  // where its origin should be
  RemoteId from_id;
  std::string as;  // CopyRow::as, by id
};

struct HiddenPost {
  Milliseconds since = 0;
  std::uint16_t place = 0;
  RemoteId id;
};

class State {
 public:
  State();

  static PostKey key_of(std::string_view place_id, std::string_view remote_id);

  // Places, by interned index; "site" is 0.
  std::uint16_t intern_place(std::string_view id);
  std::uint16_t find_place(std::string_view id) const;  // UINT16_MAX: never heard of
  std::vector<PlaceMemory> places;

  // Posts and copies share one key space: where a remote id is found, it is a post or a copy.
  std::uint32_t find_post(PostKey key) const;  // none
  std::uint32_t find_copy(PostKey key) const;  // none
  // A post's copy in a place, or the correction of it; none. Doubled ones are neither.
  std::uint32_t copy_in(std::uint32_t post, std::uint16_t place, bool correction = false) const;
  // Nothing that comes later about it counts: a post gone for good, or a copy that we took away.
  bool is_dead(PostKey key) const;
  // The post that stands under this key, or of which a copy of ours does or once did; none.
  std::uint32_t find_any(PostKey key) const;
  std::uint32_t find_author(std::uint64_t key) const;  // none

  // How posts stand here (arrangement.cpp). Puts a post, with all below it, under another, which does not stand below it; `none`:
  // it begins a thread, the one it began before if there is any.
  void hang(std::uint32_t post, std::uint32_t parent);
  bool stands_below(std::uint32_t post, std::uint32_t above) const;  // or is it
  // Whether a thread has its first post still: what was moved away left a thread of nothing.
  bool stands(std::uint32_t thread) const { return posts[threads[thread].root].thread == thread; }
#ifndef PLEIN_READER
  // How they stand where they were written, which moving changes nothing of: what a post answers there, and the first post and
  // the thread of that.
  std::uint32_t origin_parent(std::uint32_t post) const;
  std::uint32_t origin_root(std::uint32_t post) const;
  std::uint32_t origin_thread(std::uint32_t post) const;
#endif
  // The thread that a post begins where it was written; of any other, the one it is in.
  std::uint32_t own_thread(std::uint32_t post) const;

  // The caller fills the row's remaining fields before anything else is called.
  std::uint32_t add_post(PostRow row);  // links it under its parent and into its thread (a new one when parent is none)
  std::uint32_t add_copy(CopyRow row);  // links it to its post; indexed when its key is set
  void bind_copy(std::uint32_t copy, PostKey key);
  // Found, or added. A name counts when it is as new as the one that is known; an avatar too, where one is said.
  std::uint32_t author(std::uint64_t key, const Author& author, std::uint16_t place, Role role, Milliseconds as_of);
  // Likewise, of one of whom nothing but the id is known.
  std::uint32_t member(std::uint64_t key, std::string_view id, std::uint16_t place);
  void set_author(std::uint32_t post, std::uint32_t author);
  void rename(std::uint32_t author, const Author& now, Milliseconds as_of);

  // Of an author in a place; those of one author follow each other.
  static std::uint64_t account_slot(std::uint32_t author, std::uint16_t place) { return std::uint64_t{author} << 16 | place; }
  // Who an author is in a place, and whether the host can act there with their own credential.
  struct Account {
    std::uint32_t member = none;  // none: it is not known
    bool own = false;
  };
#ifndef PLEIN_READER
  Account account_in(std::uint32_t author, std::uint16_t place) const {
    const auto found = accounts.find(account_slot(author, place));
    return found == accounts.end() ? Account{} : account_of(found->second);
  }
#endif
  static Account account_of(std::uint64_t value) { return {static_cast<std::uint32_t>(value), value >> 32 != 0}; }
  static std::uint64_t account_value(const Account& account) { return std::uint64_t{account.own} << 32 | account.member; }
  std::uint64_t likes_of(PostKey post) const;
  static PostKey like_key(PostKey post, std::uint64_t person);  // of `likes`; the person by AuthorRow::key

  // Runs `change` on a post's row and keeps what is counted of visible posts.
  template <class Change>
  void change_visibility(std::uint32_t post, const Change& change) {
    const bool before = posts[post].visible();
    change(posts[post]);
    const bool after = posts[post].visible();
    if (before != after && posts[post].parent != none) threads[posts[post].thread].replies += after ? 1 : -1;
  }

  // Moves a post to the end of the public feed.
  void touch(std::uint32_t post);
  // A thread's time of latest activity moves forward.
  void active(std::uint32_t thread, Milliseconds at);

  // Under whose id a copy was written; empty: our account's.
  std::string_view writer(const CopyRow& copy) const { return copy.as == 0 ? "" : text(authors[copy.as - 1].id); }

  std::string_view text(TextSlice slice) const { return texts.get(slice); }

  TextPool texts;
  std::vector<PostRow> posts;
  std::vector<CopyRow> copies;
  std::vector<AuthorRow> authors;
  std::vector<ThreadRow> threads;
#ifndef PLEIN_READER  // of which a public feed tells nothing
  std::map<PostKey, std::vector<Orphan>> orphans;
  std::map<PostKey, std::vector<record::Posted>> parked;  // replies, under parents that have not been met
  std::map<PostKey, PostKey> parked_under;                // each of them → its parent
  std::map<std::uint64_t, std::uint64_t> accounts;        // account_slot → the author who they are there (account_value)
  std::map<PostKey, PostKey> likes;                       // a hash of post and person (like_key) → the post
  std::map<PostKey, std::uint64_t> liked;                 // a post → by how many people in the widget
  std::map<PostKey, HiddenPost> hidden_unmet;             // posts that were never met, known to be hidden
  std::map<PostKey, PostKey> tombstones;  // posts that were never met → 0, copies that we took away → their origin
  // What people here moved: what it answers where it was written, and the thread it began there.
  struct Moved {
    std::uint32_t parent = none;
    std::uint32_t thread = none;  // none: it began none
  };
  std::map<std::uint32_t, Moved> moved;
  std::uint64_t arrangements = 0;  // rises where something is moved; not stored
  Community community;
#endif
  std::string epoch;
  Milliseconds begun_at = 0;       // when Plein met the places
  Milliseconds distrusted_at = 0;  // when records were lost
  Milliseconds clock = 0;          // the latest time in any record
  std::uint64_t seq = 0;
  std::uint32_t newest = none;  // by seq

  // Threads by latest activity, the latest first; then by key.
  struct Activity {
    Milliseconds last_at;
    PostKey root;
    std::uint32_t thread;
    friend bool operator<(const Activity& a, const Activity& b) {
      return a.last_at != b.last_at ? a.last_at > b.last_at : a.root < b.root;
    }
  };
#ifdef PLEIN_READER
  using Activities = Sorted<Activity>;
#else
  using Activities = std::set<Activity>;
#endif
  const Activities& by_activity() const { return by_activity_; }

  void rebuild_indexes();      // after the tables were replaced as a whole
  std::size_t memory() const;  // bytes held, texts included

 private:
  PostKey key_at(std::uint32_t entry) const;
  std::uint32_t begin_thread(std::uint32_t root, PostKey key, Milliseconds at);
  void settle_activity(std::uint32_t thread);

  KeyIndex keys_;  // entries: a post's index, or a copy's with the top bit set
  KeyIndex author_keys_;
  Activities by_activity_;
};

#ifndef PLEIN_READER
// What answers a post where it was written, and all posts below one there, itself first; in no order.
void each_origin_answer(const State& state, std::uint32_t post, Call<void(std::uint32_t answer)> visit);
void walk_origin(const State& state, std::uint32_t root, Call<void(std::uint32_t post)> visit);
#endif

// Every post of a thread, the root first, depth first, siblings by (created_at, key). `visit(post, depth)`.
void walk_thread(const State& state, std::uint32_t root, Call<void(std::uint32_t post, int depth)> visit);

}  // namespace plein
