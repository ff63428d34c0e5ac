// What a place said becomes facts: new posts, edits, removals, and copies of ours recognised by the id map, by the write they
// come from, or by their provenance line. Seeing the same again makes no fact.
#pragma once

#include <array>
#include <set>
#include <utility>
#include <vector>

#include "connectors/connector.h"
#include "model/bridge.h"
#include "model/change.h"
#include "sync/ledger.h"
#include "sync/provenance.h"

namespace plein::sync {

// Where changes come from, and so what may be believed of them.
struct Source {
  enum class Kind {
    stream,  // a page of what is new
    thread,  // a thread read whole: a parent that is not in it does not exist for us
    lookup,  // one post, as it is
    find,    // where a write of ours would be
    push     // told by the platform
  };
  Kind kind = Kind::stream;
  Milliseconds begun = 0;                            // when the reading began; of a push: now
  bool sweep = false;                                // looked for differences: what is found is counted as a repair
  const std::set<std::uint32_t>* pending = nullptr;  // posts whose writes to this place are not settled
  const std::set<PostKey>* met = nullptr;            // of a thread: what its pages showed so far
};

struct Repairs {
  enum Kind { missed, edited, removed, shown, doubled, overwritten, kinds };
  std::array<std::uint64_t, kinds> count{};
};

class Observer {
 public:
  Observer(Ledger& ledger, const Bridge& bridge) : ledger_(ledger), bridge_(bridge) {}

  // Gives the posts of which something changed, for the outbox; some more than once.
  std::vector<std::uint32_t> observe(const Place& place, const std::vector<Change>& changes, const Source& source,
                                     Repairs& repairs);

  FindOrigin find_origin() const;

  // Whether a copy was met since this was asked last whose origin is not known.
  bool take_orphaned() { return std::exchange(orphaned_, false); }

 private:
  struct Seen;  // a change with its place, key and source

  void take(const Seen& seen);
  void take_removal(const Seen& seen);
  void take_hidden(const Seen& seen);
  void take_sighted(const Seen& seen);
  void take_known(const Seen& seen, std::uint32_t post);
  void take_text(const Seen& seen, std::uint32_t post);
  void take_new(const Seen& seen);

  // observe_copies.cpp
  void take_copy(const Seen& seen, std::uint32_t copy);
  void take_rendering(const Seen& seen, std::uint32_t copy);
  void take_away(const Seen& seen, std::uint32_t copy, bool for_good);
  void bind(const Seen& seen, const Provenance& provenance);
  void keep_hidden(const Seen& seen);
  bool bind_pending(const Seen& seen, bool ours);
  void recover(const Seen& seen, const Provenance& provenance);
  bool vouched(const Seen& seen, const Provenance& line) const;  // acting.cpp

  // Commits; what became of it joins what moved, and is counted when a sweep found it.
  bool commit(const Seen& seen, Record record, std::uint32_t post, int repair = -1);

  // The post a reply answers, directly or through our copy of it; none.
  std::uint32_t parent_of(const Seen& seen) const;
  void look_at(const Place& place, const RemoteRef& what, bool one);

  Ledger& ledger_;
  const Bridge& bridge_;
  std::vector<std::uint32_t> moved_;
  Repairs* repairs_ = nullptr;
  bool orphaned_ = false;
};

// Authors whose posts were rebuilt from a provenance line are known by name alone.
inline constexpr std::string_view recovered_author = "recovered:";

}  // namespace plein::sync
