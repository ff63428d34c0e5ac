// What an engine shows of all it knows: its feed, read to the end, and every thread in it.
#pragma once

#include <map>
#include <set>
#include <string>

#include "simulation/model_host.h"

namespace plein::simulation {

struct ShownPost {
  std::string said;              // author, title and times, as JSON
  std::string body;              // RichText as JSON
  std::string parent;            // id; "": a first post
  std::set<std::string> copies;  // that stand: "<place> <id>"
  bool removed = false;

  bool operator==(const ShownPost&) const = default;
};

// By name: "<place> <id>", of the website "site <key>".
using ShownPosts = std::map<std::string, ShownPost>;

// False: what the engine answers is no JSON.
bool read_shown(const ModelHost& host, ShownPosts& posts);

}  // namespace plein::simulation
