// How many follow a place's account: asked once a day, and a place that does not say is well all the same.
#include <doctest/doctest.h>

#include "sync/fold.h"
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

constexpr Milliseconds day = 86400000, hour = 3600000;

class Counting final : public Scripted {
 public:
  const Capabilities& capabilities() const override {
    static const Capabilities data = [this] {
      Capabilities c = Scripted::capabilities();
      c.platform = "scripted-counting";
      c.followers = true;
      return c;
    }();
    return data;
  }
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override {
    if (response.body == "unreadable") return Error{ErrorCode::wrong_type, "$", "a number"};
    return Scripted::read(place, self, ask, response);
  }
};

Talk talk() {
  static const Counting counting;
  static const bool added = (add_connector(counting), true);
  static_cast<void>(added);
  Talk made("scripted-counting");
  for (const auto& [name, followers] : {std::pair("many", 65000), {"fewer", 64990}}) {
    Reading reading;
    reading.followers = followers;
    Scripted::readings[name] = reading;
  }
  Reading not_ours;
  not_ours.outcome = {Outcome::Kind::forbidden, "(#10) no permission"};
  Scripted::readings["forbidden"] = not_ours;
  return made;
}

// Answers all that is asked meanwhile with nothing; the id of what asks how many follow, or "".
std::string until_asked(Talk& talk, Milliseconds time) {
  for (const Milliseconds end = talk.now + time;; talk.pass(std::min<Milliseconds>(hour / 2, end - talk.now))) {
    while (!talk.last.requests.empty()) {
      if (const std::string id = talk.asked("followers"); !id.empty()) return id;
      talk.answer(talk.last.requests.front().id, "nothing");
    }
    if (talk.now >= end) return "";
  }
}

const auto& followers(const Talk& talk) { return talk.state.community.traffic.followers; }

}  // namespace

TEST_CASE("how many follow is asked once a day, of places that tell, and kept by day") {
  Talk talk = ::talk();
  const std::string id = until_asked(talk, day);
  REQUIRE(!id.empty());
  CHECK(followers(talk).empty());
  talk.answer(id, "many");
  const std::int64_t first = talk.now / day;
  CHECK(followers(talk).size() == 1);
  CHECK(followers(talk).at("b").at(first) == 65000);
  CHECK(until_asked(talk, (first + 1) * day - talk.now - hour).empty());
  const std::string next = until_asked(talk, 2 * hour);
  REQUIRE(!next.empty());
  CHECK(talk.now / day == first + 1);
  talk.answer(next, "fewer");
  CHECK(followers(talk).at("b").size() == 2);
  CHECK(followers(talk).at("b").at(first + 1) == 64990);
}

TEST_CASE("a place that does not say how many follow is well, and asked again later") {
  for (const char* answer : {"forbidden", "unreadable", ""}) {
    CAPTURE(answer);
    Talk talk = ::talk();
    const std::string id = until_asked(talk, day);
    REQUIRE(!id.empty());
    talk.answer(id, answer);
    CHECK(followers(talk).empty());
    for (const PlaceRun& run : talk.synchroniser->runs()) CHECK(run.status.state == PlaceStatus::State::ok);
    const Milliseconds at = talk.now;
    const std::string again = until_asked(talk, day);
    REQUIRE(!again.empty());
    CHECK(talk.now - at >= hour);
    talk.answer(again, "many");
    CHECK(followers(talk).at("b").size() == 1);
  }
}
