#include "connectors/discourse.h"

#include "connectors/captures.h"
#include "text/text.h"

using namespace plein;

namespace {

const Discourse connector;
const Identity self{"12", "noordnet"};

Place forum() {
  Place place;
  place.platform = "discourse";
  place.url = place.web = "https://forum.example";
  place.settings = {{"category", "4"}};
  return place;
}

Ask about(Ask::Kind kind, const RemoteRef& post) {
  Ask question = ask(kind);
  question.post = post;
  return question;
}

std::string url_of(const Ask& question) {
  const auto request = connector.request(forum(), self, question);
  REQUIRE(request.ok());
  return request->method + " " + request->url.substr(std::string("https://forum.example").size());
}

std::string refused_at(const Ask& question) {
  const auto request = connector.request(forum(), self, question);
  return request ? "" : request.error().path;
}

std::string written(const std::string& json) {
  const auto body = rich_text_from_json(json);
  REQUIRE(body.ok());
  return discourse::write_text(*body);
}

Reading answered(const Ask& question, int status, const std::string& body = "", std::map<std::string, std::string> headers = {}) {
  const auto reading = connector.read(forum(), self, question, {status, std::move(headers), body, "", ""});
  REQUIRE(reading.ok());
  return *reading;
}

const RemoteRef first{RemoteId{"901"}, "77/1"};
const RemoteRef reply{RemoteId{"903"}, "77/3"};

}  // namespace

TEST_CASE("Discourse: a post has one address, wherever it is moved to") {
  CHECK(connector.permalink(forum(), RemoteId{"903"}) == "https://forum.example/p/903");
  for (const char* same :
       {"https://forum.example/p/903", "https://forum.example/p/903#plein", "https://forum.example/p/903?u=ana"}) {
    CHECK(connector.parse_permalink(forum(), same) == RemoteId{"903"});
  }
  for (const char* other : {"https://forum.example/t/lampje/77/3", "https://forum.example/p/", "https://forum.example/p/9x",
                            "https://other.example/p/903", ""}) {
    CHECK_FALSE(connector.parse_permalink(forum(), other).has_value());
  }
}

TEST_CASE("Discourse: first posts stand and fall with their topics") {
  CHECK(url_of(about(Ask::Kind::remove, first)) == "DELETE /t/77.json");
  CHECK(url_of(about(Ask::Kind::hide, reply)) == "DELETE /posts/903.json");
  CHECK(url_of(about(Ask::Kind::unhide, first)) == "PUT /t/77/recover.json");
  CHECK(url_of(about(Ask::Kind::unhide, reply)) == "PUT /posts/903/recover.json");
  CHECK(url_of(about(Ask::Kind::remove, {RemoteId{"903"}, ""})) == "DELETE /posts/903.json");
}

TEST_CASE("Discourse: a post is looked up in its topic, by itself where it is not, and where it was moved to") {
  Ask question = about(Ask::Kind::lookup, reply);
  CHECK(url_of(question) == "GET /t/77/3.json?show_deleted=true");
  question.cursor = "post";
  CHECK(url_of(question) == "GET /posts/903.json");
  question.cursor = "81/2";
  CHECK(url_of(question) == "GET /t/81/2.json?show_deleted=true");
  question.cursor = "x";
  CHECK(refused_at(question) == "cursor");
  CHECK(url_of(about(Ask::Kind::lookup, {RemoteId{"903"}, ""})) == "GET /posts/903.json");
  CHECK(url_of(about(Ask::Kind::lookup, {RemoteId{"903"}, "a/b"})) == "GET /posts/903.json");
}

TEST_CASE("Discourse: what cannot be named in a path is not asked") {
  for (const char* id : {"", "1/2", "77/2", "..", "x"}) CHECK(refused_at(about(Ask::Kind::hide, {RemoteId{id}, ""})) == "post");
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = {RemoteId{"901"}, ""};
  CHECK(refused_at(thread) == "thread");
  for (const char* id : {"", "0", "-", "ana", "1,2"}) {
    Ask question = ask(Ask::Kind::profile);
    question.author = id;
    CHECK(refused_at(question) == "author");
  }
  Ask of_system = ask(Ask::Kind::profile);
  of_system.author = "-1";
  CHECK(url_of(of_system) == "GET /user-cards.json?user_ids=-1");
  CHECK(refused_at(ask(Ask::Kind::upload)) == "post");
  Place place = forum();
  place.settings["category"] = "algemeen";
  CHECK(connector.request(place, self, ask(Ask::Kind::identity)).error().path == "settings.category");
}

TEST_CASE("Discourse: what is copied opens no BBCode, no mention and no card") {
  CHECK(written(R"([{"t":"p","c":["[quote]x[/quote] [poll] [details=a]"]}])") ==
        "\\[quote\\]x\\[/quote\\] \\[poll\\] \\[details=a\\]");
  CHECK(written(R"([{"t":"p","c":["@staff"]}])") == "@\xE2\x81\xA0staff");
  CHECK(written(R"([{"t":"p","c":[{"t":"a","u":"https://x.example/a","c":["https://x.example/a"]}]}])") ==
        "[https://x.example/a](https://x.example/a)");
  CHECK(written(R"([{"t":"p","c":["a",{"t":"a","u":"https://x.example/a","c":["b"]}]}])") == "a[b](https://x.example/a)");
}

TEST_CASE("Discourse: warnings fold away, spoilers blur") {
  CHECK(
      written(
          R"([{"t":"p","c":["voor"]},{"t":"cw","s":"Spin \"groot\"]","c":[{"t":"p","c":["acht poten"]}]},{"t":"p","c":["na"]}])") ==
      "voor\n\n[details=\"Spin 'groot' \"]\n\nacht poten\n\n[/details]\n\nna");
  CHECK(written(R"([{"t":"cw","c":[{"t":"p","c":["x"]}]}])") == "[details]\n\nx\n\n[/details]");
  CHECK(written(R"([{"t":"p","c":["het is ",{"t":"hide","c":["de [tuinman]"]},"."]}])") ==
        "het is [spoiler]de \\[tuinman\\][/spoiler].");
  // Nobody else's text holds the marks that stand for it meanwhile.
  CHECK(written("[{\"t\":\"p\",\"c\":[\"a\xEF\xA3\xB0"
                "b\"]}]") == "ab");
}

TEST_CASE("Discourse: a title is made long enough, by who wrote it") {
  Draft draft;
  draft.title = "Mijn router knippert rood";
  CHECK(discourse::title_of(draft) == draft.title);
  draft.title = "Help";
  draft.body = text::read_plain("Hallo\n\n\xE2\x80\x94 Ana \xC2\xB7 Social");
  CHECK(discourse::title_of(draft) == "Help \xE2\x80\x94 Ana \xC2\xB7 Social");
  draft.body = text::read_plain("X");
  CHECK(text::count_graphemes(discourse::title_of(draft)) >= 15);
  draft.title = "\xE8\xAB\x96";
  draft.body = {};
  CHECK(text::count_graphemes(discourse::title_of(draft)) >= 15);
}

TEST_CASE("Discourse: cursors and addresses are read as they were written, and anything else is the first page") {
  discourse::Walk walk;
  walk.page = 3;
  walk.ids = {{1, "901"}, {20, "955"}};
  CHECK(discourse::to_cursor(walk) == "3 1:901 20:955");
  CHECK(discourse::read_walk("3 1:901 20:955").ids == walk.ids);
  for (const char* broken : {"", "x", "99999999", "-1", " ", "1:2"}) CHECK(discourse::read_walk(broken).page == 1);
  CHECK(discourse::read_walk("2 1: :5 x:y 3:4").ids.size() == 1);
  CHECK(discourse::read_latest_cursor("901 2") == std::pair<std::int64_t, int>{901, 2});
  CHECK(discourse::read_latest_cursor("") == std::pair<std::int64_t, int>{0, 0});
  for (const char* to : {"https://f.example/t/help/90.json", "/t/90.json", "/t/help/90?x=1", "/t/-/90"}) {
    CHECK(discourse::topic_of_address(to) == "90");
  }
  for (const char* to : {"https://f.example/login", "/t/help", "/t/", "", "/u/90"}) CHECK(discourse::topic_of_address(to) == "");
}

TEST_CASE("Discourse: faults on the way, and redirects that lead nowhere") {
  Ask create = ask(Ask::Kind::create);
  create.draft.root = create.draft.parent = first;
  for (const int status : {0, 302, 408, 500, 502, 504}) {
    CHECK(answered(create, status).outcome.kind == Outcome::Kind::maybe_done);
    CHECK(answered(ask(Ask::Kind::stream, "latest"), status).outcome.kind == Outcome::Kind::retry);
  }
  Ask find = ask(Ask::Kind::find);
  CHECK(answered(find, 302, "", {{"location", "https://forum.example/login"}}).outcome.kind == Outcome::Kind::retry);
  CHECK(answered(find, 404, "<html></html>").outcome.kind == Outcome::Kind::retry);
  const std::string not_found = R"({"errors":["weg"],"error_type":"not_found"})";
  CHECK(answered(ask(Ask::Kind::stream, "latest"), 404, not_found).outcome.kind == Outcome::Kind::retry);
  CHECK(answered(create, 404, "<html></html>").outcome.kind == Outcome::Kind::refused);
  CHECK(answered(create, 403, "[\"BAD CSRF\"]").outcome.kind == Outcome::Kind::reconnect);
  CHECK(answered(create, 403, R"({"errors":["x"],"error_type":"not_logged_in"})").outcome.kind == Outcome::Kind::reconnect);
  const Reading limited = answered(create, 429, R"({"errors":["x"],"error_type":"rate_limit","extras":{"wait_seconds":40}})");
  CHECK(limited.outcome.wait_ms == 40000);
  CHECK(answered(create, 429, "Slow down\nplease").outcome.reason == "Slow down");
  CHECK(answered(create, 429, "Slow down").outcome.wait_ms == 60000);
}

TEST_CASE("Discourse: in doubt a post is not gone") {
  const std::string not_found = R"({"errors":["weg"],"error_type":"not_found"})";
  const std::map<std::string, std::string> known{{"x-discourse-username", "noordnet"}};
  Ask question = about(Ask::Kind::lookup, reply);
  CHECK(answered(question, 404, not_found, known).next == "post");
  question.cursor = "81/2";
  const Reading moving = answered(question, 404, not_found, known);
  REQUIRE(moving.changes.size() == 1);
  CHECK(moving.changes[0].kind == Change::Kind::hidden);
  CHECK(moving.changes[0].post == reply);
  question.cursor = "post";
  CHECK(answered(question, 404, not_found, known).outcome.kind == Outcome::Kind::gone);
  CHECK(answered(question, 404, "<html></html>").outcome.kind == Outcome::Kind::retry);
  // A thread that cannot be seen is read as empty: its posts are looked up.
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = first;
  const Reading empty = answered(thread, 404, not_found, known);
  CHECK(empty.outcome.kind == Outcome::Kind::ok);
  CHECK_FALSE(empty.partial);
}

TEST_CASE("Discourse: a key that is not accepted hides nothing") {
  const Ask question = about(Ask::Kind::lookup, reply);
  const std::string body = R"({"errors":["De API-sleutel is ongeldig"],"error_type":"invalid_access"})";
  CHECK(answered(question, 403, body).outcome.kind == Outcome::Kind::reconnect);
  CHECK(answered(question, 403, R"({"errors":["Mag niet"],"error_type":"invalid_access"})").outcome.kind ==
        Outcome::Kind::forbidden);
}

TEST_CASE("Discourse: pushes of other kinds, and no JSON") {
  const auto pushed = [&](const char* type, const char* body) {
    return connector.pushed(forum(), self, {{{"x-discourse-event-type", type}, {"x-discourse-event", "x"}}, body});
  };
  CHECK(pushed("ping", "{}")->empty());
  CHECK(pushed("tag", R"({"tag":{"id":1}})")->empty());
  CHECK_FALSE(pushed("post", "{}").ok());
  CHECK_FALSE(pushed("post", "x").ok());
  CHECK(connector.push_socket(forum(), self) == "");
}
