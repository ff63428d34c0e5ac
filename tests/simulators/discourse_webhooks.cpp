// What the forum pushes by itself (app/models/web_hook.rb): the event's headers, and a signature over the body as it is sent.
#include "base/hash.h"
#include "simulators/discourse_simulator.h"
#include "simulators/discourse_views.h"

namespace plein::simulators {

using namespace discourse;

namespace {

std::string hmac_sha256(std::string key, const std::string& message) {
  constexpr std::size_t block = 64;
  const auto bytes = [](const std::array<std::uint8_t, 32>& hash) { return std::string(hash.begin(), hash.end()); };
  if (key.size() > block) key = bytes(sha256(key));
  key.resize(block, '\0');
  std::string inner = key;
  std::string outer = key;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5C);
  std::string hex;
  for (const std::uint8_t byte : sha256(outer + bytes(sha256(inner + message)))) {
    static constexpr char digits[] = "0123456789abcdef";
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

}  // namespace

void DiscourseSimulator::push(const std::string& type, const std::string& event, const std::string& payload) {
  HttpRequest hook;
  hook.method = "POST";
  hook.body = "{\"" + type + "\":" + payload + "}";
  hook.headers = {{"content-type", "application/json"},
                  {"user-agent", "Discourse/2026.10"},
                  {"x-discourse-instance", settings_.url},
                  {"x-discourse-event-id", std::to_string(++events_)},
                  {"x-discourse-event-type", type},
                  {"x-discourse-event", event},
                  {"x-discourse-event-signature", "sha256=" + hmac_sha256(settings_.webhook_secret, hook.body)}};
  webhooks_.push_back(std::move(hook));
}

void DiscourseSimulator::push_post(const std::string& event, const Post& post, const std::string& type) {
  JsonWriter json;
  Views(state_, nullptr, std::nullopt).post(json, post, Views::Detail::hook);
  push(type, event, json.take());
}

void DiscourseSimulator::push_topic(const std::string& event, const Topic& topic) {
  JsonWriter json;
  Views(state_, nullptr, std::nullopt).hook_topic(json, topic);
  push("topic", event, json.take());
}

std::vector<HttpRequest> DiscourseSimulator::take_webhooks() { return std::exchange(webhooks_, {}); }

}  // namespace plein::simulators
