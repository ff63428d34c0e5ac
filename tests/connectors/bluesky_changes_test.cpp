#include "connectors/bluesky.h"

#include "connectors/places.h"
#include "text/text.h"

using namespace plein;

namespace {

const Bluesky connector;
const Identity& self = brand_self;

Reading read(const Ask& question, const std::string& name) {
  return read_capture(connector, page(), self, question, "bluesky/" + name);
}

}  // namespace

TEST_CASE("Bluesky: a post of ours is deleted by its key, and gone is gone") {
  Ask question = ask(Ask::Kind::remove);
  question.post = {RemoteId{brand + "/3n2x77ye6lk27"}, "cid"};
  const auto request = connector.request(page(), self, question);
  REQUIRE(request.ok());
  CHECK(request->method == "POST");
  CHECK(request->url == "http://127.0.0.1:2583/xrpc/com.atproto.repo.deleteRecord");
  nlohmann::json recorded = capture("bluesky/20-deleteRecord");
  recorded["request_body"]["repo"] = brand;
  CHECK(nlohmann::json::parse(request->body) == recorded["request_body"]);
  CHECK(read(question, "20-deleteRecord").outcome.kind == Outcome::Kind::ok);
  const auto answer = [&](int status, const std::string& body) {
    return connector.read(page(), self, question, HttpResponse{status, {}, body, "", ""});
  };
  CHECK(answer(200, "{}")->outcome.kind == Outcome::Kind::ok);  // there was nothing to delete
  CHECK(answer(400, R"({"error":"RecordNotFound"})")->outcome.kind == Outcome::Kind::ok);
  CHECK(answer(400, R"({"error":"InvalidRequest","message":"x"})")->outcome.kind == Outcome::Kind::refused);
  CHECK(answer(400, R"({"error":"ExpiredToken"})")->outcome.kind == Outcome::Kind::reconnect);
  CHECK(answer(404, "<html>")->outcome.kind == Outcome::Kind::refused);
  CHECK(answer(502, "")->outcome.kind == Outcome::Kind::maybe_done);
  CHECK_FALSE(answer(200, "[]").ok());
  CHECK(connector.request(page(), Identity{}, question).error().path == "self");
  for (const std::string& other : {fan + "/3k", brand, brand + "/a/b", std::string("x/3k"), std::string()}) {
    question.post.id.value = other;
    CAPTURE(other);
    CHECK(connector.request(page(), self, question).error().path == "post");
  }
}

TEST_CASE("Bluesky: nothing is edited or hidden") {
  for (const Ask::Kind kind : {Ask::Kind::edit, Ask::Kind::hide, Ask::Kind::unhide}) {
    Ask question = ask(kind);
    question.post = {RemoteId{brand + "/3k"}, "cid"};
    CHECK(connector.request(page(), self, question).error().code == ErrorCode::invalid_value);
    CHECK_FALSE(connector.read(page(), self, question, HttpResponse{200, {}, "{}", "", ""}).ok());
  }
  CHECK_FALSE(connector.capabilities().edits);
  CHECK_FALSE(connector.capabilities().hides);
}

TEST_CASE("Bluesky: a post that is looked up is there, or gone, and no other") {
  Ask question = ask(Ask::Kind::lookup);
  question.post.id.value = brand + "/3n2x77yf5tk27";
  const auto request = connector.request(page(), Identity{}, question);
  REQUIRE(request.ok());
  CHECK(request->url ==
        "http://127.0.0.1:2583/xrpc/app.bsky.feed.getPosts?uris=at%3A%2F%2Fdid%3Aplc%3Acd4vi23jc7snadrbohn4egfl"
        "%2Fapp.bsky.feed.post%2F3n2x77yf5tk27");
  const Reading reading = read(question, "18-av-getPosts");
  REQUIRE(reading.changes.size() == 1);
  CHECK(reading.changes[0].kind == Change::Kind::seen);
  CHECK(reading.changes[0].post.id == question.post.id);
  CHECK(reading.changes[0].root.id.value == brand + "/3n2x77ychvk27");
  CHECK(reading.changes[0].reactions == 0);
  const HttpResponse none{200, {}, R"({"posts":[]})", "", ""};
  CHECK(connector.read(page(), self, question, none)->outcome.kind == Outcome::Kind::gone);
  // What a proxy says is not what the AppView says.
  const HttpResponse lost{404, {}, "<html>", "", ""};
  CHECK(connector.read(page(), self, question, lost)->outcome.kind == Outcome::Kind::retry);
  question.post.id.value = brand + "/other";
  CHECK(connector.read(page(), self, question, answer_of(capture("bluesky/18-av-getPosts"))).error().path == "$.posts[0].uri");
  question.post.id.value = "";
  CHECK(connector.request(page(), self, question).error().path == "post");
}

TEST_CASE("Bluesky: a profile tells who refuses and who is gone") {
  Ask question = ask(Ask::Kind::profile);
  question.author = brand;
  const auto request = connector.request(page(), Identity{}, question);
  REQUIRE(request.ok());
  CHECK(request->url == "http://127.0.0.1:2583/xrpc/app.bsky.actor.getProfile?actor=did%3Aplc%3Acd4vi23jc7snadrbohn4egfl");
  nlohmann::json recorded = capture("bluesky/17-av-getProfile");
  const auto profile = [&] { return connector.read(page(), self, question, answer_of(recorded))->profile; };
  CHECK(profile().known);
  CHECK_FALSE(profile().refuses);
  CHECK_FALSE(profile().gone);
  recorded["response"]["description"] = "Ik ben Ana.\n#NoBridge";
  CHECK(profile().refuses);
  const auto answer = [&](int status, const char* body) {
    return *connector.read(page(), self, question, HttpResponse{status, {}, body, "", ""});
  };
  for (const char* body :
       {R"({"error":"AccountTakedown","message":"Account has been suspended"})", R"({"error":"AccountDeactivated","message":""})",
        R"({"error":"InvalidRequest","message":"Profile not found"})"}) {
    CAPTURE(body);
    CHECK(answer(400, body).outcome.kind == Outcome::Kind::ok);
    CHECK(answer(400, body).profile.known);
    CHECK(answer(400, body).profile.gone);
  }
  // Of our own session, or of nobody in particular.
  CHECK(answer(401, R"({"error":"AccountTakedown"})").outcome.kind == Outcome::Kind::reconnect);
  for (const Reading& other :
       {answer(400, R"({"error":"InvalidRequest","message":"x"})"), answer(404, "<html>"), answer(502, "<html>")}) {
    CHECK(other.outcome.kind == Outcome::Kind::retry);
    CHECK_FALSE(other.profile.known);
  }
  question.author = fan;
  CHECK(connector.read(page(), self, question, answer_of(recorded)).error().path == "$.did");
  question.author = "ana.test";
  CHECK(connector.request(page(), self, question).error().path == "author");
}
