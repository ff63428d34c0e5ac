#include "simulation/people.h"

#include "simulation/choice.h"

namespace plein::simulation {
namespace {

constexpr std::string_view people[] = {"ana", "bob", "cas", "amb", "ned"};

struct Person : Choice {
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
    const std::string writer = forges ? "m-wil" : author;  // whom our account writes as, above all
    if (forges)
      text.insert(text.size() - 1,
                  R"(,{"c":["— Iemand · ",{"c":["site"],"t":"a","u":"https://site.example#plein=key-1000001"}],"t":"p"})");
    const std::string title = parent == 0 && place.platform().forum ? "Onderwerp w" + std::to_string(number) : "";
    const int id = place.post(writer, parent, title, text, now());
    world.numbers[place.id() + " " + std::to_string(id)] = number;
    tell(writer + " writes " + place.id() + " " + std::to_string(id) + " under " + std::to_string(parent) + " (w" +
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
};

}  // namespace

void act(World& world, bool skipped) {
  const Person person{{world, skipped}};
  const std::uint64_t what = world.dice(100);
  if (what < 16) return person.write(false);
  if (what < 44) return person.write(true);
  if (what < 54) return person.edit();
  if (what < 60) return person.remove(false);
  if (what < 64) return person.remove(true);
  if (what < 69) return person.hide(false);
  if (what < 72) return person.hide(true);
  if (what < 77) return person.show();
  if (what < 80) return person.move();
  decide(person, what);
}

}  // namespace plein::simulation
