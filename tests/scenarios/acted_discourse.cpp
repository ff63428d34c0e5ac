// Discourse: members open topics in the conversation's category, and reply there. Our account moderates.
#include "scenarios/acted_place.h"
#include "simulators/discourse_simulator.h"

namespace plein::scenarios {
namespace {

const std::string url = "http://127.0.0.1:3000";

class ActedDiscourse final : public ActedPlace {
 public:
  ActedDiscourse() {
    simulator_.add_user({.username = "noordnet", .name = "Noordnet", .moderator = true});
    simulator_.add_user({.username = "ana", .name = "Ana", .trusted = true});
    simulator_.add_user({.username = "joris", .name = "Joris", .trusted = true});
  }

  simulators::Simulator& simulator() override { return simulator_; }
  Json config() const override {
    return {{"kind", "forum"}, {"platform", "discourse"}, {"name", "Noordnet forum"},
            {"url", url},      {"account", "discourse"},  {"settings", {{"category", "4"}, {"username", "noordnet"}}}};
  }
  void authorize(HttpRequest& request) const override {
    request.headers["api-key"] = "admin-key";
    if (request.as.empty())
      request.headers["api-username"] = "noordnet";
    else
      request.headers["api-user-id"] = request.as;
  }

  std::string ask(std::string_view person, const std::string& text, Milliseconds now) override {
    return post(person, {{"category", 4}, {"title", "Over: " + text.substr(0, 40)}, {"raw", text}}, now);
  }

  std::string reply(std::string_view person, const std::string& to, const std::string& text, Milliseconds now) override {
    const auto& above = simulator_.state().posts.at(std::stoll(to)).latest();
    Json body{{"topic_id", above.topic_id}, {"raw", text}};
    if (above.number != 1) body["reply_to_post_number"] = above.number;
    return post(person, body, now);
  }

  void edit(const std::string& id, const std::string& text, Milliseconds now) override {
    call(author_of(id), "PUT", "posts/" + id + ".json", {{"post", {{"raw", text}}}}, now);
  }
  void remove(const std::string& id, Milliseconds now) override {
    const auto& post = simulator_.state().posts.at(std::stoll(id)).latest();
    const bool first = post.number == 1;
    // Members cannot delete a topic that others answered: moderators do.
    const std::string what = first ? "t/" + std::to_string(post.topic_id) + ".json" : "posts/" + id + ".json";
    call(first ? "noordnet" : author_of(id), "DELETE", what, {}, now);
  }

  std::vector<Standing> standing() const override {
    std::vector<Standing> posts;
    const Json dump = Json::parse(simulator_.dump());
    std::map<std::pair<int, int>, int> ids;
    for (const Json& post : dump.at("posts")) ids[{post["topic_id"], post["post_number"]}] = post["id"];
    for (const Json& post : dump.at("posts")) {
      const bool seen = post["deleted"] == false && post["user_deleted"] == false && post["category"] == 4;
      if (!seen || post["post_type"] != 1) continue;
      const bool first = post["main"];
      const int parent = first ? 0 : ids.at({post["topic_id"], post.value("reply_to_post_number", 1)});
      const std::string title = first ? post["title"].get<std::string>() + "\n\n" : "";
      posts.push_back({std::to_string(post["id"].get<std::int64_t>()), first ? "" : std::to_string(parent),
                       title + post["raw"].get<std::string>(), post["user_id"] == 1});
    }
    return posts;
  }

 private:
  std::string author_of(const std::string& id) const {
    return simulator_.state().users.at(simulator_.state().posts.at(std::stoll(id)).user_id).username;
  }
  std::string post(std::string_view person, const Json& body, Milliseconds now) {
    return std::to_string(call(person, "POST", "posts.json", body, now)["id"].get<std::int64_t>());
  }
  Json call(std::string_view person, const std::string& method, const std::string& what, const Json& body, Milliseconds now) {
    HttpRequest request{method, url + "/" + what};
    const int id = person == "noordnet" ? 1 : person == "ana" ? 2 : 3;
    request.headers["api-key"] = "key-" + std::to_string(id);
    return done(simulator_, request, body, now);
  }

  // The hosts of the scenarios ask each second, and people type fast: their forum allows it.
  simulators::DiscourseSimulator simulator_{{.requests_per_minute = 600, .post_delay_ms = 0, .topic_delay_ms = 0}};
};

}  // namespace

std::unique_ptr<ActedPlace> act_in_discourse(Milliseconds) { return std::make_unique<ActedDiscourse>(); }

}  // namespace plein::scenarios
