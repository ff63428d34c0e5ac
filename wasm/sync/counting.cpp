// What readers do on the page, as the relay tells it of all of them together.
#include <algorithm>
#include <map>

#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr Milliseconds day_ms = 86400000;

}  // namespace

// No post changes by it, and nothing is to be asked of a place: it does not advance.
Status Synchroniser::count(Milliseconds host_now, std::int64_t day, const std::vector<Tally>& tallies,
                           const std::vector<std::uint64_t>& visitors, Batch& batch) {
  begin(host_now, batch);
  const std::int64_t today = host_now / day_ms;
  if (day < today - 1 || day > today + 1)
    return Error{ErrorCode::invalid_value, "$.command.day", "expected today, the day before it or after"};
  std::map<std::tuple<PageAct, PostKey, Via>, std::uint64_t> sums;
  for (const Tally& tally : tallies) {
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
  const Traffic& traffic = state_.community.traffic;
  record::Sketched sketched{day, {}};
  if (!traffic.over(day)) {
    const auto known = traffic.days.find(day);
    sketch::Registers registers = known == traffic.days.end() ? sketch::Registers() : known->second.registers;
    std::map<std::uint16_t, std::uint8_t> rises;
    for (const std::uint64_t visitor : visitors) {
      const sketch::Rise rise = sketch::rise_of(visitor);
      if (sketch::raise(registers, rise)) rises[rise.at] = rise.to;
    }
    for (const auto& [at, to] : rises) sketched.rises.push_back({at, to});
  }
  if (!counted.tallies.empty()) ledger_.commit(std::move(counted));
  if (!sketched.rises.empty()) ledger_.commit(std::move(sketched));
  return Nothing{};
}

}  // namespace plein::sync
