// What happened to a post in a place, as a connector read it there: no rules, no knowledge of other places.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/rich_text.h"

namespace plein {

struct Author {
  std::string id;      // the platform's, stable: a DID, a uid
  std::string name;    // shown; falls back on the handle
  std::string handle;  // without @
  std::string avatar_url;

  friend bool operator==(const Author& a, const Author& b) {
    return a.id == b.id && a.name == b.name && a.handle == b.handle && a.avatar_url == b.avatar_url;
  }
};

struct Change {
  enum class Kind {
    seen,     // the post is there for all to see, and says this: new, edited, or shown again
    sighted,  // something is with the post that must be looked up; only `post`, `root` when known and the time count
    hidden,   // the post is there but not to be seen, or not in this conversation any more; it may come back. Only `post`
              // counts, and `root` and `author.id` when known
    removed,  // the post is gone for good; only `post` counts, and `root` when known
    renamed,  // the author has a new name or handle; only `author` counts
    departed  // the author is gone, and all that the author wrote with them; only `author.id` counts
  };

  Kind kind = Kind::seen;
  RemoteRef post;
  RemoteRef parent;  // empty for a thread's first post
  RemoteRef root;    // the thread's first post; `post` itself when it is the first; empty: not said, a reply
  Author author;
  std::string title;  // of a first post, where the platform has titles
  RichText body;
  Milliseconds created_at = 0;
  Milliseconds edited_at = 0;   // 0: never, or the platform does not say
  std::int32_t reactions = -1;  // likes and votes; -1: not said
  std::int8_t accepted = -1;    // whether it is the thread's accepted answer: 0, 1; -1: not said
  // A first post is in the place when it was written there: by the place's own account, to it (a mention), or in its
  // category. A reply is in the place when its thread's first post is.
  bool addressed = true;
};

}  // namespace plein
