#include "sync/outbox.h"

namespace plein::sync {

void Outbox::put(std::uint32_t post, const Item& item) {
  erase(post);
  items_[post] = item;
  if (item.ready) ready_.insert(rank(post, item));
  if (item.creates) creates_[item.thread].insert({item.created_at, post});
}

void Outbox::erase(std::uint32_t post) {
  const auto found = items_.find(post);
  if (found == items_.end()) return;
  const Item& item = found->second;
  ready_.erase(rank(post, item));
  if (item.creates) {
    const auto thread = creates_.find(item.thread);
    thread->second.erase({item.created_at, post});
    if (thread->second.empty()) creates_.erase(thread);
  }
  items_.erase(found);
}

void Outbox::raise(std::uint32_t post, Priority priority) {
  const auto found = items_.find(post);
  if (found == items_.end() || found->second.priority <= priority) return;
  Item item = found->second;
  item.priority = priority;
  put(post, item);
}

std::optional<std::uint32_t> Outbox::next(Priority least, const std::function<bool(std::uint32_t)>& blocked) const {
  std::set<std::uint32_t> passed;  // threads whose turn it is not
  for (const Rank& each : ready_) {
    const auto [priority, created_at, post] = each;
    if (priority > least) return std::nullopt;
    const Item& item = items_.at(post);
    if (!item.creates) return post;
    if (passed.count(item.thread) != 0) continue;
    const std::uint32_t first = creates_.at(item.thread).begin()->second;
    if (!blocked(item.thread) && items_.at(first).ready) return first;
    passed.insert(item.thread);
  }
  return std::nullopt;
}

}  // namespace plein::sync
