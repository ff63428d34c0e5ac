// What Jetstream tells (its first version): commits, accounts; filtered as its address says. Messages are kept as they were sent.
#include <algorithm>

#include "base/json_writer.h"
#include "simulators/bluesky_records.h"
#include "simulators/bluesky_simulator.h"

namespace plein::simulators {

using namespace bluesky;

namespace {

const char* status_of(Profile::Standing standing) {
  switch (standing) {
    case Profile::Standing::takendown: return "takendown";
    case Profile::Standing::deactivated: return "deactivated";
    case Profile::Standing::deleted: return "deleted";
    default: return "";
  }
}

JsonWriter begin(const std::string& did, std::string_view kind, Milliseconds now) {
  JsonWriter json;
  json.object().text("did", did).number("time_us", now * 1000).text("kind", kind);
  return json;
}

bool wanted(const std::vector<std::string>& list, const std::string& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

void BlueskySimulator::tell_commit(const Record& record, std::string_view operation, Milliseconds now) {
  JsonWriter json = begin(record.did, "commit", now);
  json.key("commit").object().text("rev", record_key(now, ++state_.sequence)).text("operation", operation);
  json.text("collection", record.collection).text("rkey", record.key);
  if (operation != "delete") json.raw("record", record.latest().json).text("cid", record.latest().cid);
  json.end_object().end_object();
  state_.events.push_back({record.did, record.collection, json.take()});
}

void BlueskySimulator::tell_account(const Account& account, Milliseconds now) {
  const std::string status = status_of(account.profiles.back().standing);
  JsonWriter json = begin(account.did, "account", now);
  json.key("account").object().flag("active", status.empty()).text("did", account.did);
  json.number("seq", static_cast<std::int64_t>(++state_.sequence)).text_unless_empty("status", status);
  json.text("time", to_rfc3339(now)).end_object().end_object();
  state_.events.push_back({account.did, "", json.take()});
}

std::vector<std::string> BlueskySimulator::jetstream(const std::string& url, std::size_t after) const {
  HttpRequest request;
  request.url = url;
  const RequestParts parts = take_apart(request);
  std::vector<std::string> messages;
  for (std::size_t i = after; i < state_.events.size(); ++i) {
    const Event& event = state_.events[i];
    // Accounts are told of whatever collections are wanted.
    const bool collection = event.collection.empty() || wanted(parts.parameters("wantedCollections"), event.collection);
    if (collection && wanted(parts.parameters("wantedDids"), event.did)) messages.push_back(event.json);
  }
  return messages;
}

}  // namespace plein::simulators
