// Every field of every recorded answer, in turn, becomes something else. A connector gives a Result each time, and never a crash.
#include "connectors/catalogue.h"
#include "connectors/places.h"

using namespace plein;
using Json = nlohmann::json;

namespace {

struct Case {
  const char* platform;
  const char* name;
  Ask question;
};

Ask about(Ask::Kind kind, const std::string& post, const std::string& author = "") {
  Ask question = ask(kind);
  question.post.id.value = post;
  question.author = author;
  return question;
}

// Every place in a document, as JSON pointers; of long lists the first two.
void collect(const Json& value, const Json::json_pointer& at, std::vector<Json::json_pointer>& all) {
  all.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) collect(member, at / key, all);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size() && i < 2; ++i) collect(value[i], at / i, all);
  }
}

}  // namespace

TEST_CASE("whatever a field becomes, an answer is read or refused, and nothing breaks") {
  const Case cases[] = {{"bluesky", "bluesky/13-av-getAuthorFeed", ask(Ask::Kind::stream, "feed")},
                        {"bluesky", "bluesky/14-pdsproxy-getPostThread", ask(Ask::Kind::thread)},
                        {"bluesky", "bluesky/15-pdsproxy-listNotifications", ask(Ask::Kind::stream, "notifications")},
                        {"bluesky", "bluesky/05-createRecord-root", ask(Ask::Kind::create)},
                        {"bluesky", "bluesky/10-getRecord", ask(Ask::Kind::find)},
                        {"bluesky", "bluesky/22-createRecord-badauth", ask(Ask::Kind::create)},
                        {"nodebb", "nodebb/07-topic-read", ask(Ask::Kind::thread)},
                        {"nodebb", "nodebb/16-recent-posts", ask(Ask::Kind::stream, "recent")},
                        {"nodebb", "nodebb/01-topic-create", ask(Ask::Kind::create)},
                        {"nodebb", "nodebb/04-reply-too-soon", ask(Ask::Kind::create)},
                        {"bluesky", "bluesky/20-deleteRecord", ask(Ask::Kind::remove)},
                        {"bluesky", "bluesky/18-av-getPosts", about(Ask::Kind::lookup, brand + "/3n2x77yf5tk27")},
                        {"bluesky", "bluesky/17-av-getProfile", about(Ask::Kind::profile, "", brand)},
                        {"bluesky", "bluesky/26-av-getPostThread-notfound", ask(Ask::Kind::profile)},
                        {"nodebb", "nodebb/11-post-edit", about(Ask::Kind::edit, "4")},
                        {"nodebb", "nodebb/11-post-edit", about(Ask::Kind::lookup, "4")},
                        {"nodebb", "nodebb/19-post-delete", about(Ask::Kind::hide, "5")},
                        {"nodebb", "nodebb/21-post-restore", about(Ask::Kind::unhide, "5")},
                        {"nodebb", "nodebb/22-post-purge", about(Ask::Kind::remove, "5")},
                        {"nodebb", "nodebb/23-post-get-purged", about(Ask::Kind::lookup, "5")},
                        {"nodebb", "nodebb/18-user", about(Ask::Kind::profile, "", "2")}};
  const std::string large(1 << 20, 'x');
  const Json values[] = {nullptr, -7, 1.5, "text", Json::array({1, Json::object()}), Json::object({{"a", 1}})};
  int refused = 0;
  int taken = 0;
  for (const Case& each : cases) {
    const Connector& connector = *find_connector(each.platform);
    Place place;
    place.url = place.web = "http://127.0.0.1:4567";
    place.settings = {{"category", "2"}, {"uid", "1"}};
    Json recorded = capture(each.name);
    // A member's page was recorded; the write API wraps the same member.
    if (std::string(each.name) == "nodebb/18-user") recorded["response"] = {{"response", recorded["response"]}};
    HttpResponse response = answer_of(recorded);
    const auto read = [&](const Json& body) {
      response.body = body.dump();
      const auto reading = connector.read(place, {"did:plc:a", "a"}, each.question, response);
      ++(reading.ok() ? taken : refused);
      if (!reading.ok()) CHECK_FALSE(reading.error().message.empty());
    };
    std::vector<Json::json_pointer> places;
    collect(recorded["response"], Json::json_pointer(), places);
    std::size_t index = 0;
    for (const auto& at : places) {
      for (const Json& value : values) {
        Json body = recorded["response"];
        body[at] = value;
        read(body);
      }
      if (++index % 12 == 0) {
        Json body = recorded["response"];
        body[at] = large;
        read(body);
      }
      if (at.empty()) continue;
      Json body = recorded["response"];
      Json& parent = body[at.parent_pointer()];
      if (parent.is_object())
        parent.erase(at.back());
      else
        parent.erase(static_cast<std::size_t>(std::stoul(at.back())));
      read(body);
    }
  }
  CHECK(refused > 500);
  CHECK(taken > 500);
}
