// What readers do on the page, as the relay tells it of all of them together; and how many follow the places, asked once a day.
#include <algorithm>
#include <map>

#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr Milliseconds day_ms = 86400000;
constexpr Milliseconds again_ms = 3600000;  // after a place that did not say

// Those registers that rise by these.
std::vector<sketch::Rise> rises_of(sketch::Registers registers, const std::vector<std::uint64_t>& hashes) {
  std::map<std::uint16_t, std::uint8_t> rises;
  for (const std::uint64_t hash : hashes) {
    const sketch::Rise rise = sketch::rise_of(hash);
    if (sketch::raise(registers, rise)) rises[rise.at] = rise.to;
  }
  std::vector<sketch::Rise> all;
  for (const auto& [at, to] : rises) all.push_back({at, to});
  return all;
}

}  // namespace

// No post changes by it, and nothing is to be asked of a place: it does not advance.
Status Synchroniser::count(Milliseconds host_now, std::int64_t day, const Readers& readers, Batch& batch) {
  begin(host_now, batch);
  const std::int64_t today = host_now / day_ms;
  if (day < today - 1 || day > today + 1)
    return Error{ErrorCode::invalid_value, "$.command.day", "expected today, the day before it or after"};
  std::map<std::tuple<PageAct, PostKey, Via>, std::uint64_t> sums;
  for (const Tally& tally : readers.tallies) {
    const std::uint32_t post = tally.thread == 0 ? none : state_.find_post(tally.thread);
    if (tally.thread != 0 && (post == none || !state_.posts[post].visible())) continue;
    const PostKey thread = post == none ? 0 : state_.posts[state_.threads[state_.posts[post].thread].root].key;
    sums[{tally.act, thread, tally.via}] += tally.n;
  }
  record::Counted counted{day, {}};
  for (const auto& [what, n] : sums) {
    const auto [act, thread, via] = what;
    counted.tallies.push_back({act, thread, std::min<std::uint64_t>(n, UINT32_MAX), via});  // as much as the log can say
  }
  const auto& days = state_.community.traffic.days;
  const auto known = days.find(day);
  const bool first = known == days.end();
  record::Sketched visitors{day, {}}, members{day, {}, true};
  if (!state_.community.traffic.over(day))
    visitors.rises = rises_of(first ? sketch::Registers() : known->second.registers, readers.visitors);
  members.rises = rises_of(first ? sketch::Registers() : known->second.members, readers.members);
  if (!counted.tallies.empty()) ledger_.commit(std::move(counted));
  for (record::Sketched* each : {&visitors, &members}) {
    if (!each->rises.empty()) ledger_.commit(std::move(*each));
  }
  return Nothing{};
}

void Synchroniser::advance_followers(std::size_t index, Milliseconds now) {
  PlaceRun& run = runs_[index];
  const bool asked = run.connector->capabilities().followers && state_.places[run.index].adopted && !run.place->direct;
  if (!asked || run.asking_followers) return;
  const auto& followers = state_.community.traffic.followers;
  const auto told = followers.find(run.place->id.value);
  const std::int64_t today = host_now_ / day_ms;
  const bool known = told != followers.end() && told->second.count(today) != 0;
  if (known) run.followers_at = std::max(run.followers_at, now + (today + 1) * day_ms - host_now_);
  if (run.followers_at > now) return batch_->wake(run.followers_at);
  UnderWay question;
  question.ask.kind = Ask::Kind::followers;
  run.asking_followers = true;
  ask(index, std::move(question), now);
}

// A place that does not say is well all the same: what is missing is a figure.
void Synchroniser::take_followers(PlaceRun& run, const Reading& reading, Milliseconds now) {
  run.asking_followers = false;
  run.followers_at = now + again_ms;
  if (reading.outcome.kind == Outcome::Kind::park) return park(run, reading.outcome, now);
  if (reading.outcome.kind != Outcome::Kind::ok) return;
  const auto followers = static_cast<std::uint64_t>(reading.followers);
  ledger_.commit(record::Followed{run.place->id, host_now_ / day_ms, followers});
}

}  // namespace plein::sync
