// What a NodeBB forum holds. Posts keep their versions, so that a read can be answered as it was a while ago (read lag).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"

namespace plein::simulators::nodebb {

// What a member says of themself. It changes with time, as posts do.
struct Profile {
  Milliseconds at = 0;
  std::string about_me;
  std::string signature;
};

struct User {
  std::int64_t uid = 0;
  std::string username;
  std::string slug;
  std::string display_name;
  std::string token;
  bool admin = false;
  bool exempt = false;  // member of a group without posting delay and queue
  std::int64_t reputation = 0;
  Milliseconds joined_at = 0;
  Milliseconds posted_at = 0;     // the last time
  Milliseconds queued_at = 0;     // likewise; counted apart
  std::vector<Profile> profiles;  // oldest first; none: an empty one
  bool removed = false;           // with all their posts
};

struct Category {
  std::int64_t cid = 0;
  std::string name;
  std::string slug;  // "2/general-discussion"
};

struct PostVersion {
  Milliseconds at = 0;
  std::string content;  // Markdown
  Milliseconds edited_at = 0;
  std::int64_t editor = 0;
  bool deleted = false;
  std::int64_t deleter = 0;
  bool purged = false;
};

struct Post {
  std::int64_t pid = 0;
  std::int64_t tid = 0;
  std::int64_t uid = 0;
  std::int64_t to_pid = 0;
  Milliseconds created_at = 0;
  std::int64_t votes = 0;
  std::set<std::int64_t> voters;      // who upvoted
  std::vector<PostVersion> versions;  // never empty

  const PostVersion& latest() const { return versions.back(); }
};

struct Topic {
  std::int64_t tid = 0;
  std::int64_t cid = 0;
  std::int64_t uid = 0;
  std::int64_t main_pid = 0;
  std::string title;
  std::string slug;  // "3/toestel-crasht-bij-opstarten"
  std::vector<std::string> tags;
  bool generated_title = false;
  bool locked = false;
  bool deleted = false;  // by a moderator; seen at once, whatever the read lag
  Milliseconds created_at = 0;
  // nodebb-plugin-question-and-answer
  bool question = false;
  bool solved = false;
  std::int64_t solved_pid = 0;
};

// What nodebb-plugin-webhooks sends: a body and its signature.
struct Hook {
  std::string body;
  std::string signature;  // "sha1=<hex>"
};

struct QueuedPost {
  std::string id;  // "reply-1795407555450"
  bool topic = false;
  std::int64_t uid = 0;
  std::int64_t tid = 0;
  std::int64_t cid = 0;
  std::int64_t to_pid = 0;
  std::string title;
  std::string content;
  std::vector<std::string> tags;
};

struct State {
  std::string url;  // of the forum, without a slash at its end
  std::map<std::int64_t, User> users;
  std::map<std::int64_t, Category> categories;
  std::map<std::int64_t, Topic> topics;
  std::map<std::int64_t, Post> posts;
  std::vector<QueuedPost> queue;
  std::vector<Hook> hooks;  // sent so far
  std::int64_t next_uid = 1;
  std::int64_t next_tid = 1;
  std::int64_t next_pid = 1;
};

// "Toestel crasht 😢" -> "toestel-crasht"; letters outside ASCII are kept, as NodeBB does.
std::string slugify(const std::string& text);

}  // namespace plein::simulators::nodebb
