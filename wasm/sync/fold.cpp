#include "sync/fold.h"

#include <algorithm>

#include "base/hash.h"
#include "sync/fold_community.h"
#include "sync/fold_copies.h"
#include "sync/fold_opinions.h"
#include "sync/fold_polls.h"
#include "sync/fold_posts.h"

namespace plein::sync {
namespace {

class Fold {
 public:
  explicit Fold(State& state) : state_(state) {}

  Status operator()(const record::Begun& r) {
    state_.epoch = r.epoch;
    state_.begun_at = r.at;
    return Nothing{};
  }
  Status operator()(const record::Identified& r) { return memory(r.place).self = r.identity, Nothing{}; }
  Status operator()(const record::Posted& r) { return fold_posted(state_, r); }
  Status operator()(const record::Parked& r) { return fold_parked(state_, r), Nothing{}; }
  Status operator()(const record::Unparked& r) { return fold_unparked(state_, r), Nothing{}; }
  Status operator()(const record::Removed& r) { return fold_removed(state_, r), Nothing{}; }
  Status operator()(const record::Shown& r) { return fold_shown(state_, r), Nothing{}; }
  Status operator()(const record::Reacted& r) { return fold_reacted(state_, r); }
  Status operator()(const record::Accepted& r) { return fold_accepted(state_, r); }
  Status operator()(const record::Liked& r) { return fold_liked(state_, r); }
  Status operator()(const record::Decided& r) { return fold_decided(state_, r); }
  Status operator()(const record::Noted& r) { return fold_noted(state_, r); }
  Status operator()(const record::Canned& r) { return fold_canned(state_, r), Nothing{}; }
  Status operator()(const record::Ruled& r) { return fold_ruled(state_, r), Nothing{}; }
  Status operator()(const record::Polled& r) { return fold_polled(state_, r); }
  Status operator()(const record::Voted& r) { return fold_voted(state_, r); }
  Status operator()(const record::Planned& r) { return fold_planned(state_, r), Nothing{}; }
  Status operator()(const record::Counted& r) { return fold_counted(state_, r), Nothing{}; }
  Status operator()(const record::Sketched& r) { return fold_sketched(state_, r), Nothing{}; }
  Status operator()(const record::Followed& r) { return fold_followed(state_, r), Nothing{}; }
  Status operator()(const record::Renamed& r) { return fold_renamed(state_, r), Nothing{}; }
  Status operator()(const record::Departed& r) { return fold_departed(state_, r), Nothing{}; }
  Status operator()(const record::Profiled& r) { return fold_profiled(state_, r), Nothing{}; }
  Status operator()(const record::Held& r) { return fold_held(state_, r); }
  Status operator()(const record::Silenced& r) { return fold_silenced(state_, r); }
  Status operator()(const record::Forgotten& r) { return fold_forgotten(state_, r); }
  Status operator()(const record::Copied& r) {
    const std::uint32_t post = state_.find_post(State::key_of(r.place.value, r.copy.id.value));
    if (post != none) return Error{ErrorCode::damaged, "record", "a post is recorded as a copy of ours"};
    return fold_copied(state_, r), Nothing{};
  }
  Status operator()(const record::Intended& r) { return fold_intended(state_, r); }
  Status operator()(const record::Done& r) { return fold_done(state_, r); }
  Status operator()(const record::Refused& r) { return fold_refused(state_, r); }
  Status operator()(const record::Unsettled& r) { return fold_unsettled(state_, r); }
  Status operator()(const record::Rendered& r) { return fold_rendered(state_, r); }
  Status operator()(const record::Marked& r) { return memory(r.place).marks[r.stream] = r.mark, Nothing{}; }
  Status operator()(const record::LookDue& r) {
    due(r.place, r.one)[r.thread.id.value] = r.thread.extra;
    return Nothing{};
  }
  Status operator()(const record::Looked& r) { return due(r.place, r.one).erase(r.thread.value), Nothing{}; }
  Status operator()(const record::Adopted& r) { return memory(r.place).adopted = true, Nothing{}; }
  Status operator()(const record::Distrusted& r) {
    for (PlaceMemory& place : state_.places) {
      place.adopted = false;
      place.marks.clear();
    }
    state_.distrusted_at = r.at;
    return Nothing{};
  }

 private:
  PlaceMemory& memory(const PlaceId& place) { return state_.places[state_.intern_place(place.value)]; }
  std::map<std::string, std::string>& due(const PlaceId& place, bool one) {
    PlaceMemory& of = memory(place);
    return one ? of.lookups : of.looks;
  }

  State& state_;
};

// The time a record was made, as far as it says; 0 when it does not.
Milliseconds time_of(const Record& record) {
  return std::visit(
      [](const auto& r) -> Milliseconds {
        if constexpr (requires { r.as_of; })
          return r.as_of;
        else if constexpr (requires { r.tried_at; })
          return r.tried_at;
        else if constexpr (requires { r.at; })
          return r.at;
        else
          return 0;
      },
      record);
}

}  // namespace

std::uint64_t content_hash(std::string_view title, std::string_view body_json) { return hash64({title, body_json}); }

Status fold(State& state, const Record& record) {
  const Status folded = std::visit(Fold(state), record);
  if (folded.ok()) state.clock = std::max(state.clock, time_of(record));
  return folded;
}

}  // namespace plein::sync
