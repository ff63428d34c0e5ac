// What one sees of a Mastodon server's state: who asks, and as of when. Writes JSON as its serializers do.
#pragma once

#include <optional>

#include "base/json_writer.h"
#include "simulators/mastodon_state.h"

namespace plein::simulators::mastodon {

class Views {
 public:
  // `viewer`: an account's id, "" for a visitor. `as_of`: reads show what stood then; nothing: what stands now.
  Views(const State& state, std::string viewer, std::optional<Milliseconds> as_of, Milliseconds now)
      : state_(state), viewer_(std::move(viewer)), as_of_(as_of), now_(now) {}

  // Nothing when it did not stand then, or the viewer may not see it.
  const StatusVersion* version(const Status& status) const;
  bool visible(const Status& status) const { return version(status) != nullptr; }
  bool stood(Milliseconds at) const { return !as_of_ || at <= *as_of_; }

  void account(JsonWriter& json, const Account& account, bool credentials = false) const;
  void status(JsonWriter& json, const Status& status, bool source = false) const;
  void media(JsonWriter& json, const Media& media) const;
  void notification(JsonWriter& json, const Notification& notification) const;

  std::vector<const Status*> ancestors(const Status& status) const;
  // Depth first, at most so many, and so deep (0: any).
  std::vector<const Status*> descendants(const Status& status, std::size_t most, int depth) const;

 private:
  void below(const Status& status, std::size_t most, int depth, std::vector<const Status*>& found) const;
  void attached(JsonWriter& json, const Status& status, const StatusVersion& version) const;

  const State& state_;
  const std::string viewer_;
  const std::optional<Milliseconds> as_of_;
  const Milliseconds now_;
};

std::string profile_url(const State& state, const Account& account);

}  // namespace plein::simulators::mastodon
