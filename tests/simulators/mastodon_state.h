// What a Mastodon server holds. Statuses keep their versions, so that a read can be answered as it was a while ago (read lag).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace plein::simulators::mastodon {

// What a person says of themself. It changes with time, as statuses do.
struct Profile {
  Milliseconds at = 0;
  std::string note;
  std::vector<std::pair<std::string, std::string>> fields;
};

struct Account {
  std::string id;
  std::string username;
  std::string domain;  // "": of this server
  std::string display_name;
  std::string token;
  Milliseconds created_at = 0;
  std::vector<Profile> profiles;  // oldest first; none: an empty one
  std::int64_t followers = 0;
  bool suspended = false;
  bool removed = false;  // with all they wrote

  std::string acct() const { return domain.empty() ? username : username + "@" + domain; }
};

struct Media {
  std::string id;
  std::string account;
  std::string status;  // "": attached to none
  std::string source;  // where the picture came from, as far as it is known
  std::string description;
  Milliseconds ready_at = 0;
};

struct StatusVersion {
  Milliseconds at = 0;
  std::string text;
  std::string spoiler;
  std::string language;
  bool sensitive = false;
  std::vector<std::string> media;
  std::vector<std::string> mentions;  // accounts
  Milliseconds edited_at = 0;
  bool deleted = false;
  std::string parent;  // "" also when what was answered is no more
};

struct Card {
  std::string url;
  std::string title;
  std::string description;
};

struct Status {
  std::string id;
  std::string account;
  std::string visibility;
  std::string parent_account;
  std::string reblog;  // the status that was boosted
  std::vector<std::string> options;
  Milliseconds poll_ends_at = 0;
  Card card;
  Milliseconds created_at = 0;
  Milliseconds refreshing_until = 0;    // replies are being fetched from other servers
  std::set<std::string> favourited;     // by these accounts
  std::vector<StatusVersion> versions;  // never empty

  const StatusVersion& latest() const { return versions.back(); }
};

struct Notification {
  std::string id;
  std::string to;
  std::string type;  // "mention", "favourite"
  std::string from;
  std::string status;
  Milliseconds at = 0;
};

// Ids as a server gives them: the longer is the later, then the larger.
struct LaterId {
  bool operator()(const std::string& a, const std::string& b) const { return a.size() != b.size() ? a.size() < b.size() : a < b; }
};

struct State {
  std::string url;  // of the server, without a slash at its end
  std::map<std::string, Account, LaterId> accounts;
  std::map<std::string, Status, LaterId> statuses;
  std::map<std::string, Media, LaterId> media;
  std::map<std::string, Notification, LaterId> notifications;
  // Of an account and its Idempotency-Key: the status, and until when it is remembered.
  std::map<std::pair<std::string, std::string>, std::pair<std::string, Milliseconds>> keys;
  std::map<std::string, std::vector<std::string>> messages;  // of an account's stream, not taken yet
  std::int64_t next_account = 109000000000000001;
  std::int64_t next_notification = 1;
  std::int64_t sequence = 0;

  std::string domain() const { return url.substr(url.find("://") + 3); }
  // "ana", "ana@other.example", in any case; nullptr when nobody is called so.
  const Account* find(const std::string& acct) const;
};

}  // namespace plein::simulators::mastodon
