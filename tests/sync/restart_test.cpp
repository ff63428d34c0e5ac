// What an engine that is made anew from its state reads first.
#include <set>

#include "scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

constexpr int threads = 20;  // more than are read in turn although they are not due

using Answers = std::map<std::string, std::string>;
const Answers well = {{"identity", "self"}, {"create", "written"}};

// Answers for so long all that is asked, where nothing is new; gives which threads were read where they began.
std::set<std::string> read_within(Talk& talk, Milliseconds time, const Answers& answers = well) {
  std::set<std::string> read;
  std::vector<Request> left = talk.last.requests;
  for (const Milliseconds until = talk.now + time; talk.now < until; left = talk.last.requests) {
    while (!left.empty()) {
      const Request request = left.back();
      left.pop_back();
      if (request.http.url == "thread" && request.place.value == "a") read.insert(request.http.body);
      if (request.http.url == "create") Scripted::readings["written"].written.id.value = "copy-" + request.id;
      talk.answer(request.id, answers.count(request.http.url) != 0 ? answers.at(request.http.url) : "nothing");
      left.insert(left.end(), talk.last.requests.begin(), talk.last.requests.end());
    }
    talk.pass(1000);
  }
  return read;
}

// Threads of five days ago are met.
void meet(Talk& talk) {
  Reading old;
  for (int i = 1; i <= threads; ++i) {
    old.changes.push_back(change(Change::Kind::seen, "old-" + std::to_string(i)));
    old.changes.back().created_at = start_at - 5 * 86400000LL + i;
  }
  Scripted::readings["old"] = old;
  read_within(talk, 5000);
  talk.push("old");
  REQUIRE(talk.state.threads.size() == threads);
}

void restart(Talk& talk) {
  talk.synchroniser.emplace(talk.state, talk.bridge);
  talk.last = Batch{};
  talk.synchroniser->start(talk.now += 1000, "another seed", talk.last);
}

}  // namespace

TEST_CASE("what was met just before the end is read soon after the start") {
  Talk talk;
  meet(talk);
  restart(talk);
  CHECK(read_within(talk, 120000).size() == threads);
}

TEST_CASE("what cannot be written keeps nothing from being read") {
  Talk talk;
  meet(talk);
  CHECK(read_within(talk, 120000, {{"identity", "self"}, {"create", ""}}).size() == threads);
}

TEST_CASE("what has been read is not all read again at a start") {
  Talk talk;
  meet(talk);
  CHECK(read_within(talk, 1200000).size() == threads);
  talk.push("post");  // by what is recorded, time has passed
  restart(talk);
  CHECK(read_within(talk, 120000).size() < threads / 2);
}
