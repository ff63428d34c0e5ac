#include "simulators/mastodon_views.h"

#include <algorithm>

#include "simulators/mastodon_html.h"

namespace plein::simulators::mastodon {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

void text_or_null(JsonWriter& json, std::string_view name, const std::string& value) {
  value.empty() ? json.key(name).null() : json.text(name, value);
}

void empty_lists(JsonWriter& json, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) json.key(name).array().end_array();
}

}  // namespace

const Account* State::find(const std::string& acct) const {
  const std::size_t at = acct.find('@');
  std::string host = at == std::string::npos ? "" : lower(acct.substr(at + 1));
  if (host == lower(domain())) host.clear();
  for (const auto& [id, account] : accounts) {
    if (!account.removed && lower(account.username) == lower(acct.substr(0, at)) && lower(account.domain) == host)
      return &account;
  }
  return nullptr;
}

std::string profile_url(const State& state, const Account& account) {
  return (account.domain.empty() ? state.url : "https://" + account.domain) + "/@" + account.username;
}

const StatusVersion* Views::version(const Status& status) const {
  const StatusVersion* found = nullptr;
  for (const StatusVersion& each : status.versions) {
    if (stood(each.at)) found = &each;
  }
  const Account& author = state_.accounts.at(status.account);
  if (found == nullptr || found->deleted || author.suspended) return nullptr;
  const bool for_all = status.visibility == "public" || status.visibility == "unlisted";
  const auto& called = found->mentions;
  const bool mine = viewer_ == status.account || std::find(called.begin(), called.end(), viewer_) != called.end();
  return for_all || (!viewer_.empty() && mine) ? found : nullptr;
}

void Views::account(JsonWriter& json, const Account& account, bool credentials) const {
  Profile profile;
  for (const Profile& each : account.profiles) {
    if (stood(each.at)) profile = each;
  }
  if (account.suspended) profile = {};
  const auto mine = [&](const auto& entry) { return entry.second.account == account.id && !entry.second.latest().deleted; };
  const auto count = std::count_if(state_.statuses.begin(), state_.statuses.end(), mine);
  const std::string picture = state_.url + "/avatars/original/missing.png";
  json.object().text("id", account.id).text("username", account.username).text("acct", account.acct());
  json.text("display_name", account.suspended ? "" : account.display_name).flag("locked", false).flag("bot", false);
  json.flag("discoverable", true).flag("indexable", true).flag("group", false).flag("hide_collections", false);
  json.flag("noindex", false).text("created_at", to_rfc3339(account.created_at)).text("note", html_of(state_, profile.note));
  json.text("url", profile_url(state_, account)).text("uri", profile_url(state_, account));
  json.text("avatar", picture).text("avatar_static", picture).text("header", picture).text("header_static", picture);
  json.number("followers_count", account.followers).number("following_count", 0).number("statuses_count", count);
  json.text("last_status_at", to_rfc3339(account.created_at).substr(0, 10));
  empty_lists(json, {"emojis", "roles"});
  json.key("fields").array();
  for (const auto& [name, value] : profile.fields) {
    json.object().text("name", name).text("value", html_of(state_, value)).key("verified_at").null().end_object();
  }
  json.end_array();
  if (account.suspended) json.flag("suspended", true);
  if (credentials) {
    json.key("source").object().text("privacy", "public").flag("sensitive", false).text("language", "en");
    json.text("note", profile.note).number("follow_requests_count", 0).flag("bot", false).key("fields").array().end_array();
    json.end_object();
  }
  json.end_object();
}

void Views::media(JsonWriter& json, const Media& media) const {
  const std::string file = state_.url + "/system/media_attachments/files/" + media.id;
  json.object().text("id", media.id).text("type", "image");
  text_or_null(json, "url", now_ < media.ready_at ? "" : file + "/original.png");
  json.text("preview_url", file + "/small.png").key("remote_url").null().key("text_url").null();
  json.key("meta").object().end_object();
  text_or_null(json, "description", media.description);
  json.text("blurhash", "UFBWY:8_0Jxv4mx]t8t64.%M-:IUWGWAt6M}").end_object();
}

void Views::attached(JsonWriter& json, const Status& status, const StatusVersion& version) const {
  json.key("media_attachments").array();
  for (const std::string& id : version.media) media(json, state_.media.at(id));
  json.end_array().key("mentions").array();
  for (const std::string& id : version.mentions) {
    const Account& called = state_.accounts.at(id);
    json.object().text("id", id).text("username", called.username).text("url", profile_url(state_, called));
    json.text("acct", called.acct()).end_object();
  }
  json.end_array().key("tags").array();
  for (const std::string& tag : tags_of(version.text)) {
    json.object().text("name", lower(tag)).text("url", state_.url + "/tags/" + lower(tag)).end_object();
  }
  json.end_array();
  empty_lists(json, {"emojis", "filtered"});
  if (status.card.url.empty()) {
    json.key("card").null();
  } else {
    json.key("card").object().text("url", status.card.url).text("title", status.card.title);
    json.text("description", status.card.description).text("type", "link").key("image").null().end_object();
  }
  if (status.options.empty()) {
    json.key("poll").null();
    return;
  }
  json.key("poll").object().text("id", status.id).text("expires_at", to_rfc3339(status.poll_ends_at));
  json.flag("expired", now_ >= status.poll_ends_at).flag("multiple", false).number("votes_count", 0).key("options").array();
  for (const std::string& option : status.options) json.object().text("title", option).number("votes_count", 0).end_object();
  json.end_array();
  empty_lists(json, {"emojis"});
  json.end_object();
}

// `source`: with the plain text it was written as and without the HTML, as a removal answers.
void Views::status(JsonWriter& json, const Status& status, bool source) const {
  const StatusVersion* shown = version(status);
  const StatusVersion& one = shown != nullptr ? *shown : status.latest();
  const Account& author = state_.accounts.at(status.account);
  const auto replies = std::count_if(state_.statuses.begin(), state_.statuses.end(), [&](const auto& entry) {
    const Status& each = entry.second;
    return each.latest().parent == status.id && !each.latest().deleted &&
           (each.visibility == "public" || each.visibility == "unlisted");
  });
  const std::string at = author.domain.empty() ? state_.url : "https://" + author.domain;
  json.object().text("id", status.id).text("created_at", to_rfc3339(status.created_at));
  text_or_null(json, "in_reply_to_id", one.parent);
  text_or_null(json, "in_reply_to_account_id", status.parent_account);
  json.flag("sensitive", one.sensitive).text("spoiler_text", one.spoiler).text("visibility", status.visibility);
  text_or_null(json, "language", one.language);
  json.text("uri", at + "/users/" + author.username + "/statuses/" + status.id);
  json.text("url", at + "/@" + author.username + "/" + status.id);
  json.number("replies_count", replies).number("reblogs_count", 0);
  json.number("favourites_count", static_cast<std::int64_t>(status.favourited.size()));
  text_or_null(json, "edited_at", one.edited_at > 0 ? to_rfc3339(one.edited_at) : "");
  if (!viewer_.empty()) {
    json.flag("favourited", status.favourited.count(viewer_) == 1).flag("reblogged", false).flag("muted", false);
    json.flag("bookmarked", false);
    if (viewer_ == status.account) json.flag("pinned", false);
  }
  source ? json.text("text", one.text) : json.text("content", html_of(state_, one.text));
  const auto boosted = state_.statuses.find(status.reblog);
  json.key("reblog");
  boosted == state_.statuses.end() ? static_cast<void>(json.null()) : this->status(json, boosted->second);
  json.key("account");
  account(json, author);
  attached(json, status, one);
  json.end_object();
}

void Views::notification(JsonWriter& json, const Notification& notification) const {
  json.object().text("id", notification.id).text("type", notification.type).text("created_at", to_rfc3339(notification.at));
  json.text("group_key", "ungrouped-" + notification.id).key("account");
  account(json, state_.accounts.at(notification.from));
  json.key("status");
  const auto status = state_.statuses.find(notification.status);
  if (status == state_.statuses.end() || !visible(status->second)) {
    json.null();
  } else {
    this->status(json, status->second);
  }
  json.end_object();
}

std::vector<const Status*> Views::ancestors(const Status& status) const {
  std::vector<const Status*> found;
  const StatusVersion* at = version(status);
  while (at != nullptr && !at->parent.empty()) {
    const Status& above = state_.statuses.at(at->parent);
    at = version(above);
    if (at != nullptr) found.insert(found.begin(), &above);
  }
  return found;
}

void Views::below(const Status& status, std::size_t most, int depth, std::vector<const Status*>& found) const {
  for (const auto& [id, each] : state_.statuses) {
    const StatusVersion* shown = version(each);
    if (shown == nullptr || shown->parent != status.id || found.size() >= most) continue;
    found.push_back(&each);
    if (depth != 1) below(each, most, depth - 1, found);
  }
}

std::vector<const Status*> Views::descendants(const Status& status, std::size_t most, int depth) const {
  std::vector<const Status*> found;
  below(status, most, depth, found);
  return found;
}

}  // namespace plein::simulators::mastodon
