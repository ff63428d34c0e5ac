#include "connectors/nodebb.h"

#include "connectors/places.h"
#include "text/text.h"

using namespace plein;

namespace {

const NodeBb connector;
const Identity& self = forum_self;

Reading read(const Ask& question, const std::string& name) {
  return read_capture(connector, forum(), self, question, "nodebb/" + name);
}

Ask of_post(Ask::Kind kind) {
  Ask question = ask(kind);
  question.post = {RemoteId{"4"}, "3"};
  return question;
}

Result<Reading> answered(const Ask& question, int status, const std::string& message, const std::string& response = "{}") {
  const std::string code = status == 200 ? "ok" : "not-found";
  const std::string body = R"({"status":{"code":")" + code + R"(","message":")" + message + R"("},"response":)" + response + "}";
  return connector.read(forum(), self, question, HttpResponse{status, {}, body, "", ""});
}

}  // namespace

TEST_CASE("NodeBB: a post of ours is edited, hidden, shown again and purged") {
  Ask edit = of_post(Ask::Kind::edit);
  edit.draft.parent = edit.draft.root = {RemoteId{"3"}, "3"};
  edit.draft.title = "Titel";
  edit.draft.body = text::read_plain("tekst");
  const auto sent = [](const Ask& question) {
    const auto request = connector.request(forum(), self, question);
    REQUIRE(request.ok());
    CHECK(request->url.substr(request->url.find('?')) == "?lang=en-GB");
    return request->method + " " + request->url.substr(21, request->url.find('?') - 21) + " " + request->body;
  };
  CHECK(sent(edit) == R"(PUT /api/v3/posts/4 {"_uid":1,"content":"tekst"})");
  edit.draft.parent = {};  // a first post has a title too
  CHECK(sent(edit) == R"(PUT /api/v3/posts/4 {"_uid":1,"title":"Titel","content":"tekst"})");
  edit.draft.title = "";
  CHECK(sent(edit) == R"(PUT /api/v3/posts/4 {"_uid":1,"content":"tekst"})");
  CHECK(sent(of_post(Ask::Kind::hide)) == R"(DELETE /api/v3/posts/4/state {"_uid":1})");
  CHECK(sent(of_post(Ask::Kind::unhide)) == R"(PUT /api/v3/posts/4/state {"_uid":1})");
  Ask remove = of_post(Ask::Kind::remove);
  CHECK(sent(remove) == R"(DELETE /api/v3/posts/4 {"_uid":1})");
  remove.thread = {RemoteId{"3"}, "3"};
  CHECK(sent(remove) == R"(DELETE /api/v3/posts/4 {"_uid":1})");
  remove.thread = remove.post;  // a first post, which others may have answered
  CHECK(sent(remove) == R"(DELETE /api/v3/posts/4/state {"_uid":1})");
  remove.thread = {};
  remove.draft.root = remove.post;
  CHECK(sent(remove) == R"(DELETE /api/v3/posts/4/state {"_uid":1})");

  CHECK(read(edit, "11-post-edit").outcome.kind == Outcome::Kind::ok);
  CHECK(read(of_post(Ask::Kind::hide), "19-post-delete").outcome.kind == Outcome::Kind::ok);
  CHECK(read(of_post(Ask::Kind::unhide), "21-post-restore").outcome.kind == Outcome::Kind::ok);
  CHECK(read(of_post(Ask::Kind::remove), "22-post-purge").outcome.kind == Outcome::Kind::ok);
  edit.post.id.value = "5";
  CHECK_FALSE(connector.read(forum(), self, edit, answer_of(capture("nodebb/11-post-edit"))).ok());
  for (const Ask::Kind kind : {Ask::Kind::edit, Ask::Kind::hide, Ask::Kind::unhide, Ask::Kind::remove}) {
    CHECK_FALSE(connector.read(forum(), self, of_post(kind), HttpResponse{200, {}, "{}", "", ""}).ok());
    for (const char* other : {"", "4/../5", "https://other.example/post/4", "4?x"}) {
      Ask hostile = of_post(kind);
      hostile.post.id.value = other;
      CHECK(connector.request(forum(), self, hostile).error().path == "post");
    }
  }
}

TEST_CASE("NodeBB: refusals of changes mean what they mean") {
  const auto outcome = [](Ask::Kind kind, int status, const std::string& message) {
    return answered(of_post(kind), status, message)->outcome;
  };
  using Kind = Outcome::Kind;
  CHECK(outcome(Ask::Kind::edit, 400, "Post does not exist").kind == Kind::gone);
  CHECK(outcome(Ask::Kind::hide, 404, "Post does not exist").kind == Kind::gone);
  CHECK(outcome(Ask::Kind::unhide, 404, "Post does not exist").kind == Kind::gone);
  CHECK(outcome(Ask::Kind::remove, 404, "Post does not exist").kind == Kind::ok);
  CHECK(outcome(Ask::Kind::remove, 400, "Post does not exist").kind == Kind::ok);
  CHECK(outcome(Ask::Kind::hide, 400, "This post has already been deleted").kind == Kind::ok);
  CHECK(outcome(Ask::Kind::hide, 400, "This topic has already been deleted").kind == Kind::ok);
  CHECK(outcome(Ask::Kind::remove, 400, "This post has already been deleted").kind == Kind::ok);
  CHECK(outcome(Ask::Kind::unhide, 400, "This post has already been restored").kind == Kind::ok);
  CHECK(outcome(Ask::Kind::unhide, 400, "This post has already been deleted").kind == Kind::refused);
  CHECK(outcome(Ask::Kind::edit, 400, "This post has already been deleted").kind == Kind::refused);
  CHECK(outcome(Ask::Kind::remove, 400, "You can't purge the main post, please delete the topic instead").kind == Kind::refused);
  CHECK(outcome(Ask::Kind::edit, 400, "You are only allowed to edit posts for 300 second(s) after posting").kind ==
        Kind::refused);
  CHECK(outcome(Ask::Kind::edit, 400, "Please enter a longer post.").kind == Kind::refused);
  const Outcome muted = outcome(Ask::Kind::edit, 400, "You have been muted, you will be able to post in 5 minute(s)");
  CHECK(muted.kind == Kind::park);
  CHECK(muted.writes_only);
  for (const Ask::Kind kind : {Ask::Kind::edit, Ask::Kind::hide, Ask::Kind::unhide, Ask::Kind::remove}) {
    CHECK(outcome(kind, 401, "x").kind == Kind::reconnect);
    CHECK(outcome(kind, 403, "x").kind == Kind::forbidden);
    CHECK(outcome(kind, 404, "Invalid API call").kind == Kind::refused);  // this NodeBB has no such address
    CHECK(outcome(kind, 429, "x").kind == Kind::park);
    CHECK(outcome(kind, 502, "x").kind == Kind::maybe_done);
  }
}

TEST_CASE("NodeBB: a post that is looked up comes with its topic") {
  const Ask question = of_post(Ask::Kind::lookup);
  const auto request = connector.request(forum(), self, question);
  REQUIRE(request.ok());
  CHECK(request->method == "GET");
  CHECK(request->url == "http://127.0.0.1:4567/api/v3/posts/4/summary?_uid=1&lang=en-GB");
  nlohmann::json summary = capture("nodebb/16-recent-posts")["response"][0];
  summary["pid"] = 4;
  const auto look = [&] { return *answered(question, 200, "OK", summary.dump()); };
  REQUIRE(look().changes.size() == 1);
  CHECK(look().changes[0].kind == Change::Kind::seen);
  CHECK(look().changes[0].post == question.post);
  CHECK(look().changes[0].parent.id.value == "3");
  CHECK(look().changes[0].root.id.value == "3");
  CHECK(look().changes[0].author.handle == "admin");
  summary["deleted"] = true;
  CHECK(look().changes[0].kind == Change::Kind::hidden);
  summary["deleted"] = false;
  summary["topic"]["mainPid"] = 4;
  CHECK(look().changes[0].parent.empty());
  CHECK(look().changes[0].title == "Toestel crasht bij opstarten \xF0\x9F\x98\xA2");
  summary["topic"]["cid"] = 5;
  CHECK(look().changes[0].kind == Change::Kind::hidden);
  summary["topic"]["mainPid"] = 3;  // where a reply is, its first post says
  CHECK(look().changes[0].kind == Change::Kind::seen);
  summary["topic"]["scheduled"] = true;
  CHECK(look().changes[0].kind == Change::Kind::hidden);
  summary["pid"] = 5;
  CHECK(answered(question, 200, "OK", summary.dump()).error().path == "$.response.pid");

  CHECK(read(question, "23-post-get-purged").outcome.kind == Outcome::Kind::gone);
  CHECK(answered(question, 404, "Invalid API call")->outcome.kind == Outcome::Kind::retry);
  CHECK(answered(question, 403, "x")->outcome.kind == Outcome::Kind::forbidden);
  Ask remote = question;
  remote.post.id.value = "https://other.example/post/4?a#b";
  CHECK(connector.request(forum(), self, remote)->url ==
        "http://127.0.0.1:4567/api/v3/posts/https%3A%2F%2Fother.example%2Fpost%2F4%3Fa%23b/summary?_uid=1&lang=en-GB");
  remote.post.id.value = "";
  CHECK(connector.request(forum(), self, remote).error().path == "post");
}

TEST_CASE("NodeBB: a profile tells who refuses and who is gone") {
  Ask question = ask(Ask::Kind::profile);
  question.author = "2";
  const auto request = connector.request(forum(), self, question);
  REQUIRE(request.ok());
  CHECK(request->url == "http://127.0.0.1:4567/api/v3/users/2?_uid=1&lang=en-GB");
  nlohmann::json user = capture("nodebb/18-user")["response"];
  const auto profile = [&] { return answered(question, 200, "OK", user.dump())->profile; };
  CHECK(profile().known);
  CHECK_FALSE(profile().refuses);
  CHECK_FALSE(profile().gone);
  user["signature"] = "groet, Ana #nobridge";
  CHECK(profile().refuses);
  user["signature"] = nullptr;
  CHECK_FALSE(profile().refuses);
  user["aboutme"] = "&lt;b&gt;#NoBridge";
  CHECK(profile().refuses);
  user["uid"] = 3;
  CHECK(answered(question, 200, "OK", user.dump()).error().path == "$.response.uid");
  const Reading gone = *answered(question, 404, "User does not exist");
  CHECK(gone.outcome.kind == Outcome::Kind::ok);
  CHECK(gone.profile.known);
  CHECK(gone.profile.gone);
  CHECK_FALSE(answered(question, 404, "Invalid API call")->profile.known);
  CHECK(answered(question, 403, "x")->outcome.kind == Outcome::Kind::forbidden);
  for (const char* nobody : {"", "0", "-1"}) {
    question.author = nobody;
    CHECK(connector.request(forum(), self, question).error().path == "author");
  }
}
