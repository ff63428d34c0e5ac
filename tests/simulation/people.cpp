#include "simulation/people.h"

namespace plein::simulation {
namespace {

constexpr std::string_view people[] = {"ana", "bob", "cas", "amb", "ned"};

std::string by(const std::string& id, const std::string& role) {
  return object({{"id", quoted(id)}, {"name", quoted("Naam " + id)}, {"role", quoted(role)}});
}

const std::string manager = by("manager", "brand");

struct Choice {
  World& world;
  bool skipped;

  void tell(const std::string& what) const {
    if (world.host->tracing) world.host->trace.push_back(std::to_string(world.host->now) + " " + what);
  }
  Milliseconds now() const { return world.host->now; }
  ModelPlace& any_place() const { return *world.places[world.dice(world.places.size())]; }

  // A post in the place that people can see; 0: none.
  int visible(const ModelPlace& place, bool ours, bool theirs) const {
    std::vector<int> ids;
    for (const auto& [id, post] : place.posts()) {
      const bool is_ours = post.author == brand;
      if (post.stands() && !post.now().hidden && (is_ours ? ours : theirs)) ids.push_back(id);
    }
    return ids.empty() ? 0 : world.dice.of(ids);
  }

  void write(bool reply) const {
    ModelPlace& place = any_place();
    const std::string author(people[world.dice(5)]);
    const int parent = reply ? visible(place, true, true) : 0;
    const bool tagged = world.dice.percent(60);
    const bool is_long = world.dice.percent(20);
    const int number = ++world.posts;
    const bool forges = world.dice.percent(8);
    if (skipped || (reply && parent == 0)) return;
    std::string text = text_of(number, 0, tagged, is_long);
    // Anybody can write what looks like one of our last lines.
    if (forges)
      text.insert(text.size() - 1,
                  R"(,{"c":["— Iemand · ",{"c":["site"],"t":"a","u":"https://site.example#plein=key-1000001"}],"t":"p"})");
    const std::string title = parent == 0 && place.platform().forum ? "Onderwerp w" + std::to_string(number) : "";
    const int id = place.post(author, parent, title, text, now());
    world.numbers[place.id() + " " + std::to_string(id)] = number;
    tell(author + " writes " + place.id() + " " + std::to_string(id) + " under " + std::to_string(parent) + " (w" +
         std::to_string(number) + ")");
  }

  void edit() const {
    ModelPlace& place = any_place();
    const int id = visible(place, false, true);
    if (skipped || id == 0) return;
    const std::string name = place.id() + " " + std::to_string(id);
    const std::string& body = place.posts().at(id).now().body;
    const int number = world.numbers[name];
    const int version = version_in(body, number) + 1;
    const bool tagged = body.find("#spiegel") != std::string::npos;
    if (!place.platform().capabilities.edits) return;  // as people there cannot either
    place.edit(id, text_of(number, version, tagged, false), now());
    tell("edited " + name + " to v" + std::to_string(version));
  }

  void remove(bool ours) const {
    ModelPlace& place = any_place();
    const int id = visible(place, ours, !ours);
    if (skipped || id == 0) return;
    tell("deleted " + place.id() + " " + std::to_string(id) + " " + place.posts().at(id).origin);
    place.remove(id, now(), ours);
  }

  void hide(bool ours) const {
    ModelPlace& place = any_place();
    const int id = visible(place, ours, !ours);
    if (skipped || id == 0 || !place.platform().capabilities.hides) return;
    const std::string name = place.id() + " " + std::to_string(id);
    tell("hid " + name + " " + place.posts().at(id).origin);
    if (!ours) world.shaded.insert(name);
    place.hide(id, true, now(), ours);
  }

  void show() const {
    ModelPlace& place = any_place();
    std::vector<int> ids;
    for (const auto& [id, post] : place.posts()) {
      const bool theirs = post.author != brand || post.by_moderator;
      if (post.stands() && post.now().hidden && theirs) ids.push_back(id);
    }
    if (ids.empty() || skipped) return;
    const int id = world.dice.of(ids);
    tell("showed " + place.id() + " " + std::to_string(id));
    place.hide(id, false, now(), false);
  }

  void move() const {
    ModelPlace& place = any_place();
    const int id = visible(place, false, true);
    if (skipped || id == 0 || !place.platform().forum) return;
    const int root = place.posts().at(id).root;
    if (place.posts().at(root).author == brand) return;
    const bool away = !place.moved_away(root);
    world.shaded.insert(place.id() + " " + std::to_string(root));
    tell(std::string(away ? "moved away " : "moved back ") + place.id() + " " + std::to_string(root));
    place.move(root, away, now());
  }

  std::string any_post() const {
    ModelPlace& place = any_place();
    const int id = visible(place, false, true);
    return id == 0 ? "" : place.id() + " " + std::to_string(id);
  }

  void silence() const {
    const std::string name = any_post();
    const std::uint64_t kind = world.dice(3);
    if (skipped || name.empty()) return;
    const std::string author = world.author_of(name);
    if (author.substr(author.find(' ') + 1) == "amb") return;
    const bool on = world.silenced.count(author) == 0;
    const std::string command = kind == 0 ? (on ? "block" : "unblock") : (on ? "opt_out" : "opt_in");
    for (const std::string& each : on ? std::vector{command} : std::vector<std::string>{"unblock", "opt_in"}) {
      const std::string done =
          world.host->command(object({{"do", quoted(each)}, {"by", manager}, {"author", quoted(author_id(author))}}));
      if (done.empty()) return;  // not met yet
    }
    tell(command + " " + author);
    world.shaded.insert(author);
    if (on) {
      world.silenced.insert(author);
    } else {
      world.silenced.erase(author);
    }
  }

  void forget() const {
    const std::string name = any_post();
    if (skipped || name.empty()) return;
    const std::string author = world.author_of(name);
    const std::string done =
        world.host->command(object({{"do", "\"forget\""}, {"by", manager}, {"author", quoted(author_id(author))}}));
    if (done.empty()) return;
    tell("forgot " + author);
    world.forgotten.insert(author);
  }

  void hold() const {
    const std::string name = any_post();
    if (skipped || name.empty()) return;
    const bool on = world.held.count(name) == 0;
    const std::string done =
        world.host->command(object({{"do", on ? "\"hold\"" : "\"release\""}, {"by", manager}, {"post", quoted(post_id(name))}}));
    if (done.empty()) return;
    tell((on ? "held " : "released ") + name);
    world.shaded.insert(name);
    if (on) {
      world.held.insert(name);
    } else {
      world.held.erase(name);
    }
  }

  void widget_write() const {
    const std::string parent = world.dice.percent(60) ? any_post() : "";
    const std::string author = world.dice.percent(50) ? "wil" : "xia";
    const bool tagged = world.dice.percent(60);
    const int number = ++world.posts;
    if (skipped) return;
    const std::string key = "key-" + std::to_string(1000000 + number);
    std::vector<std::pair<std::string, std::string>> members{
        {"do", "\"post\""},
        {"key", quoted(key)},
        {"by", by(author, "visitor")},
        {"text", quoted("w" + std::to_string(number) + "v0 hallo" + (tagged ? " #spiegel" : ""))}};
    if (!parent.empty()) members.emplace_back("parent", quoted(post_id(parent)));
    if (world.host->command(object(members)).empty()) return;
    tell(author + " writes site " + key + " under " + parent);
    world.widget[key] = {parent, author, number, 0, false, tagged};
    world.numbers["site " + key] = number;
  }

  void widget_change(bool removes) const {
    if (skipped || world.widget.empty()) return;
    auto at = world.widget.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(world.dice(world.widget.size())));
    WidgetPost& post = at->second;
    if (post.removed) return;
    const std::string id = quoted(post_id("site " + at->first));
    const std::string text =
        "w" + std::to_string(post.number) + "v" + std::to_string(post.version + 1) + " hallo" + (post.tagged ? " #spiegel" : "");
    std::vector<std::pair<std::string, std::string>> members{
        {"do", removes ? "\"remove\"" : "\"edit\""}, {"by", manager}, {"post", id}};
    if (!removes) members.emplace_back("text", quoted(text));
    if (world.host->command(object(members)).empty()) return;
    tell((removes ? "removed site " : "edited site ") + at->first);
    if (removes)
      post.removed = true;
    else
      ++post.version;
  }
};

}  // namespace

void act(World& world, bool skipped) {
  const Choice choice{world, skipped};
  const std::uint64_t what = world.dice(100);
  if (what < 16) return choice.write(false);
  if (what < 44) return choice.write(true);
  if (what < 54) return choice.edit();
  if (what < 60) return choice.remove(false);
  if (what < 64) return choice.remove(true);
  if (what < 69) return choice.hide(false);
  if (what < 72) return choice.hide(true);
  if (what < 77) return choice.show();
  if (what < 80) return choice.move();
  if (what < 84) return choice.silence();
  if (what < 85) return choice.forget();
  if (what < 88) return choice.hold();
  if (what < 96) return choice.widget_write();
  return choice.widget_change(what < 98);
}

bool tell_again(World& world) {
  bool all = true;
  const auto say = [&](const std::string& what, const std::string& name, const std::string& id) {
    all = !world.host->command(object({{"do", quoted(what)}, {"by", manager}, {name, quoted(id)}})).empty() && all;
  };
  for (const std::string& author : world.silenced) say("opt_out", "author", author_id(author));
  for (const std::string& author : world.forgotten) say("forget", "author", author_id(author));
  for (const std::string& post : world.held) say("hold", "post", post_id(post));
  return all;
}

}  // namespace plein::simulation
