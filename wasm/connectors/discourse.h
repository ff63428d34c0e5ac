// Discourse (2026), with an API key that acts as a moderator: others are refused titles, are limited, and are told of deleted
// posts that they are not there. A RemoteId is a post's id; its extra the topic's id and the post's number in it, "77/3".
// Source: Discourse's OpenAPI description, and its controllers, serializers and guardians.
//
// For the forum's administrator: "allow duplicate topic titles" has to be on, or a second "Hello everybody" is refused.
// A removed post is deleted as moderators do it: nobody else sees it, and moderators can recover it. What lies beyond
// (force_destroy) is an administrator's, needs a site setting and five minutes, and takes a topic only when it is empty.
#pragma once

#include <map>
#include <utility>

#include "base/json_reader.h"
#include "connectors/connector.h"

namespace plein {

class Discourse final : public Connector {
 public:
  const Capabilities& capabilities() const override;
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  Result<std::vector<Change>> pushed(const Place& place, const Identity& self, const Push& push) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;
};

namespace discourse {

// The setting, or "" when it is not there: "category", a number.
std::string setting(const Place& place, const char* name);

bool is_number(std::string_view text);

// Where a post stands: RemoteRef::extra taken apart. Both are numbers, or "".
struct Spot {
  std::string topic;
  std::string number;

  bool first() const { return number == "1"; }
};
Spot spot_of(const RemoteRef& ref);

inline constexpr int page_size = 20;  // of a topic's posts (TopicView.chunk_size)

// Of a walk through a topic: the page that comes, and the ids of the posts that were on the others, by their numbers. A reply
// names its parent by its number alone. As text: "3 1:901 2:902".
struct Walk {
  int page = 1;
  std::map<std::int64_t, std::string> ids;
};
Walk read_walk(const std::string& cursor);
std::string to_cursor(const Walk& walk);

// Of the newest posts: those before this id come (0: the newest), and how many pages in a row brought none: "901 0".
std::pair<std::int64_t, int> read_latest_cursor(const std::string& cursor);

// The id by which a topic is found again when the answer to its creation was lost.
std::string external_id(const Draft& draft);

// Which topic an address of this forum leads to ("/t/slug/77.json"), or "".
std::string topic_of_address(std::string_view url);

// Regular posts and those of moderators speak; small actions and whispers (4: for the staff's eyes) are never passed on.
bool speaks(const JsonReader& post);

// A post as it stands in a topic or a push; `root` may be empty. `ids`: what is known of the topic's others. A parent that is not
// among them is named by its spot, which is nobody's id.
Change read_post(const Place& place, const JsonReader& in, const std::string& root,
                 const std::map<std::int64_t, std::string>& ids);
// What the post's topic says of it: its title, its category, whether it is to be seen. Read into `change`.
void read_topic_of(const Place& place, const JsonReader& topic, Change& change);

// A post is looked up in its topic, which says whether it is public. Where it is not there any more it is asked for by itself:
// it is gone, or it names the topic it was moved to, and is looked up there.
enum class Step { known, post, found };
inline constexpr const char* by_itself = "post";  // the cursor of Step::post; that of Step::found is the spot
Step step_of(const Ask& ask);

// discourse_topic.cpp: what is read of topics.
void read_thread(const Place& place, const Ask& ask, const JsonReader& topic, Reading& reading);
void read_tail(const Place& place, const Ask& ask, const JsonReader& topic, Reading& reading);
void read_lookup(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading);
void read_hidden(const RemoteRef& post, Reading& reading);

// Markdown as Discourse cooks it: warnings as [details], spoilers as [spoiler], and no address alone, which would be replaced
// by a card of what it leads to.
std::string write_text(const RichText& text);
// Long enough for Discourse (min_topic_title_length is 15): a short one says who wrote it, as the text's last line does.
std::string title_of(const Draft& draft);

std::string said_in_html(std::string_view html);

// What an answer that is not 2xx means.
Outcome refusal(const Ask& ask, const HttpResponse& response);
void read_refusal(const Ask& ask, const HttpResponse& response, Reading& reading);

}  // namespace discourse
}  // namespace plein
