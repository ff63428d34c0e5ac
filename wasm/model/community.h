// What people decided for the community and wrote for those who work in it, folded from the log (sync/fold_community.h). A reader
// has none of it.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/poll.h"
#include "model/record.h"

namespace plein {

// So long a decision can be undone, and is kept to be looked up.
inline constexpr Milliseconds undoable_ms = 30LL * 86400000;

// To whom an assignment (Deed::assign) gives a thread: a person's id, and their name.
inline std::string_view assignee(const record::Decided& r) { return std::string_view(r.value).substr(0, r.value.find('\n')); }
inline std::string_view assignee_name(const record::Decided& r) {
  return std::string_view(r.value).substr(r.value.find('\n') + 1);
}

// Where a post was moved to (Deed::move): the id of what it stands under; or the title of the thread that it begins.
inline std::string_view moved_under(const record::Decided& r) { return std::string_view(r.value).substr(0, r.value.find('\n')); }
inline std::string_view moved_title(const record::Decided& r) {
  return std::string_view(r.value).substr(r.value.find('\n') + 1);  // "" where it begins none
}

struct Community {
  // What it is about: a post's or an author's key; and of `hide` the place, of `tag` the tag, of `same` the other author.
  using Key = std::tuple<Deed, std::uint64_t, std::string>;
  static Key key_of(const record::Decided& r) {
    const bool many = r.what == Deed::tag || r.what == Deed::same;
    const std::string& which = r.what == Deed::hide ? r.place.value : many ? r.value : std::string();
    return {r.what, r.post != 0 ? r.post : r.author, which};
  }

  struct Entry {
    std::uint64_t number = 0;  // counts from 1; its id
    bool undone = false;
    record::Decided decided;
  };

  const record::Decided* find(Deed what, std::uint64_t about, const std::string& which = {}) const {
    const auto found = standing.find({what, about, which});
    return found == standing.end() ? nullptr : &found->second;
  }

  std::map<Key, record::Decided> standing;              // what holds now
  std::deque<Entry> history;                            // of what can be undone, in order
  std::uint64_t decided = 0;                            // how many were ever made
  std::map<PostKey, std::vector<record::Noted>> notes;  // by a thread's first post, in order
  std::map<std::string, record::Canned> canned;         // by key
  std::map<std::string, record::Ruled> rules;           // by key
  std::map<PostKey, Poll> polls;                        // by a thread's first post
  std::map<std::string, record::Planned> planned;       // by key
  Traffic traffic;                                      // what readers do
  // By who liked or voted in the widget (AuthorRow::key): on which days.
  std::map<std::uint64_t, std::set<std::int64_t>> opinions;
  // By author of a place (likewise): how many follow them, where they are so many.
  static constexpr std::uint32_t followed_least = 100;
  std::map<std::uint64_t, std::uint32_t> followed;
  std::uint64_t version = 0;  // rises with each change of any of it but the traffic; not stored
  std::uint64_t votes = 0;    // rises with each change of a poll's result; not stored
  // Rises where another one speaks as an ambassador from now on, or is somebody else too; not stored.
  std::uint64_t appointments = 0;
};

}  // namespace plein
