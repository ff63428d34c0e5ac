// All that is known, folded from the log: tables of rows over one pool of texts. A relay folds records into it
// (sync/fold.h), a reader folds the public feed (views/reader.h); views read it. Nothing in it depends on a configuration.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/key_index.h"
#include "model/place.h"
#include "model/rows.h"

namespace plein {

// What is known of a place beside its posts.
struct PlaceMemory {
  std::string id;
  Identity self;
  bool adopted = false;
  std::map<std::string, std::string> marks;  // stream → mark
  std::map<std::string, std::string> looks;  // threads to be read: remote id → extra
};

// A copy of ours whose origin has not been met.
struct Orphan {
  std::uint16_t place = 0;
  RemoteRef copy;
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
  std::uint32_t find_post(PostKey key) const;                            // none
  std::uint32_t find_copy(PostKey key) const;                            // none
  std::uint32_t copy_in(std::uint32_t post, std::uint16_t place) const;  // none

  // The caller fills the row's remaining fields before anything else is called.
  std::uint32_t add_post(PostRow row);  // links it under its parent and into its thread (a new one when parent is none)
  std::uint32_t add_copy(CopyRow row);  // links it to its post; indexed when its key is set
  void bind_copy(std::uint32_t copy, PostKey key);
  std::uint32_t author(std::uint64_t key, std::string_view id, std::string_view name, std::string_view handle,
                       std::uint16_t place,
                       Role role);  // found and brought up to date, or added

  // Moves a post to the end of the public feed.
  void touch(std::uint32_t post);
  // A thread's time of latest activity moves forward.
  void active(std::uint32_t thread, Milliseconds at);

  std::string_view text(TextSlice slice) const { return texts.get(slice); }

  TextPool texts;
  std::vector<PostRow> posts;
  std::vector<CopyRow> copies;
  std::vector<AuthorRow> authors;
  std::vector<ThreadRow> threads;
  std::map<PostKey, std::vector<Orphan>> orphans;
  std::string epoch;
  Milliseconds begun_at = 0;  // when Plein met the places
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
  const std::set<Activity>& by_activity() const { return by_activity_; }

  void rebuild_indexes();      // after the tables were replaced as a whole
  std::size_t memory() const;  // bytes held, texts included

 private:
  PostKey key_at(std::uint32_t entry) const;

  KeyIndex keys_;  // entries: a post's index, or a copy's with the top bit set
  KeyIndex author_keys_;
  std::set<Activity> by_activity_;
};

// Every post of a thread, the root first, depth first, siblings by (created_at, key). `visit(post, depth)`.
void walk_thread(const State& state, std::uint32_t root, const std::function<void(std::uint32_t post, int depth)>& visit);

}  // namespace plein
