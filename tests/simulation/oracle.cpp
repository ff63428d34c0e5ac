#include "simulation/oracle.h"

#include <algorithm>

#include "simulation/shown.h"
#include "simulation/truth.h"

namespace plein::simulation {
namespace {

class Oracle {
 public:
  Oracle(const World& world, const std::string& excluded) : world_(world), excluded_(excluded), truth_(world, excluded) {}

  std::string run() {
    if (!world_.host->violations.empty()) return world_.host->violations.front();
    for (const auto& place : world_.places) {
      if (!place->violations().empty()) return place->violations().front();
    }
    for (const std::string& origin : truth_.origins()) {
      for (const auto& place : world_.places) {
        if (place->id() == excluded_ || !wrong_.empty()) continue;
        check_copies(origin, *place);
      }
    }
    if (wrong_.empty()) check_strays();
    if (wrong_.empty()) check_views();
    return wrong_;
  }

 private:
  using Wish = Truth::Wish;

  void complain(const std::string& what, const std::string& origin, const ModelPlace& place) {
    if (wrong_.empty()) wrong_ = what + ": " + origin + " in " + place.id();
  }

  void check_copies(const std::string& origin, const ModelPlace& place) {
    std::vector<const ModelPost*> standing;
    for (const ModelPost* copy : truth_.copies(origin, place, false)) {
      if (copy->stands() && !copy->now().hidden) standing.push_back(copy);
    }
    const Wish wanted = truth_.wish(origin, place);
    if (standing.size() > 1 && !truth_.unplaceable(origin)) return complain("two copies", origin, place);
    if (standing.empty() && wanted == Wish::yes) return complain("no copy", origin, place);
    if (!standing.empty() && wanted == Wish::no)
      return complain("a copy that should not be", origin + " (" + std::to_string(standing[0]->id) + ")", place);
    if (wanted == Wish::either) return;
    std::vector<const ModelPost*> corrections;
    for (const ModelPost* each : truth_.copies(origin, place, true)) {
      if (each->stands() && !each->now().hidden) corrections.push_back(each);
    }
    if (corrections.size() > 1) return complain("two corrections", origin, place);
    if (standing.empty()) {
      if (!corrections.empty()) complain("a correction without a copy", origin, place);
      return;
    }
    check_text(origin, place, *standing[0], corrections);
    check_parent(origin, place, *standing[0]);
  }

  void check_text(const std::string& origin, const ModelPlace& place, const ModelPost& copy,
                  const std::vector<const ModelPost*>& corrections) {
    const int number = world_.numbers.at(origin);
    const int said = version_in(copy.now().body, number);
    const bool uncertain = Truth::place_of(origin) == "site" && world_.host->log_lost;
    if (said < 0) return complain("a copy that says something else", origin, place);
    const bool edits = place.platform().capabilities.edits;
    if (uncertain) return;
    if (edits && said != truth_.current(origin)) return complain("a copy that says v" + std::to_string(said), origin, place);
    const bool corrects = !edits && world_.bridge.corrections == Corrections::reply && said != truth_.current(origin);
    bool taken_away = false;
    for (const ModelPost* each : truth_.copies(origin, place, true)) taken_away = taken_away || each->by_moderator;
    if (!corrects && !corrections.empty()) return complain("a correction of what is right", origin, place);
    if (corrects && corrections.empty() && !taken_away) return complain("no correction", origin, place);
    if (corrects && !corrections.empty() && version_in(corrections[0]->now().body, number) != truth_.current(origin))
      return complain("a correction that is old", origin, place);
    if (!corrections.empty() && corrections[0]->parent != copy.id) complain("a correction elsewhere", origin, place);
  }

  void check_parent(const std::string& origin, const ModelPlace& place, const ModelPost& copy) {
    const std::string parent = truth_.parent_of(origin);
    if (parent.empty() != (copy.parent == 0)) return complain("a copy in another thread", origin, place);
    if (copy.parent == 0) return;
    const ModelPost& above = place.posts().at(copy.parent);
    const std::string there = above.author == brand ? above.origin : Truth::name_of(place, above);
    for (std::string ancestor = parent; !ancestor.empty(); ancestor = truth_.parent_of(ancestor)) {
      if (ancestor == there) return;
    }
    complain("a copy under " + there, origin, place);
  }

  // Nothing else of ours stands anywhere.
  void check_strays() {
    for (const auto& place : world_.places) {
      if (place->id() == excluded_) continue;
      for (const auto& [id, post] : place->posts()) {
        if (post.author != brand || !post.stands() || post.now().hidden) continue;
        const auto& origins = truth_.origins();
        const bool known = std::find(origins.begin(), origins.end(), post.origin) != origins.end();
        if (!known && Truth::place_of(post.origin) != excluded_)
          complain("a stray of " + post.origin, std::to_string(id), *place);
      }
    }
  }

  void check_views() {
    ShownPosts shown;
    if (!read_shown(*world_.host, shown)) return void(wrong_ = "what it shows is no JSON");
    for (const auto& [name, post] : shown) {
      const ModelPost* truth = world_.post(name);
      if (truth != nullptr && truth->author == brand) return void(wrong_ = "a copy is shown as a post: " + name);
    }
    for (const std::string& origin : truth_.origins()) check_view(origin, shown);
  }

  void check_view(const std::string& origin, const ShownPosts& shown) {
    if (!wrong_.empty() || (Truth::place_of(origin) == "site" && world_.host->log_lost)) return;
    const std::string root = truth_.root_of(origin);
    if (Truth::place_of(root) == excluded_) return;
    const auto found = shown.find(origin);
    if (!truth_.visible(origin)) {
      if (found != shown.end() && !found->second.removed) wrong_ = "shown though it should not be: " + origin;
      return;
    }
    // Where the first post was never to be seen, nobody can have met what stands below it.
    const bool reachable =
        !truth_.unplaceable(origin) && truth_.visible(root) && world_.shaded.count(root) == 0 && !truth_.decided_away(root);
    if (found == shown.end()) {
      if (reachable) wrong_ = "not shown: " + origin;
      return;
    }
    if (found->second.removed) return void(wrong_ = "shown as removed: " + origin);
    const int said = version_in(found->second.body, world_.numbers.at(origin));
    if (said != truth_.current(origin)) wrong_ = "shown as v" + std::to_string(said) + ": " + origin;
    for (const std::string& copy : found->second.copies) {
      const ModelPost* there = world_.post(copy);
      const bool stands = there != nullptr && there->stands() && !there->now().hidden;
      if (!stands && Truth::place_of(copy) != excluded_) wrong_ = "shown with a copy that is gone, " + copy + ": " + origin;
    }
  }

  const World& world_;
  const std::string excluded_;
  Truth truth_;
  std::string wrong_;
};

}  // namespace

std::string check(const World& world, const std::string& excluded) { return Oracle(world, excluded).run(); }

}  // namespace plein::simulation
