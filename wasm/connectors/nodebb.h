// NodeBB 4: its write API v3 and its page API, with a master token that acts as the configured user ("uid"). A RemoteId is a
// post's pid (a URL for posts from other servers), its extra the topic's tid. Accepted answers are those of
// nodebb-plugin-question-and-answer, whose marks can be read; they are set over socket.io alone, which nobody documents.
// Source: NodeBB's OpenAPI files and 4.15's answers. It has no idempotency: a lost write is looked for by its provenance line.
#pragma once

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "connectors/connector.h"

namespace plein {

class NodeBb final : public Connector {
 public:
  const Capabilities& capabilities() const override;
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  Result<std::vector<Change>> pushed(const Place& place, const Identity& self, const Push& push) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace nodebb {

// The setting, or "" when it is not there.
std::string setting(const Place& place, const char* name);

// A topic's id is a number, or a UUID where it came from another server.
bool is_topic(std::string_view text);
bool is_number(std::string_view text);

// A topic of which only its own id was told: "topic/5". No post is called so.
RemoteRef named_by_topic(const std::string& tid);
bool is_named_by_topic(const RemoteId& id);

// A search for a lost write reads back to this long before it was intended: clocks differ, and jump by a time zone.
inline constexpr Milliseconds clock_slack_ms = 26 * 3600000LL;

// A post as it stands in a topic, among the recent posts, or in its summary.
Change read_post(const Place& place, const JsonReader& in, const std::string& tid, const std::string& main_pid);
// What the post's topic says of it: its title, its category, whether it is to be seen, whether it is the answer. Read into
// `change`.
void read_topic_of(const Place& place, const JsonReader& topic, Change& change);

// How a local id is written: as a number; those of other servers are addresses.
void write_id(JsonWriter& out, std::string_view name, std::string_view id);
// A title and a text as NodeBB takes them. The text is cut further where it would be too long as Markdown.
std::string title_of(const Draft& draft);
std::string content_of(const RichText& body);

// The page, and how many empty ones came before it in a row: "<page> <empty>" (nodebb_write.cpp).
std::pair<int, int> read_cursor(const std::string& cursor);

// What an answer that is not 2xx means.
Outcome refusal(const Ask& ask, const HttpResponse& response);

}  // namespace nodebb
}  // namespace plein
