#include "simulation/rest.h"

#include "simulation/oracle.h"
#include "simulation/people.h"
#include "simulation/shown.h"
#include "simulation/truth.h"

namespace plein::simulation {
namespace {

constexpr Milliseconds minute = 60000;

// What takes long is asked of a part of the seeds.
bool long_one(const World& world) { return world.seed % 10 == 0; }

// The oracle is content, within half a day.
std::string settle(World& world) {
  ModelHost& host = *world.host;
  std::string wrong;
  bool told = !host.log_lost;
  for (const Milliseconds wait : {4 * minute, 8 * minute, 30 * minute, 80 * minute, 240 * minute, 480 * minute}) {
    if (!host.run(host.now + wait)) break;
    if (!told) {
      told = tell_again(world);
      host.run(host.now + 30 * minute);
    }
    wrong = host.heard_all() ? check(world) : "a place is not read again";
    if (wrong.empty()) break;
  }
  return host.violations.empty() ? wrong : host.violations.front();
}

std::string check_restored(const ModelHost& host) {
  const std::string hash = host.state_hash();
  for (const std::string& restored : host.restored_hashes()) {
    if (restored != hash) return "the state restored from what is durable is not the state that ran";
  }
  return "";
}

// Every push there ever was, in any order, some twice. `known`: only of what the engine may know. Of a post that went or was
// hidden before it was met, a late push makes a post that is there until the next push says that it is gone; of a copy that
// went, one that may take the place of the copy that stands.
void push_all_again(World& world, Milliseconds within, const ShownPosts* known = nullptr) {
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const ModelPlace& place = *world.places[i];
    if (!place.platform().pushes) continue;
    for (const auto& [id, post] : place.posts()) {
      const bool met = known != nullptr ? post.met || known->count(Truth::name_of(place, post)) != 0 : post.author != brand;
      if ((!post.stands() || post.now().hidden) && !met) continue;
      for (const std::string& event : place.history(id)) {
        for (int times = world.dice.percent(30) ? 2 : 1; times > 0; --times)
          world.host->push_later(i, event, 1 + static_cast<Milliseconds>(world.dice(static_cast<std::uint64_t>(within))));
      }
    }
  }
}

std::string text_of(const ShownPost& post) {
  std::string text = (post.removed ? "removed " : "") + post.said + " " + post.body + " under " + post.parent + " in";
  for (const std::string& copy : post.copies) text += " " + copy + ";";
  return text;
}

std::string difference(const ShownPosts& before, const ShownPosts& after) {
  for (const auto& [name, post] : before) {
    const auto found = after.find(name);
    if (found == after.end()) return name + " is shown no more";
    if (!(found->second == post)) return name + " is shown otherwise: " + text_of(found->second) + ", not " + text_of(post);
  }
  for (const auto& [name, post] : after) {
    if (before.count(name) == 0) return name + " is shown";
  }
  return "";
}

// In sync means that reconciling again yields nothing; and the same changes, late, twice and in another order, change nothing.
std::string stay(World& world) {
  ModelHost& host = *world.host;
  // With the log lost, nobody asks for what is still written; it must end all the same.
  std::uint64_t writes = host.writes;
  for (int i = 0; host.log_lost && i < 10; ++i, writes = host.writes) {
    host.run(host.now + 60 * minute);
    if (host.writes == writes) break;
  }
  ShownPosts before, after;
  read_shown(host, before);
  writes = host.writes;
  if (!host.log_lost) push_all_again(world, minute, &before);
  host.run(host.now + (long_one(world) ? 30 : 5) * minute);
  if (!host.violations.empty()) return host.violations.front();
  if (host.writes != writes) return "at rest it still writes";
  read_shown(host, after);
  const std::string differs = difference(before, after);
  return differs.empty() ? "" : "after the same changes once more: " + differs;
}

// Neither it nor what it answers, in whichever place, stands below what can be read no more.
bool placeable(const Truth& truth, const std::string& name) {
  for (std::string above = name; !above.empty(); above = truth.parent_of(above)) {
    if (truth.below_unread(above)) return false;
  }
  return true;
}

// What is known by reading and by pushes alone. Not of the website, of which only copies tell; nor what stands below posts
// that can be read no more, nor copies that can be read no more: of them what was met first tells.
ShownPosts met(const World& world) {
  const Truth truth(world, "");
  ShownPosts all, kept;
  read_shown(*world.host, all);
  for (auto& [name, post] : all) {
    if (Truth::place_of(name) == "site" || post.removed || !placeable(truth, name)) continue;
    std::set<std::string> standing;
    for (const std::string& copy : post.copies) {
      const ModelPost* there = world.post(copy);
      if (there != nullptr && there->stands() && !there->now().hidden) standing.insert(copy);
    }
    post.copies = std::move(standing);
    kept.insert({name, std::move(post)});
  }
  return kept;
}

// An engine that knows nothing, in places that change no more, finds out the same whatever comes first; and nothing that
// stands would be written again.
std::string know_again(World& world) {
  ShownPosts first;
  for (int i = 0; i < 2; ++i) {
    for (const auto& place : world.places) place->frozen = true;
    world.host->lose_log();
    push_all_again(world, 4 * minute);
    world.host->run(world.host->now + 12 * minute);
    if (!world.host->violations.empty()) return world.host->violations.front();
    for (const auto& place : world.places) {
      if (!place->violations().empty()) return place->violations().front();
    }
    if (i == 0) {
      first = met(world);
      continue;
    }
    const std::string differs = difference(first, met(world));
    if (!differs.empty()) return "the same changes in another order: " + differs;
  }
  return "";
}

}  // namespace

std::string rest(World& world) {
  world.host->end_faults();
  std::string wrong = settle(world);
  if (wrong.empty()) wrong = stay(world);
  if (wrong.empty()) wrong = check_restored(*world.host);
  if (wrong.empty() && long_one(world)) wrong = know_again(world);
  return wrong;
}

}  // namespace plein::simulation
