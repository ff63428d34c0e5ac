#include "simulation/truth.h"

#include <algorithm>

namespace plein::simulation {

Truth::Truth(const World& world, std::string excluded) : world_(world), excluded_(std::move(excluded)) {
  for (const auto& place : world_.places) {
    if (place->id() == excluded_) continue;
    for (const auto& [id, post] : place->posts()) {
      if (post.author != brand) origins_.push_back(name_of(*place, post));
    }
  }
  for (const auto& [key, post] : world_.widget) origins_.push_back("site " + key);
}

std::string Truth::parent_of(const std::string& name) const {
  const ModelPost* post = world_.post(name);
  if (post == nullptr) {
    const auto found = world_.widget.find(name.substr(name.find(' ') + 1));
    return found == world_.widget.end() ? "" : found->second.parent;
  }
  if (post->parent == 0) return "";
  const std::string parent = place_of(name) + " " + std::to_string(post->parent);
  const ModelPost* above = world_.post(parent);
  return above->author == brand ? above->origin : parent;
}

std::string Truth::root_of(std::string name) const {
  for (std::string above = parent_of(name); !above.empty(); above = parent_of(name)) name = above;
  return name;
}

bool Truth::decided_away(const std::string& name) const {
  const std::string author = world_.author_of(name);
  const ModelPlace* place = world_.place(place_of(author));
  const bool refuses = author.substr(author.find(' ') + 1) == "ned" && place != nullptr && place->refuses("ned") &&
                       place->platform().capabilities.profiles;
  return refuses || world_.silenced.count(author) != 0 || world_.forgotten.count(author) != 0 || world_.held.count(name) != 0;
}

bool Truth::shown(const std::string& name) const {
  const ModelPost* post = world_.post(name);
  if (post == nullptr) {
    const auto found = world_.widget.find(name.substr(name.find(' ') + 1));
    return found != world_.widget.end() && !found->second.removed;
  }
  return post->stands() && !post->now().hidden && !(post->parent == 0 && world_.place(place_of(name))->moved_away(post->id));
}

bool Truth::visible(const std::string& name) const { return shown(name) && !decided_away(name); }

std::string Truth::body_of(const std::string& name) const {
  const ModelPost* post = world_.post(name);
  return post == nullptr ? "" : post->now().body;
}

int Truth::current(const std::string& origin) const {
  if (place_of(origin) == "site") return world_.widget.at(origin.substr(5)).version;
  return version_in(body_of(origin), world_.numbers.at(origin));
}

bool Truth::tagged(const std::string& name) const {
  const auto found = world_.widget.find(name.substr(name.find(' ') + 1));
  if (place_of(name) == "site") return found != world_.widget.end() && found->second.tagged;
  return body_of(name).find("#spiegel") != std::string::npos;
}

bool Truth::allowed(const std::string& name, const ModelPlace& place) const {
  const Rule& rule = world_.bridge.rule(place_of(name), place.id());
  if (parent_of(name).empty()) {
    return rule.threads == Rule::Threads::all || (rule.threads == Rule::Threads::tagged && tagged(name));
  }
  const std::string author = world_.author_of(name);
  if (rule.replies == Rule::Replies::ambassadors) return author.substr(author.find(' ') + 1) == "amb";
  return rule.replies == Rule::Replies::everyone;
}

std::vector<const ModelPost*> Truth::copies(const std::string& origin, const ModelPlace& place, bool correction) const {
  std::vector<const ModelPost*> list;
  for (const auto& [id, post] : place.posts()) {
    if (post.author == brand && post.origin == origin && post.correction == correction) list.push_back(&post);
  }
  return list;
}

bool Truth::taken_unseen(const std::string& origin, const ModelPlace& place) const {
  for (const ModelPost* copy : copies(origin, place, false)) {
    if (copy->taken_unseen()) return true;
  }
  return false;
}

// A copy whose answer was lost was hidden before it was met: each write there that was not answered then may be that one. So may
// what a member wrote themselves and was never met, where a write under that member's name was not answered.
bool Truth::veiled(const std::string& origin, const ModelPlace& place) const {
  if (!copies(origin, place, false).empty()) return false;
  const auto asked = place.asked_as.find(origin);
  return std::any_of(place.posts().begin(), place.posts().end(), [&](const auto& each) {
    const ModelPost& post = each.second;
    const bool hidden = post.now().hidden || (post.parent == 0 && place.moved_away(post.id));
    const bool theirs = asked != place.asked_as.end() && post.author == asked->second && !post.met;
    return post.stands() && hidden && post.origin != origin && (post.taken_unseen() || theirs);
  });
}

// One of two that stood at once was taken away: that is no word about the other.
bool Truth::of_two(const std::string& origin, const ModelPlace& place) const {
  const auto all = copies(origin, place, false);
  const auto there = [](const ModelPost* copy, Milliseconds at) {
    const Version* then = copy->at(at);
    return then != nullptr && !then->deleted;
  };
  return std::any_of(all.begin(), all.end(), [&](const ModelPost* taken) {
    return taken->by_moderator && std::any_of(all.begin(), all.end(), [&](const ModelPost* other) {
             return other != taken && there(other, taken->now().at - 1);
           });
  });
}

// Somebody there took a copy away, and nobody gave it back.
bool Truth::withheld(const std::string& origin, const ModelPlace& place) const {
  for (const ModelPost* copy : copies(origin, place, false)) {
    if (copy->by_moderator && (!copy->stands() || copy->now().hidden)) return true;
  }
  return false;
}

// With the log lost: copies that we hid, or took away so late that a reading may still have shown them.
bool Truth::lost_track(const std::string& origin, const ModelPlace& place) const {
  if (!world_.host->log_lost) return false;
  const auto all = copies(origin, place, false);
  return std::any_of(all.begin(), all.end(), [&](const ModelPost* copy) {
    const bool late = !copy->stands() && copy->now().at > place.lost_at - place.platform().capabilities.read_lag_ms;
    return late || (copy->stands() && copy->now().hidden);
  });
}

// Taken away by us and by them at once, in whichever order: both are right.
bool Truth::unclear(const std::string& origin, const ModelPlace& place) const {
  if (of_two(origin, place)) return true;
  const auto shaded = [&](const std::string& name) {
    return world_.shaded.count(name) != 0 || world_.shaded.count(world_.author_of(name)) != 0;
  };
  return world_.host->log_lost || taken_unseen(origin, place) || shaded(origin) || shaded(root_of(origin));
}

bool Truth::below_unread(const std::string& name) const {
  const ModelPost* post = world_.post(name);
  for (; post != nullptr && post->parent != 0;) {
    post = world_.post(place_of(name) + " " + std::to_string(post->parent));
    if (!post->stands() || post->now().hidden) return true;
  }
  return false;
}

bool Truth::unplaceable(const std::string& name) const {
  const ModelPost* post = world_.post(name);
  const std::string above = post == nullptr ? parent_of(name) : "";
  if (world_.host->log_lost) return below_unread(name) || (!above.empty() && (!shown(above) || below_unread(above)));
  while (post != nullptr && post->parent != 0) {
    post = world_.post(place_of(name) + " " + std::to_string(post->parent));
    if (post->author == brand && !post->met && (!post->stands() || post->now().hidden)) return true;
  }
  return false;
}

Truth::Wish Truth::wish(const std::string& origin, const ModelPlace& place) const {
  if (place_of(origin) == place.id()) return Wish::no;
  // A widget post lives in the log alone: what its author did to it is lost with that.
  if (place_of(origin) == "site" && world_.host->log_lost) return Wish::either;
  if (unplaceable(origin)) return Wish::either;
  if (!visible(origin)) return Wish::no;
  if (withheld(origin, place)) return unclear(origin, place) ? Wish::either : Wish::no;
  if (!allowed(origin, place)) return Wish::no;
  if (veiled(origin, place) || lost_track(origin, place)) return Wish::either;
  if (place.rejected.count(origin) != 0 || place.rejected.count(root_of(origin)) != 0) return Wish::either;
  const std::string root = root_of(origin);
  if (root == origin) return Wish::yes;
  if (place_of(root) == excluded_) return Wish::either;
  if (place_of(root) == place.id() && world_.forgotten.count(world_.author_of(root)) != 0) return Wish::either;
  if (place_of(root) == place.id()) return shown(root) ? Wish::yes : Wish::no;
  return wish(root, place);
}

}  // namespace plein::simulation
