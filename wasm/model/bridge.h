// The places that form one conversation, and what an operator decided about them. Constant while an engine runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/place.h"
#ifndef PLEIN_READER
#include "model/webcare.h"
#endif

namespace plein {

// What of one place is mirrored in another. Where no rule is set for two places: everything.
struct Rule {
  enum class Threads { all, tagged, nothing };
  enum class Replies { everyone, ambassadors, nobody };  // ambassadors: theirs and the brand's
  enum class Names { full, first, hidden };              // of authors, in provenance lines

  PlaceId from;  // "site" too
  PlaceId to;
  Threads threads = Threads::all;
  std::string tag;  // of `tagged`, without #: the first post or its title must hold it
  Replies replies = Replies::everyone;
  Names names = Names::full;
};

// What becomes of a copy whose origin was edited, in a place that cannot edit.
enum class Corrections { leave, reply };

#ifndef PLEIN_DIRECT
// What helping is worth, and from how many points on somebody is what (community/reputation.h, docs/reputation.md).
struct Merits {
  std::int64_t accepted = 20;     // points of an accepted answer, beside those of an answer
  std::int64_t answer = 5;        // of a reply in a thread that somebody else began
  std::int64_t first_answer = 5;  // of the first of them, when it came within an hour
  std::int64_t reaction = 1;      // of a like or vote that it got
  std::int64_t half_life_days = 180;
  std::int64_t answers_a_day = 20;     // further ones of one person count for nothing
  std::int64_t reactions_a_post = 20;  // likewise
  std::int64_t member = 10, regular = 100, expert = 500;
  std::int64_t ambassador = 1000;  // an expert who has so many may be proposed
};
#endif

struct Bridge {
  std::vector<Place> places;  // without the website
#ifndef PLEIN_READER
  std::string id;
  std::string language;
  std::string site_name;
  std::string sponsored;  // how copies of what is paid for begin; empty: in the bridge's language (model/labels.h)
  std::string site_url;   // the brand's website, where widget posts originate
  std::vector<Rule> rules;
  Corrections corrections = Corrections::leave;
  Milliseconds delay_ms = 0;  // a post is mirrored this long after it was met, as it says then
  std::string seal_key;       // of copies that are written as their authors (sync/acting.h); empty: none is
  bool direct = false;        // there is no relay: all places are read only (Place::direct)
  Milliseconds horizon_ms = 7 * 86400000LL;
  Webcare webcare;
#ifndef PLEIN_DIRECT
  Merits merits;
#endif

  const Place* find(std::string_view place_id) const {
    for (const Place& place : places) {
      if (place.id.value == place_id) return &place;
    }
    return nullptr;
  }
  const Rule& rule(std::string_view from, std::string_view to) const {
    static const Rule everything;
    for (const Rule& rule : rules) {
      if (rule.from.value == from && rule.to.value == to) return rule;
    }
    return everything;
  }
#endif
};

}  // namespace plein
