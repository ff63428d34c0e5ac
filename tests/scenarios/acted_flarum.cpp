// Flarum: members open discussions under the conversation's tag, and reply there. Our account moderates.
#include "scenarios/acted_place.h"
#include "simulators/flarum_simulator.h"

namespace plein::scenarios {
namespace {

const std::string url = "http://127.0.0.1:8888";

class ActedFlarum final : public ActedPlace {
 public:
  ActedFlarum() {
    simulator_.add_user("noordnet", true);
    simulator_.add_user("ana", false, true);
    simulator_.add_user("joris", false, true);
  }

  simulators::Simulator& simulator() override { return simulator_; }
  Json config() const override {
    return {{"kind", "forum"}, {"platform", "flarum"}, {"name", "Noordnet forum"},
            {"url", url},      {"account", "flarum"},  {"settings", {{"tag", "3"}, {"user", "1"}}}};
  }
  void authorize(HttpRequest& request) const override {
    request.headers["authorization"] = "Token api-key; userId=" + (request.as.empty() ? "1" : request.as);
  }

  // A thread is known by its first post here.
  std::string ask(std::string_view person, const std::string& text, Milliseconds now) override {
    const Json tags{{"data", {{{"type", "tags"}, {"id", "3"}}}}};
    const Json attributes{{"title", "Over: " + text.substr(0, 40)}, {"content", text}};
    const Json made = call(person, "POST", "discussions", document("discussions", attributes, {{"tags", tags}}), now);
    const std::int64_t discussion = std::stoll(made["data"]["id"].get<std::string>());
    for (const auto& [id, post] : simulator_.state().posts) {
      if (post.discussion == discussion && post.number == 1) return std::to_string(id);
    }
    return "";
  }

  std::string reply(std::string_view person, const std::string& to, const std::string& text, Milliseconds now) override {
    const auto& above = simulator_.state().posts.at(std::stoll(to));
    const Json discussion{{"data", {{"type", "discussions"}, {"id", std::to_string(above.discussion)}}}};
    const std::string mention = above.number == 1 ? "" : "@\"" + name_of(above.user) + "\"#p" + to + " ";
    const Json body = document("posts", {{"content", mention + text}}, {{"discussion", discussion}});
    return call(person, "POST", "posts", body, now)["data"]["id"];
  }

  void edit(const std::string& id, const std::string& text, Milliseconds now) override { change(id, {{"content", text}}, now); }
  void remove(const std::string& id, Milliseconds now) override { change(id, {{"isHidden", true}}, now); }

  std::vector<Standing> standing() const override {
    std::vector<Standing> posts;
    for (const auto& [id, post] : simulator_.state().posts) {
      const auto& discussion = simulator_.state().discussions.at(post.discussion);
      if (post.type != "comment" || post.hidden_at != 0 || !post.approved || discussion.hidden_at != 0) continue;
      const bool first = post.number == 1;
      posts.push_back({std::to_string(id), first ? "" : parent_of(post), (first ? discussion.title + "\n\n" : "") + post.content,
                       post.user == 1});
    }
    return posts;
  }

 private:
  static Json document(const char* type, const Json& attributes, const Json& relationships) {
    return {{"data", {{"type", type}, {"attributes", attributes}, {"relationships", relationships}}}};
  }
  std::string name_of(std::int64_t user) const { return simulator_.state().users.at(user).username; }
  std::string parent_of(const simulators::flarum::Post& post) const {
    if (const std::size_t at = post.content.find("#p"); post.content.rfind("@\"", 0) == 0 && at != std::string::npos)
      return std::to_string(std::stoll(post.content.substr(at + 2)));
    for (const auto& [id, each] : simulator_.state().posts) {
      if (each.discussion == post.discussion && each.number == 1) return std::to_string(id);
    }
    return "";
  }
  void change(const std::string& id, const Json& attributes, Milliseconds now) {
    const Json body{{"data", {{"type", "posts"}, {"id", id}, {"attributes", attributes}}}};
    call(name_of(simulator_.state().posts.at(std::stoll(id)).user), "PATCH", "posts/" + id, body, now);
  }
  Json call(std::string_view person, const std::string& method, const std::string& what, const Json& body, Milliseconds now) {
    HttpRequest request{method, url + "/api/" + what};
    const int user = person == "noordnet" ? 1 : person == "ana" ? 2 : 3;
    // With the forum's key, which spares them the ten seconds between two posts.
    request.headers["authorization"] = "Token api-key; userId=" + std::to_string(user);
    request.headers["content-type"] = "application/vnd.api+json";
    return done(simulator_, request, body, now);
  }

  simulators::FlarumSimulator simulator_;
};

}  // namespace

std::unique_ptr<ActedPlace> act_in_flarum(Milliseconds) { return std::make_unique<ActedFlarum>(); }

}  // namespace plein::scenarios
