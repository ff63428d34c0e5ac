// What a Discourse forum holds. Posts and topics keep their versions, so that a read can be answered as it was a while ago.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"

namespace plein::simulators::discourse {

struct User {
  std::int64_t id = 0;
  std::string username;
  std::string name;
  std::string key;  // of the API, and of this user alone
  bool admin = false;
  bool moderator = false;
  bool trusted = false;  // past the first trust levels: the approval queue is not for them
  bool removed = false;
  std::string bio;  // Markdown
  Milliseconds posted_at = 0;
  Milliseconds topic_at = 0;
  std::string said;  // in the last post

  bool staff() const { return admin || moderator; }
};

struct Category {
  std::int64_t id = 0;
  std::string name;
  bool restricted = false;  // to administrators
};

enum PostType { regular = 1, moderator_action = 2, small_action = 3, whisper = 4 };

struct PostVersion {
  Milliseconds at = 0;
  std::int64_t topic_id = 0;
  std::int64_t number = 0;
  std::string raw;
  int version = 1;
  Milliseconds updated_at = 0;
  Milliseconds deleted_at = 0;
  bool user_deleted = false;
  bool hidden = false;  // flagged
  int type = regular;
  bool destroyed = false;  // for good
};

struct Post {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
  std::int64_t reply_to = 0;  // a post number
  Milliseconds created_at = 0;
  std::map<std::int64_t, Milliseconds> likes;  // of users, and since when
  std::vector<PostVersion> versions;           // never empty

  const PostVersion& latest() const { return versions.back(); }
};

struct TopicVersion {
  Milliseconds at = 0;
  std::string title;
  std::int64_t category = 0;  // 0: none
  std::string archetype = "regular";
  bool visible = true;
  bool closed = false;
  Milliseconds deleted_at = 0;
  std::int64_t accepted = 0;  // a post's id
};

struct Topic {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
  std::string external_id;
  Milliseconds created_at = 0;
  std::int64_t next_number = 1;
  std::set<std::int64_t> allowed;      // of a private message
  std::vector<TopicVersion> versions;  // never empty

  const TopicVersion& latest() const { return versions.back(); }
};

struct Draft {
  std::int64_t pending_id = 0;  // in the approval queue
  std::int64_t user_id = 0;
  std::int64_t topic_id = 0;  // 0: a new topic
  std::int64_t reply_to = 0;
  std::int64_t category = 0;
  std::string title;
  std::string raw;
  std::string external_id;
  int type = regular;
  std::string archetype = "regular";
  std::set<std::int64_t> allowed;
};

struct State {
  std::string url;  // of the forum, without a slash at its end
  std::map<std::int64_t, User> users;
  std::map<std::int64_t, Category> categories;
  std::map<std::int64_t, Topic> topics;
  std::map<std::int64_t, Post> posts;
  std::vector<Draft> queue;
  std::int64_t next_user = 1;
  std::int64_t next_topic = 1;
  std::int64_t next_post = 1;
  std::int64_t next_pending = 1;
};

}  // namespace plein::simulators::discourse
