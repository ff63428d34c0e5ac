// What one platform is to the engine: pure translation between the model and HTTP as data. A connector holds no state,
// decides nothing and knows no other platform; sync/ drives it through this interface alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/change.h"
#include "model/http.h"
#include "model/place.h"

namespace plein {

struct Capabilities {
  std::string_view platform;      // "bluesky"
  bool titles = false;            // first posts have titles of their own
  std::size_t title_max = 0;      // code points
  std::size_t graphemes_max = 0;  // of a body; 0: no limit. A cut keeps the last block whole (the provenance line)
  std::size_t bytes_max = 0;
  bool formatting = false;  // strong, emphasis, lists, code survive
  bool edits = false;       // a post of ours can be edited
  bool hides = false;       // a post of ours can be hidden and shown again, keeping its id
  bool edit_times = false;  // a post says when it was edited last; otherwise a later reading is the later version
  bool profiles = false;    // Ask::Kind::profile tells whether an author consents
  // A write whose answer was lost has taken place after this long, or never will; then Ask::Kind::find tells which.
  Milliseconds settle_ms = 0;
  Milliseconds read_lag_ms = 0;  // what took place is in every reading begun this much later
  Milliseconds find_lag_ms = 0;  // likewise, of Ask::Kind::find
  // What a write takes from the account's budget, in the units of Budget::remaining.
  int create_cost = 1;
  int edit_cost = 1;
  int remove_cost = 1;
  std::vector<std::string> streams;  // what is polled: newest first, see Ask::Kind::stream
  Milliseconds poll_every_ms = 0;    // sensible default between two polls of one stream
};

// What is to be written. `body` ends with the provenance line and fits (text/fit.h) already. Of an edit: what it shall say
// from now on, under the same parent and root.
struct Draft {
  RemoteRef parent;   // empty: a new thread
  RemoteRef root;     // the thread in the target place
  std::string title;  // of a new thread, where the platform has titles
  RichText body;
  Milliseconds intended_at = 0;  // fixed before the first attempt
  std::uint64_t salt = 0;        // likewise; different for every draft. Client-chosen keys come from these two
};

// One question to a platform, or one write. Kept by the engine while it is under way, and given back with the answer.
struct Ask {
  enum class Kind {
    identity,  // who are we here
    stream,    // a page of a stream, newest first; `stream`, `cursor`, `mark`
    thread,    // a page of a whole thread, oldest first where the platform can; `thread`, `cursor`
    create,    // write `draft`
    find,      // did `draft` arrive? a page of where it would be, newest first; `cursor`
    edit,      // `post`, a copy of ours, shall say `draft` from now on
    remove,    // `post`, of ours, shall be gone for good; ok too when it was gone before
    hide,      // `post`, of ours, shall not be seen; where Capabilities::hides
    unhide,    // and shall be seen again
    lookup,    // does `post` stand, and what does it say? changes: exactly this post; Outcome::gone when it is no more
    profile    // `author`: what the profile says; Reading::profile
  };

  Kind kind = Kind::identity;
  std::string stream;
  std::string cursor;  // of the page; empty: the first
  std::string mark;    // stream: the newest item a complete walk has seen; the walk ends where it meets it
  RemoteRef thread;
  RemoteRef post;      // edit, remove, hide, unhide, lookup
  std::string author;  // profile: Author::id
  Draft draft;
};

// Whether an answer to it may have changed something in the place.
constexpr bool writes(Ask::Kind kind) {
  return kind == Ask::Kind::create || kind == Ask::Kind::edit || kind == Ask::Kind::remove || kind == Ask::Kind::hide ||
         kind == Ask::Kind::unhide;
}

// How a question ended, as far as the platform said.
struct Outcome {
  enum class Kind {
    ok,
    retry,       // a passing fault: again later
    park,        // throttled: not before `wait_ms` from now, or the time `until`
    reconnect,   // the account's token or session is not accepted
    forbidden,   // the account may not do this
    gone,        // what was asked about does not exist (any more)
    refused,     // this write will never be accepted, for `reason`
    maybe_done,  // a write that may or may not have taken place
    held         // a write that was accepted into an approval queue; it has no id yet
  };

  Kind kind = Kind::ok;
  std::string reason;  // the platform's own words, shortened; for people
  Milliseconds wait_ms = 0;
  Milliseconds until = 0;    // by the platform's clock
  bool writes_only = false;  // park: reading may go on (a delay between two posts)
};

// What is left of an account's budget, as the platform's headers say; fields it does not state stay as they are here.
struct Budget {
  std::int64_t limit = -1;
  std::int64_t remaining = -1;
  int used_percent = -1;       // where the platform counts in percent
  Milliseconds resets_at = 0;  // by the platform's clock
  Milliseconds resets_in_ms = 0;
  bool of_writes = false;  // it is spent by writes alone

  bool known() const { return (limit > 0 && remaining >= 0) || used_percent >= 0; }
};

// What an author's profile says.
struct Profile {
  bool known = false;
  bool refuses = false;  // #nobridge
  bool gone = false;     // the account is no more: neither are its posts
};

struct Reading {
  Outcome outcome;
  std::vector<Change> changes;
  std::string next;   // cursor of the next page; empty: the walk is complete
  std::string mark;   // stream: mark of this page's newest item; empty when the page is empty
  Identity identity;  // of Ask::Kind::identity
  RemoteRef written;  // of create, and of find where the platform can be asked for the one post
  Profile profile;
  Budget budget;
  bool partial = false;  // thread: posts may be missing from it although they stand (too deep, blocked, still being fetched)
};

class Connector {
 public:
  virtual ~Connector() = default;

  virtual const Capabilities& capabilities() const = 0;

  // Errors: invalid_value when a place's settings or a draft cannot be expressed.
  virtual Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const = 0;

  // Errors: an answer that is not what the platform documents. An error means: nothing of it counts.
  // A platform's refusal, throttling or absence is no error but an Outcome.
  virtual Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const = 0;

  // What a push tells. Changes of kind `sighted` say "look here"; the others are taken as read. The host has checked the
  // signature. Errors: as of read(); invalid_value where the platform pushes nothing.
  virtual Result<std::vector<Change>> pushed(const Place& place, const Identity& self, std::string_view body) const {
    static_cast<void>(self), static_cast<void>(body);
    return Error{ErrorCode::invalid_value, "push", place.platform + " pushes nothing that Plein reads"};
  }

  // A post's address for people, and back. parse_permalink ignores the fragment, and gives nothing for any other address.
  virtual std::string permalink(const Place& place, const RemoteId& id) const = 0;
  virtual std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const = 0;
};

}  // namespace plein
