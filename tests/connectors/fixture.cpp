#include "connectors/fixture.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace plein::fixtures {
namespace {

const std::string folder = PLEIN_SOURCE_DIR "/tests/fixtures/";

RemoteRef read_ref(const Json& json) {
  if (json.is_null()) return {};
  if (json.is_string()) return {RemoteId{json.get<std::string>()}, ""};
  return {RemoteId{json.at("id").get<std::string>()}, json.value("extra", "")};
}

RichText body(const Json& json) {
  if (json.is_null()) return {};
  const auto text = rich_text_from_json(json.dump());
  if (!text) throw std::runtime_error("draft.body: " + text.error().message);
  return *text;
}

Image image(const Json& json) { return {json.value("url", ""), json.value("alt", ""), json.value("uploaded", "")}; }

Ask::Kind kind(const std::string& name) {
  using Kind = Ask::Kind;
  static const std::map<std::string, Kind> names = {
      {"identity", Kind::identity}, {"stream", Kind::stream},   {"thread", Kind::thread},   {"create", Kind::create},
      {"find", Kind::find},         {"edit", Kind::edit},       {"remove", Kind::remove},   {"hide", Kind::hide},
      {"unhide", Kind::unhide},     {"lookup", Kind::lookup},   {"profile", Kind::profile}, {"upload", Kind::upload},
      {"react", Kind::react},       {"unreact", Kind::unreact}, {"accept", Kind::accept},   {"unaccept", Kind::unaccept}};
  return names.at(name);
}

Json member(const Json& json, const char* name) { return json.contains(name) ? json.at(name) : Json(); }

}  // namespace

Json load(const std::string& path) {
  std::ifstream file(path);
  if (!file.good()) throw std::runtime_error(path + " is not there");
  return Json::parse(file);
}

std::string body_of(const Json& body) { return body.is_string() ? body.get<std::string>() : body.is_null() ? "" : body.dump(); }

std::string Case::path(const char* of) const { return folder + platform + "/" + name + "." + of + ".json"; }

Ask Case::ask() const {
  const Json& in = remote.at("ask");
  Ask ask;
  ask.kind = kind(in.at("kind"));
  ask.stream = in.value("stream", "");
  ask.cursor = in.value("cursor", "");
  ask.mark = in.value("mark", "");
  ask.thread = read_ref(member(in, "thread"));
  ask.post = read_ref(member(in, "post"));
  ask.author = in.value("author", "");
  if (in.contains("image")) ask.image = image(in["image"]);
  if (!in.contains("draft")) return ask;
  const Json& draft = in["draft"];
  ask.draft.parent = read_ref(member(draft, "parent"));
  ask.draft.root = read_ref(member(draft, "root"));
  ask.draft.title = draft.value("title", "");
  ask.draft.body = body(member(draft, "body"));
  for (const Json& each : draft.value("images", Json::array())) ask.draft.images.push_back(image(each));
  ask.draft.intended_at = draft.value("intended_at", Milliseconds{0});
  ask.draft.salt = draft.value("salt", std::uint64_t{0});
  return ask;
}

HttpResponse Case::response() const {
  HttpResponse response;
  if (remote.contains("capture")) {
    const Json recorded = load(folder + "captures/" + remote["capture"].get<std::string>() + ".json");
    response.status = recorded.at("status");
    response.headers = recorded.at("response_headers").get<std::map<std::string, std::string>>();
    response.body = body_of(recorded.at("response"));
    return response;
  }
  response.status = remote.at("status");
  response.headers = remote.value("headers", std::map<std::string, std::string>{});
  response.body = body_of(member(remote, "body"));
  response.failure = remote.value("failure", "");
  return response;
}

std::vector<std::string> platforms() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (std::filesystem::exists(entry.path() / "place.json")) names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Case> all() {
  static const std::string ending = ".remote.json";
  std::vector<Case> cases;
  for (const std::string& platform : platforms()) {
    const Json setting = load(folder + platform + "/place.json");
    Case common;
    common.platform = platform;
    common.place.id.value = "here";
    common.place.platform = platform;
    common.place.url = setting.at("url");
    common.place.web = setting.at("web");
    common.place.settings = setting.value("settings", std::map<std::string, std::string>{});
    common.self = {setting.at("self").at("id"), setting.at("self").at("handle")};
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder + platform)) {
      const std::string name = entry.path().filename();
      if (name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0)
        names.push_back(name.substr(0, name.size() - ending.size()));
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      Case one = common;
      one.name = name;
      one.remote = load(folder + platform + "/" + name + ending);
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

}  // namespace plein::fixtures
