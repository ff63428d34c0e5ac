// The Page's webhook: the events of its feed, in the spellings that are in use, and how a delivery is signed.
#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "simulators/facebook_simulator.h"

namespace plein::simulators {

using namespace facebook;

namespace {

std::string bytes_of(const std::array<std::uint8_t, 32>& hash) { return {hash.begin(), hash.end()}; }

// RFC 2104
std::array<std::uint8_t, 32> hmac_sha256(std::string key, std::string_view message) {
  constexpr std::size_t block = 64;
  if (key.size() > block) key = bytes_of(sha256(key));
  key.resize(block, '\0');
  std::string inner;
  std::string outer;
  for (const char c : key) inner += static_cast<char>(c ^ 0x36), outer += static_cast<char>(c ^ 0x5c);
  return sha256(outer + bytes_of(sha256(inner + std::string(message))));
}

// As Facebook writes JSON: ASCII alone, and a "/" escaped.
std::string escaped(std::string_view json) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out;
  const auto unit = [&](char32_t value) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += hex[(value >> shift) & 15];
  };
  for (std::size_t i = 0; i < json.size();) {
    const utf8::Decoded next = utf8::decode(json, i);
    i += next.bytes;
    if (next.code_point == '/') {
      out += "\\/";
    } else if (next.code_point < 0x80) {
      out += static_cast<char>(next.code_point);
    } else if (next.code_point < 0x10000) {
      unit(next.code_point);
    } else {
      unit(0xD800 + ((next.code_point - 0x10000) >> 10));
      unit(0xDC00 + ((next.code_point - 0x10000) & 0x3FF));
    }
  }
  return out;
}

}  // namespace

void FacebookSimulator::tell(const Entry& entry, const std::string& verb, Milliseconds now, const std::string& reaction_by) {
  const bool reaction = !reaction_by.empty();
  const bool own = entry.author == state_.page;
  const std::string by = reaction ? reaction_by : entry.author;
  const auto person = state_.people.find(by);
  JsonWriter json;
  json.object().text("field", "feed").key("value").object();
  std::string item = entry.is_post() ? (own ? (entry.picture.empty() ? "status" : "photo") : "post") : "comment";
  if (reaction) item = "reaction";
  json.text("item", item);
  // Visitors' posts are "edit", all others "edited".
  json.text("verb", verb == "edited" && item == "post" ? "edit" : verb).text("post_id", entry.post);
  if (!entry.is_post()) json.text("comment_id", entry.id);
  if (!entry.is_post() && !reaction) json.text("parent_id", entry.parent.empty() ? entry.post : entry.parent);
  if (reaction) json.text("reaction_type", "like");
  if (person == state_.people.end() || person->second.shares) {
    json.key("from").object().text("id", by);
    json.text("name", person == state_.people.end() ? state_.page_name : person->second.name).end_object();
  }
  if (verb != "remove") {
    if (!reaction && !entry.latest().message.empty()) json.text("message", entry.latest().message);
    json.number("created_time", (verb == "add" ? entry.created_at : now) / 1000);
  }
  if (item == "status") json.number("published", entry.latest().published ? 1 : 0);
  json.end_object().end_object();
  state_.events.push_back(json.take());
}

FacebookSimulator::Delivery FacebookSimulator::deliver(std::size_t changes_max, bool again, Milliseconds now) {
  Delivery delivery;
  if (!again) {
    const auto end = state_.events.begin() + static_cast<std::ptrdiff_t>(std::min(changes_max, state_.events.size()));
    if (end == state_.events.begin()) return delivery;
    JsonWriter json;
    json.object().text("object", "page").key("entry").array().object().text("id", state_.page).number("time", now / 1000);
    json.key("changes").array();
    for (auto event = state_.events.begin(); event != end; ++event) json.raw(*event);
    json.end_array().end_object().end_array().end_object();
    state_.events.erase(state_.events.begin(), end);
    state_.delivered = escaped(json.take());
  }
  delivery.body = state_.delivered;
  if (delivery.body.empty()) return delivery;
  static constexpr char hex[] = "0123456789abcdef";
  std::string signature = "sha256=";
  for (const std::uint8_t byte : hmac_sha256(settings_.app_secret, delivery.body)) {
    signature += hex[byte >> 4];
    signature += hex[byte & 15];
  }
  delivery.headers = {{"content-type", "application/json"}, {"x-hub-signature-256", signature}};
  return delivery;
}

}  // namespace plein::simulators
