// Mastodon: statuses as they are read, addresses, and pushes.
#include "connectors/mastodon_places.h"
#include "text/text.h"

using namespace plein;
using nlohmann::json;

namespace {

Change looked_up(const json& status) {
  const auto reading = mastodon_read(mastodon_ask(Ask::Kind::lookup, status["id"]), mastodon_answer(status));
  REQUIRE(reading.ok());
  REQUIRE(reading->changes.size() == 1);
  return reading->changes[0];
}

json reply(const std::string& id, const std::string& to, const std::string& content) {
  json status = mastodon_status(id, content);
  status["in_reply_to_id"] = to;
  status["in_reply_to_account_id"] = "7";
  return status;
}

}  // namespace

TEST_CASE("Mastodon: a status is read with its author, times, language and likes") {
  json status = mastodon_status("12", "<p>Mijn router<br />knippert rood</p>");
  status["edited_at"] = "2026-11-23T04:00:00.000Z";
  const Change change = looked_up(status);
  CHECK(change.kind == Change::Kind::seen);
  CHECK(change.author == Author{"9", "Ana", "ana", "https://social.example/ana.png"});
  CHECK(text::write_plain(change.body) == "Mijn router\nknippert rood");
  CHECK(change.body.language == "nl");
  CHECK(change.created_at == 1'795'405'083'000);
  CHECK(change.edited_at == 1'795'406'400'000);
  CHECK(change.reactions == 2);
  CHECK(change.root == change.post);
  CHECK(change.post.extra == "ana");
}

TEST_CASE("Mastodon: a first post is the page's own, or mentions it; whose reply it is is said, and not in which thread") {
  json status = mastodon_status("12", "<p>x</p>");
  CHECK_FALSE(looked_up(status).addressed);
  status["mentions"] = {{{"id", "7"}, {"username", "brand"}, {"acct", "brand"}, {"url", "https://social.example/@brand"}}};
  CHECK(looked_up(status).addressed);
  status["mentions"] = json::array();
  status["account"]["id"] = "7";
  CHECK(looked_up(status).addressed);
  CHECK(looked_up(status).post.extra == "");
  const Change answer = looked_up(reply("13", "12", "<p>y</p>"));
  CHECK(answer.parent.id.value == "12");
  CHECK(answer.root.empty());
}

TEST_CASE("Mastodon: what is not for all to see is hidden, says nothing, and is in no stream and no thread") {
  for (const char* visibility : {"private", "direct"}) {
    json status = mastodon_status("12", "<p>geheim</p>");
    status["visibility"] = visibility;
    const Change change = looked_up(status);
    CHECK(change.kind == Change::Kind::hidden);
    CHECK(change.body.empty());
    CHECK(change.author.id == "");
    const auto listed = mastodon_read(ask(Ask::Kind::stream, "statuses"), mastodon_answer(json::array({status})));
    CHECK(listed->changes.empty());
    CHECK(listed->mark == "0002 12");
    json note = {{"id", "3"}, {"type", "mention"}, {"status", status}};
    CHECK(mastodon_read(ask(Ask::Kind::stream, "mentions"), mastodon_answer(json::array({note})))->changes.empty());
    Ask thread = mastodon_ask(Ask::Kind::thread, "1");
    thread.cursor = "context";
    CHECK(mastodon_read(thread, mastodon_answer({{"ancestors", json::array()}, {"descendants", {status}}}))->changes.empty());
    const json message = {{"stream", {"user"}}, {"event", "notification"}, {"payload", note.dump()}};
    CHECK(mastodon_connector.pushed(mastodon_page(), mastodon_self, {{}, message.dump()})->empty());
  }
}

TEST_CASE("Mastodon: pictures, films, polls and cards stand below the text, all of it behind its warning") {
  json status = mastodon_status("12", "<p>Kijk</p>");
  status["media_attachments"] = {
      {{"id", "1"}, {"type", "image"}, {"url", "https://files.example/1.png"}, {"description", "Een kat"}},
      {{"id", "2"}, {"type", "image"}, {"url", nullptr}, {"remote_url", "https://other.example/2.png"}, {"description", nullptr}},
      {{"id", "3"}, {"type", "video"}, {"url", "https://files.example/3.mp4"}, {"description", "Een film"}},
      {{"id", "4"}, {"type", "unknown"}, {"url", "javascript:alert(1)"}, {"remote_url", nullptr}}};
  status["card"] = {{"url", "https://news.example/a"}, {"title", "Nieuws"}, {"description", "Meer"}};
  status["spoiler_text"] = "dieren";
  const RichText body = looked_up(status).body;
  REQUIRE(body.blocks.size() == 1);
  CHECK(body.blocks[0].kind == Node::Kind::warning);
  CHECK(body.blocks[0].text == "dieren");
  const auto& inner = body.blocks[0].children;
  REQUIRE(inner.size() == 4);
  REQUIRE(inner[1].children.size() == 2);
  CHECK(inner[1].children[0] == Node{Node::Kind::image, "Een kat", "https://files.example/1.png"});
  CHECK(inner[1].children[1].url == "https://other.example/2.png");
  REQUIRE(inner[2].children.size() == 1);
  CHECK(inner[2].children[0].url == "https://files.example/3.mp4");
  CHECK(inner[3].kind == Node::Kind::card);
  CHECK(inner[3].text == "Nieuws");
}

TEST_CASE("Mastodon: covered pictures are behind a warning, but not those of the page itself") {
  json status = mastodon_status("12", "<p>Kijk</p>");
  status["sensitive"] = true;
  status["media_attachments"] = {{{"id", "1"}, {"type", "image"}, {"url", "https://files.example/1.png"}}};
  CHECK(looked_up(status).body.blocks.at(1).kind == Node::Kind::warning);
  status["account"]["id"] = "7";
  CHECK(looked_up(status).body.blocks.at(1).kind == Node::Kind::paragraph);
}

TEST_CASE("Mastodon: a poll tells its votes when it is over") {
  json status = mastodon_status("12", "<p>Welke?</p>");
  status["poll"] = {
      {"id", "1"}, {"expired", false}, {"options", {{{"title", "A"}, {"votes_count", 3}}, {{"title", "B"}, {"votes_count", 1}}}}};
  Node poll = looked_up(status).body.blocks.at(1);
  CHECK(poll.kind == Node::Kind::poll);
  CHECK(poll.children.at(0) == Node{Node::Kind::option, "A"});
  status["poll"]["expired"] = true;
  poll = looked_up(status).body.blocks.at(1);
  CHECK(poll.children.at(0).count == 3);
  CHECK(poll.children.at(1).count == 1);
}

TEST_CASE("Mastodon: whom a reply of ours answers is no part of what it says") {
  json status = reply(
      "13", "12",
      R"(<p><span class="h-card"><a href="https://social.example/@ana" class="u-url mention">@<span>ana</span></a></span> Zet hem uit.</p>)");
  status["in_reply_to_account_id"] = "9";
  status["mentions"] = {{{"id", "9"}, {"username", "ana"}, {"acct", "ana"}, {"url", "https://social.example/@ana"}}};
  CHECK(text::write_plain(looked_up(status).body) == "@ana Zet hem uit.");
  status["account"]["id"] = "7";
  CHECK(text::write_plain(looked_up(status).body) == "Zet hem uit.");
  status["in_reply_to_account_id"] = "8";
  CHECK(text::write_plain(looked_up(status).body) == "@ana Zet hem uit.");
}

TEST_CASE("Mastodon: a stream ends at its mark, or where there is no next page; boosts are no posts") {
  json boost = mastodon_status("1000", "");
  boost["reblog"] = mastodon_status("5", "<p>x</p>");
  HttpResponse response =
      mastodon_answer(json::array({boost, mastodon_status("999", "<p>b</p>"), mastodon_status("998", "<p>a</p>")}));
  response.headers["link"] =
      "<https://social.example/api/v1/accounts/7/statuses?limit=20&max_id=998&exclude_reblogs=true>; rel=\"next\", "
      "<https://social.example/api/v1/accounts/7/statuses?min_id=1000>; rel=\"prev\"";
  Ask question = ask(Ask::Kind::stream, "statuses");
  const auto page = mastodon_read(question, response);
  CHECK(page->changes.size() == 2);
  CHECK(page->mark == "0004 1000");
  CHECK(page->next == "998");
  CHECK(mastodon::mark_of("1000") > mastodon::mark_of("999"));
  question.mark = mastodon::mark_of("998");
  CHECK(mastodon_read(question, response)->next == "");
  response.headers["link"] = "<https://social.example/x?min_id=1000>; rel=\"prev\"";
  CHECK(mastodon_read(ask(Ask::Kind::stream, "statuses"), response)->next == "");
}

TEST_CASE("Mastodon: a thread is its status and then its context, which may not be whole") {
  Ask question = mastodon_ask(Ask::Kind::thread, "12");
  CHECK(mastodon_connector.request(mastodon_page(), mastodon_self, question)->url == "https://social.example/api/v1/statuses/12");
  const auto first = mastodon_read(question, mastodon_answer(mastodon_status("12", "<p>begin</p>")));
  CHECK(first->next == "context");
  question.cursor = first->next;
  CHECK(mastodon_connector.request(mastodon_page(), mastodon_self, question)->url ==
        "https://social.example/api/v1/statuses/12/context");
  json context = {{"ancestors", json::array()},
                  {"descendants", {reply("13", "12", "<p>een</p>"), reply("14", "13", "<p>twee</p>")}}};
  HttpResponse response = mastodon_answer(context);
  const auto rest = mastodon_read(question, response);
  REQUIRE(rest->changes.size() == 2);
  CHECK(rest->next == "");
  CHECK_FALSE(rest->partial);
  CHECK(rest->changes[1].parent.id.value == "13");
  CHECK(rest->changes[1].root.id.value == "12");
  response.headers["mastodon-async-refresh"] = "id=\"x\", retry=3";
  CHECK(mastodon_read(question, response)->partial);
  for (int i = 0; i < 58; ++i) context["descendants"].push_back(reply(std::to_string(100 + i), "12", "<p>x</p>"));
  CHECK_FALSE(mastodon_read(question, mastodon_answer(context))->partial);
  Place direct = mastodon_page();
  direct.direct = true;
  CHECK(mastodon_read(question, mastodon_answer(context), direct)->partial);
  context = {{"ancestors", {mastodon_status("12", "<p>begin</p>")}}, {"descendants", json::array()}};
  CHECK(mastodon_read(question, mastodon_answer(context))->partial);
}

TEST_CASE("Mastodon: a profile refuses in its note or its fields, where a tag is in pieces; suspended ones wait") {
  const auto refuses = [](const json& account) {
    const auto reading = mastodon_read(mastodon_ask(Ask::Kind::profile, "9"), mastodon_answer(account));
    REQUIRE(reading.ok());
    CHECK(reading->profile.known);
    return reading->profile.refuses;
  };
  json account = {
      {"id", "9"}, {"note", "<p>Hallo</p>"}, {"fields", {{{"name", "site"}, {"value", "<a href=\"https://a.example\">a</a>"}}}}};
  CHECK_FALSE(refuses(account));
  account["note"] =
      R"(<p>Hallo <a href="https://social.example/tags/nobridge" class="mention hashtag">#<span>NoBridge</span></a></p>)";
  CHECK(refuses(account));
  account["note"] = "";
  account["fields"][0]["value"] = "#nobridge";
  CHECK(refuses(account));
  CHECK(refuses({{"id", "9"}, {"note", ""}, {"suspended", true}}));
  CHECK(
      mastodon_read(mastodon_ask(Ask::Kind::profile, "9"), mastodon_answer({{"error", "Record not found"}}, 404))->profile.gone);
}

TEST_CASE("Mastodon: a status has one address made of its id, and all its addresses are known again") {
  const Place place = mastodon_page();
  CHECK(mastodon_connector.permalink(place, RemoteId{"12"}) == "https://social.example/statuses/12");
  for (const char* url :
       {"/statuses/12", "/statuses/12#plein", "/@ana/12", "/@ana@other.example/12", "/users/ana/statuses/12", "/web/statuses/12",
        "/web/@ana/12", "/deck/@ana/12", "/ap/users/9/statuses/12", "/@ana/12/", "/@ana/12?x=1"}) {
    CAPTURE(url);
    CHECK(mastodon_connector.parse_permalink(place, "https://social.example" + std::string(url)) == RemoteId{"12"});
  }
  for (const char* url : {"/@ana", "/@ana/media", "/tags/x", "/statuses/", "/statuses/1/2", "/users/ana/12", "/@/12"}) {
    CAPTURE(url);
    CHECK_FALSE(mastodon_connector.parse_permalink(place, "https://social.example" + std::string(url)));
  }
  CHECK_FALSE(mastodon_connector.parse_permalink(place, "https://social.example.evil/@ana/12"));
}

TEST_CASE("Mastodon: an id that begins with a time goes without it") {
  CHECK(mastodon::lasting("17954050878c362164e96ba6b576129ba708167a7c") == "00000000008c362164e96ba6b576129ba708167a7c");
  CHECK(mastodon::lasting("109348677773283527") == "109348677773283527");
  CHECK(mastodon::lasting(std::string(42, 'a')) == std::string(42, 'a'));
}

TEST_CASE("Mastodon: messages of its stream") {
  const auto pushed = [](const std::string& event, const std::string& payload) {
    const json message = {{"stream", {"user"}}, {"event", event}, {"payload", payload}};
    const auto changes = mastodon_connector.pushed(mastodon_page(), mastodon_self, {{}, message.dump()});
    REQUIRE(changes.ok());
    return *changes;
  };
  CHECK(mastodon_connector.push_socket(mastodon_page(), mastodon_self) == "wss://social.example/api/v1/streaming?stream=user");
  json status = mastodon_status("12", "<p>x</p>");
  CHECK(pushed("update", status.dump()).empty());  // somebody whom the page follows
  CHECK(pushed("status.update", reply("13", "12", "<p>x</p>").dump()).size() == 1);
  const json note = {{"id", "1"}, {"type", "mention"}, {"status", status}};
  REQUIRE(pushed("notification", note.dump()).size() == 1);
  CHECK(pushed("notification", note.dump())[0].addressed);
  CHECK(pushed("notification", json({{"id", "1"}, {"type", "follow"}}).dump()).empty());
  status["account"]["id"] = "7";
  CHECK(pushed("update", status.dump()).size() == 1);
  const auto gone = pushed("delete", "12");
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].kind == Change::Kind::sighted);
  CHECK(gone[0].post.id.value == "12");
  CHECK(pushed("announcement", "{}").empty());
  CHECK(mastodon_connector.pushed(mastodon_page(), mastodon_self, {{}, R"({"error":"x"})"})->empty());
  CHECK_FALSE(mastodon_connector.pushed(mastodon_page(), mastodon_self, {{}, R"({"event":"update","payload":"{"})"}).ok());
  CHECK_FALSE(mastodon_connector.pushed(mastodon_page(), mastodon_self, {{}, R"({"event":"delete","payload":"../x"})"}).ok());
}

TEST_CASE("Mastodon: without an account it is asked who is shown") {
  Place place = mastodon_page();
  place.direct = true;
  CHECK_FALSE(mastodon_connector.request(place, {}, ask(Ask::Kind::identity)).ok());
  place.settings["account"] = "@brand";
  CHECK(mastodon_connector.request(place, {}, ask(Ask::Kind::identity))->url ==
        "https://social.example/api/v1/accounts/lookup?acct=brand");
  place.settings["account"] = "109348677773283527";
  CHECK(mastodon_connector.request(place, {}, ask(Ask::Kind::identity))->url ==
        "https://social.example/api/v1/accounts/109348677773283527");
}

TEST_CASE("Mastodon: what cannot stand in a path is not asked") {
  for (const Ask::Kind kind :
       {Ask::Kind::lookup, Ask::Kind::remove, Ask::Kind::edit, Ask::Kind::thread, Ask::Kind::profile, Ask::Kind::react}) {
    for (const char* id : {"", "../1", "1?x", "1/2"}) {
      CHECK_FALSE(mastodon_connector.request(mastodon_page(), mastodon_self, mastodon_ask(kind, id)).ok());
    }
  }
  CHECK_FALSE(mastodon_connector.request(mastodon_page(), {}, ask(Ask::Kind::stream, "statuses")).ok());
  CHECK_FALSE(mastodon_connector.request(mastodon_page(), mastodon_self, ask(Ask::Kind::hide)).ok());
}
