// How Discourse words its state: the JSON of posts, topics and users (its serializers), as `viewer` sees it.
#pragma once

#include <optional>
#include <vector>

#include "base/json_writer.h"
#include "simulators/discourse_state.h"

namespace plein::simulators::discourse {

constexpr std::size_t chunk = 20;         // of a topic's posts
constexpr std::size_t latest_posts = 50;  // of the newest

class Views {
 public:
  // `viewer`: null for anybody.
  Views(const State& state, const User* viewer, std::optional<Milliseconds> as_of)
      : state_(state), viewer_(viewer), as_of_(as_of) {}

  // What is to be seen of it, or null: not there yet, or destroyed.
  const PostVersion* version(const Post& post) const;
  const TopicVersion* version(const Topic& topic) const;

  bool sees(const Topic& topic) const;
  bool sees(const Post& post) const;  // deleted ones too, for the staff
  std::vector<const Post*> posts_of(std::int64_t topic, bool with_deleted) const;
  const Post* first_of(std::int64_t topic) const;

  enum class Detail { in_topic, alone, latest, hook };
  void post(JsonWriter& json, const Post& post, Detail detail) const;
  // The posts from `begin` on, with all that is said of the topic.
  void topic(JsonWriter& json, const Topic& topic, const std::vector<const Post*>& all, std::size_t begin) const;
  void posts(JsonWriter& json, const Topic& topic, const std::vector<const Post*>& chosen) const;
  void latest(JsonWriter& json, std::int64_t before) const;
  void current_user(JsonWriter& json) const;
  void card(JsonWriter& json, const User& user) const;
  void profile(JsonWriter& json, const User& user) const;
  void hook_topic(JsonWriter& json, const Topic& topic) const;
  void hook_user(JsonWriter& json, const User& user) const;

  const User* user(std::int64_t id) const;

 private:
  bool staff() const { return viewer_ != nullptr && viewer_->staff(); }
  void author(JsonWriter& json, std::int64_t id) const;
  void actions(JsonWriter& json, const Post& post) const;
  void topic_members(JsonWriter& json, const Topic& topic) const;
  std::string avatar(const User& user) const;

  const State& state_;
  const User* viewer_;
  std::optional<Milliseconds> as_of_;
};

}  // namespace plein::simulators::discourse
