// The recorded answers of real servers, as a connector gets them.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "connectors/connector.h"

namespace plein {

inline nlohmann::json capture(const std::string& name) {
  std::ifstream file(PLEIN_SOURCE_DIR "/tests/fixtures/captures/" + name + ".json");
  REQUIRE(file.good());
  return nlohmann::json::parse(file);
}

inline HttpResponse answer_of(const nlohmann::json& recorded) {
  HttpResponse response;
  response.status = recorded["status"];
  response.headers = recorded["response_headers"].get<std::map<std::string, std::string>>();
  response.body = recorded["response"].dump();
  return response;
}

inline Ask ask(Ask::Kind kind, const std::string& stream = "") {
  Ask question;
  question.kind = kind;
  question.stream = stream;
  return question;
}

}  // namespace plein
