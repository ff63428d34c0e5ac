// Mastodon: customers mention the brand, or reply in its threads.
#include "scenarios/acted_place.h"
#include "simulators/mastodon_simulator.h"

namespace plein::scenarios {
namespace {

const std::string url = "http://127.0.0.1:3001";

class ActedMastodon final : public ActedPlace {
 public:
  explicit ActedMastodon(Milliseconds now) {
    simulator_.add_user({"noordnet"}, now);
    simulator_.add_user({.username = "ana", .display_name = "Ana"}, now);
    simulator_.add_user({.username = "joris", .display_name = "Joris"}, now);
  }

  simulators::Simulator& simulator() override { return simulator_; }
  Json config() const override {
    return {{"kind", "page"}, {"platform", "mastodon"}, {"name", "Mastodon"}, {"url", url}, {"account", "mastodon"}};
  }
  void authorize(HttpRequest& request) const override {
    const auto theirs = simulator_.state().accounts.find(request.as);
    const bool own = !request.as.empty() && theirs != simulator_.state().accounts.end();
    const std::string token = own ? revoked ? "revoked" : theirs->second.token : "token-noordnet";
    request.headers["authorization"] = "Bearer " + token;
  }
  std::string member(std::string_view person) const override { return simulator_.state().find(std::string(person))->id; }

  std::string ask(std::string_view person, const std::string& text, Milliseconds now) override {
    return call(person, "POST", "statuses", {{"status", "@noordnet " + text}}, now)["id"];
  }
  std::string reply(std::string_view person, const std::string& to, const std::string& text, Milliseconds now) override {
    return call(person, "POST", "statuses", {{"status", text}, {"in_reply_to_id", to}}, now)["id"];
  }
  void edit(const std::string& id, const std::string& text, Milliseconds now) override {
    const Json status = at(id);
    const bool mentions = status["text"].get<std::string>().rfind("@noordnet ", 0) == 0;
    call(status["acct"].get<std::string>(), "PUT", "statuses/" + id, {{"status", (mentions ? "@noordnet " : "") + text}}, now);
  }
  void remove(const std::string& id, Milliseconds now) override {
    call(at(id)["acct"].get<std::string>(), "DELETE", "statuses/" + id, {}, now);
  }

  std::vector<Standing> standing() const override {
    std::vector<Standing> posts;
    const Json dump = Json::parse(simulator_.dump());
    for (const Json& status : dump.at("statuses"))
      posts.push_back({status["id"], status.value("parent", ""), status["text"], status["acct"] == "noordnet"});
    return posts;
  }

 private:
  Json at(const std::string& id) const {
    const Json dump = Json::parse(simulator_.dump());
    for (const Json& status : dump.at("statuses")) {
      if (status["id"] == id) return status;
    }
    return {};
  }
  Json call(std::string_view person, const std::string& method, const std::string& what, const Json& body, Milliseconds now) {
    HttpRequest request{method, url + "/api/v1/" + what};
    request.headers["authorization"] = "Bearer token-" + std::string(person);
    return done(simulator_, request, body, now);
  }

  // Asked each second, five minutes would not be enough for what a server allows in them.
  simulators::MastodonSimulator simulator_{{.url = url, .requests_max = 100000}};
};

}  // namespace

std::unique_ptr<ActedPlace> act_in_mastodon(Milliseconds now) { return std::make_unique<ActedMastodon>(now); }

}  // namespace plein::scenarios
