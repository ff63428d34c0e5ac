#include "sync/budgets.h"

#include <algorithm>

namespace plein::sync {
namespace {

constexpr Milliseconds window_unknown_ms = 60000;  // a budget that does not say when it is renewed
constexpr Milliseconds minute_ms = 60000;
constexpr Milliseconds window_longest_ms = 86400000;  // platforms' windows are hours, a day at most

}  // namespace

void Budgets::note(const std::string& account, const Budget& budget, Milliseconds now, Milliseconds host_now) {
  if (!budget.known()) return;
  Page& page = pages_[account];
  page.of_writes = budget.of_writes;
  Window& window = page.windows[budget.of_writes ? 1 : 0];
  const bool percent = budget.used_percent >= 0;
  window.left = percent ? 1 - std::clamp(budget.used_percent, 0, 100) / 100.0
                        : std::clamp(static_cast<double>(budget.remaining) / static_cast<double>(budget.limit), 0.0, 1.0);
  window.remaining = percent ? -1 : budget.remaining;
  Milliseconds in = window_unknown_ms;
  if (budget.resets_in_ms > 0) {
    in = budget.resets_in_ms;
  } else if (budget.resets_at > 0) {
    in = budget.resets_at - host_now;
  }
  window.resets_at = now + std::clamp<Milliseconds>(in, 0, window_longest_ms);
}

void Budgets::park(const std::string& account, Milliseconds until, bool writes_only) {
  Page& page = pages_[account];
  Milliseconds& parked = writes_only ? page.writes_parked_until : page.parked_until;
  parked = std::max(parked, until);
}

void Budgets::spend(const std::string& account, int per_minute, Milliseconds now) {
  if (per_minute <= 0) return;
  std::deque<Milliseconds>& sent = pages_[account].sent;
  while (!sent.empty() && sent.front() + minute_ms <= now) sent.pop_front();
  sent.push_back(now);
}

Milliseconds Budgets::spared_from(const std::string& account, int per_minute, int shared_by, Milliseconds now) const {
  const auto page = pages_.find(account);
  if (per_minute <= 0 || page == pages_.end()) return 0;
  const std::deque<Milliseconds>& sent = page->second.sent;
  const auto most = static_cast<std::size_t>(std::max(per_minute / std::max(shared_by, 1) * 3 / 4, 1));
  const auto recent = std::upper_bound(sent.begin(), sent.end(), now - minute_ms);
  if (static_cast<std::size_t>(sent.end() - recent) < most) return 0;
  return sent[sent.size() - most] + minute_ms;
}

Milliseconds Budgets::reads_from(const std::string& account) const {
  const auto page = pages_.find(account);
  return page == pages_.end() ? 0 : page->second.parked_until;
}

Milliseconds Budgets::writes_from(const std::string& account) const {
  const auto page = pages_.find(account);
  return page == pages_.end() ? 0 : std::max(page->second.parked_until, page->second.writes_parked_until);
}

const Budgets::Page* Budgets::current(const std::string& account, Milliseconds now) const {
  const auto page = pages_.find(account);
  return page == pages_.end() || page->second.latest().resets_at <= now ? nullptr : &page->second;
}

std::optional<Priority> Budgets::affords(const std::string& account, int cost, int shared_by, Milliseconds now,
                                         Milliseconds& again_at) const {
  const Page* page = current(account, now);
  if (page == nullptr) return Priority::backfill;
  const Window& window = page->latest();
  const bool broke = window.remaining >= 0 ? window.remaining < std::int64_t{cost} * shared_by : window.left <= 0;
  again_at = window.resets_at;
  if (broke) return std::nullopt;
  if (window.left < 0.05) return Priority::removal;
  if (window.left < 0.10) return Priority::ambassador;
  if (window.left < 0.20) return Priority::edit;
  return window.left < 0.30 ? Priority::reply : Priority::backfill;
}

int Budgets::slower(const std::string& account, Milliseconds now) const {
  const Page* page = current(account, now);
  if (page == nullptr || page->of_writes || page->latest().left >= 0.5) return 1;
  return page->latest().left >= 0.2 ? 2 : 4;
}

std::vector<Left> Budgets::left(const std::string& account, int per_minute, Milliseconds now) const {
  const auto found = pages_.find(account);
  if (found == pages_.end()) return {};
  const Page& page = found->second;
  std::vector<Left> all;
  for (const bool of_writes : {false, true}) {
    const Window& window = page.windows[of_writes ? 1 : 0];
    if (window.resets_at > now) all.push_back({of_writes, static_cast<int>(window.left * 100), window.resets_at});
  }
  if (per_minute <= 0 || page.windows[0].resets_at > now) return all;
  const auto recent = std::upper_bound(page.sent.begin(), page.sent.end(), now - minute_ms);
  const auto used = static_cast<int>(std::min<std::ptrdiff_t>(page.sent.end() - recent, per_minute));
  all.push_back({false, 100 - used * 100 / per_minute, recent == page.sent.end() ? now : *recent + minute_ms});
  return all;
}

}  // namespace plein::sync
