// What a copy says: the origin's text, fitted to the place, and its provenance line.
#pragma once

#include <set>
#include <string>

#include "connectors/connector.h"
#include "model/bridge.h"
#include "model/state.h"
#include "text/text.h"

namespace plein::sync {

// What somebody said, wherever: in a post that stands, or in one that is yet to be written.
struct Saying {
  std::uint16_t place = 0;  // where it stands, or is to
  std::string remote;       // its id there
  bool first = false;       // of a thread
  std::string title;        // of the thread, of a first post
  std::string author;       // the name
  bool sponsored = false;   // its thread is paid for
  bool asks = false;        // its last block is a poll, and one votes where it stands
  RichText body;
};

// What a copy of it says, without parent and root and before it is fitted: the provenance line is its last block.
Draft compose_whole(const State& state, const Bridge& bridge, Saying said, const Place& place, const Connector& connector,
                    bool correction, const std::set<std::string>& linked, std::string_view as);
text::Limits limits_of(const Capabilities& capabilities);

// Without parent and root. A correction says what an origin says by now, under the copy that cannot be edited.
// `linked`: addresses of pictures that stay links. `as`: the member it is written as, whose name the place shows itself. Errors:
// damaged, when the stored body is no RichText.
Result<Draft> compose(const State& state, const Bridge& bridge, std::uint32_t post, const Place& place,
                      const Connector& connector, bool correction = false, const std::set<std::string>& linked = {},
                      std::string_view as = "");

// What copies of a post are to say, as a hash: what it says, and that it is paid for.
std::uint64_t content_of(const State& state, std::uint32_t post);

// Of what a text says, without white space, markup, addresses and pictures: what survives most platforms' rendering. Never 0.
std::uint32_t said_hash(const RichText& text);

}  // namespace plein::sync
