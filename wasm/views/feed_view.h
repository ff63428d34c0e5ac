// What readers ask for: the feed, a thread (thread_view.cpp), and the public feed's changes since a sequence number (shapes in
// engine.d.ts).
#pragma once

#include "base/result.h"
#include "views/post_view.h"
#ifndef PLEIN_READER
#include "views/thread_index.h"
#endif

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

// A thread as a feed shows it.
void write_summary(JsonWriter& out, const Context& context, const ThreadRow& thread);

struct FeedQuery {
  std::string after;  // a Feed's `next`; empty: the first page
  std::size_t page_size = 20;
#ifndef PLEIN_READER
  Sort sort = Sort::active;
  std::string place;  // threads that began there; empty: anywhere
  std::string tag;    // threads that bear it, without #; empty: any
  enum class Answer { either, given, awaited } answer = Answer::either;
#endif
};
// Looks through so many threads at most that a page may hold fewer than asked for, with a `next` all the same. Errors:
// invalid_value for another cursor, unknown_name for another place.
Status write_feed(JsonWriter& out, const Context& context, const std::vector<PlaceView>& places, const FeedQuery& query);

struct ThreadQuery {
  std::string id;  // of any of its posts
#ifndef PLEIN_READER
  std::size_t page_size = 0;  // 0: all of it, whatever else is said
  std::string after, before;  // a ThreadView's `next` or `previous`
  std::string around;         // the page that holds this post
#endif
};
// Errors: unknown_name; invalid_value for a post of another thread.
Status write_thread(JsonWriter& out, const Context& context, const ThreadQuery& query);
// Errors: unknown_name.
Status write_one(JsonWriter& out, const Context& context, std::string_view id);

// Every post that changed after `since`, once, in the order of its latest change. `since` of another epoch: a reset.
void write_changes(JsonWriter& out, const Context& context, std::string_view since, std::size_t limit);
// The same as an array of FeedEvents, since a number of this epoch.
void write_events(JsonWriter& out, const Context& context, std::uint64_t since);

}  // namespace plein::views
