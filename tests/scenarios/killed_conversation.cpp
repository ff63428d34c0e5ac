#include "scenarios/killed_conversation.h"

#include "scenarios/page_and_forum.h"

namespace plein::scenarios {
namespace {

class Dice {
 public:
  explicit Dice(int seed) : state_(static_cast<std::uint64_t>(seed) * 0x9E3779B97F4A7C15ull + 1) {}
  std::uint64_t operator()(std::uint64_t sides) {
    state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
    return state_ % sides;
  }

 private:
  std::uint64_t state_;
};

std::string restored_hash(const PageAndForum& host) {
  Engine copy;
  copy.call(host.transcript.front().first);
  copy.call(Json({{"op", "restore"}, {"now", host.now}, {"records", host.log}}).dump());
  const Json reply = Json::parse(copy.call(Json({{"op", "query"}, {"now", 0}, {"query", {{"view", "state_hash"}}}}).dump()));
  return reply["result"]["hash"];
}

}  // namespace

std::string killed_conversation(int seed) {
  Dice dice(seed);
  PageAndForum host;
  if (!host.settle()) return "never at rest";
  const std::string question = host.page_post("ana.test", "vraag " + std::to_string(seed));
  std::size_t posts = 1;
  for (int round = 0; round < 30; ++round) {
    const auto topics = host.forum_posts();
    if (dice(3) == 0 && !topics.empty()) host.reply("joris", topics[0].tid, "antwoord " + std::to_string(posts++));
    if (dice(4) == 0) host.page_reply("bert.test", question, "reactie " + std::to_string(posts++));
    if (dice(5) == 0) {
      host.widget_post("key-" + std::to_string(1000000 + posts), "site " + std::to_string(posts));
      ++posts;
    }
    for (std::uint64_t steps = dice(12); steps > 0; --steps) host.step(host.now + 15000);
    if (dice(3) == 0) {
      host.kill(dice(2) == 0);
      host.start();
    }
  }
  if (!host.settle(60000)) return "never at rest";
  if (host.forum_posts().size() != posts)
    return "on the forum stand " + std::to_string(host.forum_posts().size()) + " posts, expected " + std::to_string(posts);
  if (host.page_posts().size() != posts)
    return "on the page stand " + std::to_string(host.page_posts().size()) + " posts, expected " + std::to_string(posts);
  const Json status = host.query({{"view", "status"}});
  if (status["posts"] != posts) return "the engine knows " + status["posts"].dump() + " posts, expected " + std::to_string(posts);
  if (status["deliveries"]["unknown"] != 0 || status["deliveries"]["failed"] != 0)
    return "deliveries: " + status["deliveries"].dump();
  if (restored_hash(host) != host.query({{"view", "state_hash"}})["hash"])
    return "the state restored from the log is not the state that ran";
  return "";
}

}  // namespace plein::scenarios
