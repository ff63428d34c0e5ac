// What a Facebook Page holds. Posts and comments keep their versions, so that a read can be answered as it was a while ago
// (read lag).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"

namespace plein::simulators::facebook {

struct Person {
  std::string id;  // as this Page knows them
  std::string name;
  bool shares = true;        // let the app know who they are: otherwise "from" is missing
  bool deactivated = false;  // what they wrote is taken out of lists after these were cut into pages
};

struct Version {
  Milliseconds at = 0;
  std::string message;
  bool hidden = false;
  bool published = true;
  bool removed = false;
};

// A post, a comment, or a reply to a comment.
struct Entry {
  std::string id;
  std::string post;    // the id of the post it is under; its own, of a post
  std::string parent;  // of a reply: the top-level comment
  std::string author;  // the Page or a person
  std::string app;     // that wrote it; "": by hand
  Milliseconds created_at = 0;
  bool is_private = false;
  std::string picture;  // its address at Facebook
  std::string link;     // what its preview leads to
  std::string tags;     // message_tags, as JSON
  std::set<std::string> likes;
  std::vector<Version> versions;  // never empty

  bool is_post() const { return id == post; }
  const Version& latest() const { return versions.back(); }
};

struct State {
  std::string page;
  std::string page_name;
  std::int64_t followers = 0;
  std::map<std::string, Person> people;
  std::vector<Entry> entries;       // in the order they were written
  std::vector<std::string> events;  // of the webhook, not delivered yet: "changes" elements, as JSON
  std::string delivered;            // the body delivered last
  std::int64_t next_number = 1;

  const Entry* find(const std::string& id) const {
    for (const Entry& entry : entries) {
      if (entry.id == id) return &entry;
    }
    return nullptr;
  }
  Entry* find(const std::string& id) { return const_cast<Entry*>(static_cast<const State&>(*this).find(id)); }
};

}  // namespace plein::simulators::facebook
