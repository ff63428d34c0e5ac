#include "simulation/oracle.h"

#include <algorithm>

#include "base/json_reader.h"

namespace plein::simulation {
namespace {

class Oracle {
 public:
  Oracle(const World& world, std::string excluded) : world_(world), excluded_(std::move(excluded)) {}

  std::string run() {
    if (!world_.host->violations.empty()) return world_.host->violations.front();
    for (const auto& place : world_.places) {
      if (!place->violations().empty()) return place->violations().front();
    }
    list_origins();
    for (const std::string& origin : origins_) {
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
  static std::string place_of(const std::string& name) { return name.substr(0, name.find(' ')); }
  static std::string name_of(const ModelPlace& place, const ModelPost& post) {
    return place.id() + " " + std::to_string(post.id);
  }

  void list_origins() {
    for (const auto& place : world_.places) {
      if (place->id() == excluded_) continue;
      for (const auto& [id, post] : place->posts()) {
        if (post.author != brand) origins_.push_back(name_of(*place, post));
      }
    }
    for (const auto& [key, post] : world_.widget) origins_.push_back("site " + key);
  }

  // What a post answers, as its author meant it: a copy stands for its origin.
  std::string parent_of(const std::string& name) const {
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

  std::string root_of(std::string name) const {
    for (std::string above = parent_of(name); !above.empty(); above = parent_of(name)) name = above;
    return name;
  }

  bool decided_away(const std::string& name) const {
    const std::string author = world_.author_of(name);
    const bool refuses = author.substr(author.find(' ') + 1) == "ned" && world_.place(place_of(author)) != nullptr &&
                         world_.place(place_of(author))->refuses("ned") &&
                         world_.place(place_of(author))->platform().capabilities.profiles;
    return refuses || world_.silenced.count(author) != 0 || world_.forgotten.count(author) != 0 || world_.held.count(name) != 0;
  }

  // Whether it stands in its own place for all to see.
  bool shown(const std::string& name) const {
    const ModelPost* post = world_.post(name);
    if (post == nullptr) {
      const auto found = world_.widget.find(name.substr(name.find(' ') + 1));
      return found != world_.widget.end() && !found->second.removed;
    }
    return post->stands() && !post->now().hidden && !(post->parent == 0 && world_.place(place_of(name))->moved_away(post->id));
  }

  bool visible(const std::string& name) const { return shown(name) && !decided_away(name); }

  std::string body_of(const std::string& name) const {
    const ModelPost* post = world_.post(name);
    return post == nullptr ? "" : post->now().body;
  }

  bool tagged(const std::string& name) const {
    const auto found = world_.widget.find(name.substr(name.find(' ') + 1));
    if (place_of(name) == "site") return found != world_.widget.end() && found->second.tagged;
    return body_of(name).find("#spiegel") != std::string::npos;
  }

  bool allowed(const std::string& name, const ModelPlace& place) const {
    const Rule& rule = world_.bridge.rule(place_of(name), place.id());
    if (parent_of(name).empty()) {
      return rule.threads == Rule::Threads::all || (rule.threads == Rule::Threads::tagged && tagged(name));
    }
    const std::string author = world_.author_of(name);
    if (rule.replies == Rule::Replies::ambassadors) return author.substr(author.find(' ') + 1) == "amb";
    return rule.replies == Rule::Replies::everyone;
  }

  std::vector<const ModelPost*> copies(const std::string& origin, const ModelPlace& place, bool correction) const {
    std::vector<const ModelPost*> list;
    for (const auto& [id, post] : place.posts()) {
      if (post.author == brand && post.origin == origin && post.correction == correction) list.push_back(&post);
    }
    return list;
  }

  bool taken_unseen(const std::string& origin, const ModelPlace& place) const {
    for (const ModelPost* copy : copies(origin, place, false)) {
      if (copy->taken_unseen()) return true;
    }
    return false;
  }

  // Somebody there took a copy away, and nobody gave it back.
  bool withheld(const std::string& origin, const ModelPlace& place) const {
    for (const ModelPost* copy : copies(origin, place, false)) {
      if (copy->by_moderator && (!copy->stands() || copy->now().hidden)) return true;
    }
    return false;
  }

  // With the log, what was known of posts that can be read no more is lost too: what stands below them cannot be placed.
  bool lost_with_log(const std::string& name) const {
    if (!world_.host->log_lost) return false;
    const ModelPost* post = world_.post(name);
    for (; post != nullptr && post->parent != 0;) {
      post = world_.post(place_of(name) + " " + std::to_string(post->parent));
      if (!post->stands() || post->now().hidden) return true;
    }
    return false;
  }

  enum class Wish { no, yes, either };

  Wish wish(const std::string& origin, const ModelPlace& place) const {
    if (place_of(origin) == place.id()) return Wish::no;
    // A widget post lives in the log alone: what its author did to it is lost with that.
    if (place_of(origin) == "site" && world_.host->log_lost) return Wish::either;
    if (lost_with_log(origin)) return Wish::either;
    if (!visible(origin)) return Wish::no;
    if (withheld(origin, place)) {
      // Taken away by us and by them at once, in whichever order: both are right.
      const bool unclear = world_.host->log_lost || taken_unseen(origin, place) || world_.shaded.count(origin) != 0 ||
                           world_.shaded.count(root_of(origin)) != 0 || world_.shaded.count(world_.author_of(origin)) != 0;
      return unclear ? Wish::either : Wish::no;
    }
    if (!allowed(origin, place)) return Wish::no;
    if (place.rejected.count(origin) != 0 || place.rejected.count(root_of(origin)) != 0) return Wish::either;
    const std::string root = root_of(origin);
    if (root == origin) return Wish::yes;
    if (place_of(root) == excluded_) return Wish::either;
    if (place_of(root) == place.id() && world_.forgotten.count(world_.author_of(root)) != 0) return Wish::either;
    if (place_of(root) == place.id()) return shown(root) ? Wish::yes : Wish::no;
    const Wish of_root = wish(root, place);
    return of_root;
  }

  void complain(const std::string& what, const std::string& origin, const ModelPlace& place) {
    if (wrong_.empty()) wrong_ = what + ": " + origin + " in " + place.id();
  }

  void check_copies(const std::string& origin, const ModelPlace& place) {
    std::vector<const ModelPost*> standing;
    for (const ModelPost* copy : copies(origin, place, false)) {
      if (copy->stands() && !copy->now().hidden) standing.push_back(copy);
    }
    const Wish wanted = wish(origin, place);
    if (standing.size() > 1 && !lost_with_log(origin)) return complain("two copies", origin, place);
    if (standing.empty() && wanted == Wish::yes) return complain("no copy", origin, place);
    if (!standing.empty() && wanted == Wish::no)
      return complain("a copy that should not be", origin + " (" + std::to_string(standing[0]->id) + ")", place);
    if (wanted == Wish::either) return;
    std::vector<const ModelPost*> corrections;
    for (const ModelPost* each : copies(origin, place, true)) {
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

  int current(const std::string& origin) const {
    if (place_of(origin) == "site") return world_.widget.at(origin.substr(5)).version;
    return version_in(body_of(origin), world_.numbers.at(origin));
  }

  void check_text(const std::string& origin, const ModelPlace& place, const ModelPost& copy,
                  const std::vector<const ModelPost*>& corrections) {
    const int number = world_.numbers.at(origin);
    const int said = version_in(copy.now().body, number);
    const bool uncertain = place_of(origin) == "site" && world_.host->log_lost;
    if (said < 0) return complain("a copy that says something else", origin, place);
    const bool edits = place.platform().capabilities.edits;
    if (uncertain) return;
    if (edits && said != current(origin)) return complain("a copy that says v" + std::to_string(said), origin, place);
    const bool corrects = !edits && world_.bridge.corrections == Corrections::reply && said != current(origin);
    bool taken_away = false;
    for (const ModelPost* each : copies(origin, place, true)) taken_away = taken_away || each->by_moderator;
    if (!corrects && !corrections.empty()) return complain("a correction of what is right", origin, place);
    if (corrects && corrections.empty() && !taken_away) return complain("no correction", origin, place);
    if (corrects && !corrections.empty() && version_in(corrections[0]->now().body, number) != current(origin))
      return complain("a correction that is old", origin, place);
    if (!corrections.empty() && corrections[0]->parent != copy.id) complain("a correction elsewhere", origin, place);
  }

  void check_parent(const std::string& origin, const ModelPlace& place, const ModelPost& copy) {
    const std::string parent = parent_of(origin);
    if (parent.empty() != (copy.parent == 0)) return complain("a copy in another thread", origin, place);
    if (copy.parent == 0) return;
    const ModelPost& above = place.posts().at(copy.parent);
    const std::string there = above.author == brand ? above.origin : name_of(place, above);
    for (std::string ancestor = parent; !ancestor.empty(); ancestor = parent_of(ancestor)) {
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
        const bool known = std::find(origins_.begin(), origins_.end(), post.origin) != origins_.end();
        if (!known && place_of(post.origin) != excluded_) complain("a stray of " + post.origin, std::to_string(id), *place);
      }
    }
  }

  void check_views() {
    std::map<std::string, std::string> seen;  // post → body, "removed"
    std::string after;
    do {
      const std::string query = after.empty() ? R"({"view":"feed","page_size":100})"
                                              : R"({"view":"feed","page_size":100,"after":)" + quoted(after) + "}";
      const std::string reply = world_.host->query(query);
      const auto document = JsonDocument::parse(reply, {64 * 1024 * 1024, 200});
      if (!document) return void(wrong_ = "the feed is no JSON");
      const JsonReader feed = document->root()["result"];
      std::vector<std::string> roots;
      feed["threads"].each([&](JsonReader thread) { roots.push_back(thread["root"]["id"].text()); });
      after = feed["next"].text_or("");
      for (const std::string& root : roots) read_thread(root, seen);
    } while (!after.empty() && wrong_.empty());
    if (!wrong_.empty()) return;
    for (const std::string& origin : origins_) check_view(origin, seen);
  }

  void read_thread(const std::string& root, std::map<std::string, std::string>& seen) {
    const std::string reply = world_.host->query(R"({"view":"thread","id":)" + quoted(root) + "}");
    const auto document = JsonDocument::parse(reply, {64 * 1024 * 1024, 200});
    if (!document) return void(wrong_ = "a thread is no JSON");
    document->root()["result"]["posts"].each([&](JsonReader post) {
      const std::string name =
          post["place"].text() + " " + (post["place"].text() == "site" ? post["key"].text() : post["remote"].text());
      const ModelPost* truth = world_.post(name);
      if (truth != nullptr && truth->author == brand) wrong_ = "a copy is shown as a post: " + name;
      seen[name] = post["removed"].flag_or(false) ? "removed" : std::string(post["body"].raw());
    });
  }

  void check_view(const std::string& origin, const std::map<std::string, std::string>& seen) {
    if (!wrong_.empty() || (place_of(origin) == "site" && world_.host->log_lost)) return;
    const std::string root = root_of(origin);
    if (place_of(root) == excluded_) return;
    const auto found = seen.find(origin);
    if (!visible(origin)) {
      if (found != seen.end() && found->second != "removed") wrong_ = "shown though it should not be: " + origin;
      return;
    }
    // Where the first post was never to be seen, nobody can have met what stands below it.
    const bool reachable =
        !lost_with_log(origin) && visible(root) && world_.shaded.count(root) == 0 && decided_away(root) == false;
    if (found == seen.end()) {
      if (reachable) wrong_ = "not shown: " + origin;
      return;
    }
    if (found->second == "removed") return void(wrong_ = "shown as removed: " + origin);
    const int said = version_in(found->second, world_.numbers.at(origin));
    if (said != current(origin)) wrong_ = "shown as v" + std::to_string(said) + ": " + origin;
  }

  const World& world_;
  std::string excluded_;
  std::vector<std::string> origins_;
  std::string wrong_;
};

}  // namespace

std::string check(const World& world, const std::string& excluded) { return Oracle(world, excluded).run(); }

}  // namespace plein::simulation
