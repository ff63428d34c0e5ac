// A simulated place in which people act, whatever its platform: they ask, reply, edit and take away, and one sees what stands.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "simulators/simulator.h"

namespace plein::scenarios {

using Json = nlohmann::json;

class ActedPlace {
 public:
  // A post that everybody can see.
  struct Standing {
    std::string id;
    std::string parent;  // "": it begins a thread. A flat forum's replies name its first post
    std::string text;    // as it was written, title included
    bool ours = false;   // written by the account that the engine acts with
  };

  virtual ~ActedPlace() = default;

  virtual simulators::Simulator& simulator() = 0;
  virtual Json config() const = 0;  // a PlaceConfig, without `id`
  // What a host adds for the account, or for the member whom it is to act for: of pages, who linked their own accounts.
  virtual void authorize(HttpRequest& request) const = 0;
  virtual std::string member(std::string_view person) const { return std::string(person); }  // the platform's id of a person
  bool revoked = false;  // the place takes no linked account's credential any more

  // People: "ana" and "joris". Ids are the platform's. Each act is at `now`, untroubled by faults.
  virtual std::string ask(std::string_view person, const std::string& text, Milliseconds now) = 0;
  virtual std::string reply(std::string_view person, const std::string& to, const std::string& text, Milliseconds now) = 0;
  virtual void edit(const std::string& id, const std::string& text, Milliseconds now) = 0;
  virtual void remove(const std::string& id, Milliseconds now) = 0;

  virtual std::vector<Standing> standing() const = 0;
};

// With the account and both people there since before `now`. The platform must be one of the catalogue.
std::unique_ptr<ActedPlace> act_in(std::string_view platform, Milliseconds now);
std::unique_ptr<ActedPlace> act_in_bluesky(Milliseconds now);
std::unique_ptr<ActedPlace> act_in_discourse(Milliseconds now);
std::unique_ptr<ActedPlace> act_in_facebook(Milliseconds now);
std::unique_ptr<ActedPlace> act_in_flarum(Milliseconds now);
std::unique_ptr<ActedPlace> act_in_mastodon(Milliseconds now);
std::unique_ptr<ActedPlace> act_in_nodebb(Milliseconds now);

// A person's request, which must succeed; its answer's JSON, null where it has none.
Json done(simulators::Simulator& simulator, HttpRequest request, const Json& body, Milliseconds now);

}  // namespace plein::scenarios
