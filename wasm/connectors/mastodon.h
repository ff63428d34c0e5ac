// Mastodon: an account on a server with Mastodon's client API, version 4 (others speak it too). A RemoteId is a status's id on
// that server, also of what came from other servers; its extra the author's address ("ana", "ana@other.example"), which a
// reply begins with: Mastodon tells people only of what mentions them.
// Source: docs.joinmastodon.org and the server's source. A create can be sent twice within the hour, by its Idempotency-Key.
#pragma once

#include "base/json_reader.h"
#include "connectors/connector.h"

namespace plein {

class Mastodon final : public Connector {
 public:
  const Capabilities& capabilities() const override;
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  Result<std::vector<Change>> pushed(const Place& place, const Identity& self, const Push& push) const override;
  std::string push_socket(const Place& place, const Identity& self) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace mastodon {

inline constexpr std::size_t characters_max = 500;  // MAX_CHARS, status_length_validator.rb
inline constexpr std::size_t address_characters = 23;

// A search for a lost write reads back to this long before it was intended: clocks differ, and jump by a time zone.
inline constexpr Milliseconds clock_slack_ms = 26 * 3600000LL;

// Ids are numbers at Mastodon, and letters and digits elsewhere.
bool is_id(std::string_view text);
// Of two ids the longer is the later, then the larger (docs: api/guidelines): as a mark, in the order of bytes.
std::string mark_of(const std::string& id);

// What is written: no markup, and addresses stand in the text.
struct Written {
  std::string text;
  std::string spoiler;  // spoiler_text
};
Written write(const Draft& draft);

// Whether a status is for all to see; what is for followers or the mentioned alone is never read.
bool is_public(const JsonReader& status);
// Whether a status is the account's, answers it, or mentions it.
bool concerns(const Place& place, const Identity& self, const JsonReader& status);
// A status; `root` is empty for replies. What is not for all to see is `hidden`.
Change read_status(const Place& place, const Identity& self, const JsonReader& status);

// What an answer that is not 2xx means.
Outcome refusal(const Ask& ask, const HttpResponse& response);
Budget read_budget(const Ask& ask, const HttpResponse& response);

}  // namespace mastodon
}  // namespace plein
