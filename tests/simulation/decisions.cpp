#include "simulation/choice.h"
#include "simulation/people.h"

namespace plein::simulation {
namespace {

std::string by(const std::string& id, const std::string& role) {
  return object({{"id", quoted(id)}, {"name", quoted("Naam " + id)}, {"role", quoted(role)}});
}

// As a member of every forum, where it is known who they are there.
std::string member(const World& world, const std::string& id) {
  std::vector<std::pair<std::string, std::string>> accounts;
  for (const auto& place : world.places) accounts.emplace_back(place->id(), quoted("m-" + id));
  return object({{"id", quoted(id)}, {"name", quoted("Naam " + id)}, {"role", "\"visitor\""}, {"accounts", object(accounts)}});
}

const std::string manager = by("manager", "brand");

struct Decision : Choice {
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

  // Threads are arranged anew on the website, and put back: of what is to stand in the places nothing changes by it.
  void arrange() const {
    const std::string name = any_post(), other = any_post();
    const std::uint64_t kind = world.dice(3);
    if (skipped || name.empty() || (kind == 0 && other.empty())) return;
    std::vector<std::pair<std::string, std::string>> members{
        {"do", kind == 2 ? "\"unmove\"" : "\"move\""}, {"by", manager}, {"post", quoted(post_id(name))}};
    if (kind == 0) members.emplace_back("under", quoted(post_id(other)));
    if (kind == 1) members.emplace_back("title", "\"Apart\"");
    if (world.host->command(object(members)).empty()) return;
    world.arranged.insert(name);
    tell("arranged " + name + (kind == 0 ? " under " + other : kind == 1 ? " apart" : " back"));
  }

  void widget_write() const {
    const std::string parent = world.dice.percent(60) ? any_post() : "";
    const std::string author = world.dice.percent(50) ? "wil" : "xia";
    const bool tagged = world.dice.percent(60);
    const bool known = world.dice.percent(60);
    const int number = ++world.posts;
    if (skipped) return;
    const std::string key = "key-" + std::to_string(1000000 + number);
    std::vector<std::pair<std::string, std::string>> members{
        {"do", "\"post\""},
        {"key", quoted(key)},
        {"by", known ? member(world, author) : by(author, "visitor")},
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

void decide(const Choice& choice, std::uint64_t what) {
  const Decision decision{choice};
  if (what == 83 || what == 99) return decision.arrange();
  if (what < 84) return decision.silence();
  if (what < 85) return decision.forget();
  if (what < 88) return decision.hold();
  if (what < 96) return decision.widget_write();
  return decision.widget_change(what < 98);
}

void put_back(World& world) {
  for (const std::string& name : world.arranged)
    world.host->command(object({{"do", "\"unmove\""}, {"by", manager}, {"post", quoted(post_id(name))}}));
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
