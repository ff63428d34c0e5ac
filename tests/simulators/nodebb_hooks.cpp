// nodebb-plugin-webhooks: what is sent when a hook fires, signed over the very bytes that are sent; and HMAC-SHA1 for it (RFC
// 2104, FIPS 180-4).
#include <array>

#include "simulators/nodebb_simulator.h"
#include "simulators/nodebb_views.h"

namespace plein::simulators {

using namespace nodebb;

namespace {

using Digest = std::array<std::uint32_t, 5>;

std::uint32_t rotated(std::uint32_t value, int by) { return value << by | value >> (32 - by); }

void add_block(Digest& digest, const unsigned char* block) {
  std::array<std::uint32_t, 80> w{};
  for (std::size_t i = 0; i < 16; ++i) {
    w[i] = std::uint32_t{block[4 * i]} << 24 | std::uint32_t{block[4 * i + 1]} << 16 | std::uint32_t{block[4 * i + 2]} << 8 |
           block[4 * i + 3];
  }
  for (std::size_t i = 16; i < 80; ++i) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  auto [a, b, c, d, e] = digest;
  for (std::size_t i = 0; i < 80; ++i) {
    const std::uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
    const std::uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
    const std::uint32_t next = rotated(a, 5) + f + e + k + w[i];
    e = d, d = c, c = rotated(b, 30), b = a, a = next;
  }
  digest[0] += a, digest[1] += b, digest[2] += c, digest[3] += d, digest[4] += e;
}

std::string sha1(std::string bytes) {
  const std::uint64_t bits = bytes.size() * 8;
  bytes += '\x80';
  while (bytes.size() % 64 != 56) bytes += '\0';
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift);
  Digest digest{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  for (std::size_t at = 0; at < bytes.size(); at += 64) add_block(digest, reinterpret_cast<const unsigned char*>(&bytes[at]));
  std::string out;
  for (const std::uint32_t word : digest) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(word >> shift);
  }
  return out;
}

std::string signature_of(std::string key, const std::string& body) {
  if (key.size() > 64) key = sha1(key);
  key.resize(64, '\0');
  std::string inner = key;
  std::string outer = key;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5C);
  std::string out = "sha1=";
  for (const char c : sha1(outer + sha1(inner + body))) {
    constexpr char hex[] = "0123456789abcdef";
    out += hex[static_cast<unsigned char>(c) >> 4];
    out += hex[c & 15];
  }
  return out;
}

void topic_fields(JsonWriter& json, const Topic& topic) {
  json.object().number("tid", topic.tid).number("uid", topic.uid).number("cid", topic.cid).number("mainPid", topic.main_pid);
  json.text("title", topic.title).text("slug", topic.slug).number("timestamp", topic.created_at);
  json.number("deleted", topic.deleted).end_object();
}

void post_fields(JsonWriter& json, const Post& post, const Topic& topic) {
  json.object().number("pid", post.pid).number("uid", post.uid).number("tid", post.tid).number("cid", topic.cid);
  json.text("content", post.latest().content).number("timestamp", post.created_at);
  if (post.to_pid) json.number("toPid", post.to_pid);
  json.number("deleted", post.latest().deleted);
}

}  // namespace

void NodebbSimulator::send(const std::string& hook, const std::string& params) {
  JsonWriter json;
  json.object().text("hook", hook).raw("params", params).end_object();
  Hook sent{json.take(), ""};
  if (!settings_.webhook_secret.empty()) sent.signature = signature_of(settings_.webhook_secret, sent.body);
  state_.hooks.push_back(std::move(sent));
}

void NodebbSimulator::tell_post(const std::string& hook, const Post& post) {
  const Topic& topic = state_.topics.at(post.tid);
  JsonWriter json;
  json.object().key("post");
  post_fields(json, post, topic);
  if (hook == "action:post.save") json.flag("isMain", topic.main_pid == post.pid);
  if (hook == "action:post.edit") {
    json.key("topic").object().number("tid", topic.tid).number("cid", topic.cid).text("title", topic.title);
    json.flag("isMainPost", topic.main_pid == post.pid).end_object();
  }
  json.end_object().number("uid", post.uid).end_object();
  send(hook, json.take());
}

void NodebbSimulator::tell_created(const Post& post) {
  tell_post("action:post.save", post);
  const Topic& topic = state_.topics.at(post.tid);
  const Views views(state_, post.uid, std::nullopt);
  JsonWriter json;
  json.object();
  if (topic.main_pid == post.pid) {
    json.key("topic");
    topic_fields(json, topic);
  }
  json.key("post");
  views.post_summary(json, post, Views::Detail::created);
  json.key("data").object().number("uid", post.uid).text("content", post.latest().content).end_object().end_object();
  send(topic.main_pid == post.pid ? "action:topic.post" : "action:topic.reply", json.take());
}

void NodebbSimulator::tell_purged(const Post& post) {
  JsonWriter json;
  json.object().key("posts").array();
  post_fields(json, post, state_.topics.at(post.tid));
  json.end_object().end_array().number("uid", post.uid).end_object();
  send("action:posts.purge", json.take());
}

void NodebbSimulator::tell_topic(const std::string& hook, const Topic& topic) {
  JsonWriter json;
  json.object().key("topic");
  topic_fields(json, topic);
  json.number("uid", topic.uid).end_object();
  send(hook, json.take());
}

}  // namespace plein::simulators
