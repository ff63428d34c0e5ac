// A connector and the simulator that answers it: what is asked of one end is read at the other.
#pragma once

#include "connectors/captures.h"
#include "simulators/simulator.h"
#include "text/text.h"

namespace plein {

// What a copy says: its text and its provenance line.
inline RichText copy_of(const std::string& text) {
  RichText body = text::read_plain(text);
  body.blocks.push_back(
      text::read_html("<p>\xE2\x80\x94 Ana \xC2\xB7 <a href=\"https://bsky.app/x#plein\">Bluesky</a></p>", "").blocks[0]);
  return body;
}

class AskedPlace {
 public:
  virtual ~AskedPlace() = default;

  Reading once(const Ask& question) {
    auto request = asking().request(place, self, question);
    REQUIRE(request.ok());
    authorize(*request);
    const auto reading = asking().read(place, self, question, answering().answer(*request, now += 2000));
    const std::string refused = reading.ok() ? "" : reading.error().path + ": " + reading.error().message;
    REQUIRE(refused == "");
    return *reading;
  }
  // All pages, as one.
  Reading operator()(Ask question) {
    Reading all = once(question);
    for (int page = 1; !all.next.empty() && page < 100; ++page) {
      question.cursor = all.next;
      Reading next = once(question);
      next.changes.insert(next.changes.begin(), all.changes.begin(), all.changes.end());
      all = std::move(next);
    }
    return all;
  }

  // What begins a thread, or answers in one.
  Ask draft(const RemoteRef& root, const RemoteRef& parent, const std::string& body, const std::string& title = "") const {
    Ask question = ask(Ask::Kind::create);
    question.draft.root = root;
    question.draft.parent = parent;
    question.draft.title = title;
    question.draft.body = copy_of(body);
    question.draft.intended_at = now;
    question.draft.salt = static_cast<std::uint64_t>(now);
    return question;
  }
  RemoteRef create(const RemoteRef& root, const RemoteRef& parent, const std::string& body, const std::string& title = "") {
    const Reading reading = once(draft(root, parent, body, title));
    CAPTURE(reading.outcome.reason);
    REQUIRE_FALSE(reading.written.empty());
    return reading.written;
  }
  void set(const std::string& call) {
    const auto document = JsonDocument::parse(call);
    REQUIRE(document.ok());
    const auto result = answering().set_up(document->root(), now);
    CAPTURE(call);
    REQUIRE(result.ok());
  }

  Place place;
  Identity self{"1", "noordnet"};
  Milliseconds now = 1'795'407'555'000;

 protected:
  virtual const Connector& asking() const = 0;
  virtual simulators::Simulator& answering() = 0;
  virtual void authorize(HttpRequest& request) const = 0;
};

}  // namespace plein
