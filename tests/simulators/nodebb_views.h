// How NodeBB words its state: the JSON of posts, topics, users and pages of them, with the quirks that the captures show:
// `deleted` is a flag in summaries and a number elsewhere, `toPid` a number in summaries and text in topics, `replies` a
// number in one and an object in the other.
#pragma once

#include <optional>
#include <vector>

#include "base/json_writer.h"
#include "simulators/nodebb_state.h"

namespace plein::simulators::nodebb {

class Views {
 public:
  // As `viewer` (0: a guest) sees the state of `as_of`.
  Views(const State& state, std::int64_t viewer, std::optional<Milliseconds> as_of)
      : state_(state), viewer_(viewer), as_of_(as_of) {}

  // The version to be seen, or null: not there yet, or purged.
  const PostVersion* version(const Post& post) const;
  std::vector<const Post*> posts_of(std::int64_t tid) const;  // oldest first
  bool readable(const Topic& topic) const;                    // it has posts, and is not deleted for this viewer
  bool topic_deleted(const Topic& topic) const;
  Profile profile_of(const User& user) const;
  bool may_see_deleted(const Post& post) const;

  // What is created, edited, asked for alone, or listed as recent.
  enum class Detail { created, edited, summary, recent };
  void post_summary(JsonWriter& json, const Post& post, Detail detail) const;
  void edited_post(JsonWriter& json, const Post& post, const std::string& old_content) const;
  void post_fields(JsonWriter& json, const Post& post) const;  // GET /api/v3/posts/{pid}: Markdown, not HTML
  void topic_page(JsonWriter& json, const Topic& topic, std::int64_t page, const std::string& sort) const;
  void created_topic(JsonWriter& json, const Topic& topic) const;
  void recent_posts(JsonWriter& json, std::int64_t page, Milliseconds since) const;
  void topic_list(JsonWriter& json, std::int64_t page, std::int64_t cid) const;  // cid 0: all categories
  void user(JsonWriter& json, const User& user) const;

  std::string html(const std::string& markdown) const;

 private:
  void brief_user(JsonWriter& json, std::int64_t uid, bool with_status) const;
  void author(JsonWriter& json, std::int64_t uid) const;
  void editor(JsonWriter& json, std::int64_t uid) const;
  void summary_members(JsonWriter& json, const Post& post, Detail detail) const;
  void summary_topic(JsonWriter& json, const Topic& topic) const;
  void summary_category(JsonWriter& json, const Category& category) const;
  void parent(JsonWriter& json, std::int64_t pid) const;
  void topic_post(JsonWriter& json, const Post& post, std::size_t index, const Topic& topic, bool again = false) const;
  void topic_members(JsonWriter& json, const Topic& topic) const;
  void topic_row(JsonWriter& json, const Topic& topic, std::size_t index) const;
  void category_members(JsonWriter& json, const Category& category) const;
  void teaser(JsonWriter& json, const Topic& topic) const;
  void pagination(JsonWriter& json, std::int64_t page, std::int64_t page_count) const;
  void logged_in(JsonWriter& json) const;

  Milliseconds last_post_at(const Topic& topic) const;
  std::int64_t replies_to(std::int64_t pid) const;
  bool is_admin() const;

  const State& state_;
  std::int64_t viewer_;
  std::optional<Milliseconds> as_of_;
};

constexpr std::int64_t page_size = 20;

}  // namespace plein::simulators::nodebb
