// Pages where authors' own accounts write: what is asked as whom, and how their posts are read.
#include "connectors/bluesky.h"
#include "connectors/mastodon_places.h"
#include "connectors/places.h"
#include "text/text.h"

using namespace plein;
using nlohmann::json;

namespace {

const Bluesky bluesky_connector;

Ask reply(const std::string& as, const RemoteRef& parent) {
  Ask question = ask(Ask::Kind::create);
  question.as = as;
  question.draft.body = text::read_plain("Try a reset");
  question.draft.parent = question.draft.root = parent;
  question.draft.intended_at = 1'795'405'083'603;
  question.draft.salt = 42;
  return question;
}

}  // namespace

TEST_CASE("Mastodon: what an author's account writes, changes and uploads is asked as it; what is read is not") {
  for (const Ask::Kind kind : {Ask::Kind::create, Ask::Kind::edit, Ask::Kind::remove, Ask::Kind::upload, Ask::Kind::find}) {
    CAPTURE(static_cast<int>(kind));
    Ask question = reply("9", {RemoteId{"112"}, ""});
    question.kind = kind;
    question.post.id.value = "113";
    question.image.url = "https://pictures.example/1.png";
    const auto request = mastodon_connector.request(mastodon_page(), mastodon_self, question);
    REQUIRE(request.ok());
    CHECK(request->as == (kind == Ask::Kind::find ? "" : "9"));
    question.as = "9/../1";
    CHECK_FALSE(mastodon_connector.request(mastodon_page(), mastodon_self, question).ok());
  }
}

TEST_CASE("Mastodon: a lost reply of an author's account is looked for in its thread, and what else they say is not read") {
  Ask question = reply("9", {RemoteId{"112"}, ""});
  question.kind = Ask::Kind::find;
  const auto request = mastodon_connector.request(mastodon_page(), mastodon_self, question);
  REQUIRE(request.ok());
  CHECK(request->method == "GET");
  CHECK(request->url == "https://social.example/api/v1/statuses/112/context");
  json theirs = mastodon_status("113", "<p>Try a reset</p>");
  json others = mastodon_status("114", "<p>Me too</p>");
  others["account"]["id"] = "10";
  for (json* each : {&theirs, &others}) (*each)["in_reply_to_id"] = "112";
  const json context{{"ancestors", json::array()}, {"descendants", {theirs, others}}};
  const auto reading = mastodon_connector.read(mastodon_page(), mastodon_self, question, mastodon_answer(context));
  REQUIRE(reading.ok());
  REQUIRE(reading->changes.size() == 1);
  CHECK(reading->changes[0].post.id.value == "113");
  CHECK(reading->changes[0].root.id.value == "112");
  CHECK(reading->next == "");
}

TEST_CASE("Mastodon: whom a copy answers is no part of what it says, whoever wrote it; of other posts it is") {
  const std::string mention =
      R"(<p><span class="h-card"><a href="https://social.example/@ana" class="u-url mention">@<span>ana</span></a></span> )";
  for (const bool marked : {true, false}) {
    CAPTURE(marked);
    const std::string line = marked ? R"(<p>— <a href="https://brand.example#plein=key-00000001.abc">brand.example</a></p>)" : "";
    json status = mastodon_status("113", mention + "Try a reset</p>" + line);
    status["in_reply_to_id"] = "112";
    status["in_reply_to_account_id"] = "9";
    status["mentions"] = {{{"id", "9"}, {"username", "ana"}, {"acct", "ana"}, {"url", "https://social.example/@ana"}}};
    Ask question = ask(Ask::Kind::lookup);
    question.post.id.value = "113";
    const auto reading = mastodon_connector.read(mastodon_page(), mastodon_self, question, mastodon_answer(status));
    REQUIRE(reading.ok());
    const std::string said = text::write_plain(reading->changes[0].body);
    CHECK((said.find("ana") == std::string::npos) == marked);
  }
}

TEST_CASE("Bluesky: an author's account writes to its own repository, and takes away what is there alone") {
  Ask question = reply(fan, {RemoteId{brand + "/3kroot"}, "bafyroot"});
  const auto created = bluesky_connector.request(page(), brand_self, question);
  REQUIRE(created.ok());
  CHECK(created->as == fan);
  const json body = json::parse(created->body);
  CHECK(body["repo"] == fan);
  question.kind = Ask::Kind::find;
  const auto found = bluesky_connector.request(page(), brand_self, question);
  REQUIRE(found.ok());
  CHECK(found->as == fan);
  CHECK(found->url.find("repo=" + (std::string("did%3Aplc%3A") + fan.substr(8))) != std::string::npos);
  CHECK(found->url.find("rkey=" + body["rkey"].get<std::string>()) != std::string::npos);
  question.kind = Ask::Kind::remove;
  question.post.id.value = fan + "/3kpost";
  const auto removed = bluesky_connector.request(page(), brand_self, question);
  REQUIRE(removed.ok());
  CHECK(json::parse(removed->body)["repo"] == fan);
  question.post.id.value = brand + "/3kpost";
  CHECK_FALSE(bluesky_connector.request(page(), brand_self, question).ok());
  question.as = "fan";
  CHECK_FALSE(bluesky_connector.request(page(), brand_self, question).ok());
  question.as = "";
  CHECK(bluesky_connector.request(page(), brand_self, question).ok());
}
