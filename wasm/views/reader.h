// The reader's side: folds the public feed into the same state that a relay folds its log into.
#pragma once

#include "base/json_reader.h"
#include "model/bridge.h"
#include "model/state.h"
#include "views/feed_view.h"

namespace plein::views {

struct Reader {
  State state;
  Bridge bridge;                  // its places, as the feed told them
  std::vector<PlaceView> places;  // likewise, in the same order and with the website
};

// One FeedEvent. A post whose parent is not known yet is left out: the reader asks for its thread. Errors: those of the
// document, to be asked for by the caller; a broken event changes nothing.
Status fold_event(Reader& reader, const JsonReader& event, const JsonDocument& document);

}  // namespace plein::views
