// What is done to the server from outside its API: people, moderation, what its background jobs bring; and the dump.
#include "simulators/mastodon_html.h"
#include "simulators/mastodon_simulator.h"

namespace plein::simulators {

using namespace mastodon;

const Account& MastodonSimulator::add_user(const MastodonPerson& person, Milliseconds now) {
  Account account;
  account.id = std::to_string(state_.next_account++);
  account.username = person.username;
  account.domain = person.domain;
  account.display_name = person.display_name.empty() ? person.username : person.display_name;
  account.token = "token-" + account.acct();
  account.created_at = now;
  return state_.accounts.emplace(account.id, account).first->second;
}

std::vector<std::string> MastodonSimulator::take_messages(const std::string& account) {
  std::vector<std::string> messages;
  std::swap(messages, state_.messages[account]);
  return messages;
}

Result<std::string> MastodonSimulator::set_up(const JsonReader& call, Milliseconds now) {
  const std::string what = call["do"].text();
  JsonWriter json;
  if (what == "add_user") {
    const MastodonPerson person{call["username"].text(), call["display_name"].text_or(""), call["domain"].text_or("")};
    if (person.username.empty()) return Error{ErrorCode::missing, "$.call.username", "a name is needed"};
    Account named;
    named.username = person.username;
    named.domain = person.domain;
    if (state_.find(named.acct()) != nullptr) {
      return Error{ErrorCode::conflict, call["username"].path(), "there is an account of this name"};
    }
    const Account& account = add_user(person, now);
    json.object().text("id", account.id).text("acct", account.acct()).text("token", account.token).end_object();
    return json.take();
  }
  if (what == "remove_status" || what == "add_card" || what == "fetch_replies") {
    const auto status = state_.statuses.find(call["id"].id());
    if (status == state_.statuses.end()) return Error{ErrorCode::unknown_name, call["id"].path(), "no such status"};
    // As a moderator does; a link's card, which comes later; replies that other servers are asked for.
    if (what == "remove_status") remove(status->second, now);
    if (what == "add_card") status->second.card = {call["url"].text(), call["title"].text(), call["description"].text_or("")};
    if (what == "fetch_replies") status->second.refreshing_until = now + call["for_ms"].integer();
    return std::string("{}");
  }
  const Account* known = state_.find(call["username"].text_or(""));
  const bool of_account = what == "set_profile" || what == "suspend" || what == "remove_user" || what == "take_messages";
  if (!of_account) return Error{ErrorCode::unknown_name, call["do"].path(), "no such setup: " + what};
  if (known == nullptr) return Error{ErrorCode::unknown_name, call["username"].path(), "no such account"};
  Account& account = state_.accounts.at(known->id);
  if (what == "take_messages") {
    json.object().key("messages").array();
    for (const std::string& message : take_messages(account.id)) json.raw(message);
    json.end_array().end_object();
    return json.take();
  }
  if (what == "suspend") account.suspended = call["suspended"].flag_or(true);
  if (what == "set_profile") {
    Profile profile = account.profiles.empty() ? Profile{} : account.profiles.back();
    profile.at = now;
    profile.note = call["note"].text_or(profile.note);
    if (call["fields"].present()) profile.fields.clear();
    call["fields"].members([&](const std::string& name, JsonReader value) { profile.fields.push_back({name, value.text()}); });
    account.display_name = call["display_name"].text_or(account.display_name);
    account.followers = call["followers"].integer_or(account.followers);
    account.profiles.push_back(std::move(profile));
  }
  if (what == "remove_user") {
    for (auto& [id, status] : state_.statuses) {
      if (status.account == account.id && !status.latest().deleted) remove(status, now);
    }
    account.removed = true;
  }
  return std::string("{}");
}

std::string MastodonSimulator::dump() const {
  JsonWriter json;
  json.object().key("statuses").array();
  for (const auto& [id, status] : state_.statuses) {
    const StatusVersion& latest = status.latest();
    if (latest.deleted || !status.reblog.empty()) continue;
    const Account& account = state_.accounts.at(status.account);
    json.object().text("id", id).text("account", account.id).text("acct", account.acct()).text("visibility", status.visibility);
    json.text_unless_empty("parent", latest.parent).text("text", latest.text).text("html", html_of(state_, latest.text));
    json.text("spoiler", latest.spoiler).text("language", latest.language).number("created", status.created_at);
    json.number("edited", latest.edited_at).number("favourites", static_cast<std::int64_t>(status.favourited.size()));
    json.key("media").array();
    for (const std::string& each : latest.media) {
      const Media& media = state_.media.at(each);
      json.object().text("id", each).text("source", media.source).text("description", media.description).end_object();
    }
    json.end_array().key("mentions").array();
    for (const std::string& each : latest.mentions) json.text(state_.accounts.at(each).acct());
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace plein::simulators
