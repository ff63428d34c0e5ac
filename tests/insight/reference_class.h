// What finds the figures the slow way (reference.h), in parts: reach, what was said, and who is who to whom.
#pragma once

#include <set>
#include <tuple>

#include "insight/reference.h"
#include "model/roles.h"

namespace plein::insight {

constexpr Milliseconds day = 86400000;

// A post that is to be seen, as the definitions speak of it.
struct Post {
  std::uint32_t row = 0;
  Milliseconds at = 0;
  std::uint32_t person = 0, to = none;  // who wrote it; whom it answers
  Role role = Role::visitor, to_role = Role::visitor;
  std::uint32_t thread = 0, beginner = 0;
  Role beginner_role = Role::visitor;
  std::string place;
  int depth = 0;
  bool first = false, parent_visible = false;
};

std::optional<std::int64_t> ratio(std::int64_t scale, std::int64_t sum, std::int64_t of);
std::optional<std::int64_t> percentile(std::vector<Milliseconds> times, std::int64_t percent);

class Reference {
 public:
  Reference(const State& state, const Bridge& bridge, Milliseconds from, Milliseconds to, std::string place);
  std::map<std::string, Expected> all(const Books& books);

 private:
  // People are who hang together by accounts: the smallest number goes round until nothing changes.
  void find_people(const Bridge& bridge);
  Post read(std::uint32_t row) const;

  bool here(const Post& post) const { return place_.empty() || post.place == place_; }
  bool within(Milliseconds at) const { return from_ <= at && at < to_; }
  bool counts(const Post& post) const { return here(post) && within(post.at); }
  PostKey key(const Post& post) const { return state_.posts[post.row].key; }
  void put(Expected& figure, const Post& post) const { figure.posts.push_back(key(post)); }
  void put(Expected& figure, const Post& post, const std::string& part) const {
    figure.posts_of_parts[part].push_back(key(post));
  }
  // The figure counts the posts behind it.
  void counted(const std::string& name);
  // Of each person but the brand their first post, here.
  std::vector<const Post*> firsts() const;

  // reference_reach.cpp
  // As each place told last of a day that begins before the end; and before the beginning.
  void follow();
  // A day counts when it begins in the period; a thread's where it began, anything else on the website.
  void reach();
  // What the other figures are worth, and what they cost.
  void returns(const Books& books);
  void activity();

  // reference_talk.cpp
  // What was replied in a post's thread before the end, anywhere.
  std::vector<const Post*> replies(const Post& root) const;
  void influence();
  void conversations();
  void durability(Expected& figure, Milliseconds after, Milliseconds during);

  // reference_people.cpp
  void ties();
  // The reply by which two people had replied to each other; nothing: they have not. Of replies by time.
  static const Post* mutual(const std::vector<const Post*>& between);
  // Of whoever liked or voted in the widget, the brand aside, whether they did in the time, or at all before its end.
  std::map<std::uint32_t, bool> opinions(Milliseconds since) const;
  // Who signed in, by what is known of them, without those who did anything.
  std::int64_t spectators(Milliseconds since, const std::set<std::uint32_t>& active) const;
  void participation();
  void balance();

  const State& state_;
  Milliseconds from_, to_;
  std::string place_;
  std::vector<std::uint32_t> person_;  // by author
  std::vector<Role> role_;             // by person
  std::vector<Post> posts_;            // by time
  std::map<std::uint32_t, std::vector<const Post*>> by_thread_;
  std::map<std::string, Expected> out_;
};

}  // namespace plein::insight
