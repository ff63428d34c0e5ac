// The last line of every copy: who wrote it, where, and a link to the origin: "— Ana · Bluesky", the place's name being
// the link; where links have no text of their own, its address stands behind its name. What makes it Plein's is the link alone:
// to a post of one of the bridge's places, with the fragment "plein" (a widget post's: the website's address with the fragment
// "plein=<id>.<key>", by whose id the widget opens it, or "plein=<id>.<key>.<seal>" where it stands under its author's own name;
// a correction's: "plein-edit"). From these lines the id map can be rebuilt. An address of the website says too whence who
// follows it comes, and counts without it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/ids.h"
#include "model/place.h"
#include "model/rich_text.h"

namespace plein::sync {

struct Provenance {
  std::string author;
  PlaceId place;
  RemoteId post;
  bool correction = false;  // it says what became of the post, below its copy
  std::string seal;         // of a copy that was written as its author (sync/acting.h); not checked
};

// `author`: "" when names are not to be told. `url`: that of with_fragment or site_permalink.
Node provenance_line(std::string_view author, std::string_view place_name, std::string_view url);

std::string with_fragment(std::string_view permalink, bool correction = false);
// The website's address as a copy in that place leads to it: with the parameters that analytics go by, of which "utm_source" is
// the platform. The first names us, so that the widget knows where ours begin (web/permalink.js).
std::string site_address_from(std::string_view site_url, const Place& place);
// Of a widget post, as the widget itself links to it; and as a copy's last line does.
std::string site_link(std::string_view site_url, std::string_view key);
std::string site_permalink(std::string_view site_url, std::string_view key, bool correction = false, std::string_view seal = "");

// Which post of which place an address (without its fragment) is of; nothing when of none.
using FindOrigin = std::function<std::optional<std::pair<PlaceId, RemoteId>>(std::string_view url)>;

// Nothing when the last block is no well-formed provenance line.
std::optional<Provenance> read_provenance(const RichText& body, std::string_view site_url, const FindOrigin& find_origin);

RichText without_provenance(RichText body);  // for a body that has one

}  // namespace plein::sync
