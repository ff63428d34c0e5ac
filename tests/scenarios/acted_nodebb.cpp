// NodeBB: members open topics in the conversation's category, and reply there.
#include "scenarios/acted_place.h"
#include "simulators/nodebb_simulator.h"

namespace plein::scenarios {
namespace {

const std::string url = "http://127.0.0.1:4567";

class ActedNodebb final : public ActedPlace {
 public:
  explicit ActedNodebb(Milliseconds now) {
    simulator_.add_user({"noordnet", "", true, true, 10}, now);
    simulator_.add_user({"ana", "Ana", false, true, 10}, now);
    simulator_.add_user({"joris", "Joris", false, true, 10}, now);
  }

  simulators::Simulator& simulator() override { return simulator_; }
  Json config() const override {
    return {{"kind", "forum"}, {"platform", "nodebb"}, {"name", "Noordnet forum"},
            {"url", url},      {"account", "nodebb"},  {"settings", {{"category", "2"}, {"uid", "1"}}}};
  }
  void authorize(HttpRequest& request) const override { request.headers["authorization"] = "Bearer master-token"; }

  std::string ask(std::string_view person, const std::string& text, Milliseconds now) override {
    const Json body{{"cid", 2}, {"title", "Over: " + text.substr(0, 40)}, {"content", text}};
    return std::to_string(call(person, "POST", "topics", body, now)["mainPid"].get<int>());
  }

  std::string reply(std::string_view person, const std::string& to, const std::string& text, Milliseconds now) override {
    const auto& post = simulator_.state().posts.at(std::stoll(to));
    Json body{{"content", text}};
    if (simulator_.state().topics.at(post.tid).main_pid != post.pid) body["toPid"] = post.pid;
    return std::to_string(call(person, "POST", "topics/" + std::to_string(post.tid), body, now)["pid"].get<int>());
  }

  void edit(const std::string& id, const std::string& text, Milliseconds now) override {
    call(author_of(id), "PUT", "posts/" + id, {{"content", text}}, now);
  }
  void remove(const std::string& id, Milliseconds now) override {
    call(author_of(id), "DELETE", "posts/" + id + "/state", {}, now);
  }

  std::vector<Standing> standing() const override {
    std::vector<Standing> posts;
    const Json dump = Json::parse(simulator_.dump());
    for (const Json& post : dump.at("posts")) {
      if (post["deleted"] == true || post["cid"] != 2) continue;
      const std::int64_t main = simulator_.state().topics.at(post["tid"].get<std::int64_t>()).main_pid;
      const bool first = post["main"];
      const std::int64_t parent = first ? 0 : post.value("toPid", main);
      const std::string title = first ? post["title"].get<std::string>() + "\n\n" : "";
      posts.push_back({std::to_string(post["pid"].get<std::int64_t>()), first ? "" : std::to_string(parent),
                       title + post["content"].get<std::string>(), post["uid"] == 1});
    }
    return posts;
  }

 private:
  std::string author_of(const std::string& id) const {
    return simulator_.state().users.at(simulator_.state().posts.at(std::stoll(id)).uid).username;
  }
  Json call(std::string_view person, const std::string& method, const std::string& what, const Json& body, Milliseconds now) {
    HttpRequest request{method, url + "/api/v3/" + what};
    const int uid = person == "noordnet" ? 1 : person == "ana" ? 2 : 3;
    request.headers["authorization"] = "Bearer token-" + std::to_string(uid);
    return done(simulator_, request, body, now)["response"];
  }

  simulators::NodebbSimulator simulator_;
};

}  // namespace

std::unique_ptr<ActedPlace> act_in_nodebb(Milliseconds now) { return std::make_unique<ActedNodebb>(now); }

}  // namespace plein::scenarios
