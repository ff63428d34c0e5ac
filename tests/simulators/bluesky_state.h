// What a PDS with its AppView holds. Records keep their versions, so that the AppView can lag behind the repositories.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace plein::simulators::bluesky {

// What others see of an account. It changes with time, as records do.
struct Profile {
  enum class Standing { active, takendown, deactivated, deleted };

  Milliseconds at = 0;
  std::string description;
  Standing standing = Standing::active;
};

struct Blob {
  std::string mime_type;
  std::int64_t size = 0;
};

struct Account {
  std::string did;
  std::string handle;
  std::string display_name;
  std::string password;
  std::string setup_token;  // an access token without end, for people in tests
  Milliseconds created_at = 0;
  // Limits, in windows that begin with the first use.
  Milliseconds points_since = 0;
  std::int64_t points = 0;
  Milliseconds sessions_since = 0;
  std::int64_t sessions = 0;
  std::vector<Profile> profiles;  // oldest first; none: an empty one
  std::int64_t followers = 0;
  bool asks_not_to_show = false;      // to who is not signed in: the label "!no-unauthenticated" on its profile
  std::map<std::string, Blob> blobs;  // uploaded, by cid
};

struct Token {
  std::string did;
  bool refresh = false;
  Milliseconds expires_at = 0;
};

struct Reference {
  std::string uri;
  std::string cid;
};

// A post's content, taken from its record once.
struct RecordVersion {
  Milliseconds at = 0;
  bool deleted = false;
  std::string json;  // canonical
  std::string cid;
  std::string text;
  Milliseconds sort_at = 0;  // the earlier of createdAt and when it was indexed
  std::optional<Reference> root;
  std::optional<Reference> parent;
  std::vector<std::string> mentions;  // dids
  std::string subject;                // of a like: the post's uri; of a block: the account's did
};

struct Record {
  std::string uri;
  std::string did;
  std::string collection;
  std::string key;
  std::vector<RecordVersion> versions;  // never empty

  const RecordVersion& latest() const { return versions.back(); }
};

// What a labeller says of a post.
struct Label {
  std::string uri;
  std::string value;
  Milliseconds at = 0;
  bool negated = false;
};

// What the firehose told, as Jetstream words it.
struct Event {
  std::string did;
  std::string collection;  // of a commit
  std::string json;
};

struct State {
  std::map<std::string, Account> accounts;  // by did
  std::map<std::string, Token> tokens;
  std::map<std::string, Record> records;  // by uri
  std::vector<Label> labels;
  std::vector<Event> events;
  std::uint64_t sequence = 0;  // of commits and tokens

  const Account* account(const std::string& did_or_handle) const {
    for (const auto& [did, one] : accounts) {
      if (did == did_or_handle || one.handle == did_or_handle) return &one;
    }
    return nullptr;
  }
};

}  // namespace plein::simulators::bluesky
