// A Facebook Page, by the Graph API with the Page's own token: what is written there is the Page's. A RemoteId is
// "<page>_<post>" of a post and "<post>_<comment>" of a comment or a reply; a comment's extra is
// "<the post's id>/<its top-level comment's id>". Place::url ends with the version: "https://graph.facebook.com/v25.0".
// Source: developers.facebook.com/docs (graph-api, pages-api, webhooks). No write has an idempotency key: a lost one is looked
// for by its provenance line.
#pragma once

#include "base/json_reader.h"
#include "connectors/connector.h"

namespace plein {

class Facebook final : public Connector {
 public:
  const Capabilities& capabilities() const override;
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  Result<std::vector<Change>> pushed(const Place& place, const Identity& self, const Push& push) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace facebook {

// The setting "page": the Page's numeric id.
std::string page_of(const Place& place);

bool is_number(std::string_view text);
bool is_id(std::string_view text);  // one to three numbers, with "_" between them
bool is_post(const Place& place, std::string_view id);
// Whether both name one object: the last number is the object's own, and what stands before it differs by the way it was asked.
bool same_object(std::string_view a, std::string_view b);

// A comment's reference. `parent`: of a reply the comment above it, which is a top-level one; else empty or the post's id.
RemoteRef comment_ref(const std::string& comment, const std::string& parent, const std::string& post);
// What a comment's extra says, or its id where there is no extra: the post it is under.
std::string post_of(const Place& place, const RemoteRef& comment);
// Under which object a reply to `parent` is put: replies have no replies.
std::string reply_target(const Place& place, const RemoteRef& parent);

// The fields that are asked for, and read again below.
extern const char* const post_fields;
extern const char* const comment_fields;

// A search for a lost write reads back to this long before it was intended: clocks differ.
inline constexpr Milliseconds clock_slack_ms = 600000;

Milliseconds read_time(const JsonReader& in);  // "2026-03-04T09:15:00+0000"
Change read_post(const Place& place, const JsonReader& in);
// `post`: the id of the post it is under.
Change read_comment(const Place& place, const JsonReader& in, const std::string& post);

// Of a page of a list: the parameters that ask for the next one, "" when there is none. Only the absence of paging.next
// ends a list (graph-api/results): pages may be short or empty.
std::string next_of(const JsonReader& list);

// What an answer that is no success means.
Outcome refusal(const Ask& ask, const HttpResponse& response);
// The largest share of any limit that is used up. X-App-Usage, and X-Business-Use-Case-Usage, which also says for how long
// there is nothing left.
Budget read_budget(const HttpResponse& response);

}  // namespace facebook
}  // namespace plein
