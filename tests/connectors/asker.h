// A host as short as can be: asks a simulator what a connector asks, and gives the answer back to it.
#pragma once

#include "connectors/places.h"
#include "simulators/simulator.h"
#include "text/text.h"

namespace plein {

using simulators::Simulator;

inline constexpr Milliseconds start = 1'795'407'555'000;

struct Asker {
  const Connector& connector;
  Simulator& simulator;
  Place place;
  Identity self;
  std::string token;
  Milliseconds now = start;
  std::map<std::string, std::string> pictures = {};  // what stands at addresses

  Reading operator()(const Ask& question) {
    auto request = connector.request(place, self, question);
    REQUIRE(request.ok());
    request->headers["authorization"] = "Bearer " + token;
    if (!request->upload.empty()) {  // as a host fetches it
      request->headers["content-type"] = "image/jpeg";
      request->body = pictures.at(request->upload);
    }
    const auto reading = connector.read(place, self, question, simulator.answer(*request, now += 1000));
    const std::string refused = reading.ok() ? "" : reading.error().path + ": " + reading.error().message;
    REQUIRE(refused == "");
    return *reading;
  }
  Reading operator()(Ask::Kind kind, const RemoteRef& post, const std::string& author = "") {
    Ask question = ask(kind);
    question.post = post;
    question.author = author;
    return (*this)(question);
  }
  RemoteRef create(const RemoteRef& root, const std::string& body, const std::string& title = "") {
    Ask question = ask(Ask::Kind::create);
    question.draft.parent = question.draft.root = root;
    question.draft.title = title;
    question.draft.body = text::read_plain(body);
    question.draft.intended_at = now;
    question.draft.salt = static_cast<std::uint64_t>(now);
    return (*this)(question).written;
  }
  void set(const std::string& call) { REQUIRE(simulator.set_up(JsonDocument::parse(call)->root(), now).ok()); }
  std::string text_of(const Reading& reading) {
    REQUIRE(reading.changes.size() == 1);
    return text::write_plain(reading.changes[0].body);
  }
};

}  // namespace plein
