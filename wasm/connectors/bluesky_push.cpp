// Bluesky: Jetstream, the network's firehose as JSON, narrowed to our own account: what it says, edits and deletes in other apps
// is known at once. Who replies to it is told by notifications alone: filters are by author.
// Source: jetstream, docs/README.md and internal/subscribe; its first version ("/subscribe"), which every instance serves.
#include <algorithm>

#include "connectors/bluesky.h"
#include "connectors/query_string.h"

namespace plein {
namespace {

using bluesky::collection;

bool is_of(const RemoteId& post, const Identity& self) { return post.value.compare(0, self.id.size() + 1, self.id + "/") == 0; }

bool mentions(const JsonReader& record, const Identity& self) {
  bool found = false;
  record["facets"].each([&](JsonReader facet) {
    facet["features"].each([&](JsonReader feature) { found = found || feature["did"].text_or("") == self.id; });
  });
  return found;
}

// Without names, handles and views it is no post as others are read: a walk or a lookup reads it.
void read_commit(const Identity& self, const std::string& did, const JsonReader& commit, std::vector<Change>& changes) {
  if (commit["collection"].text() != collection) return;
  Change change;
  change.post.id = bluesky::id_of("at://" + did + "/" + std::string(collection) + "/" + commit["rkey"].text());
  if (change.post.id.empty()) return commit["rkey"].fail(ErrorCode::invalid_value, "a post's key");
  const std::string operation = commit["operation"].text();
  if (operation == "delete") {
    // It does not say what it was: of others' posts nearly all are none of ours.
    change.kind = Change::Kind::removed;
    if (did == self.id) changes.push_back(std::move(change));
    return;
  }
  if (operation != "create" && operation != "update") return;
  change.kind = Change::Kind::sighted;
  change.post.extra = commit["cid"].text();
  const JsonReader record = commit["record"];
  const JsonReader reply = record["reply"];
  change.root = change.post;
  if (reply.present()) {
    change.root = bluesky::read_ref(reply["root"]);
    change.parent = bluesky::read_ref(reply["parent"]);
  }
  const bool ours = did == self.id || is_of(change.root.id, self) || is_of(change.parent.id, self) || mentions(record, self);
  if (ours) changes.push_back(std::move(change));
}

// Of our own account the session tells, and people decide. Those that were taken down or deactivated may come back.
void read_account(const Identity& self, const std::string& did, const JsonReader& account, std::vector<Change>& changes) {
  const bool deleted = !account["active"].flag() && account["status"].text_or("") == "deleted";
  if (!deleted || did == self.id) return;
  Change change;
  change.kind = Change::Kind::departed;
  change.author.id = did;
  changes.push_back(std::move(change));
}

}  // namespace

Result<std::vector<Change>> Bluesky::pushed(const Place&, const Identity& self, const Push& push) const {
  const auto document = JsonDocument::parse(push.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  const std::string did = root["did"].text();
  const std::string kind = root["kind"].text();
  std::vector<Change> changes;
  if (!bluesky::is_did(did)) root["did"].fail(ErrorCode::invalid_value, "a DID");
  if (kind == "commit" && self.known()) read_commit(self, did, root["commit"], changes);
  if (kind == "account") read_account(self, did, root["account"], changes);
  // "identity" tells a handle without the name that is shown beside it: both come with the account's next post.
  if (const Status status = document->status(); !status) return status.error();
  return changes;
}

std::string Bluesky::push_socket(const Place& place, const Identity& self) const {
  const auto host = place.settings.find("jetstream");
  if (host == place.settings.end() || !self.known()) return "";
  const std::string url = host->second.substr(0, host->second.find_last_not_of('/') + 1);
  if (url.compare(0, 6, "wss://") != 0 && url.compare(0, 5, "ws://") != 0) return "";
  QueryString query;
  query.add("wantedCollections", collection).add("wantedDids", self.id);
  return url + "/subscribe" + query.str();
}

}  // namespace plein
