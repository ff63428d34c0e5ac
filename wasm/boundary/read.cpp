#include "boundary/read.h"

#include <algorithm>

#include "base/hash.h"
#include "connectors/catalogue.h"
#include "text/text.h"
#include "text/typed.h"

namespace plein::boundary {
namespace {

bool made_of(std::string_view text, std::size_t least, std::size_t most, bool (*good)(char)) {
  return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), good);
}

std::string without_last_slash(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

std::string read_url(const JsonReader& in) {
  const std::string url = without_last_slash(in.text());
  if (text::safe_url(url, "").empty() || url.substr(0, 4) != "http")
    in.fail(ErrorCode::invalid_value, "an http or https address");
  return url;
}

Place read_place(const JsonReader& in, bool direct) {
  Place place;
  place.id.value = in["id"].text();
  const auto in_place_id = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (!made_of(place.id.value, 1, 32, in_place_id) || place.id.value == "site") {
    in["id"].fail(ErrorCode::invalid_value, "an id of 1 to 32 characters a-z, 0-9 and -, not \"site\"");
  }
  const std::string kind = in["kind"].text();
  if (kind != "page" && kind != "forum") in["kind"].fail(ErrorCode::invalid_value, "\"page\" or \"forum\"");
  place.kind = kind == "page" ? Place::Kind::page : Place::Kind::forum;
  place.platform = in["platform"].text();
  place.direct = direct;
  const Connector* connector = find_connector(place.platform);
  if (connector == nullptr) {
    std::string known;
    for (const Connector* each : all_connectors())
      known += (known.empty() ? "" : ", ") + std::string(each->capabilities().platform);
    in["platform"].fail(ErrorCode::unknown_name, "one of " + known);
  }
  place.name = in["name"].text();
  place.url = read_url(in["url"]);
  const std::string web(connector != nullptr ? connector->capabilities().web : "");
  place.web = in["web"].present() ? read_url(in["web"]) : web.empty() ? place.url : web;
  place.account = direct ? place.id.value : in["account"].text();
  if (direct && connector != nullptr && connector->capabilities().public_streams.empty())
    in["platform"].fail(ErrorCode::invalid_value, "a platform that can be read without a relay");
  in["settings"].members([&](const std::string& key, JsonReader value) { place.settings[key] = value.text(); });
  in["ambassadors"].each([&](JsonReader who) { place.ambassadors.push_back(who.text()); });
  place.account_shared_by = static_cast<int>(std::clamp<std::int64_t>(in["account_shared_by"].integer_or(1), 1, 1000));
  place.poll_every_ms = in["poll_every_ms"].integer_or(0);
  return place;
}

template <class Enum, std::size_t count>
Enum read_choice(const JsonReader& in, const std::string_view (&names)[count]) {
  if (!in.present()) return Enum{};
  const std::string name = in.text();
  std::string known;
  for (std::size_t i = 0; i < count; ++i) {
    if (name == names[i]) return static_cast<Enum>(i);
    known += (i == 0 ? "\"" : ", \"") + std::string(names[i]) + "\"";
  }
  in.fail(ErrorCode::unknown_name, "one of " + known);
  return Enum{};
}

Rule read_rule(const JsonReader& in, const Bridge& bridge) {
  static constexpr std::string_view threads[] = {"all", "tagged", "none"};
  static constexpr std::string_view replies[] = {"everyone", "ambassadors", "none"};
  static constexpr std::string_view names[] = {"full", "first", "none"};
  Rule rule;
  rule.from.value = in["from"].text();
  rule.to.value = in["to"].text();
  if (rule.from.value != "site" && bridge.find(rule.from.value) == nullptr)
    in["from"].fail(ErrorCode::unknown_name, "a place's id, or \"site\"");
  if (bridge.find(rule.to.value) == nullptr) in["to"].fail(ErrorCode::unknown_name, "a place's id");
  rule.threads = read_choice<Rule::Threads>(in["threads"], threads);
  rule.replies = read_choice<Rule::Replies>(in["replies"], replies);
  rule.names = read_choice<Rule::Names>(in["names"], names);
  rule.tag = in["tag"].text_or("");
  if (!rule.tag.empty() && rule.tag[0] == '#') rule.tag.erase(0, 1);
  if (rule.threads == Rule::Threads::tagged && rule.tag.empty())
    in["tag"].fail(ErrorCode::missing, "the tag that mirrored threads hold");
  return rule;
}

int read_minutes(const JsonReader& in) {
  const std::int64_t minutes = in.integer();
  if (minutes < 0 || minutes > 1440) in.fail(ErrorCode::invalid_value, "0 to 1440 minutes");
  return static_cast<int>(std::clamp<std::int64_t>(minutes, 0, 1440));
}

Milliseconds read_duration(const JsonReader& in) {
  const std::int64_t time = in.integer_or(0);
  if (time < 0 || time > 366LL * 86400000) in.fail(ErrorCode::invalid_value, "0 to a year, in milliseconds");
  return std::clamp<std::int64_t>(time, 0, 366LL * 86400000);
}

std::int64_t read_few(const JsonReader& in) {
  const std::int64_t few = in.integer_or(0);
  if (few < 0 || few > 1000) in.fail(ErrorCode::invalid_value, "0 to 1000");
  return std::clamp<std::int64_t>(few, 0, 1000);
}

Webcare read_webcare(const JsonReader& in, const Bridge& bridge) {
  Webcare webcare;
  if (!in.present()) return webcare;
  webcare.target_ms = read_duration(in["target_ms"]);
  webcare.escalate_ms = read_duration(in["escalate_ms"]);
  webcare.posts_a_day = read_few(in["posts_a_day"]);
  webcare.replies_per_post = read_few(in["replies_per_post"]);
  in["places"].members([&](const std::string& place, JsonReader target) {
    if (place != "site" && bridge.find(place) == nullptr) target.fail(ErrorCode::unknown_name, "a place's id, or \"site\"");
    webcare.target_by_place[place] = read_duration(target);
  });
  if (in["hours"].present()) {
    if (in["hours"].size() != 7) in["hours"].fail(ErrorCode::invalid_value, "seven days, Monday first");
    for (std::size_t day = 0; day < webcare.hours.size(); ++day) {
      const JsonReader hours = in["hours"].at(day);
      webcare.hours[day] = {read_minutes(hours.at(0)), read_minutes(hours.at(1))};
    }
  }
  in["holidays"].each([&](JsonReader day) { webcare.holidays.push_back(day.integer()); });
  std::sort(webcare.holidays.begin(), webcare.holidays.end());
  in["offsets"].each([&](JsonReader each) {
    webcare.offsets.push_back(
        {each["from"].integer(), static_cast<int>(std::clamp<std::int64_t>(each["minutes"].integer(), -1440, 1440))});
  });
  return webcare;
}
#ifndef PLEIN_DIRECT
Merits read_merits(const JsonReader& in) {
  Merits merits;
  const auto read = [](const JsonReader& number, std::int64_t least, std::int64_t most, std::int64_t& into) {
    into = number.integer_or(into);
    if (into < least || into > most) number.fail(ErrorCode::invalid_value, std::to_string(least) + " to " + std::to_string(most));
  };
  constexpr std::int64_t points_max = 1000, level_max = 1000000;
  read(in["accepted"], 0, points_max, merits.accepted);
  read(in["answer"], 0, points_max, merits.answer);
  read(in["first_answer"], 0, points_max, merits.first_answer);
  read(in["reaction"], 0, points_max, merits.reaction);
  read(in["half_life_days"], 1, 3650, merits.half_life_days);
  read(in["answers_a_day"], 1, 1000, merits.answers_a_day);
  read(in["reactions_a_post"], 0, 1000, merits.reactions_a_post);
  const JsonReader levels = in["levels"];
  read(levels["member"], 0, level_max, merits.member);
  read(levels["regular"], merits.member, level_max, merits.regular);
  read(levels["expert"], merits.regular, level_max, merits.expert);
  read(levels["ambassador"], merits.expert, level_max, merits.ambassador);
  return merits;
}
#endif

std::string read_bounded(const JsonReader& in, std::size_t bytes_max) {
  std::string text = in.text();
  if (text.size() > bytes_max) in.fail(ErrorCode::too_large, "at most " + std::to_string(bytes_max) + " bytes");
  return text;
}

// What an account's id goes into (a header, a form) must not be able to say more than who it is.
std::vector<record::Account> read_accounts(const JsonReader& in, const JsonReader& linked) {
  std::vector<record::Account> accounts;
  const auto in_id = [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || c == '-' || c == '_' || c == ':' || c == '.';
  };
  in.members([&](const std::string& place, JsonReader id) {
    accounts.push_back({PlaceId{place}, id.text()});
    if (!made_of(accounts.back().id, 1, 256, in_id))
      id.fail(ErrorCode::invalid_value, "1 to 256 characters A-Z, a-z, 0-9, -, _, : and .");
  });
  linked.each([&](JsonReader place) {
    const std::string id = place.text();
    const auto account = std::find_if(accounts.begin(), accounts.end(), [&](const auto& each) { return each.place.value == id; });
    if (account == accounts.end()) return place.fail(ErrorCode::unknown_name, "a place of which the account is named");
    account->own = true;
  });
  return accounts;
}

}  // namespace

Bridge read_bridge(const JsonReader& config) {
  Bridge bridge;
  bridge.id = config["id"].text();
  bridge.language = config["language"].text();
  bridge.site_name = config["site"]["name"].text();
  bridge.sponsored = config["sponsored"].text_or("");
  if (bridge.sponsored.size() > 60) config["sponsored"].fail(ErrorCode::too_large, "at most 60 bytes");
  bridge.site_url = read_url(config["site"]["url"]);
  bridge.horizon_ms = config["horizon_days"].integer_or(7) * 86400000LL;
  if (bridge.horizon_ms < 0) config["horizon_days"].fail(ErrorCode::invalid_value, "0 or more days");
  bridge.seal_key = config["seal_key"].text_or("");
  bridge.direct = config["role"].text_or("") == "direct";
  config["places"].each([&](JsonReader in) {
    Place place = read_place(in, bridge.direct);
    if (bridge.find(place.id.value) != nullptr) in["id"].fail(ErrorCode::conflict, "an id that no other place has");
    bridge.places.push_back(std::move(place));
  });
  config["rules"].each([&](JsonReader in) { bridge.rules.push_back(read_rule(in, bridge)); });
  bridge.webcare = read_webcare(config["webcare"], bridge);
  static constexpr std::string_view corrections[] = {"leave", "reply"};
  bridge.corrections = read_choice<Corrections>(config["corrections"], corrections);
  bridge.delay_ms = config["delay_ms"].integer_or(0);
  if (bridge.delay_ms < 0 || bridge.delay_ms > 86400000) config["delay_ms"].fail(ErrorCode::invalid_value, "0 to 86400000 ms");
#ifndef PLEIN_DIRECT
  bridge.merits = read_merits(config["reputation"]);
#endif
  return bridge;
}

HttpResponse read_response(const JsonReader& in) {
  HttpResponse response;
  response.status = static_cast<int>(in["status"].integer());
  if (response.status < 0 || response.status > 999) in["status"].fail(ErrorCode::invalid_value, "0 to 999");
  in["headers"].members([&](const std::string& key, JsonReader value) { response.headers[key] = value.text(); });
  response.body = in["body"].text_or("");
  response.failure = in["failure"].text_or("");
  response.detail = in["detail"].text_or("");
  return response;
}

sync::Person read_person(const JsonReader& by) {
  sync::Person person;
  person.id = read_bounded(by["id"], 256);
  person.name = read_bounded(by["name"], 256);
  if (person.id.empty() || person.name.empty()) by.fail(ErrorCode::invalid_value, "a person with an id and a name");
  const std::string role = by["role"].text();
  person.accounts = read_accounts(by["accounts"], by["linked"]);
  person.role = role == "brand" ? Role::brand : role == "ambassador" ? Role::ambassador : Role::visitor;
  return person;
}

RichText read_text(const JsonReader& in) {
  enum class Typed { plain, markdown };
  static constexpr std::string_view formats[] = {"plain", "markdown"};
  const Typed format = read_choice<Typed>(in["format"], formats);
  const std::string typed = read_bounded(in["text"], 32000);
  RichText body = format == Typed::markdown ? text::read_markdown(typed) : text::read_plain(typed);
  if (body.empty()) in["text"].fail(ErrorCode::invalid_value, "a text that says something");
  return body;
}

sync::NewPost read_said(const JsonReader& in) {
  sync::NewPost post;
  post.by = read_person(in["by"]);
  if (in["parent"].present()) post.parent = read_key(in["parent"]);
  if (in["title"].present()) post.title = read_bounded(in["title"], 512);
  post.body = read_text(in);
  return post;
}

sync::NewPost read_post(const JsonReader& in) {
  const std::string key = in["key"].text();
  const auto in_key = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  if (!made_of(key, 8, 64, in_key)) in["key"].fail(ErrorCode::invalid_value, "8 to 64 characters A-Z, a-z, 0-9, - and _");
  sync::NewPost post = read_said(in);
  post.key = key;
  return post;
}

PostKey read_key(const JsonReader& id) {
  PostKey key = 0;
  if (!from_base32(id.text(), key)) id.fail(ErrorCode::invalid_value, "a post's id: 13 characters of base32");
  if (key == 0) id.fail(ErrorCode::unknown_name, "a post's id");  // no post has it; 0 says none
  return key;
}

}  // namespace plein::boundary
