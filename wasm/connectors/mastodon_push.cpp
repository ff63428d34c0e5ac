// Mastodon: what its streaming API says by itself (docs: methods/streaming): messages whose payload is JSON as text.
#include "connectors/mastodon.h"

namespace plein {
namespace {

// Of the home timeline only what concerns the account: it follows others, too, who talk of other things.
void take(const Place& place, const Identity& self, const JsonReader& status, bool mention, std::vector<Change>& changes) {
  if (status["reblog"].present() || !mastodon::is_public(status)) return;
  if (!mention && !mastodon::concerns(place, self, status)) return;
  Change change = mastodon::read_status(place, self, status);
  if (mention && change.parent.empty()) change.addressed = true;
  changes.push_back(std::move(change));
}

// Also sent when an edit takes a status out of the timeline though it stands (feed_insert_worker.rb).
Result<std::vector<Change>> look_at(const std::string& id) {
  if (!mastodon::is_id(id)) return Error{ErrorCode::invalid_value, "$.payload", "expected a status's id"};
  Change change;
  change.kind = Change::Kind::sighted;
  change.post.id.value = id;
  return std::vector<Change>{change};
}

}  // namespace

std::string Mastodon::push_socket(const Place& place, const Identity&) const {
  const std::size_t scheme = place.url.find("://");
  if (scheme == std::string::npos) return "";
  return "wss" + place.url.substr(scheme) + "/api/v1/streaming?stream=user";
}

Result<std::vector<Change>> Mastodon::pushed(const Place& place, const Identity& self, const Push& push) const {
  const auto message = JsonDocument::parse(push.body);
  if (!message) return message.error();
  const JsonReader root = message->root();
  const std::string event = root["event"].text_or("");  // an error has none
  const bool of_status = event == "update" || event == "status.update";
  const bool known = of_status || event == "notification" || event == "delete";
  const std::string payload = known ? root["payload"].id() : "";
  if (const Status status = message->status(); !status) return status.error();
  if (!known) return std::vector<Change>{};
  if (event == "delete") return look_at(payload);
  const auto document = JsonDocument::parse(payload);
  if (!document) return document.error();
  std::vector<Change> changes;
  if (of_status) {
    take(place, self, document->root(), false, changes);
  } else if (document->root()["type"].text() == "mention") {
    take(place, self, document->root()["status"], true, changes);
  }
  if (const Status status = document->status(); !status) return status.error();
  return changes;
}

}  // namespace plein
