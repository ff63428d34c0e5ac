#include "simulators/bluesky_views.h"

#include <algorithm>
#include <set>

#include "simulators/bluesky_embeds.h"

namespace plein::simulators::bluesky {
namespace {

constexpr int notified_ancestors = 4;  // the AppView tells so many authors above a reply

void absent(JsonWriter& json, const std::string& uri) {
  json.object().text("uri", uri).flag("notFound", true).text("$type", "app.bsky.feed.defs#notFoundPost").end_object();
}

void absent_blocked(JsonWriter& json, const std::string& uri, const std::string& did) {
  json.object().text("uri", uri).flag("blocked", true).key("author").object().text("did", did).end_object();
  json.text("$type", "app.bsky.feed.defs#blockedPost").end_object();
}

bool newer(const RecordVersion& a, const RecordVersion& b) {
  return a.sort_at != b.sort_at ? a.sort_at > b.sort_at : a.cid > b.cid;
}

// Whether this comes after the page that ended with `cursor`.
bool after_cursor(const RecordVersion& version, const std::string& cursor) {
  return cursor.empty() || cursor_of(version) < cursor;
}

}  // namespace

std::string cursor_of(const RecordVersion& version) { return to_rfc3339(version.sort_at) + "::" + version.cid; }

Profile Views::profile_of(const Account& account) const {
  for (auto one = account.profiles.rbegin(); one != account.profiles.rend(); ++one) {
    if (!as_of_ || one->at <= *as_of_) return *one;
  }
  return {};
}

const RecordVersion* Views::version(const Record& record) const {
  if (profile_of(state_.accounts.at(record.did)).standing != Profile::Standing::active) return nullptr;
  for (auto one = record.versions.rbegin(); one != record.versions.rend(); ++one) {
    if (!as_of_ || one->at <= *as_of_) return one->deleted ? nullptr : &*one;
  }
  return nullptr;
}

const Record* Views::post(const std::string& uri) const {
  const auto found = state_.records.find(uri);
  const bool there = found != state_.records.end() && found->second.collection == "app.bsky.feed.post";
  return there && version(found->second) ? &found->second : nullptr;
}

std::vector<const Record*> Views::replies_to(const std::string& uri) const {
  std::vector<const Record*> found;
  for (const auto& [other, record] : state_.records) {
    const RecordVersion* seen = version(record);
    if (seen && seen->parent && seen->parent->uri == uri) found.push_back(&record);
  }
  std::sort(found.begin(), found.end(), [this](auto* a, auto* b) { return newer(*version(*a), *version(*b)); });
  return found;
}

std::int64_t Views::likes_of(const std::string& uri) const {
  std::set<std::string> who;  // a second like of the same account counts for nothing
  for (const auto& [other, record] : state_.records) {
    const RecordVersion* seen = record.collection == "app.bsky.feed.like" ? version(record) : nullptr;
    if (seen && seen->subject == uri) who.insert(record.did);
  }
  return static_cast<std::int64_t>(who.size());
}

bool Views::blocked(const std::string& a, const std::string& b) const {
  for (const auto& [uri, record] : state_.records) {
    const RecordVersion* seen = record.collection == "app.bsky.graph.block" ? version(record) : nullptr;
    if (seen && ((record.did == a && seen->subject == b) || (record.did == b && seen->subject == a))) return true;
  }
  return false;
}

void Views::labels(JsonWriter& json, const Record& record) const {
  std::map<std::string, const Label*> now;
  for (const Label& label : state_.labels) {
    if (label.uri == record.uri && (!as_of_ || label.at <= *as_of_)) now[label.value] = label.negated ? nullptr : &label;
  }
  json.array();
  for (const auto& [value, label] : now) {
    if (!label) continue;
    json.object().text("src", "did:plc:labeller").text("uri", record.uri).text("val", value);
    json.text("cts", to_rfc3339(label->at)).end_object();
  }
  const auto document = JsonDocument::parse(version(record)->json);
  document->root()["labels"]["values"].each([&](JsonReader own) {
    json.object().text("src", record.did).text("uri", record.uri).text("cid", version(record)->cid);
    json.text("val", own["val"].text()).text("cts", document->root()["createdAt"].text()).end_object();
  });
  json.end_array();
}

void Views::embed(JsonWriter& json, const Record& record) const {
  const auto document = JsonDocument::parse(version(record)->json);
  const JsonReader embedded = document->root()["embed"];
  if (!embedded.present()) return;
  json.key("embed");
  write_embed_view(json, embedded, "https://cdn.example", record.did, [&](const std::string& uri) {
    const Record* quoted = post(uri);
    if (!quoted) return Quoted{"viewNotFound", "", "", ""};
    JsonWriter who;
    author(who, quoted->did);
    const bool block = blocked(record.did, quoted->did) || blocked(viewer_, quoted->did);
    const RecordVersion& seen = *version(*quoted);
    return Quoted{block ? "viewBlocked" : "", who.take(), seen.json, to_rfc3339(seen.at)};
  });
}

void Views::author(JsonWriter& json, const std::string& did) const {
  const Account& account = state_.accounts.at(did);
  json.object().text("did", did).text("handle", account.handle).text_unless_empty("displayName", account.display_name);
  json.key("associated").object().key("activitySubscription").object();
  json.text("allowSubscriptions", "followers").end_object().end_object();
  if (!viewer_.empty()) {
    json.key("viewer").object().flag("muted", false).flag("mutedOnlyReposts", false);
    json.flag("mutedOnlyQuoteposts", false).flag("blockedBy", false).end_object();
  }
  json.key("labels").array();
  if (account.asks_not_to_show) {
    json.object().text("src", did).text("uri", "at://" + did + "/app.bsky.actor.profile/self");
    json.text("val", "!no-unauthenticated").text("cts", to_rfc3339(account.created_at)).end_object();
  }
  json.end_array().end_object();
}

void Views::post_members(JsonWriter& json, const Record& record) const {
  const RecordVersion& seen = *version(record);
  json.text("uri", record.uri).text("cid", seen.cid).key("author");
  author(json, record.did);
  json.raw("record", seen.json);
  embed(json, record);
  json.number("bookmarkCount", 0);
  json.number("replyCount", static_cast<std::int64_t>(replies_to(record.uri).size()));
  json.number("repostCount", 0).number("likeCount", likes_of(record.uri)).number("quoteCount", 0);
  json.text("indexedAt", to_rfc3339(seen.at));
  if (!viewer_.empty()) {
    json.key("viewer").object().flag("bookmarked", false).flag("threadMuted", false);
    json.flag("embeddingDisabled", false).end_object();
  }
  json.key("labels");
  labels(json, record);
}

void Views::post_or_absent(JsonWriter& json, const std::string& uri) const {
  const Record* record = post(uri);
  if (!record) return absent(json, uri);
  json.object();
  post_members(json, *record);
  json.text("$type", "app.bsky.feed.defs#postView").end_object();
}

void Views::author_feed(JsonWriter& json, const Account& actor, const std::string& filter, std::int64_t limit,
                        const std::string& cursor) const {
  std::vector<const Record*> found;
  for (const auto& [uri, record] : state_.records) {
    if (record.did != actor.did || !post(uri) || !after_cursor(*version(record), cursor)) continue;
    if (filter == "posts_no_replies" && version(record)->parent) continue;
    found.push_back(&record);
  }
  std::sort(found.begin(), found.end(), [this](auto* a, auto* b) { return newer(*version(*a), *version(*b)); });
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  json.object().key("feed").array();
  for (const Record* record : found) {
    json.object().key("post").object();
    post_members(json, *record);
    json.end_object();
    const RecordVersion& seen = *version(*record);
    if (seen.parent && seen.root) {
      json.key("reply").object().key("root");
      post_or_absent(json, seen.root->uri);
      json.key("parent");
      post_or_absent(json, seen.parent->uri);
      const Record* parent = post(seen.parent->uri);
      const Record* grandparent = parent && version(*parent)->parent ? post(version(*parent)->parent->uri) : nullptr;
      if (grandparent) {
        json.key("grandparentAuthor");
        author(json, grandparent->did);
      }
      json.end_object();
    }
    json.end_object();
  }
  json.end_array();
  if (more) json.text("cursor", cursor_of(*version(*found.back())));
  json.end_object();
}

void Views::thread_node(JsonWriter& json, const Record& record, std::int64_t depth) const {
  json.key("post").object();
  post_members(json, record);
  json.end_object();
  if (depth > 0) {
    json.key("replies").array();
    for (const Record* reply : replies_to(record.uri)) {
      // What the two who talk, or who looks on, block is not told: neither the post nor what hangs below it.
      if (blocked(viewer_, reply->did) || blocked(record.did, reply->did)) {
        absent_blocked(json, reply->uri, reply->did);
        continue;
      }
      json.object();
      thread_node(json, *reply, depth - 1);
      json.end_object();
    }
    json.end_array();
  }
  json.key("threadContext").object().end_object().text("$type", "app.bsky.feed.defs#threadViewPost");
}

void Views::ancestors(JsonWriter& json, const Record& record, std::int64_t height) const {
  const RecordVersion& seen = *version(record);
  if (height <= 0 || !seen.parent) return;
  json.key("parent");
  const Record* parent = post(seen.parent->uri);
  if (!parent) return absent(json, seen.parent->uri);
  json.object();
  thread_node(json, *parent, 0);
  ancestors(json, *parent, height - 1);
  json.end_object();
}

void Views::thread(JsonWriter& json, const Record& record, std::int64_t depth, std::int64_t parent_height) const {
  json.object().key("thread").object();
  thread_node(json, record, depth);
  ancestors(json, record, parent_height);
  json.end_object().end_object();
}

void Views::posts(JsonWriter& json, const std::vector<std::string>& uris) const {
  json.object().key("posts").array();
  for (const std::string& uri : uris) {
    const Record* record = post(uri);
    if (!record || blocked(viewer_, record->did)) continue;  // simply absent
    json.object();
    post_members(json, *record);
    json.end_object();
  }
  json.end_array().end_object();
}

// One notification a record and person: a mention before a reply, the nearest ancestor before those further up.
std::optional<Views::Notice> Views::notice(const Record& record) const {
  if (record.did == viewer_ || !post(record.uri) || blocked(viewer_, record.did)) return std::nullopt;
  const RecordVersion& seen = *version(record);
  if (std::find(seen.mentions.begin(), seen.mentions.end(), viewer_) != seen.mentions.end()) {
    return Notice{&record, "mention", ""};
  }
  const RecordVersion* at = &seen;
  for (int height = 1; height <= notified_ancestors && at->parent; ++height) {
    const Record* ancestor = post(at->parent->uri);
    if (!ancestor) return std::nullopt;
    if (ancestor->did == viewer_) return Notice{&record, "reply", ancestor->uri};
    at = version(*ancestor);
  }
  return std::nullopt;
}

void Views::notifications(JsonWriter& json, const std::vector<std::string>& reasons, std::int64_t limit,
                          const std::string& cursor) const {
  std::vector<Notice> found;
  for (const auto& [uri, record] : state_.records) {
    const std::optional<Notice> one = notice(record);
    if (!one || !after_cursor(*version(record), cursor)) continue;
    if (reasons.empty() || std::find(reasons.begin(), reasons.end(), one->reason) != reasons.end()) found.push_back(*one);
  }
  std::sort(found.begin(), found.end(),
            [this](const Notice& a, const Notice& b) { return newer(*version(*a.record), *version(*b.record)); });
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  json.object().key("notifications").array();
  for (const Notice& one : found) {
    const RecordVersion& seen = *version(*one.record);
    json.object().text("uri", one.record->uri).text("cid", seen.cid).key("author");
    author(json, one.record->did);
    json.text("reason", one.reason).text_unless_empty("reasonSubject", one.subject).raw("record", seen.json);
    json.flag("isRead", false).text("indexedAt", to_rfc3339(seen.sort_at)).key("labels");
    labels(json, *one.record);
    json.end_object();
  }
  json.end_array();
  if (more) json.text("cursor", cursor_of(*version(*found.back().record)));
  json.flag("priority", false);
  if (!found.empty()) json.text("seenAt", to_rfc3339(version(*found.front().record)->sort_at));
  json.end_object();
}

void Views::profile(JsonWriter& json, const Account& account) const {
  std::int64_t count = 0;
  for (const auto& [uri, record] : state_.records) count += record.did == account.did && post(uri);
  json.object().text("did", account.did).text("handle", account.handle);
  json.text_unless_empty("displayName", account.display_name);
  json.text_unless_empty("description", profile_of(account).description);
  json.key("associated").object().number("lists", 0).number("feedgens", 0).number("starterPacks", 0);
  json.flag("labeler", false).key("activitySubscription").object().text("allowSubscriptions", "followers").end_object();
  json.end_object().key("labels").array().end_array();
  json.number("followersCount", account.followers).number("followsCount", 0).number("postsCount", count).end_object();
}

}  // namespace plein::simulators::bluesky
