// What a Flarum forum holds. Posts and discussions keep what they are now: a read with lag shows what stood then by time alone.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"

namespace plein::simulators::flarum {

struct User {
  std::int64_t id = 0;
  std::string username;
  std::string display_name;
  std::string token;  // of its own; people write with it
  bool moderator = false;
  bool trusted = false;  // writes without approval
  bool removed = false;
  std::string bio;
  Milliseconds posted_at = 0;

  bool exempt() const { return moderator || trusted; }
};

struct Post {
  std::int64_t id = 0;
  std::int64_t discussion = 0;
  std::int64_t number = 0;
  std::int64_t user = 0;
  std::string type = "comment";
  std::string content;  // as it was written
  Milliseconds created_at = 0;
  Milliseconds edited_at = 0;
  Milliseconds hidden_at = 0;
  std::int64_t hidden_by = 0;
  bool approved = true;
  std::set<std::int64_t> likes;
};

struct Discussion {
  std::int64_t id = 0;
  std::string title;
  std::int64_t user = 0;
  std::set<std::int64_t> tags;
  std::int64_t last_number = 0;  // given, and not given again
  Milliseconds created_at = 0;
  Milliseconds hidden_at = 0;
  bool approved = true;
  std::int64_t best = 0;
};

struct State {
  std::string url;
  int version = 1;
  std::map<std::int64_t, User> users;
  std::map<std::int64_t, std::string> tags;
  std::map<std::int64_t, Discussion> discussions;
  std::map<std::int64_t, Post> posts;
  std::int64_t next_post = 1;
  std::int64_t next_discussion = 1;
};

}  // namespace plein::simulators::flarum
