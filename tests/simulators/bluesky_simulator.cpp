#include "simulators/bluesky_simulator.h"

#include <algorithm>

#include "simulators/bluesky_answers.h"
#include "simulators/bluesky_embeds.h"
#include "simulators/bluesky_records.h"

namespace plein::simulators {

using namespace bluesky;

namespace {
constexpr Milliseconds hour = 3'600'000;
constexpr const char* post_collection = "app.bsky.feed.post";
constexpr const char* like_collection = "app.bsky.feed.like";
}  // namespace

BlueskySimulator::BlueskySimulator(BlueskySettings settings) : settings_(std::move(settings)) {}

HttpResponse BlueskySimulator::refusal(int status, Milliseconds now) const {
  if (status == 429) return throttled(faults().throttle_for_ms, now);
  if (status == 500) return failed(500, "InternalServerError", "Internal Server Error");
  return failed(status, "UpstreamFailure", "Upstream service unreachable");
}

std::optional<HttpResponse> BlueskySimulator::authenticate(Call& call, bool refresh) const {
  if (!call.parts.has_authorization) return std::nullopt;
  if (faults().unauthorised) return failed(400, "InvalidToken", "Token could not be verified");
  for (const auto& [did, account] : state_.accounts) {
    if (!refresh && account.setup_token == call.parts.token) {
      call.did = did;
      return std::nullopt;
    }
  }
  const auto token = state_.tokens.find(call.parts.token);
  if (token == state_.tokens.end()) return failed(400, "InvalidToken", "Token could not be verified");
  if (token->second.expires_at <= call.now) return failed(400, "ExpiredToken", "Token has expired");
  if (token->second.refresh != refresh) return failed(400, "InvalidToken", "Bad token scope");
  call.did = token->second.did;
  return std::nullopt;
}

HttpResponse BlueskySimulator::respond(const HttpRequest& request, Milliseconds now) {
  Call call{take_apart(request), now};
  const std::string_view method = call.parts.segment(1);
  if (call.parts.segment(0) != "xrpc") return HttpResponse{404, {{"content-type", "text/html"}}, "Not Found", ""};
  const bool uploads = method == "com.atproto.repo.uploadBlob";
  if (call.parts.body_is_broken && !uploads) return failed(400, "InvalidRequest", "Input must be valid JSON");
  if (std::optional<HttpResponse> refused = authenticate(call, method == "com.atproto.server.refreshSession")) return *refused;

  if (method == "com.atproto.server.describeServer") return describe_server();
  if (method == "com.atproto.server.createAccount") return create_account(call);
  if (method == "com.atproto.server.createSession") return create_session(call);
  if (method.starts_with("app.bsky.")) return app_view(call, method);
  if (method == "com.atproto.repo.getRecord" || method == "com.atproto.repo.listRecords" ||
      method == "com.atproto.identity.resolveHandle") {
    return repo_read(call, method);
  }
  if (call.did.empty()) return failed(401, "AuthMissing", "Authentication Required");
  if (uploads) return upload(call, request);
  if (method == "com.atproto.server.refreshSession") return session(call, true);
  if (method == "com.atproto.server.getSession") return session(call, false);
  if (method.starts_with("com.atproto.repo.") && call.parts.method == "POST") return write(call, method);
  return failed(501, "MethodNotImplemented", "Method Not Implemented");
}

HttpResponse BlueskySimulator::write(const Call& call, std::string_view method) {
  const JsonReader body = call.parts.body.root();
  const std::string repo = body["repo"].text();
  const std::string collection = body["collection"].text();
  std::string key = body["rkey"].text_or("");
  if (!call.parts.body.status().ok()) return failed(400, "InvalidRequest", "Input " + call.parts.body.status().error().message);
  const Account* owner = state_.account(repo);
  if (!owner) return failed(400, "InvalidRequest", "Could not find repo: " + repo);
  if (owner->did != call.did) return failed(401, "AuthenticationRequired", "Authentication Required");
  Account& account = state_.accounts.at(call.did);
  if (call.now - account.points_since >= hour) {
    account.points_since = call.now;
    account.points = 0;
  }
  const bool creates = method == "com.atproto.repo.createRecord";
  const std::int64_t points = method == "com.atproto.repo.deleteRecord" ? 1 : creates ? 3 : 2;
  if (account.points + points > settings_.points_max) {
    return throttled(account.points_since + hour - call.now, call.now);
  }
  if (method == "com.atproto.repo.deleteRecord") {
    const bool there = remove_post("at://" + call.did + "/" + collection + "/" + key, call.now);
    if (there) return committed(call, nullptr, points);
    // Deleting what is not there succeeds, commits nothing, and counts all the same.
    account.points += points;
    HttpResponse response = json_answer(200, "{}");
    response.headers.merge(limit_headers(account, call.now));
    return response;
  }
  if (!creates && method != "com.atproto.repo.putRecord") {
    return failed(501, "MethodNotImplemented", "Method Not Implemented");
  }
  if (creates && key.empty()) key = record_key(call.now, ++state_.sequence);
  if (!is_record_key(key)) return failed(400, "InvalidRequest", "Input/rkey must be a valid record key");
  return put(call, collection, key, creates);
}

HttpResponse BlueskySimulator::put(const Call& call, const std::string& collection, const std::string& key, bool create_only) {
  const JsonReader body = call.parts.body.root();
  const JsonReader json = body["record"];
  if (!json.is_object()) return failed(400, "InvalidRequest", "Input must have the property \"record\"");
  const bool post = collection == post_collection;
  if (post || collection == like_collection) {
    if (!is_tid(key)) return failed(400, "InvalidRequest", "Invalid record key for " + collection + ": Invalid TID");
    const std::string refused = post ? post_refusal(json) : like_refusal(json);
    if (!refused.empty()) return failed(400, "InvalidRequest", refused);
  }
  if (post && json["embed"].present()) {
    if (const auto refused = embed_refusal(json["embed"], state_.accounts.at(call.did))) return *refused;
  }
  RecordVersion version{.at = call.now, .json = json.raw()};
  // A record that does not say what it is gets its type (pds, prepare.ts), which sorts before all other members.
  if (!json["$type"].present()) version.json = "{\"$type\":\"" + collection + "\"," + version.json.substr(1);
  version.cid = cid_of(version.json);
  version.text = json["text"].text_or("");
  version.sort_at = std::min(call.now, parse_rfc3339(json["createdAt"].text_or("")).value_or(call.now));
  if (json["reply"].present()) {
    version.root = Reference{json["reply"]["root"]["uri"].text(), json["reply"]["root"]["cid"].text()};
    version.parent = Reference{json["reply"]["parent"]["uri"].text(), json["reply"]["parent"]["cid"].text()};
  }
  json["facets"].each([&](JsonReader facet) {
    facet["features"].each([&](JsonReader feature) {
      if (feature["$type"].text_or("") == "app.bsky.richtext.facet#mention") version.mentions.push_back(feature["did"].text());
    });
  });
  const JsonReader subject = json["subject"];
  version.subject = subject.is_text() ? subject.text() : subject["uri"].text_or("");
  bool swaps = false;
  body.members([&](const std::string& name, JsonReader) { swaps = swaps || name == "swapRecord"; });
  const std::string swap = body["swapRecord"].text_or("");
  if (!call.parts.body.status().ok()) return failed(400, "InvalidRequest", call.parts.body.status().error().message);

  const std::string uri = "at://" + call.did + "/" + collection + "/" + key;
  const auto found = state_.records.find(uri);
  const bool there = found != state_.records.end() && !found->second.latest().deleted;
  // Not a clean conflict: it fails inside the tree (platforms.md, section 3.3).
  if (there && create_only) return failed(500, "InternalServerError", "Internal Server Error");
  if (there && found->second.latest().cid == version.cid) {
    JsonWriter answer;
    answer.object().text("uri", uri).text("cid", version.cid).text("validationStatus", "valid").end_object();
    return json_answer(200, answer.take());
  }
  if (swaps && swap != (there ? found->second.latest().cid : "")) {
    return failed(400, "InvalidSwap", "Record was at " + (there ? found->second.latest().cid : std::string("null")));
  }
  Record& record = state_.records[uri];
  record.uri = uri;
  record.did = call.did;
  record.collection = collection;
  record.key = key;
  record.versions.push_back(std::move(version));
  tell_commit(record, there ? "update" : "create", call.now);
  return committed(call, &record, create_only || !there ? 3 : 2);
}

HttpResponse BlueskySimulator::committed(const Call& call, const Record* record, std::int64_t points) {
  Account& account = state_.accounts.at(call.did);
  account.points += points;
  const std::string revision = record_key(call.now, ++state_.sequence);
  JsonWriter json;
  json.object();
  if (record) json.text("uri", record->uri).text("cid", record->latest().cid);
  json.key("commit").object().text("cid", cid_of(call.did + revision)).text("rev", revision).end_object();
  if (record) json.text("validationStatus", "valid");
  json.end_object();
  HttpResponse response = json_answer(200, json.take());
  response.headers.merge(limit_headers(account, call.now));
  return response;
}

HttpResponse BlueskySimulator::repo_read(const Call& call, std::string_view method) const {
  if (method == "com.atproto.identity.resolveHandle") {
    const Account* account = state_.account(call.parts.parameter("handle"));
    if (!account) return failed(400, "InvalidRequest", "Unable to resolve handle");
    JsonWriter json;
    json.object().text("did", account->did).end_object();
    return json_answer(200, json.take());
  }
  const std::string repo = call.parts.parameter("repo");
  const Account* account = state_.account(repo);
  if (!account) return failed(400, "InvalidRequest", "Could not find repo: " + repo);
  if (method == "com.atproto.repo.listRecords") return list_records(call, account->did);
  const std::string uri = "at://" + account->did + "/" + call.parts.parameter("collection") + "/" + call.parts.parameter("rkey");
  const auto found = state_.records.find(uri);
  const std::string cid = call.parts.parameter("cid");
  if (found == state_.records.end() || found->second.latest().deleted || (!cid.empty() && cid != found->second.latest().cid)) {
    return failed(400, "RecordNotFound", "Could not locate record: " + uri);
  }
  JsonWriter json;
  json.object().text("uri", uri).text("cid", found->second.latest().cid).raw("value", found->second.latest().json);
  json.end_object();
  return json_answer(200, json.take());
}

HttpResponse BlueskySimulator::list_records(const Call& call, const std::string& did) const {
  const std::string collection = call.parts.parameter("collection");
  const std::int64_t limit = call.parts.number("limit", 50);
  if (limit < 1 || limit > 100) return failed(400, "InvalidRequest", "Error: limit can not be greater than 100");
  const std::string cursor = call.parts.parameter("cursor");
  const bool oldest_first = call.parts.parameter("reverse") == "true";
  std::vector<const Record*> found;
  for (const auto& [uri, record] : state_.records) {
    if (record.did != did || record.collection != collection || record.latest().deleted) continue;
    if (!cursor.empty() && (oldest_first ? record.key <= cursor : record.key >= cursor)) continue;
    found.push_back(&record);
  }
  std::sort(found.begin(), found.end(), [&](auto* a, auto* b) { return oldest_first ? a->key < b->key : a->key > b->key; });
  if (found.size() > static_cast<std::size_t>(limit)) found.resize(static_cast<std::size_t>(limit));
  JsonWriter json;
  json.object().key("records").array();
  for (const Record* record : found) {
    json.object().text("uri", record->uri).text("cid", record->latest().cid).raw("value", record->latest().json).end_object();
  }
  json.end_array();
  // The cursor comes with the last page too: only an empty page ends the walk.
  if (!found.empty()) json.text("cursor", found.back()->key);
  json.end_object();
  return json_answer(200, json.take());
}

}  // namespace plein::simulators
