// A page or a forum, as configured; constant while the engine runs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace plein {

struct Place {
  enum class Kind { page, forum, site };

  PlaceId id;
#ifndef PLEIN_READER  // of which a reader is told what it shows (views::PlaceView)
  Kind kind = Kind::page;
  std::string platform;                         // a name of connectors/catalogue.h; "site" for the brand's own website
  std::string name;                             // for people: "Noordnet forum"
  std::string url;                              // of the API, without a slash at its end
  std::string web;                              // of its pages for people, without a slash at its end
  std::string account;                          // which of the host's secrets acts here
  std::map<std::string, std::string> settings;  // the platform's own: NodeBB's "category" and "uid"
  std::vector<std::string> ambassadors;         // author ids or handles
  int account_shared_by = 1;                    // bridges that act with this account: each leaves the others their share
  // Read without an account: only what everybody may read is asked, and nothing written. Whose posts count as ours is
  // settings["account"], a handle or an id; nobody's when it is not there.
  bool direct = false;
  Milliseconds poll_every_ms = 0;  // 0: as the platform's capabilities say
#endif
};

// Who the place's account is there, as the platform says. Empty until it was asked.
struct Identity {
  std::string id;  // comparable with Author::id
  std::string handle;

  bool known() const { return !id.empty(); }
  friend bool operator==(const Identity& a, const Identity& b) { return a.id == b.id && a.handle == b.handle; }
};

}  // namespace plein
