// Facebook: visitors write on the Page, and comment under what stands there.
#include "scenarios/acted_place.h"
#include "simulators/facebook_simulator.h"

namespace plein::scenarios {
namespace {

// Places are polled here far more often than they would be: the Page has many who engage with it.
simulators::FacebookSettings popular() {
  simulators::FacebookSettings settings;
  settings.calls_max = 1'000'000;
  return settings;
}

class ActedFacebook final : public ActedPlace {
 public:
  ActedFacebook() : simulator_(popular()) {
    for (const char* name : {"ana", "joris"}) people_[name] = simulator_.add_person(name, true);
  }

  simulators::Simulator& simulator() override { return simulator_; }
  Json config() const override {
    return {{"kind", "page"},        {"platform", "facebook"},
            {"name", "Facebook"},    {"url", "https://graph.facebook.com/v25.0"},
            {"account", "facebook"}, {"settings", {{"page", "700"}}}};
  }
  void authorize(HttpRequest& request) const override { request.headers["authorization"] = "Bearer page-token"; }

  std::string ask(std::string_view person, const std::string& text, Milliseconds now) override {
    return simulator_.post(by(person), text, now);
  }
  std::string reply(std::string_view person, const std::string& to, const std::string& text, Milliseconds now) override {
    return simulator_.comment(by(person), to, text, now);
  }
  void edit(const std::string& id, const std::string& text, Milliseconds now) override {
    set({{"do", "edit"}, {"id", id}, {"message", text}}, now);
  }
  void remove(const std::string& id, Milliseconds now) override { set({{"do", "remove"}, {"id", id}}, now); }

  std::vector<Standing> standing() const override {
    std::vector<Standing> posts;
    const Json dump = Json::parse(simulator_.dump());
    for (const Json& post : dump.at("posts")) {
      if (post["hidden"] == true || post["published"] == false) continue;
      const bool first = post["id"] == post["post"];
      const std::string above = post.value("parent", first ? "" : post["post"].get<std::string>());
      posts.push_back({post["id"], above, post["message"], post["author"] == "700"});
    }
    return posts;
  }

 private:
  simulators::facebook::Entry by(std::string_view person) const {
    simulators::facebook::Entry entry;
    entry.author = people_.at(std::string(person));
    return entry;
  }
  void set(const Json& call, Milliseconds now) {
    const auto document = JsonDocument::parse(call.dump());
    if (!simulator_.set_up(document->root(), now)) throw std::runtime_error("the simulator refused: " + call.dump());
  }

  simulators::FacebookSimulator simulator_;
  std::map<std::string, std::string> people_;
};

}  // namespace

std::unique_ptr<ActedPlace> act_in_facebook(Milliseconds) { return std::make_unique<ActedFacebook>(); }

}  // namespace plein::scenarios
