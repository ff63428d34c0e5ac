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

// One FeedEvent. A post whose parent is not here is left out, and named: what it hangs under is on another page of its thread.
// Errors: those of the document, to be asked for by the caller; a broken event changes nothing.
Status fold_event(Reader& reader, const JsonReader& event, const JsonDocument& document, JsonWriter& left_out);

}  // namespace plein::views
