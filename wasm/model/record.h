// The log's records: facts, in the order in which they were made durable. All state is rebuilt from them alone
// (sync/fold.h); their bytes are store/log.h's affair.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "model/change.h"
#include "model/decision.h"
#include "model/place.h"
#include "model/rows.h"
#include "model/traffic.h"

namespace plein::record {

// The log begins: now Plein meets the places. `epoch` names this telling of the public feed's sequence numbers.
struct Begun {
  std::string epoch;
  Milliseconds at = 0;
};

// Who we are in a place.
struct Identified {
  PlaceId place;
  Identity identity;
};

// Who somebody is in a place, by the id there.
struct Account {
  PlaceId place;
  std::string id;
  bool own = false;  // the host can act there with their own credential
};

// A post stands in a place and says this: new, or edited. `body` is RichText as JSON, canonical.
struct Posted {
  PlaceId place;
  RemoteRef post;
  RemoteRef parent;        // empty for a first post
  PlaceId parent_place;    // empty: `place` too (a widget post answers posts of other places)
  PostKey parent_key = 0;  // instead of `parent`, where that was forgotten
  Author author;
  Role role = Role::unset;  // of a person in the widget
  std::string title;
  std::string body;
  Milliseconds created_at = 0;
  Milliseconds edited_at = 0;
  Milliseconds as_of = 0;  // when it said this; 0: since it was created or edited last
  bool old = false;
  std::vector<Account> accounts;  // of who wrote it in the widget: its copies there are written as them
};

// A reply whose parent has not been met: it waits under it. `reply.parent_place` is empty.
struct Parked {
  Posted reply;
};

// What waits under a parent is given up: the parent is no more, and nobody knows the thread.
struct Unparked {
  PlaceId place;
  RemoteId parent;
};

// Gone for good. Also of a post that was never met, which then never will be.
struct Removed {
  PlaceId place;
  RemoteId post;
};

// Whether a post is to be seen in its place. Also of a post that was not met yet.
struct Shown {
  PlaceId place;
  RemoteId post;
  bool hidden = false;
  Milliseconds as_of = 0;
};

struct Reacted {
  PlaceId place;
  RemoteId post;
  std::uint32_t reactions = 0;
  bool accepted = false;
  Milliseconds as_of = 0;
};

// A reply is its thread's answer by decision of people here, and no other; or is no more.
struct Accepted {
  PostKey post = 0;
  bool on = false;
  Milliseconds at = 0;
};

// Somebody who signed in here likes a post; or no more. `person`: as of who writes in the widget.
struct Liked {
  PostKey post = 0;
  std::string person;
  bool on = false;
  Milliseconds at = 0;
};

struct Renamed {
  PlaceId place;
  Author author;
  Milliseconds as_of = 0;
};

// An author is gone, with all they wrote there.
struct Departed {
  PlaceId place;
  std::string author;
};

// What an author's profile says: about being mirrored, and how many follow them (0: it does not say).
struct Profiled {
  PlaceId place;
  std::string author;
  bool refuses = false;
  Milliseconds at = 0;
  std::uint32_t followers = 0;
};

// Decisions of people. `author`: AuthorRow::key.
struct Held {
  PostKey post = 0;
  bool held = false;
};
struct Silenced {
  std::uint64_t author = 0;
  AuthorRow::Silence why = AuthorRow::opted_out;
  bool on = false;
};
struct Forgotten {
  std::uint64_t author = 0;
};

// A copy of ours stands in a place. Its origin may not have been met yet: then it waits for it. When another copy of it is
// known to stand there, the later made of the two is to go.
struct Copied {
  PostKey origin = 0;
  PlaceId place;
  RemoteRef copy;
  Milliseconds made_at = 0;  // by the platform's clock; 0: not known
  std::uint32_t said = 0;    // said_hash of how the place renders it; 0: not read
  bool correction = false;
  Milliseconds at = 0;  // when it was known to stand there
  PlaceId from;         // of an origin that has not been met: where to look for it
  RemoteId from_id;
  std::string as;  // the member of the place who wrote it, as far as that is not our account
};

// A write is about to leave. `copy`: which of a post's copies it concerns; 0: the one that is to be created.
struct Intended {
  PostKey post = 0;
  PlaceId place;
  Milliseconds at = 0;  // of the first attempt, by the host's clock
  std::uint64_t salt = 0;
  Milliseconds tried_at = 0;  // of this attempt, by the engine's; 0: as `at`
  Op op = Op::create;
  PostKey copy = 0;
  std::uint64_t content = 0;  // of create and edit: PostRow::content
  std::uint32_t said = 0;     // of create and edit: said_hash of what is sent
  bool correction = false;    // of create
  std::string as;             // of create: the member of the place who is to have written it; empty: our account
};

// An edit, removal, hiding or showing took place.
struct Done {
  PostKey post = 0;
  PlaceId place;
  PostKey copy = 0;
  Op op = Op::edit;
  Milliseconds at = 0;
};

// The place does not let us.
struct Refused {
  PostKey post = 0;
  PlaceId place;
  PostKey copy = 0;
  Op op = Op::edit;  // none: try again
  std::string reason;
};

// How a create stands, when it does not stand there: waiting, held, unknown, failed or withheld.
struct Unsettled {
  PostKey post = 0;
  PlaceId place;
  CopyState state = CopyState::unknown;
  std::string reason;
  bool final = false;  // withheld: gone for good
  bool correction = false;
};

// How a place renders a copy, where that is not what was sent; or that it says what its origin says (`content` is set).
struct Rendered {
  PostKey post = 0;
  PlaceId place;
  PostKey copy = 0;
  std::uint32_t said = 0;
  std::uint64_t content = 0;
};

// Everything of a stream up to its item `mark` has been taken in.
struct Marked {
  PlaceId place;
  std::string stream;
  std::string mark;
};

// A thread must be read whole, or one post be looked up; and that it was.
struct LookDue {
  PlaceId place;
  RemoteRef thread;
  bool one = false;
};
struct Looked {
  PlaceId place;
  RemoteId thread;
  bool one = false;
};

// All that a place held when Plein met it has been taken in: from now on Plein may write there.
struct Adopted {
  PlaceId place;
};

// Records that came after these were lost: no place is adopted any more, and what they said is to be found out anew.
struct Distrusted {
  Milliseconds at = 0;
};

// Somebody who works for the community decided something about a post or an author. `was...`: what it was before, so that it can
// be undone.
struct Decided {
  Deed what = Deed::hold;
  bool on = true;
  PostKey post = 0;          // of a thread: its first post; 0: about an author
  std::uint64_t author = 0;  // AuthorRow::key
  PlaceId place;             // of `hide`
  std::string value;         // as of Deed
  Milliseconds until = 0;    // 0: no end
  std::string reason;        // for those whom it concerns
  std::string by, name;      // a person's id and name
  Milliseconds made_at = 0;  // by the host's clock, as people see it
  std::uint64_t undoes = 0;  // the number of a decision (Community::Entry); 0: none
  bool was = false;
  std::string was_value;
  Milliseconds was_until = 0;
};

// A note about a thread, for those who work; empty: it is taken away.
struct Noted {
  PostKey post = 0;  // the thread's first
  std::string key;
  std::string text;
  std::string by, name;
  Milliseconds made_at = 0;  // by the host's clock, as people see it
};

// A reply kept to be sent again; an empty text: it is no more.
struct Canned {
  std::string key;
  std::string title;
  std::string text;
  Milliseconds made_at = 0;  // by the host's clock, as people see it
};

// A rule by which posts wait for a moderator, as canonical JSON (community/rules.h); empty: it is no more.
struct Ruled {
  std::string key;
  std::string rule;
  Milliseconds made_at = 0;
};

// The brand asks: a poll hangs from a thread's first post, which says the options too. Again of the same post: it ends then.
struct Polled {
  PostKey post = 0;
  std::vector<std::string> options;  // 2 to 10
  bool several = false;              // one may choose more than one
  bool after = false;                // who has voted sees the result, the others when it has ended
  Milliseconds until = 0;            // 0: no end
  std::string reason;                // why more was sent than the brand meant to
  std::string by, name;
  Milliseconds made_at = 0;  // by the host's clock, as people see it
};

// Somebody chose, in place of what they chose before. `accounts`: who they are elsewhere, as far as that is known.
struct Voted {
  PostKey post = 0;
  std::string person;
  std::vector<Account> accounts;
  std::uint32_t choices = 0;  // a bit for each option; 0: none any more
  Milliseconds made_at = 0;   // likewise
};

// What the brand is to post, at its time; an empty text: it is planned no more.
struct Planned {
  enum class Stands : std::uint8_t { waiting, sent, missed };  // missed: nobody was there when it was to be sent
  std::string key;                                             // of the post that it becomes
  std::string title;
  std::string text;  // as it was typed
  bool markdown = false;
  std::vector<PlaceId> without;  // no copy stands there
  Milliseconds at = 0;           // by the host's clock
  Stands stands = Stands::waiting;
  std::string reason;  // why, although it is more than the brand meant to send
  std::string by, name;
  Milliseconds made_at = 0;  // likewise
};

// What readers did on a day, more of it. Nothing of who they are.
struct Counted {
  std::int64_t day = 0;  // since 1970, UTC
  std::vector<Tally> tallies;
};

// Which registers of a day's sketch of its visitors rose; `members`: of that of the people among them who had signed in.
struct Sketched {
  std::int64_t day = 0;
  std::vector<sketch::Rise> rises;
  bool members = false;
};

// How many follow a place's account.
struct Followed {
  PlaceId place;
  std::int64_t day = 0;  // since 1970, UTC
  std::uint64_t followers = 0;
};

}  // namespace plein::record

namespace plein {

using Record = std::variant<record::Begun, record::Identified, record::Posted, record::Parked, record::Unparked, record::Removed,
                            record::Shown, record::Reacted, record::Renamed, record::Departed, record::Profiled, record::Held,
                            record::Silenced, record::Forgotten, record::Copied, record::Intended, record::Done, record::Refused,
                            record::Unsettled, record::Rendered, record::Marked, record::LookDue, record::Looked, record::Adopted,
                            record::Distrusted, record::Accepted, record::Liked, record::Decided, record::Noted, record::Canned,
                            record::Ruled, record::Polled, record::Voted, record::Planned, record::Counted, record::Sketched,
                            record::Followed>;

}  // namespace plein
