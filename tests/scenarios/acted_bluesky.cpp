// Bluesky: customers mention the brand, or reply in its threads.
#include "scenarios/acted_place.h"
#include "simulators/bluesky_simulator.h"

namespace plein::scenarios {
namespace {

const std::string url = "http://127.0.0.1:2583";
const std::string collection = "app.bsky.feed.post";
const std::string brand = "noordnet.test";

class ActedBluesky final : public ActedPlace {
 public:
  explicit ActedBluesky(Milliseconds now) {
    for (const char* handle : {"noordnet.test", "ana.test", "joris.test"}) simulator_.add_user(handle, "", "", now);
  }

  simulators::Simulator& simulator() override { return simulator_; }
  Json config() const override {
    return {{"kind", "page"}, {"platform", "bluesky"}, {"name", "Bluesky"}, {"url", url}, {"account", "bluesky"}};
  }
  // What is read for a member whose session is not to be had, the account reads.
  void authorize(HttpRequest& request) const override {
    const bool own = !request.as.empty() && !(revoked && request.method == "GET");
    const std::string token =
        own ? revoked ? "revoked" : account(handle_of(request.as) + ".test").setup_token : account(brand).setup_token;
    request.headers["authorization"] = "Bearer " + token;
  }
  std::string member(std::string_view person) const override { return account(std::string(person) + ".test").did; }

  std::string ask(std::string_view person, const std::string& text, Milliseconds now) override {
    Json record = record_of("@" + brand + " " + text, now);
    record["facets"] = {{{"index", {{"byteStart", 0}, {"byteEnd", brand.size() + 1}}},
                         {"features", {{{"$type", "app.bsky.richtext.facet#mention"}, {"did", account(brand).did}}}}}};
    return created(person, record, now);
  }

  std::string reply(std::string_view person, const std::string& to, const std::string& text, Milliseconds now) override {
    const Json posts = call(person, "GET", "app.bsky.feed.getPosts?uris=" + to, {}, now);
    const Json& above = posts.at("posts").at(0);
    const Json parent{{"uri", above["uri"]}, {"cid", above["cid"]}};
    const Json root = above["record"].contains("reply") ? above["record"]["reply"]["root"] : parent;
    Json record = record_of(text, now);
    record["reply"] = {{"root", root}, {"parent", parent}};
    return created(person, record, now);
  }

  void edit(const std::string& id, const std::string& text, Milliseconds now) override {
    Json record = record_at(id);
    record["text"] = (record.contains("facets") ? "@" + brand + " " : "") + text;
    const Json body{{"repo", did_of(id)}, {"collection", collection}, {"rkey", key_of(id)}, {"record", record}};
    call(handle_of(did_of(id)), "POST", "com.atproto.repo.putRecord", body, now);
  }

  void remove(const std::string& id, Milliseconds now) override {
    const Json body{{"repo", did_of(id)}, {"collection", collection}, {"rkey", key_of(id)}};
    call(handle_of(did_of(id)), "POST", "com.atproto.repo.deleteRecord", body, now);
  }

  std::vector<Standing> standing() const override {
    std::vector<Standing> posts;
    const Json dump = Json::parse(simulator_.dump());
    for (const Json& post : dump.at("posts")) {
      const Json& record = post["record"];
      const std::string parent = record.contains("reply") ? record["reply"]["parent"]["uri"].get<std::string>() : "";
      posts.push_back({post["uri"], parent, record["text"], post["did"] == account(brand).did});
    }
    return posts;
  }

 private:
  const simulators::bluesky::Account& account(std::string_view handle) const {
    return *simulator_.state().account(std::string(handle));
  }
  static Json record_of(const std::string& text, Milliseconds now) {
    return {{"$type", collection}, {"text", text}, {"createdAt", to_rfc3339(now)}};
  }
  Json record_at(const std::string& id) const {
    const Json dump = Json::parse(simulator_.dump());
    for (const Json& post : dump.at("posts")) {
      if (post["uri"] == id) return post["record"];
    }
    return {};
  }
  static std::string did_of(const std::string& uri) { return uri.substr(5, uri.find('/', 5) - 5); }
  static std::string key_of(const std::string& uri) { return uri.substr(uri.rfind('/') + 1); }
  std::string handle_of(const std::string& did) const {
    for (const char* name : {"noordnet", "ana", "joris"}) {
      if (account(std::string(name) + ".test").did == did) return name;
    }
    return "";
  }

  Json call(std::string_view person, const std::string& method, const std::string& what, const Json& body, Milliseconds now) {
    HttpRequest request{method, url + "/xrpc/" + what};
    request.headers["authorization"] = "Bearer " + account(std::string(person) + ".test").setup_token;
    return done(simulator_, request, body, now);
  }
  std::string created(std::string_view person, const Json& record, Milliseconds now) {
    const Json body{{"repo", account(std::string(person) + ".test").did}, {"collection", collection}, {"record", record}};
    return call(person, "POST", "com.atproto.repo.createRecord", body, now)["uri"];
  }

  simulators::BlueskySimulator simulator_;
};

}  // namespace

std::unique_ptr<ActedPlace> act_in_bluesky(Milliseconds now) { return std::make_unique<ActedBluesky>(now); }

}  // namespace plein::scenarios
