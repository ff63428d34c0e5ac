// Measures the native engine; scripts/bench.js runs it and does the same with the WebAssembly one. Prints a line of JSON.
//   engine_bench POSTS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "engine.h"

namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

double since_ms(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

Json configuration() {
  return {{"role", "relay"},
          {"id", "b"},
          {"language", "nl"},
          {"site", {{"name", "s"}, {"url", "https://s.example"}}},
          {"places",
           {{{"id", "page"},
             {"kind", "page"},
             {"platform", "bluesky"},
             {"name", "P"},
             {"url", "https://p.example"},
             {"account", "a"}},
            {{"id", "forum"},
             {"kind", "forum"},
             {"platform", "nodebb"},
             {"name", "F"},
             {"url", "https://f.example"},
             {"account", "b"},
             {"settings", {{"category", "2"}, {"uid", "1"}}}}}}};
}

// About 670 bytes of text, as in the budgets (130,000 posts of 87 MB).
std::string text_of(int i) {
  std::string text = "Bericht " + std::to_string(i) + ".";
  for (int k = 0; text.size() < 660; ++k) text += " woord" + std::to_string((i * 31 + k * 17) % 5000);
  return text;
}

std::string post(int i, const std::string& parent, long long now) {
  Json command{
      {"do", "post"},
      {"key", "bench-" + std::to_string(1000000 + i)},
      {"by", {{"id", "u" + std::to_string(i % 65000)}, {"name", "Naam " + std::to_string(i % 65000)}, {"role", "visitor"}}},
      {"text", text_of(i)}};
  if (!parent.empty()) command["parent"] = parent;
  return Json{{"op", "command"}, {"now", now}, {"command", command}}.dump();
}

}  // namespace

int main(int count, char** arguments) {
  const int posts = count > 1 ? std::atoi(arguments[1]) : 1000;
  const int changes = 2000;
  plein::Engine engine;
  engine.call(Json{{"op", "configure"}, {"now", 0}, {"config", configuration()}}.dump());
  engine.call(Json{{"op", "start"}, {"now", 1}, {"seed", "s"}}.dump());
  std::string root;
  for (int i = 0; i < posts; ++i) {
    const Json reply = Json::parse(engine.call(post(i, i % 5 == 0 ? "" : root, 1000 + i)));
    if (i % 5 == 0) root = reply["result"]["post"]["id"];
  }
  std::vector<std::string> calls;
  for (int i = 0; i < changes; ++i) calls.push_back(post(posts + i, root, 1000 + posts + i));
  const auto begin = Clock::now();
  for (const std::string& call : calls) engine.call(call);
  const double change_us = since_ms(begin) * 1000 / changes;
  const std::string snapshot = engine.save();
  double restore_ms = 1e9;
  for (int run = 0; run < 5; ++run) {
    plein::Engine restored;
    restored.call(Json{{"op", "configure"}, {"now", 0}, {"config", configuration()}}.dump());
    const auto start = Clock::now();
    const std::string reply = restored.load(snapshot);
    restore_ms = std::min(restore_ms, since_ms(start));
    if (reply != "{\"ok\":true}") return 1;
  }
  const Json status =
      Json::parse(engine.call(Json{{"op", "query"}, {"now", 0}, {"query", {{"view", "status"}}}}.dump()))["result"];
  const Json result{{"posts", status["posts"]},
                    {"restore_ms", restore_ms},
                    {"change_us", change_us},
                    {"snapshot_bytes", snapshot.size()},
                    {"memory", status["memory"]}};
  std::printf("%s\n", result.dump().c_str());
}
