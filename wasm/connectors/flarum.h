// Flarum 1.x and 2.x: its JSON:API with an API key that acts as the configured user ("user"), in one tag ("tag", by its id).
// A first post is named by its discussion, so that every reply names its root: RemoteId "42", extra the post's id. A reply is
// "<discussion>/<number>/<post>": what its address needs, and the id that writes go by. Numbers change only where a moderator
// merges or splits discussions; such posts are new ones here, and the old ones are not in this conversation any more.
// Source: flarum/framework 1.8 and 2.x. No idempotency, no pushes: a lost write is looked for by its provenance line.
#pragma once

#include <map>
#include <string>

#include "base/json_reader.h"
#include "connectors/connector.h"

namespace plein {

class Flarum final : public Connector {
 public:
  const Capabilities& capabilities() const override;
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace flarum {

bool is_number(std::string_view text);
std::string setting(const Place& place, const char* name);

// A RemoteId taken apart. Of a first post `number` and `post` are empty; of what is no RemoteId all are.
struct Address {
  std::string discussion;
  std::string number;
  std::string post;
};
Address address_of(const RemoteId& id);
RemoteId first_post(const std::string& discussion);
RemoteId reply(const std::string& discussion, const std::string& number, const std::string& post);
std::string post_number_of(const RemoteRef& ref);  // the post's own id; "" when it is not known
// "<web>/d/42-its-slug/3", whatever follows: its discussion and number ("1" where none is said); empty for anything else.
Address read_path(std::string_view path);

// What a discussion says of its posts.
struct Discussion {
  bool unseen = false;  // hidden, private or not approved
  std::string best;     // the post's id; "0": none; "": not said
};
Discussion read_discussion(const JsonReader& discussion);
// Where the walk through a thread stands: how many posts were read, and what the discussion said of them.
struct Cursor {
  std::string offset;
  Discussion discussion;
};
Cursor read_cursor(const std::string& cursor);
std::string write_cursor(const Cursor& cursor);

// What a document includes, by "type/id".
using Included = std::map<std::string, JsonReader>;
Included included(const JsonReader& root);
std::string related(const JsonReader& resource, const char* name);  // the id of the one resource; "" when there is none
// A comment (contentType). Its discussion is in `all`, or in `of_thread`.
Change read_post(const Place& place, const JsonReader& post, const Included& all, const Discussion* of_thread);

// The mention at the start of a post, which says what it answers; taken out of `html` when it is one.
struct Answered {
  std::string post;  // the id; "" when it answers nobody
  Address address;   // empty where that post is no more
};
Answered take_answered(std::string& html, const std::string& discussion);

// Answers about one thing (flarum_answer.cpp).
void read_created(const Ask& ask, const JsonReader& root, Reading& reading);
void read_liked(const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading);
void read_accepted(const Ask& ask, const JsonReader& root, Reading& reading);
void read_identity(const Place& place, const JsonReader& root, Reading& reading);
void read_profile(const Ask& ask, const JsonReader& root, Reading& reading);

std::string write_text(const Draft& draft);
Outcome refusal(const Ask& ask, const HttpResponse& response);

}  // namespace flarum
}  // namespace plein
