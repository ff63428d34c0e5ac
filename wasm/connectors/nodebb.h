// NodeBB 4: its write API v3 and its page API, with a master token that acts as the configured user ("uid"). A RemoteId is a
// post's pid (a URL for posts from other servers), its extra the topic's tid.
// Source: NodeBB's OpenAPI files and 4.15's answers. It has no idempotency: a lost write is looked for by its provenance line.
#pragma once

#include "connectors/connector.h"

namespace plein {

class NodeBb final : public Connector {
 public:
  const Capabilities& capabilities() const override;
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace nodebb {

// The setting, or "" when it is not there.
std::string setting(const Place& place, const char* name);

// A search for a lost write reads back to this long before it was intended: clocks differ.
inline constexpr Milliseconds clock_slack_ms = 600000;

}  // namespace nodebb
}  // namespace plein
