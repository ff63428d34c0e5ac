// What is to be written in one place, in the order in which it goes: by priority, and within a thread the older new post first,
// so that a conversation reads in its order. Made anew from the state when an engine starts.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/time.h"

namespace plein::sync {

enum class Priority : std::uint8_t { removal, ambassador, edit, reply, backfill };

class Outbox {
 public:
  struct Item {
    Priority priority = Priority::reply;
    Milliseconds created_at = 0;
    std::uint32_t thread = 0;
    bool creates = false;
    bool ready = false;  // false: it holds its place among the thread's new posts, but must wait
  };

  void put(std::uint32_t post, const Item& item);  // replaces what was there of this post
  void erase(std::uint32_t post);
  void raise(std::uint32_t post, Priority priority);  // something more urgent waits for it

  // The next one to be written, which stays; none that is less urgent than `least`, and no new post in a blocked thread.
  std::optional<std::uint32_t> next(Priority least, const std::function<bool(std::uint32_t thread)>& blocked) const;

  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }

 private:
  using Rank = std::tuple<Priority, Milliseconds, std::uint32_t>;
  static Rank rank(std::uint32_t post, const Item& item) { return {item.priority, item.created_at, post}; }

  std::map<std::uint32_t, Item> items_;
  std::set<Rank> ready_;
  std::map<std::uint32_t, std::set<std::pair<Milliseconds, std::uint32_t>>> creates_;  // by thread
};

}  // namespace plein::sync
