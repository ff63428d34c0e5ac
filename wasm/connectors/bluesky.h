// Bluesky: an account on an AT Protocol network. A RemoteId is "<did>/<rkey>", its extra the record's cid. All calls go to
// the account's own PDS, which passes app.bsky.* reads on to the AppView.
// Source: atproto lexicons; a record's key is chosen here, so that a create can be sent twice without a second post.
#pragma once

#include "base/json_reader.h"
#include "connectors/connector.h"

namespace plein {

class Bluesky final : public Connector {
 public:
  const Capabilities& capabilities() const override;
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  Result<std::vector<Change>> pushed(const Place& place, const Identity& self, const Push& push) const override;
  std::string push_socket(const Place& place, const Identity& self) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace bluesky {

inline constexpr std::string_view collection = "app.bsky.feed.post";
inline constexpr std::string_view likes = "app.bsky.feed.like";

bool is_did(std::string_view text);

// A post's address for people; that of any other record that has one; "".
std::string address_of(const Place& place, const RemoteId& id);
std::string address_of(const Place& place, std::string_view uri);

// "at://<did>/app.bsky.feed.post/<rkey>" and back; an empty id when the address is of no post.
std::string uri_of(const RemoteId& id);
RemoteId id_of(std::string_view uri);

// A timestamp identifier: 53 bits of microseconds, 10 bits that tell writers apart, base32-sortable.
// https://atproto.com/specs/tid
std::string record_key(Milliseconds time, std::uint64_t salt);
// The key and the time of our like of a post, made of the post's id alone: a second like is the first one again, and what is
// taken back is known without having been kept.
struct LikeKey {
  std::string key;
  Milliseconds time = 0;
};
LikeKey like_key(const RemoteId& post);

// {uri, cid}
RemoteRef read_ref(const JsonReader& in);
// A PostView or a notification: both have uri, cid, author, record and indexedAt.
Change read_post(const Place& place, const Identity& self, const JsonReader& item);

// What stands below a post's text: pictures, a card, what it quotes. `embed` is the record's, `view` the AppView's of it.
void read_embed(const Place& place, const RemoteId& post, const JsonReader& embed, const JsonReader& view,
                std::vector<Node>& blocks);
// Whether only the AppView's view of it has addresses: a record names pictures by their hashes.
bool wants_view(const JsonReader& embed);

// A page of a thread: changes, `next`, `partial`, and gone where it is the first. pass_over: a later page that is gone.
void read_thread(const Place& place, const Identity& self, const Ask& ask, const JsonReader& thread, Reading& reading);
void pass_over(const Place& place, const Identity& self, const Ask& ask, Reading& reading);

// What labels say about showing a post: those that its author and labellers gave it, and its author's own.
struct Labels {
  bool unseen = false;  // not to be shown on a website that anybody reads
  bool warned = false;
  std::string warning;  // label values, as they are
};
Labels read_labels(const JsonReader& item);
// The labels that say what a content warning says; none where it says something else.
std::vector<std::string> labels_of(std::string_view warning);

// The record of a post: its text, facets, languages, labels, what is embedded. Errors: invalid_value when a picture was not
// uploaded.
Result<std::string> write_record(const Draft& draft);

// What an answer that is not 200 means.
Outcome refusal(const Ask& ask, const HttpResponse& response);
Budget read_budget(const Ask& ask, const HttpResponse& response);

}  // namespace bluesky
}  // namespace plein
