// What readers ask for: the feed, a thread, and the public feed's changes since a sequence number (shapes in engine.d.ts).
#pragma once

#include "base/result.h"
#include "views/post_view.h"

namespace plein::views {

// A place as readers see it: `failing` is why it does not answer, empty when it does.
struct PlaceView {
  std::string id, kind, platform, name, url, failing;
  Milliseconds since = 0;
};
void write_places(JsonWriter& out, const std::vector<PlaceView>& places);

// The ambassador or the brand that replied last in a thread; "": nobody.
std::string answered_by(const Context& context, std::uint32_t root);

// The key of the reply that is the thread's answer; 0: there is none.
PostKey accepted_answer(const Context& context, std::uint32_t root);

// The members of a summary that do not depend on which posts a reader holds: into an object that is open.
void write_counts(JsonWriter& out, const Context& context, const ThreadRow& thread);

// `after`: a Feed's `next`, empty for the first page. Errors: invalid_value for any other cursor.
Status write_feed(JsonWriter& out, const Context& context, const std::vector<PlaceView>& places, std::string_view after,
                  std::size_t page_size);

// Errors: unknown_name.
Status write_thread(JsonWriter& out, const Context& context, std::string_view id);
Status write_one(JsonWriter& out, const Context& context, std::string_view id);

// Every post that changed after `since`, once, in the order of its latest change. `since` of another epoch: a reset.
void write_changes(JsonWriter& out, const Context& context, std::string_view since, std::size_t limit);
// The same as an array of FeedEvents, since a number of this epoch.
void write_events(JsonWriter& out, const Context& context, std::uint64_t since);

}  // namespace plein::views
