// What one platform is to the engine: pure translation between the model and HTTP as data. A connector holds no state,
// decides nothing and knows no other platform; sync/ drives it through this interface alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/change.h"
#include "model/http.h"
#include "model/place.h"

namespace plein {

// How a platform takes what is written to it.
enum class Format { plain, facets, markdown };

// What a platform can do, as data: sync/ decides by it, and docs/platforms.md is made of it (scripts/platforms.js).
struct Capabilities {
  std::string_view platform;      // "bluesky"
  std::string_view name;          // "Bluesky"
  bool forum = false;             // or a page
  Format format = Format::plain;  // formatting survives in markdown alone
  bool titles = false;            // first posts have titles of their own
  std::size_t title_max = 0;      // code points
  std::size_t graphemes_max = 0;  // of a body; 0: no limit. A cut keeps the last block whole (the provenance line)
  std::size_t bytes_max = 0;
  std::size_t url_graphemes = 0;  // what an address counts as, whatever its length; 0: its own
  int reply_levels = 0;           // below a thread's first post; 0: as deep as people go. The connector flattens what is deeper
  std::string_view repeats;       // how a repeated create is known by the platform, "" when it is not: "Idempotency-Key, 1 h"
  std::string_view pushes;        // what it tells by itself, "" when nothing: "webhook", "streaming"
  bool edits = false;             // a post of ours can be edited
  bool reacts = false;            // Ask::Kind::react, unreact
  bool accepts = false;           // Ask::Kind::accept, unaccept
  bool acts_as = false;        // our account's key can write as any member (Ask::as), and changes what stands under their names
  bool own_accounts = false;   // likewise an author's own account, where the host can: what it wrote it alone can change
  bool warnings = false;       // a content warning of its own; elsewhere it is written above the text
  bool languages = false;      // a post says which language it is in
  std::size_t images_max = 0;  // that a post can carry beside its text (Draft::images); in markdown they are in the text
  bool uploads = false;        // they have to be uploaded first (Ask::Kind::upload); otherwise it fetches them itself
  bool hides = false;          // a post of ours can be hidden and shown again, keeping its id
  bool edit_times = false;     // a post says when it was edited last; otherwise a later reading is the later version
  bool profiles = false;       // Ask::Kind::profile tells whether an author consents
  bool followers = false;      // Ask::Kind::followers tells how many follow our account
  // A write whose answer was lost has taken place after this long, or never will; then Ask::Kind::find tells which.
  Milliseconds settle_ms = 0;
  Milliseconds read_lag_ms = 0;  // what took place is in every reading begun this much later
  Milliseconds find_lag_ms = 0;  // likewise, of Ask::Kind::find
  // What an account may ask, reads and writes together, where the platform's headers do not say what is left; 0: they do, or
  // there is no limit. settings["requests_per_minute"] says otherwise.
  int requests_per_minute = 0;
  // What a write takes from the account's budget, in the units of Budget::remaining.
  int create_cost = 1;
  int edit_cost = 1;
  int remove_cost = 1;
  std::vector<std::string> streams;         // what is polled: newest first, see Ask::Kind::stream
  std::vector<std::string> public_streams;  // those that can be polled without an account (Place::direct); none: it has none
  std::string_view web = "";                // where people read it; "": at the API's own address
  Milliseconds poll_every_ms = 0;           // sensible default between two polls of one stream
};

// A picture beside a text. The engine holds addresses, never bytes: where a platform wants bytes, the host fetches them.
struct Image {
  std::string url;
  std::string alt;
  std::string uploaded;  // what the platform called it when it was uploaded (Reading::uploaded); opaque
};

// What is to be written. `body` ends with the provenance line and fits (text/fit.h) already. Of an edit: what it shall say
// from now on, under the same parent and root.
struct Draft {
  RemoteRef parent;   // empty: a new thread
  RemoteRef root;     // the thread in the target place
  std::string title;  // of a new thread, where the platform has titles
  RichText body;
  std::vector<Image> images;     // at most Capabilities::images_max, and not in the body then
  Milliseconds intended_at = 0;  // fixed before the first attempt
  std::uint64_t salt = 0;        // likewise; different for every draft. Client-chosen keys come from these two
};

// One question to a platform, or one write. Kept by the engine while it is under way, and given back with the answer.
struct Ask {
  enum class Kind {
    identity,   // who are we here
    stream,     // a page of a stream, newest first; `stream`, `cursor`, `mark`
    thread,     // a page of a whole thread, oldest first where the platform can; `thread`, `cursor`
    create,     // write `draft`
    find,       // did `draft` arrive? a page of where it would be, newest first; `cursor`
    edit,       // `post`, a copy of ours, shall say `draft` from now on
    remove,     // `post`, of ours, shall be gone for good; ok too when it was gone before
    hide,       // `post`, of ours, shall not be seen; where Capabilities::hides
    unhide,     // and shall be seen again
    lookup,     // does `post` stand, and what does it say? changes: exactly this post; Outcome::gone when it is no more
    profile,    // `author`: what the profile says; Reading::profile
    followers,  // how many follow our account; Reading::followers
    upload,     // `image`: its bytes, fetched by the host (HttpRequest::upload), for a draft to come; Reading::uploaded
    react,      // our account likes `post`; ok too when it did before
    unreact,    // and no more
    accept,     // `post` is the accepted answer of `thread`; ok too when it was before
    unaccept    // and no more
  };

  Kind kind = Kind::identity;
  std::string stream;
  std::string cursor;  // of the page; empty: the first
  std::string mark;    // stream: the newest item a complete walk has seen; the walk ends where it meets it
  RemoteRef thread;
  RemoteRef post;      // edit, remove, hide, unhide, lookup
  std::string author;  // profile: Author::id
  // Author::id; empty: our account. create, upload: whom to write as, where acts_as or own_accounts; find: who wrote it; edit,
  // remove: whose it is, where own_accounts.
  std::string as;
  Draft draft;
  Image image;  // upload
};

// Whether an answer to it may have changed something in the place.
constexpr bool writes(Ask::Kind kind) {
  switch (kind) {
    case Ask::Kind::identity:
    case Ask::Kind::stream:
    case Ask::Kind::thread:
    case Ask::Kind::find:
    case Ask::Kind::lookup:
    case Ask::Kind::profile:
    case Ask::Kind::followers: return false;
    default: return true;
  }
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
  bool refuses = false;        // #nobridge
  bool gone = false;           // the account is no more: neither are its posts
  std::int64_t followers = 0;  // as far as it says
};

struct Reading {
  Outcome outcome;
  std::vector<Change> changes;
  std::string next;      // cursor of the next page; empty: the walk is complete
  std::string mark;      // stream: mark of this page's newest item; empty when the page is empty
  Identity identity;     // of Ask::Kind::identity
  std::string uploaded;  // of upload: Image::uploaded
  std::string writer;    // of create: the Author::id that it stands under, where that is said
  RemoteRef written;     // of create, and of find where the platform can be asked for the one post
  Profile profile;
  std::int64_t followers = 0;  // of Ask::Kind::followers
  Budget budget;
  bool partial = false;  // thread: posts may be missing from it although they stand (too deep, blocked, still being fetched)
};

// What a platform sent by itself. The host has checked that it is the platform's.
struct Push {
  std::map<std::string, std::string> headers;  // lower-case names; those beginning with "x-" alone
  std::string_view body;
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

  // What a push tells: one webhook's body, or one message of a socket. Changes of kind `sighted` say "look here"; the others
  // are taken as read. What does not concern the place gives no changes. Errors: as of read(); invalid_value where the
  // platform pushes nothing.
  virtual Result<std::vector<Change>> pushed(const Place& place, const Identity& self, const Push& push) const {
    static_cast<void>(self), static_cast<void>(push);
    return Error{ErrorCode::invalid_value, "push", place.platform + " pushes nothing that Plein reads"};
  }

  // A WebSocket's address (wss) whose messages are pushes; the host adds the authorization as to a request, when the address
  // is of the place's own server. "": there is none.
  virtual std::string push_socket(const Place& place, const Identity& self) const {
    static_cast<void>(place), static_cast<void>(self);
    return "";
  }

  // A post's address for people, and back. parse_permalink ignores the fragment, and gives nothing for any other address.
  virtual std::string permalink(const Place& place, const RemoteId& id) const = 0;
  virtual std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const = 0;
};

}  // namespace plein
