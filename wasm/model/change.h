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
    seen,     // the post is there, and says this: new or edited
    sighted,  // the post is there, but what it says must be read from its thread; only `post`, `root` and the time count
    removed   // the post is gone or hidden there; only `post` counts, and `root` when known
  };

  Kind kind = Kind::seen;
  RemoteRef post;
  RemoteRef parent;  // empty for a thread's first post
  RemoteRef root;    // the thread's first post; `post` itself when it is the first
  Author author;
  std::string title;  // of a first post, where the platform has titles
  RichText body;
  Milliseconds created_at = 0;
  Milliseconds edited_at = 0;  // 0: never, or the platform does not say
  // A first post is in the place when it was written there: by the place's own account, to it (a mention), or in its
  // category. A reply is in the place when its thread's first post is.
  bool addressed = true;
};

}  // namespace plein
