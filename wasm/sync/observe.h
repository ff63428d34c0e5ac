// What a place said becomes facts: new posts, edits, removals, and copies of ours recognised by the id map or by their
// provenance line. Seeing the same again makes no fact.
#pragma once

#include <vector>

#include "model/bridge.h"
#include "model/change.h"
#include "sync/ledger.h"
#include "sync/provenance.h"

namespace plein::sync {

class Observer {
 public:
  Observer(Ledger& ledger, const Bridge& bridge) : ledger_(ledger), bridge_(bridge) {}

  // `whole_thread`: the changes come from reading a thread whole, so a parent that is not among them does not exist for us;
  // otherwise a reply without a known parent makes its thread due to be read. Gives the posts that are new or stand
  // somewhere new, for the outbox.
  std::vector<std::uint32_t> observe(const Place& place, const std::vector<Change>& changes, bool whole_thread);

  FindOrigin find_origin() const;

 private:
  void take(const Place& place, const Change& change, bool whole_thread);
  void take_removal(const Place& place, const Change& change);
  void take_known(const Place& place, const Change& change, std::uint32_t post);
  void take_new(const Place& place, const Change& change, bool whole_thread);
  void take_copy(const Place& place, const Change& change, const Provenance& provenance, bool whole_thread);
  void recover(const Place& place, const Change& change, const Provenance& provenance, bool whole_thread);
  void bind(const Place& place, const Change& change, PostKey origin);

  // The post a reply answers, directly or through our copy of it. `none` with a look noted, or with the reply to be dropped.
  std::uint32_t parent_of(const Place& place, const Change& change, bool whole_thread);
  void look_at(const Place& place, const RemoteRef& thread);

  Ledger& ledger_;
  const Bridge& bridge_;
  std::vector<std::uint32_t> moved_;
};

// Authors whose posts were rebuilt from a provenance line are known by name alone.
inline constexpr std::string_view recovered_author = "recovered:";

}  // namespace plein::sync
