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

Outcome::Kind outcome(const Ask& question, const std::string& name) { return read(question, name).outcome.kind; }

}  // namespace

TEST_CASE("Bluesky: a thread is read with its parents, roots, authors, times and links") {
  const Reading reading = read(ask(Ask::Kind::thread), "14-pdsproxy-getPostThread");
  REQUIRE(reading.changes.size() == 3);
  const Change& root = reading.changes[0];
  CHECK(root.post.id.value == brand + "/3n2x77ychvk27");
  CHECK(root.post.extra == "bafyreidkuvbdnkj2kjbfpcxaz6mnrhvdpu74fhml2scwfdh6g2tqso7jie");
  CHECK(root.parent.empty());
  CHECK(root.addressed);
  CHECK(root.author.id == brand);
  CHECK(root.created_at == parse_rfc3339("2026-11-23T03:36:17.141Z"));
  CHECK(text::write_faceted(root.body).facets[0].value == "https://example.com");
  CHECK(reading.changes[1].author.handle == "fanprlty.test");
  CHECK(reading.changes[1].parent == root.post);
  CHECK(reading.changes[2].parent == reading.changes[1].post);
  CHECK(reading.changes[2].root == root.post);
  CHECK(reading.next.empty());
}

TEST_CASE("Bluesky: feeds and notifications are read, and a mark ends the walk") {
  const Reading feed = read(ask(Ask::Kind::stream, "feed"), "13-av-getAuthorFeed");
  REQUIRE(feed.changes.size() >= 2);
  for (const Change& change : feed.changes) CHECK(change.author.id == brand);
  const Reading told = read(ask(Ask::Kind::stream, "notifications"), "15-pdsproxy-listNotifications");
  REQUIRE(told.changes.size() == 1);
  CHECK(told.changes[0].author.id == fan);
  CHECK(told.changes[0].parent.id.value == brand + "/3n2x77ychvk27");
  CHECK(told.mark == "2026-11-23T03:36:17.201Z " + fan + "/3n2x77ye6lk27");

  nlohmann::json longer = capture("bluesky/15-pdsproxy-listNotifications");
  longer["response"]["cursor"] = "more";
  Ask question = ask(Ask::Kind::stream, "notifications");
  CHECK(connector.read(page(), self, question, answer_of(longer))->next == "more");
  question.mark = told.mark;
  CHECK(connector.read(page(), self, question, answer_of(longer))->next == "");
}

TEST_CASE("Bluesky: a top-level post is addressed to us when it mentions us") {
  nlohmann::json told = capture("bluesky/15-pdsproxy-listNotifications");
  auto& item = told["response"]["notifications"][0];
  item["reason"] = "mention";
  item["record"].erase("reply");
  CHECK_FALSE(connector.read(page(), self, ask(Ask::Kind::stream, "notifications"), answer_of(told))->changes[0].addressed);
  item["record"]["facets"] = {{{"index", {{"byteStart", 0}, {"byteEnd", 2}}},
                               {"features", {{{"$type", "app.bsky.richtext.facet#mention"}, {"did", brand}}}}}};
  CHECK(connector.read(page(), self, ask(Ask::Kind::stream, "notifications"), answer_of(told))->changes[0].addressed);
}

TEST_CASE("Bluesky: refusals mean what they mean") {
  CHECK(read(ask(Ask::Kind::create), "05-createRecord-root").written.id.value == brand + "/3n2x77ychvk27");
  CHECK(outcome(ask(Ask::Kind::find), "21-getRecord-deleted") == Outcome::Kind::gone);
  CHECK(outcome(ask(Ask::Kind::thread), "26-av-getPostThread-notfound") == Outcome::Kind::gone);
  CHECK(outcome(ask(Ask::Kind::create), "22-createRecord-badauth") == Outcome::Kind::reconnect);
  CHECK(outcome(ask(Ask::Kind::create), "23-createRecord-invalid") == Outcome::Kind::refused);
  HttpResponse response{429, {{"ratelimit-reset", "1795404977"}}, R"({"error":"RateLimitExceeded","message":"x"})", "", ""};
  CHECK(connector.read(page(), self, ask(Ask::Kind::create), response)->outcome.until == 1795404977000);
  response.headers = {{"retry-after", "7"}};
  CHECK(connector.read(page(), self, ask(Ask::Kind::create), response)->outcome.wait_ms == 7000);
  response = {502, {}, "<html>", "", ""};
  CHECK(connector.read(page(), self, ask(Ask::Kind::create), response)->outcome.kind == Outcome::Kind::maybe_done);
  CHECK(connector.read(page(), self, ask(Ask::Kind::thread), response)->outcome.kind == Outcome::Kind::retry);
}

TEST_CASE("Bluesky: what may have taken place is said so, and nothing is asked without an identity") {
  for (const int status : {0, 302, 408, 500, 503}) {
    const HttpResponse response{status, {}, "", "", ""};
    CHECK(connector.read(page(), self, ask(Ask::Kind::create), response)->outcome.kind == Outcome::Kind::maybe_done);
    CHECK(connector.read(page(), self, ask(Ask::Kind::find), response)->outcome.kind == Outcome::Kind::retry);
  }
  CHECK(connector.request(page(), Identity{}, ask(Ask::Kind::identity)).ok());
  CHECK(connector.request(page(), Identity{}, ask(Ask::Kind::create)).error().path == "self");
  CHECK(connector.request(page(), Identity{}, ask(Ask::Kind::stream, "feed")).error().path == "self");
}

TEST_CASE("Bluesky: the budget is what the headers say, and of writes only when they count by the hour") {
  HttpResponse response = answer_of(capture("bluesky/05-createRecord-root"));
  const auto budget = [&](Ask::Kind kind) { return connector.read(page(), self, ask(kind), response)->budget; };
  CHECK_FALSE(budget(Ask::Kind::create).known());
  response.headers.merge(std::map<std::string, std::string>{{"ratelimit-limit", "5000"},
                                                            {"ratelimit-remaining", "4991"},
                                                            {"ratelimit-reset", "1795404977"},
                                                            {"ratelimit-policy", "5000;w=3600"}});
  CHECK(budget(Ask::Kind::create).limit == 5000);
  CHECK(budget(Ask::Kind::create).remaining == 4991);
  CHECK(budget(Ask::Kind::create).resets_at == 1795404977000);
  CHECK(budget(Ask::Kind::create).of_writes);
  CHECK_FALSE(budget(Ask::Kind::find).of_writes);
  for (const char* policy : {"3000;w=300", "3000", "3000;w=", "3000;w=99999999999999999999"}) {
    response.headers["ratelimit-policy"] = policy;
    CAPTURE(policy);
    CHECK_FALSE(budget(Ask::Kind::create).of_writes);
  }
  response = {429, {{"ratelimit-remaining", "0"}, {"ratelimit-policy", "5000;w=3600"}}, "{}", "", ""};
  for (const Ask::Kind kind : {Ask::Kind::create, Ask::Kind::remove, Ask::Kind::lookup, Ask::Kind::profile}) {
    const Reading reading = *connector.read(page(), self, ask(kind), response);
    CHECK(reading.outcome.kind == Outcome::Kind::park);
    CHECK(reading.outcome.writes_only == writes(kind));
    CHECK(reading.budget.remaining == 0);
  }
}

TEST_CASE("Bluesky: a thread that leaves something out says so") {
  const nlohmann::json whole = capture("bluesky/14-pdsproxy-getPostThread");
  nlohmann::json recorded = whole;
  const auto partial = [&] { return connector.read(page(), self, ask(Ask::Kind::thread), answer_of(recorded))->partial; };
  nlohmann::json& node = recorded["response"]["thread"]["replies"][0];
  CHECK_FALSE(partial());
  const auto next = [&] { return connector.read(page(), self, ask(Ask::Kind::thread), answer_of(recorded))->next; };
  node.erase("replies");  // the one reply below it is too deep, and on a page of its own
  CHECK_FALSE(partial());
  CHECK(next() == fan + "/3n2x77ye6lk27");
  node["post"]["replyCount"] = 0;
  CHECK_FALSE(partial());
  CHECK(next() == "");
  node = {{"$type", "app.bsky.feed.defs#blockedPost"}, {"uri", "at://x"}, {"blocked", true}};
  CHECK(partial());
  node = {{"$type", "app.bsky.feed.defs#notFoundPost"}, {"uri", "at://x"}, {"notFound", true}};
  CHECK(partial());
  recorded = whole;
  recorded["response"]["thread"]["post"]["likeCount"] = 12;
  const Reading reading = *connector.read(page(), self, ask(Ask::Kind::thread), answer_of(recorded));
  CHECK(reading.changes[0].reactions == 12);
  CHECK(read(ask(Ask::Kind::stream, "notifications"), "15-pdsproxy-listNotifications").changes[0].reactions == -1);
}

TEST_CASE("Bluesky: a reply is written with its root, its parent, and its facets in bytes") {
  Ask question = ask(Ask::Kind::create);
  Draft& draft = question.draft;
  draft.body = text::read_html("<p>h\xC3\xA9 <a href=\"https://f.example/post/1#plein\">forum</a></p>", "");
  draft.intended_at = 1795404977291;
  draft.salt = 77;
  draft.root = {RemoteId{brand + "/root"}, "rootcid"};
  draft.parent = {RemoteId{fan + "/parent"}, "parentcid"};
  const auto request = connector.request(page(), self, question);
  REQUIRE(request.ok());
  CHECK(request->url == "http://127.0.0.1:2583/xrpc/com.atproto.repo.putRecord");
  const auto body = nlohmann::json::parse(request->body);
  const auto recorded = capture("bluesky/11-putRecord-edit")["request_body"];
  for (const auto& [key, value] : recorded.items()) CHECK(body.contains(key));
  CHECK(body["record"]["reply"]["root"] ==
        nlohmann::json{{"uri", "at://" + brand + "/app.bsky.feed.post/root"}, {"cid", "rootcid"}});
  CHECK(body["record"]["reply"]["parent"]["cid"] == "parentcid");
  CHECK(body["record"]["createdAt"] == "2026-11-23T03:36:17.291Z");
  CHECK(body["record"]["facets"][0]["index"] == nlohmann::json{{"byteStart", 4}, {"byteEnd", 9}});
  CHECK(body["rkey"] == bluesky::record_key(1795404977291, 77));
  draft.parent.extra.clear();
  CHECK_FALSE(connector.request(page(), self, question).ok());
}

TEST_CASE("Bluesky: record keys sort by time and tell writers apart") {
  CHECK(bluesky::record_key(1, 0).size() == 13);
  CHECK(bluesky::record_key(1000, 5) < bluesky::record_key(1001, 4));
  CHECK(bluesky::record_key(1000, 5) != bluesky::record_key(1000, 6));
}

TEST_CASE("Bluesky: permalinks come back, and nothing else does") {
  const RemoteId id{brand + "/3n2x77ychvk27"};
  const std::string url = connector.permalink(page(), id);
  CHECK(url == "https://bsky.app/profile/" + brand + "/post/3n2x77ychvk27");
  CHECK(connector.parse_permalink(page(), url + "#plein") == id);
  for (const char* other : {"https://bsky.app/profile/ana.test/post/3k", "https://evil.example/profile/did:plc:a/post/3k",
                            "https://bsky.app/profile/did:plc:a", "https://bsky.app/profile/did:plc:a/post/",
                            "https://bsky.app/profile/did:plc:a/post/a/b", "https://bsky.app/profile/did:plc:a/post/a?b", ""}) {
    CAPTURE(other);
    CHECK_FALSE(connector.parse_permalink(page(), other).has_value());
  }
}

TEST_CASE("Bluesky: only a DID and a record key make an id") {
  CHECK(bluesky::id_of("at://did:web:host.example%3A3000/app.bsky.feed.post/3k-_~.:").value ==
        "did:web:host.example%3A3000/3k-_~.:");
  for (const char* uri :
       {"at://did:/app.bsky.feed.post/3k", "at://did:plc:/app.bsky.feed.post/3k", "at://did:plc:a?b/app.bsky.feed.post/3k",
        "at://did:plc:a/app.bsky.feed.post/..", "at://did:plc:a/app.bsky.feed.post/.", "at://did:plc:a/app.bsky.feed.post/a%2Fb",
        "at://did:plc:a/app.bsky.feed.post/a\"b", "at://did:plc:a/app.bsky.feed.post/a\nb", "at://ana.test/app.bsky.feed.post/3k",
        "at://did:plc:a/app.bsky.feed.like/3k"}) {
    CAPTURE(uri);
    CHECK(bluesky::id_of(uri).empty());
  }
}
