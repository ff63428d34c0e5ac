// What is so in a world, worked out from what truly stands in its places and from what people decided, without a look into the
// engine: which posts are to be seen, and which copies are to stand where.
#pragma once

#include "simulation/world.h"

namespace plein::simulation {

class Truth {
 public:
  // `excluded`: a place that answers nothing; what concerns it is not asked.
  Truth(const World& world, std::string excluded);

  const std::vector<std::string>& origins() const { return origins_; }  // names of all posts that people wrote

  bool visible(const std::string& name) const;  // for all to see in its own place, and nobody decided it away
  bool decided_away(const std::string& name) const;
  std::string parent_of(const std::string& name) const;  // what it answers, as its author meant it: a copy stands for its origin
  std::string root_of(std::string name) const;
  int current(const std::string& origin) const;  // the version it says by now
  // It answers, in its place, something that can be read no more.
  bool below_unread(const std::string& name) const;
  // Nobody can know any more what it answers: with the log, what was known of such posts is lost too; and of a copy whose answer
  // was lost, and that went before it was met, nothing ever was.
  bool unplaceable(const std::string& name) const;

  enum class Wish { no, yes, either };
  Wish wish(const std::string& origin, const ModelPlace& place) const;  // a copy there
  std::vector<const ModelPost*> copies(const std::string& origin, const ModelPlace& place, bool correction) const;

  static std::string place_of(const std::string& name) { return name.substr(0, name.find(' ')); }
  static std::string name_of(const ModelPlace& place, const ModelPost& post) {
    return place.id() + " " + std::to_string(post.id);
  }

 private:
  bool shown(const std::string& name) const;
  std::string body_of(const std::string& name) const;
  bool tagged(const std::string& name) const;
  bool allowed(const std::string& name, const ModelPlace& place) const;
  bool taken_unseen(const std::string& origin, const ModelPlace& place) const;
  bool veiled(const std::string& origin, const ModelPlace& place) const;
  bool of_two(const std::string& origin, const ModelPlace& place) const;
  bool lost_track(const std::string& origin, const ModelPlace& place) const;
  bool withheld(const std::string& origin, const ModelPlace& place) const;
  bool unclear(const std::string& origin, const ModelPlace& place) const;

  const World& world_;
  std::string excluded_;
  std::vector<std::string> origins_;
};

}  // namespace plein::simulation
