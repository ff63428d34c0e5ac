// What Facebook's connector says beyond its fixtures: addresses, budgets, large batches, texts that must call nobody.
#include "connectors/facebook.h"

#include <chrono>

#include "connectors/captures.h"
#include "text/text.h"

using namespace plein;

namespace {

const Facebook connector;
const Identity self{"700", "Noordnet"};

Place page_of(const std::string& page = "700") {
  Place place;
  place.platform = "facebook";
  place.url = "https://graph.facebook.com/v25.0";
  place.web = "https://www.facebook.com";
  place.settings = {{"page", page}};
  return place;
}

Ask about(Ask::Kind kind, const std::string& post) {
  Ask question = ask(kind);
  question.post.id.value = question.thread.id.value = post;
  return question;
}

Reading read(const Ask& question, int status, const std::string& body, std::map<std::string, std::string> headers = {}) {
  const auto reading = connector.read(page_of(), self, question, {status, std::move(headers), body, ""});
  REQUIRE(reading.ok());
  return *reading;
}

std::string error(int code, int subcode = 0) {
  return R"({"error":{"message":"no","type":"OAuthException","code":)" + std::to_string(code) + R"(,"error_subcode":)" +
         std::to_string(subcode) + "}}";
}

Result<std::vector<Change>> push(const std::string& body) { return connector.pushed(page_of(), self, {{}, body}); }

}  // namespace

TEST_CASE("Facebook: an address for people names its post, and no other address does") {
  const Place place = page_of();
  for (const char* id : {"700_42", "42_801", "801", "700_42_801"}) {
    const std::string address = connector.permalink(place, RemoteId{id});
    CAPTURE(address);
    const auto found = connector.parse_permalink(place, address + "#plein");
    REQUIRE(found.has_value());
    CHECK(found->value == id);
  }
  CHECK(connector.permalink(place, RemoteId{"700_42"}) == "https://www.facebook.com/700_42");
  CHECK(connector.permalink(place, RemoteId{"42_801"}) == "https://www.facebook.com/42?comment_id=801");
  for (const char* address :
       {"https://www.facebook.com/", "https://www.facebook.com/noordnet", "https://www.facebook.com/701_42",
        "https://www.facebook.com/42?comment_id=", "https://www.facebook.com/700?comment_id=42", "https://facebook.com/700_42",
        "https://www.facebook.com/700_42/", "https://www.facebook.com/700_42?comment_id=8", "https://www.facebook.com/42_801",
        "https://www.facebook.com/1_2_3_4", "https://forum.example/700_42", ""}) {
    CAPTURE(address);
    CHECK_FALSE(connector.parse_permalink(place, address).has_value());
  }
  CHECK(connector.permalink(place, RemoteId{"../me"}) == "");
}

TEST_CASE("Facebook: what cannot be named is not asked for") {
  for (const char* bad : {"", "me", "700_42/comments", "700_42?fields=x", "1_2_3_4", "_1", "700_"}) {
    CAPTURE(bad);
    for (const Ask::Kind kind : {Ask::Kind::thread, Ask::Kind::lookup, Ask::Kind::remove, Ask::Kind::edit, Ask::Kind::react}) {
      CHECK_FALSE(connector.request(page_of(), self, about(kind, bad)).ok());
    }
    CHECK_FALSE(connector.request(page_of(bad), self, ask(Ask::Kind::identity)).ok());
  }
  CHECK_FALSE(connector.request(page_of(), self, about(Ask::Kind::thread, "42_801")).ok());
  CHECK_FALSE(connector.request(page_of(), self, ask(Ask::Kind::profile)).ok());
  CHECK_FALSE(connector.request(page_of(), self, ask(Ask::Kind::upload)).ok());
}

TEST_CASE("Facebook: no text of ours calls anybody, and it is read as it was written") {
  Ask create = ask(Ask::Kind::create);
  create.draft.body = text::read_plain("Vraag het @Bo, @[1234], @[5:6:Bo] of info@[7]");
  const auto request = connector.request(page_of(), self, create);
  REQUIRE(request.ok());
  CHECK(request->body.find("@[") == std::string::npos);
  const std::string message = nlohmann::json::parse(request->body)["message"];
  nlohmann::json answer{{"id", "700_42"}, {"message", message}, {"created_time", "2026-03-04T09:15:00+0000"}};
  answer["from"] = {{"id", "700"}, {"name", "Noordnet"}};
  const Reading reading = read(about(Ask::Kind::lookup, "700_42"), 200, answer.dump());
  CHECK(text::write_plain(reading.changes.at(0).body) == "Vraag het @Bo, @[1234], @[5:6:Bo] of info@[7]");
}

TEST_CASE("Facebook: tags count code points, and impossible ones are ignored") {
  const auto body_of = [](const std::string& tags) {
    const std::string answer =
        R"({"id":"42_801","message":"🙈é Ana\nen https://x.example/a","created_time":"2026-03-04T09:15:00+0000",)"
        R"("from":{"id":"55","name":"Bo"},"message_tags":)" +
        tags + "}";
    return to_json(read(about(Ask::Kind::lookup, "42_801"), 200, answer).changes.at(0).body);
  };
  const std::string tagged = body_of(R"([{"id":"7","type":"user","offset":3,"length":3}])");
  CHECK(
      tagged ==
      R"([{"c":["🙈é ",{"s":"Ana","t":"@"},{"t":"br"},"en ",{"c":["https://x.example/a"],"t":"a","u":"https://x.example/a"}],"t":"p"}])");
  const std::string untagged = body_of("[]");
  for (const char* tags :
       {R"([{"id":"7","offset":-1,"length":3}])", R"([{"id":"7","offset":3,"length":0}])",
        R"([{"id":"7","offset":3,"length":9223372036854775807}])", R"([{"id":"7","offset":9223372036854775807,"length":1}])",
        R"([{"id":"7","offset":3,"length":5}])", R"({"3":[{"id":"7","offset":3,"length":3}]})"}) {
    CAPTURE(tags);
    CHECK(body_of(tags) == untagged);
  }
}

TEST_CASE("Facebook: how a refusal is taken depends on what was asked") {
  Ask create = ask(Ask::Kind::create);
  const Ask lookup = about(Ask::Kind::lookup, "42_801");
  using Kind = Outcome::Kind;
  const auto kind = [](const Ask& question, int code, int subcode = 0) {
    return read(question, 400, error(code, subcode)).outcome.kind;
  };
  for (const int code : {1, 2}) {
    CHECK(kind(create, code) == Kind::maybe_done);
    CHECK(kind(lookup, code) == Kind::retry);
  }
  for (const int code : {4, 17, 32, 341, 613, 80001}) {
    const Outcome parked = read(create, 400, error(code)).outcome;
    CHECK(parked.kind == Kind::park);
    CHECK(parked.wait_ms >= 600000);
    CHECK_FALSE(parked.writes_only);
  }
  for (const int code : {102, 104, 190}) CHECK(kind(create, code) == Kind::reconnect);
  for (const int code : {3, 10, 200, 210, 299}) CHECK(kind(create, code) == Kind::forbidden);
  CHECK(kind(create, 506) == Kind::maybe_done);
  CHECK(kind(create, 368) == Kind::park);
  CHECK(kind(create, 100) == Kind::refused);
  CHECK(kind(lookup, 100) == Kind::retry);
  CHECK(kind(lookup, 100, 33) == Kind::gone);
  CHECK(kind(about(Ask::Kind::remove, "42_801"), 100, 33) == Kind::refused);  // in doubt
  CHECK(kind(ask(Ask::Kind::stream, "posts"), 100, 33) == Kind::forbidden);
  CHECK(kind(create, 12345) == Kind::refused);
  // Told with status 200, too; and not by Facebook itself.
  CHECK(read(lookup, 200, error(190)).outcome.kind == Kind::reconnect);
  CHECK(read(create, 500, "<html>").outcome.kind == Kind::maybe_done);
  CHECK(read(lookup, 404, "<html>").outcome.kind == Kind::retry);
  CHECK(read(create, 0, "").outcome.kind == Kind::maybe_done);
}

TEST_CASE("Facebook: the budget is the tightest of all limits, and headers that cannot be read say nothing") {
  const Ask lookup = about(Ask::Kind::lookup, "42_801");
  const auto budget = [&](const std::string& app, const std::string& business) {
    return read(lookup, 400, error(1), {{"x-app-usage", app}, {"x-business-use-case-usage", business}}).budget;
  };
  const std::string busy =
      R"({"700":[{"type":"pages","call_count":40,"total_time":95},{"type":"messenger","call_count":7}],"8":[]})";
  CHECK(budget(R"({"call_count":28,"total_time":25})", busy).used_percent == 95);
  CHECK(budget(R"({"call_count":99})", busy).used_percent == 99);
  CHECK(budget("nonsense", busy).used_percent == 95);
  CHECK(budget(R"({"call_count":"many"})", R"([1])").known() == false);
  CHECK(budget("{}", R"({"700":[{"call_count":130,"estimated_time_to_regain_access":19}]})").used_percent == 100);
  CHECK(budget("{}", R"({"700":[{"call_count":130,"estimated_time_to_regain_access":19}]})").resets_in_ms == 19 * 60000);
  CHECK(budget("{}", R"({"700":[{"call_count":100,"estimated_time_to_regain_access":9223372036854775807}]})").resets_in_ms ==
        7 * 86400000LL);
}

TEST_CASE("Facebook: a page that leads to itself is an error") {
  const std::string again = R"({"data":[],"paging":{"next":"https://graph.facebook.com/v25.0/700_42/comments?after=Qg"}})";
  Ask thread = about(Ask::Kind::thread, "700_42");
  thread.cursor = "&after=Qf";
  CHECK(read(thread, 200, again).next == "&after=Qg");
  thread.cursor = "&after=Qg";
  CHECK_FALSE(connector.read(page_of(), self, thread, {200, {}, again, ""}).ok());
  const std::string nowhere = R"({"data":[],"paging":{"next":"https://graph.facebook.com/v25.0/700_42/comments"}})";
  CHECK_FALSE(connector.read(page_of(), self, thread, {200, {}, nowhere, ""}).ok());
}

TEST_CASE("Facebook: a push of 1,000 changes is read in one go, and quickly") {
  std::string body = R"({"object":"page","entry":[{"id":"700","time":1772615700,"changes":[)";
  for (int i = 0; i < 1000; ++i) {
    body += (i == 0 ? "" : ",") + std::string(R"({"field":"feed","value":{"item":"comment","verb":"add","post_id":"700_42",)") +
            R"("parent_id":"700_42","comment_id":"42_)" + std::to_string(1000 + i) + R"(","message":")";
    for (int letter = 0; letter < 500; ++letter) body += "\\u00e9";
    body += "\"}}";
  }
  body += "]}]}";
  const auto begun = std::chrono::steady_clock::now();
  const auto changes = push(body);
  const auto took = std::chrono::steady_clock::now() - begun;
  REQUIRE(changes.ok());
  CHECK(changes->size() == 1000);
  CHECK(std::chrono::duration_cast<std::chrono::milliseconds>(took).count() < 1000);  // unoptimised, and beside other work
}

TEST_CASE("Facebook: a push that is no push is an error") {
  for (const char* body : {"", "[]", "7", "null", "{}", R"({"object":"page"})", R"({"object":"page","entry":7})",
                           R"({"object":"page","entry":[7]})", R"({"object":"page","entry":[{"id":"700","changes":7}]})"}) {
    CAPTURE(body);
    CHECK_FALSE(push(body).ok());
  }
  CHECK(push(R"({"object":"page","entry":[]})")->empty());
}
