// Prints what one scenario said to an engine and what it answered, a line each, for tests/engine/same-bytes.test.js.
#include <cstdio>

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "scenarios/page_and_forum.h"

namespace {

void play(plein::scenarios::PageAndForum& host) {
  host.settle();
  const std::string question = host.page_post("ana.test", "Mijn router knippert rood 😢. Wat nu? https://noordnet.example/rood");
  host.settle();
  const auto topics = host.forum_posts();
  if (topics.empty()) return;
  host.reply("joris", topics[0].tid, "Zet hem **tien tellen** uit:\n\n1. stekker eruit\n2. *wachten*\n\n> en dan `aan`");
  host.topic("carla", "Vraag & antwoord <over> roaming",
             "Een lange tekst. " + std::string(400, 'x') + " met woorden erna die niet meer passen.");
  host.settle();
  host.widget_post("key-00000001", "Bij mij ook.\nTweede regel.", host.query({{"view", "feed"}})["threads"][0]["root"]["id"]);
  host.page.faults().lose_answer_next = 1;
  host.forum.faults().throttle_next = 1;
  host.forum.faults().malformed_next = 1;
  host.page_reply("bert.test", question, "Ik ook niet");
  host.settle(90000);
  host.call({{"op", "nonsense"}});
  host.query({{"view", "changes"}, {"since", "x-1"}});
  host.query({{"view", "thread"}, {"id", host.query({{"view", "feed"}})["threads"][0]["root"]["id"]}});
  for (const char* view : {"people", "candidates"}) host.query({{"view", view}, {"at", host.now + 100 * 86400000LL}});
  for (const auto& one : host.query({{"view", "people"}, {"at", host.now}})["people"])
    host.query({{"view", "standing"}, {"id", one["author"]["key"]}, {"at", host.now + 7 * 86400000LL}});
  host.query({{"view", "state_hash"}});
}

}  // namespace

int main() {
  doctest::Context context;  // the host asserts as it goes; a failed assertion ends it
  context.setAsDefaultForAssertsOutOfTestCases();
  plein::scenarios::PageAndForum host;
  play(host);
  for (const auto& [call, reply] : host.transcript) std::printf("%s\n%s\n", call.c_str(), reply.c_str());
  return host.transcript.size() < 100 ? 1 : 0;
}
