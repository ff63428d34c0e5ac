// What the brand posts at its time. The post and that it was sent are records of one batch: whoever is killed in between finds
// both, or neither and sends it then.
#include "base/hash.h"
#include "model/pushing.h"
#include "sync/synchroniser.h"
#include "text/text.h"
#include "text/typed.h"

namespace plein::sync {
namespace {

constexpr Milliseconds late_ms = 3600000;  // after that nobody knows whether it still fits: it is asked

using Stands = record::Planned::Stands;

}  // namespace

Status Synchroniser::plan(Milliseconds host_now, record::Planned planned, const Person& by, Batch& batch) {
  const Milliseconds now = begin(host_now, batch);
  if (by.role != Role::brand) return Error{ErrorCode::not_allowed, "$.command.by", "the brand does this"};
  const auto known = state_.community.planned.find(planned.key);
  const bool there = known != state_.community.planned.end();
  if (there && known->second.stands == Stands::sent) return Error{ErrorCode::conflict, "$.command.key", "it was sent already"};
  if (!there && planned.text.empty()) return Error{ErrorCode::unknown_name, "$.command.key", "nothing of this key is planned"};
  if (!there && state_.find_post(State::key_of("site", planned.key)) != none)
    return Error{ErrorCode::conflict, "$.command.key", "this key is a post's already"};
  if (!planned.text.empty()) {
    if (planned.at <= host_now) return Error{ErrorCode::invalid_value, "$.command.at", "expected a time to come"};
    for (const PlaceId& place : planned.without) {
      if (bridge_.find(place.value) == nullptr)
        return Error{ErrorCode::unknown_name, "$.command.without", "there is no place " + place.value};
    }
    if (const Status sure = confirmed(state_, bridge_, planned.at, planned.key, planned.reason); !sure) return sure.error();
  }
  planned.stands = Stands::waiting;
  planned.by = by.id;
  planned.name = by.name;
  planned.made_at = host_now;
  ledger_.commit(std::move(planned));
  advance(now);
  return Nothing{};
}

// Those whose time has come; the next one is waited for.
void Synchroniser::send_planned(Milliseconds now) {
  std::vector<record::Planned> due;
  for (const auto& [key, planned] : state_.community.planned) {
    if (planned.stands != Stands::waiting) continue;
    if (planned.at > host_now_)
      batch_->wake(now + planned.at - host_now_);
    else
      due.push_back(planned);
  }
  for (record::Planned& each : due) {
    each.stands = each.at + late_ms < host_now_ ? Stands::missed : Stands::sent;
    each.made_at = host_now_;
    if (each.stands == Stands::sent) {
      NewPost post{each.key, Person{each.by, each.name, Role::brand}, 0, each.title};
      post.body = each.markdown ? text::read_markdown(each.text) : text::read_plain(each.text);
      post.without = each.without;
      // Its key can be taken meanwhile, by a post that was removed: then it is not sent, and asked.
      if (!record_post(post, now)) each.stands = Stands::missed;
    }
    ledger_.commit(std::move(each));
  }
}

}  // namespace plein::sync
