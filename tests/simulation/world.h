// One seed's world: the places, the rules between them, what people wrote and decided, and how it goes wrong.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "model/bridge.h"
#include "simulation/model_host.h"

namespace plein::simulation {

// Posts are named "<place> <id>", those of the website "site <key>".
struct WidgetPost {
  std::string parent;  // a post's name; "": a new thread
  std::string author;
  int number = 0;
  int version = 0;
  bool removed = false;
  bool tagged = false;
};

struct World {
  World(std::uint64_t seed, const std::set<int>& without_faults);

  std::uint64_t seed;
  Dice dice;  // of people: thrown anew for each action, so that leaving one out changes no other
  Dice host_dice;
  std::vector<std::unique_ptr<ModelPlace>> places;
  Bridge bridge;  // rules, corrections and delay, for the oracle
  std::unique_ptr<ModelHost> host;
  Faults faults;
  bool place_dies = false;

  std::map<std::string, WidgetPost> widget;   // by key
  std::set<std::string> silenced, forgotten;  // authors: "<place> <author>"
  std::set<std::string> held;                 // posts, by name
  std::set<std::string> arranged;             // likewise: moved on the website, and perhaps back
  std::set<std::string> shaded;               // posts, and authors, that were not to be seen at some time
  std::map<std::string, int> numbers;         // post → the number in its text
  int posts = 0;

  ModelPlace* place(std::string_view id) const;
  const ModelPost* post(const std::string& name) const;  // null: of the website, or none
  std::string author_of(const std::string& name) const;
};

std::string text_of(int number, int version, bool tagged, bool is_long);  // RichText as JSON, "w<number>v<version>" in it
int version_in(const std::string& body, int number);                      // -1: none
std::string post_id(const std::string& name);                             // as PostView::id
std::string author_id(const std::string& author);                         // as PostView::author.key

}  // namespace plein::simulation
