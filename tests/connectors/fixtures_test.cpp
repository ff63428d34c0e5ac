// Every fixture: what is asked, and what is made of the answer. PLEIN_FIXTURES=write puts down what is, to be read by a person
// before it is kept. Then every field of each, in turn, becomes something else.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "connectors/catalogue.h"
#include "connectors/fixture.h"

using namespace plein;
using fixtures::Case;
using fixtures::Json;

namespace {

Result<std::vector<Change>> take_push(const Case& each, const std::string& body) {
  const auto headers = each.remote["push"].value("headers", std::map<std::string, std::string>{});
  return find_connector(each.platform)->pushed(each.place, each.self, {headers, body});
}

Result<Reading> take_answer(const Case& each, HttpResponse response) {
  return find_connector(each.platform)->read(each.place, each.self, each.ask(), response);
}

Json read(const Case& each) {
  if (each.is_push()) {
    const auto changes = take_push(each, fixtures::body_of(each.remote["push"].at("body")));
    return changes ? Json({{"changes", fixtures::to_json(*changes)}}) : fixtures::to_json(changes.error());
  }
  const auto reading = take_answer(each, each.response());
  return reading ? fixtures::to_json(*reading) : fixtures::to_json(reading.error());
}

std::string body_of(const Case& each) {
  return each.is_push() ? fixtures::body_of(each.remote["push"].at("body")) : each.response().body;
}

void compare(const Case& each, const char* of, const Json& actual) {
  const std::string path = each.path(of);
  const char* mode = std::getenv("PLEIN_FIXTURES");
  if (mode != nullptr && std::string(mode) == "write") std::ofstream(path) << actual.dump(2) << "\n";
  CAPTURE(path);
  REQUIRE(std::filesystem::exists(path));
  CHECK(actual.dump(2) == fixtures::load(path).dump(2));
}

// Every place in a document, as JSON pointers.
void collect(const Json& value, const Json::json_pointer& at, std::vector<Json::json_pointer>& all) {
  all.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) collect(member, at / key, all);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) collect(value[i], at / i, all);
  }
}

void erase(Json& document, const Json::json_pointer& at) {
  Json& parent = document[at.parent_pointer()];
  if (parent.is_object())
    parent.erase(at.back());
  else
    parent.erase(static_cast<std::size_t>(std::stoul(at.back())));
}

}  // namespace

TEST_CASE("every fixture is asked and read as it says") {
  for (const Case& each : fixtures::all()) {
    CAPTURE(each.platform + "/" + each.name);
    const Connector* connector = find_connector(each.platform);
    REQUIRE(connector != nullptr);
    compare(each, "model", read(each));
    if (each.is_push()) continue;
    const auto request = connector->request(each.place, each.self, each.ask());
    compare(each, "request", request ? fixtures::to_json(*request) : fixtures::to_json(request.error()));
  }
}

TEST_CASE("each platform has its fixtures, and each recorded answer is one, or is named as never asked for") {
  for (const Connector* connector : all_connectors()) {
    const std::string platform(connector->capabilities().platform);
    CAPTURE(platform);
    int count = 0;
    std::set<std::string> used;
    for (const Case& each : fixtures::all()) {
      if (each.platform != platform) continue;
      ++count;
      used.insert(each.remote.value("capture", ""));
    }
    CHECK(count >= 25);
    const std::string folder = PLEIN_SOURCE_DIR "/tests/fixtures/";
    if (!std::filesystem::exists(folder + "captures/" + platform)) continue;
    const Json unasked = fixtures::load(folder + platform + "/place.json").value("unasked", Json::object());
    for (const auto& entry : std::filesystem::directory_iterator(folder + "captures/" + platform)) {
      const std::string stem = entry.path().stem();
      CAPTURE(stem);
      CHECK((used.count(platform + "/" + stem) == 1 || unasked.contains(stem)));
    }
  }
}

TEST_CASE("whatever a field becomes, an answer is read or refused, and nothing breaks") {
  const std::string values[] = {"null", "-7", "\"text\"", "[1,{}]", "{\"a\":1}", '"' + std::string(1 << 20, 'x') + '"'};
  const std::string blank = "\x1f";
  const std::string written = Json(blank).dump();
  int refused = 0;
  int taken = 0;
  for (const Case& each : fixtures::all()) {
    CAPTURE(each.platform + "/" + each.name);
    const Json original = Json::parse(body_of(each), nullptr, false);
    if (original.is_discarded()) continue;
    HttpResponse response = each.is_push() ? HttpResponse{} : each.response();
    const auto count = [&](const Error* error) {
      ++(error != nullptr ? refused : taken);
      if (error != nullptr) CHECK_FALSE(error->message.empty());
    };
    const auto take = [&](const std::string& body) {
      if (each.is_push()) {
        const auto changes = take_push(each, body);
        return count(changes ? nullptr : &changes.error());
      }
      response.body = body;
      const auto reading = take_answer(each, response);
      count(reading ? nullptr : &reading.error());
    };
    std::vector<Json::json_pointer> places;
    collect(original, Json::json_pointer(), places);
    for (const auto& at : places) {
      Json body = original;
      body[at] = blank;
      const std::string text = body.dump();
      const std::size_t begin = text.find(written);
      for (const std::string& value : values) take(text.substr(0, begin) + value + text.substr(begin + written.size()));
      if (at.empty()) continue;
      erase(body, at);
      take(body.dump());
    }
  }
  CHECK(refused > 500);
  CHECK(taken > 500);
}
