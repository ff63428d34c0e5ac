// What the accounts may still ask for, as their platforms say: one book for all platforms. Places that act with one account
// share its page. Times are the engine's.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "connectors/connector.h"
#include "sync/outbox.h"

namespace plein::sync {

// What is left of one of an account's budgets, for people.
struct Left {
  bool of_writes = false;  // of writes alone; else of all requests
  int percent = 100;
  Milliseconds resets_at = 0;  // the engine's time
};

class Budgets {
 public:
  // `host_now`: by the clock that the platform's times are compared with.
  void note(const std::string& account, const Budget& budget, Milliseconds now, Milliseconds host_now);
  // Nobody asks with this account before `until`; `writes_only`: nobody writes.
  void park(const std::string& account, Milliseconds until, bool writes_only);

  // A request leaves, on an account that may send `per_minute`; 0: it is not counted.
  void spend(const std::string& account, int per_minute, Milliseconds now);
  // Where requests are counted by us, a quarter of them is kept for writes: when the next read may leave.
  Milliseconds spared_from(const std::string& account, int per_minute, int shared_by, Milliseconds now) const;

  Milliseconds reads_from(const std::string& account) const;   // not before
  Milliseconds writes_from(const std::string& account) const;  // not before, whatever it is

  // The least urgent write that the account can afford now; what is left is kept for what is more urgent. `shared_by`: how
  // many bridges spend from it. Nothing can be afforded: nothing is returned, and `again_at` says when there is more.
  std::optional<Priority> affords(const std::string& account, int cost, int shared_by, Milliseconds now,
                                  Milliseconds& again_at) const;

  // How much slower an account should read: 1 while there is enough, up to 4.
  int slower(const std::string& account, Milliseconds now) const;

  // What is known of it: as its platform said last, or as requests are counted here (`per_minute`, as of spend()).
  std::vector<Left> left(const std::string& account, int per_minute, Milliseconds now) const;

 private:
  struct Window {
    double left = 1;              // of the limit
    std::int64_t remaining = -1;  // in the platform's units; -1: it counts in percent, or does not say
    Milliseconds resets_at = 0;   // the engine's time; afterwards nothing is known
  };
  struct Page {
    Milliseconds parked_until = 0;
    Milliseconds writes_parked_until = 0;
    std::array<Window, 2> windows;  // of all requests, of writes alone
    bool of_writes = false;         // which of them the platform spoke of last: what is decided goes by it
    std::deque<Milliseconds> sent;  // in the last minute, where they are counted

    const Window& latest() const { return windows[of_writes ? 1 : 0]; }
  };
  const Page* current(const std::string& account, Milliseconds now) const;

  std::map<std::string, Page> pages_;
};

}  // namespace plein::sync
