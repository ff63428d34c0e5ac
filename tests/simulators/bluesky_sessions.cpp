// Accounts and their sessions, and what is done to them from outside the API: setup, and the dump for assertions.
#include <algorithm>

#include "base/hash.h"
#include "simulators/bluesky_answers.h"
#include "simulators/bluesky_records.h"
#include "simulators/bluesky_simulator.h"

namespace plein::simulators {

using namespace bluesky;

namespace {

constexpr Milliseconds five_minutes = 300'000;
constexpr Milliseconds rotation_grace = 2 * 3'600'000;  // a used refresh token works so long still

std::string short_hash(const std::string& text) { return base32(cid_of(text)).substr(0, 24); }

}  // namespace

const Account& BlueskySimulator::add_user(const std::string& handle, const std::string& display_name, const std::string& password,
                                          Milliseconds now) {
  Account account{.did = "did:plc:" + cid_of("did of " + handle).substr(8, 24), .handle = handle};
  account.display_name = display_name;
  account.password = password.empty() ? "password" : password;
  account.setup_token = "setup-" + short_hash("setup token of " + handle);
  account.created_at = now;
  return state_.accounts.emplace(account.did, account).first->second;
}

bool BlueskySimulator::remove_post(const std::string& uri, Milliseconds now) {
  const auto found = state_.records.find(uri);
  if (found == state_.records.end() || found->second.latest().deleted) return false;
  found->second.versions.push_back(RecordVersion{.at = now, .deleted = true});
  tell_commit(found->second, "delete", now);
  return true;
}

std::string BlueskySimulator::issue(const std::string& did, bool refresh, Milliseconds now) {
  const std::string name = (refresh ? "refresh-" : "access-") + short_hash(did + std::to_string(++state_.sequence));
  state_.tokens[name] = Token{did, refresh, now + (refresh ? settings_.refresh_ms : settings_.access_ms)};
  return name;
}

void BlueskySimulator::did_document(JsonWriter& json, const Account& account) const {
  json.key("didDoc").object().key("@context").array().text("https://www.w3.org/ns/did/v1").end_array();
  json.text("id", account.did).key("alsoKnownAs").array().text("at://" + account.handle).end_array();
  json.key("verificationMethod").array().end_array().key("service").array().object().text("id", "#atproto_pds");
  json.text("type", "AtprotoPersonalDataServer").text("serviceEndpoint", settings_.url).end_object().end_array();
  json.end_object();
}

HttpResponse BlueskySimulator::session(const Call& call, bool with_tokens) {
  const Account& account = state_.accounts.at(call.did);
  JsonWriter json;
  json.object();
  if (with_tokens) {
    const auto used = state_.tokens.find(call.parts.token);
    if (used != state_.tokens.end()) {
      used->second.expires_at = std::min(used->second.expires_at, call.now + rotation_grace);
    }
    json.text("accessJwt", issue(call.did, false, call.now)).text("refreshJwt", issue(call.did, true, call.now));
  }
  json.text("did", account.did);
  did_document(json, account);
  json.text("handle", account.handle).text("email", account.handle + "@example.test").flag("emailConfirmed", false);
  json.flag("active", true).end_object();
  return json_answer(200, json.take());
}

HttpResponse BlueskySimulator::create_session(const Call& call) {
  const JsonReader body = call.parts.body.root();
  const std::string identifier = body["identifier"].text();
  const std::string password = body["password"].text();
  if (!call.parts.body.status().ok()) return failed(400, "InvalidRequest", call.parts.body.status().error().message);
  const Account* known = state_.account(identifier);
  if (!known) return failed(401, "AuthenticationRequired", "Invalid identifier or password");
  Account& account = state_.accounts.at(known->did);
  if (call.now - account.sessions_since >= five_minutes) {
    account.sessions_since = call.now;
    account.sessions = 0;
  }
  if (++account.sessions > settings_.sessions_max) {
    return throttled(account.sessions_since + five_minutes - call.now, call.now);
  }
  if (password != account.password || faults().unauthorised) {
    return failed(401, "AuthenticationRequired", "Invalid identifier or password");
  }
  Call own{take_apart(HttpRequest{}), call.now, account.did};
  return session(own, true);
}

HttpResponse BlueskySimulator::create_account(const Call& call) {
  const JsonReader body = call.parts.body.root();
  const std::string handle = body["handle"].text();
  const std::string password = body["password"].text_or("");
  if (!call.parts.body.status().ok()) return failed(400, "InvalidRequest", call.parts.body.status().error().message);
  if (state_.account(handle)) return failed(400, "HandleNotAvailable", "Handle already taken: " + handle);
  const Account& account = add_user(handle, "", password, call.now);
  JsonWriter json;
  json.object().text("handle", handle).text("did", account.did);
  did_document(json, account);
  json.text("accessJwt", issue(account.did, false, call.now)).text("refreshJwt", issue(account.did, true, call.now));
  json.end_object();
  return json_answer(200, json.take());
}

std::map<std::string, std::string> BlueskySimulator::limit_headers(const Account& account, Milliseconds now) const {
  (void)now;
  return {{"ratelimit-limit", std::to_string(settings_.points_max)},
          {"ratelimit-remaining", std::to_string(settings_.points_max - account.points)},
          {"ratelimit-reset", std::to_string(account.points_since / 1000 + 3600)},
          {"ratelimit-policy", std::to_string(settings_.points_max) + ";w=3600"}};
}

// What the call does not name stays as it is.
Status BlueskySimulator::set_profile(const JsonReader& call, Milliseconds now) {
  static const std::map<std::string, Profile::Standing> standings = {{"active", Profile::Standing::active},
                                                                     {"takendown", Profile::Standing::takendown},
                                                                     {"deactivated", Profile::Standing::deactivated},
                                                                     {"deleted", Profile::Standing::deleted}};
  const Account* known = state_.account(call["handle"].text());
  if (!known) return Error{ErrorCode::unknown_name, call["handle"].path(), "no such account"};
  Account& account = state_.accounts.at(known->did);
  Profile profile = account.profiles.empty() ? Profile{} : account.profiles.back();
  profile.at = now;
  profile.description = call["description"].text_or(profile.description);
  if (call["standing"].present()) {
    const auto standing = standings.find(call["standing"].text());
    if (standing == standings.end()) return Error{ErrorCode::unknown_name, call["standing"].path(), "no such standing"};
    profile.standing = standing->second;
  }
  account.display_name = call["display_name"].text_or(account.display_name);
  account.asks_not_to_show = call["asks_not_to_show"].flag_or(account.asks_not_to_show);
  account.followers = call["followers"].integer_or(account.followers);
  account.profiles.push_back(std::move(profile));
  if (call["standing"].present()) tell_account(account, now);
  return Nothing{};
}

Result<std::string> BlueskySimulator::set_up(const JsonReader& call, Milliseconds now) {
  const std::string what = call["do"].text();
  JsonWriter json;
  if (what == "add_user") {
    const std::string handle = call["handle"].text();
    if (handle.empty()) return Error{ErrorCode::missing, "$.call.handle", "a handle is needed"};
    if (state_.account(handle)) return Error{ErrorCode::conflict, call["handle"].path(), "there is an account of this name"};
    const Account& account = add_user(handle, call["display_name"].text_or(""), call["password"].text_or(""), now);
    json.object().text("did", account.did).text("token", account.setup_token).text("password", account.password);
    json.end_object();
  } else if (what == "find_user") {
    const Account* account = state_.account(call["handle"].text());
    if (!account) return Error{ErrorCode::unknown_name, call["handle"].path(), "no such account"};
    json.object().text("did", account->did).text("token", account->setup_token).text("password", account->password);
    json.end_object();
  } else if (what == "set_password") {  // as its owner does; what was signed in to with the old one ends
    const Account* account = state_.account(call["handle"].text());
    if (!account) return Error{ErrorCode::unknown_name, call["handle"].path(), "no such account"};
    state_.accounts.at(account->did).password = call["password"].text();
    for (auto& [name, token] : state_.tokens) {
      if (token.did == account->did) token.expires_at = now;
    }
    json.object().end_object();
  } else if (what == "remove_post") {
    if (!remove_post(call["uri"].text(), now)) return Error{ErrorCode::unknown_name, call["uri"].path(), "no such post"};
    json.object().end_object();
  } else if (what == "set_profile") {
    if (const Status status = set_profile(call, now); !status) return status.error();
    json.object().end_object();
  } else if (what == "label") {  // as a labeller does; "neg" takes it back
    if (!state_.records.count(call["uri"].text())) return Error{ErrorCode::unknown_name, call["uri"].path(), "no such post"};
    state_.labels.push_back({call["uri"].text(), call["val"].text(), now, call["neg"].flag_or(false)});
    json.object().end_object();
  } else if (what == "jetstream") {  // "url": as a client asks; "after": what it had
    const auto after = static_cast<std::size_t>(std::max<std::int64_t>(call["after"].integer_or(0), 0));
    json.object().key("messages").array();
    for (const std::string& message : jetstream(call["url"].text(), after)) json.text(message);
    json.end_array().number("after", static_cast<std::int64_t>(state_.events.size())).end_object();
  } else if (what == "expire_sessions") {  // access tokens end now; refresh tokens too when asked
    for (auto& [name, token] : state_.tokens) {
      if (!token.refresh || call["refresh"].flag_or(false)) token.expires_at = now;
    }
    json.object().end_object();
  } else {
    return Error{ErrorCode::unknown_name, call["do"].path(), "no such setup: " + what};
  }
  return json.take();
}

std::string BlueskySimulator::dump() const {
  JsonWriter json;
  json.object().key("posts").array();
  for (const auto& [uri, record] : state_.records) {
    const RecordVersion& latest = record.latest();
    const std::vector<Profile>& profiles = state_.accounts.at(record.did).profiles;
    const bool author_gone = !profiles.empty() && profiles.back().standing != Profile::Standing::active;
    if (latest.deleted || author_gone || record.collection != "app.bsky.feed.post") continue;
    json.object().text("uri", uri).text("cid", latest.cid).text("did", record.did).text("key", record.key);
    json.text("handle", state_.accounts.at(record.did).handle).text("text", latest.text).raw("record", latest.json);
    if (latest.parent) json.text("parent", latest.parent->uri).text("root", latest.root->uri);
    json.number("created", record.versions.front().at).number("changed", latest.at).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace plein::simulators
