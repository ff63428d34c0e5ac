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
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace bluesky {

inline constexpr std::string_view collection = "app.bsky.feed.post";

bool is_did(std::string_view text);

// "at://<did>/app.bsky.feed.post/<rkey>" and back; an empty id when the address is of no post.
std::string uri_of(const RemoteId& id);
RemoteId id_of(std::string_view uri);

// A timestamp identifier: 53 bits of microseconds, 10 bits that tell writers apart, base32-sortable.
// https://atproto.com/specs/tid
std::string record_key(Milliseconds time, std::uint64_t salt);

// {uri, cid}
RemoteRef read_ref(const JsonReader& in);
// A PostView or a notification: both have uri, cid, author, record and indexedAt.
Change read_post(const Place& place, const Identity& self, const JsonReader& item);

// What an answer that is not 200 means.
Outcome refusal(const Ask& ask, const HttpResponse& response);
Budget read_budget(const Ask& ask, const HttpResponse& response);

}  // namespace bluesky
}  // namespace plein
