// What the Flarum connector asks, the simulator understands, and the other way round: each kind of question once, from both
// ends, in 1.x and 2.x.
#include "connectors/asked_place.h"
#include "connectors/flarum.h"
#include "simulators/flarum_simulator.h"

using namespace plein;
using namespace plein::simulators;

namespace {

// Noordnet (1) moderates and acts for Plein, Ana (2) and Bert (3) are members.
struct Forum : AskedPlace {
  Flarum connector;
  FlarumSimulator platform;
  std::string key = "Token api-key; userId=1";

  explicit Forum(int version = 1) : platform({.version = version}) {
    platform.add_user("noordnet", true);
    platform.add_user("ana");
    platform.add_user("bert");
    place.platform = "flarum";
    place.url = place.web = "http://127.0.0.1:8888";
    place.settings = {{"tag", "3"}, {"user", "1"}};
  }

  const Connector& asking() const override { return connector; }
  Simulator& answering() override { return platform; }
  void authorize(HttpRequest& request) const override { request.headers["authorization"] = key; }
  using AskedPlace::operator();
  Reading operator()(Ask::Kind kind, const RemoteRef& post, const RemoteRef& thread = {}) {
    Ask question = ask(kind);
    question.post = post;
    question.thread = thread.empty() ? post : thread;
    return (*this)(question);
  }
  Profile profile(const std::string& author) {
    Ask question = ask(Ask::Kind::profile);
    question.author = author;
    return once(question).profile;
  }
  // A person's post, through the same API.
  HttpResponse say(int user, const std::string& content, int discussion = 0) {
    const std::string text = "\"content\":\"" + content + "\"";
    const std::string body = discussion ? R"({"data":{"type":"posts","attributes":{)" + text +
                                              R"(},"relationships":{"discussion":{"data":{"type":"discussions","id":")" +
                                              std::to_string(discussion) + "\"}}}}}"
                                        : R"({"data":{"type":"discussions","attributes":{"title":"Het lampje",)" + text +
                                              R"(},"relationships":{"tags":{"data":[{"type":"tags","id":"3"}]}}}})";
    HttpRequest request{"POST", std::string("http://127.0.0.1:8888/api/") + (discussion ? "posts" : "discussions"), {}, body, "",
                        ""};
    request.headers = {{"authorization", "Token token-" + std::to_string(user)}, {"content-type", "application/vnd.api+json"}};
    return platform.answer_untroubled(request, now += 11'000);
  }
  Change lookup(const RemoteRef& post) {
    const Reading reading = (*this)(Ask::Kind::lookup, post);
    REQUIRE(reading.changes.size() == 1);
    return reading.changes[0];
  }
};

const RemoteRef question{RemoteId{"1"}, "1"};

}  // namespace

TEST_CASE("Flarum, simulated: who we are, and that a guest is not us") {
  Forum forum;
  CHECK(forum.once(ask(Ask::Kind::identity)).identity == Identity{"1", "noordnet"});
  forum.key = "Token another; userId=1";
  CHECK(forum.once(ask(Ask::Kind::identity)).outcome.kind == Outcome::Kind::reconnect);
  CHECK(forum.once(forum.draft({}, {}, "Hallo", "Een vraag")).outcome.kind == Outcome::Kind::reconnect);
}

TEST_CASE("Flarum, simulated: a conversation, with answers to answers, in both versions") {
  for (const int version : {1, 2}) {
    CAPTURE(version);
    Forum forum(version);
    const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom rood?");
    CHECK(first == question);
    CHECK(forum.say(2, "Zet hem uit en aan.", 1).status == 201);
    forum.set(R"({"do":"rename","id":1,"title":"Waarom is het rood?"})");
    const RemoteRef reply{RemoteId{"1/2/2"}, ""};
    const RemoteRef below = forum.create(first, reply, "Dat hielp.\nDank je!");
    CHECK(below.id.value == "1/4/4");
    const Reading all = forum(Ask::Kind::thread, first);
    REQUIRE(all.changes.size() == 3);
    CHECK(all.changes[0].post == first);
    CHECK(all.changes[0].title == "Waarom is het rood?");
    CHECK(all.changes[1].parent.id == first.id);
    CHECK(all.changes[1].author.name == "ana");
    CHECK(all.changes[2].parent.id == reply.id);
    CHECK(all.changes[2].root.id == first.id);
    CHECK(text::write_plain(all.changes[2].body) == "Dat hielp.\nDank je!\n\n\xE2\x80\x94 Ana \xC2\xB7 Bluesky");
    CHECK(forum.lookup(below).body == all.changes[2].body);
    CHECK(all.changes[2].body.blocks.back().children.back().url == "https://bsky.app/x#plein");
  }
}

TEST_CASE("Flarum, simulated: text that was copied calls nobody and is no markup") {
  Forum forum;
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom rood?");
  const std::string said = "Kijk @\"ana\"#2 en @\"ana\"#p1: [b]niet vet[/b], 2^10 en a\\b";
  const RemoteRef copy = forum.create(first, first, said);
  const auto& post = forum.platform.state().posts.at(2);
  CHECK(post.content.find("@\"") == std::string::npos);
  CHECK(post.content.find("[b]") == std::string::npos);
  CHECK(post.content.find("2\\^10") != std::string::npos);
  const std::string html = forum.platform.dump();
  CHECK(html.find("Mention") == std::string::npos);
  CHECK(html.find("<strong>") == std::string::npos);
  const Change read = forum.lookup(copy);
  CHECK(read.parent.id == first.id);
}

TEST_CASE("Flarum, simulated: the stream is newest first, of this tag, and ends at its mark") {
  Forum forum;
  forum.set(R"({"do":"add_tag","id":4,"name":"Elders"})");
  forum.say(2, "Het lampje is rood.");
  forum.say(2, "Een ander gesprek.");
  forum.set(R"({"do":"set_tag","id":2,"tag":4})");
  forum.say(3, "Zet hem uit en aan.", 1);
  const Reading reading = forum.once(ask(Ask::Kind::stream, "posts"));
  REQUIRE(reading.changes.size() == 2);
  CHECK(reading.changes[0].kind == Change::Kind::seen);
  CHECK(reading.changes[0].root.id == question.id);
  CHECK(reading.changes[1].kind == Change::Kind::sighted);
  CHECK(reading.next.empty());
  for (int i = 0; i < 60; ++i) forum.say(3, "Antwoord " + std::to_string(i), 1);
  Ask stream = ask(Ask::Kind::stream, "posts");
  CHECK(forum(stream).changes.size() == 62);
  stream.mark = reading.mark;
  CHECK(forum(stream).changes.size() == 62);
  stream.mark = forum.once(stream).mark;
  CHECK(forum(stream).changes.size() == 50);
  CHECK(forum(Ask::Kind::thread, question).changes.size() == 62);
}

TEST_CASE("Flarum, simulated: what is hidden, moved or not approved is not to be seen, and comes back") {
  Forum forum;
  forum.set(R"({"do":"add_tag","id":4,"name":"Elders"})");
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom rood?");
  const RemoteRef reply = forum.create(first, first, "Zet hem uit en aan.");
  const std::string others[2][2] = {{R"({"do":"hide_discussion","id":1})", R"({"do":"hide_discussion","id":1,"hidden":false})"},
                                    {R"({"do":"set_tag","id":1,"tag":4})", R"({"do":"set_tag","id":1,"tag":3})"}};
  for (const auto& pair : others) {
    CAPTURE(pair[0]);
    forum.set(pair[0]);
    CHECK(forum.lookup(first).kind == Change::Kind::hidden);
    forum.set(pair[1]);
    CHECK(forum.lookup(first).kind == Change::Kind::seen);
  }
  forum.set(others[0][0]);
  for (const Change& each : forum(Ask::Kind::thread, first).changes) CHECK(each.kind == Change::Kind::hidden);
  forum.set(others[0][1]);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::hide, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).kind == Change::Kind::hidden);
  CHECK(forum(Ask::Kind::unhide, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).kind == Change::Kind::seen);

  forum.platform.faults().approval_queue = true;
  forum.say(3, "Mag dit?", 1);
  CHECK(forum.lookup({RemoteId{"1/5/5"}, ""}).kind == Change::Kind::hidden);
  forum.set(R"({"do":"approve","id":5})");
  CHECK(forum.lookup({RemoteId{"1/5/5"}, ""}).kind == Change::Kind::seen);
  forum.platform.faults().queue_everyone = true;
  CHECK(forum.once(forum.draft(first, first, "En dit?")).outcome.kind == Outcome::Kind::held);
  CHECK(forum.once(forum.draft({}, {}, "En dit?", "Een vraag")).outcome.kind == Outcome::Kind::held);
}

TEST_CASE("Flarum, simulated: edits, removals, and a first post that goes without its answers") {
  Forum forum;
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom rood?");
  const RemoteRef reply = forum.create(first, first, "Zet hem uit en aan.");
  Ask edit = ask(Ask::Kind::edit);
  edit.post = reply;
  edit.draft = forum.draft(first, first, "Zet hem aan.").draft;
  CHECK(forum.once(edit).outcome.kind == Outcome::Kind::ok);
  const Milliseconds edited_at = forum.now;
  CHECK(forum.lookup(reply).edited_at == edited_at);
  CHECK(forum(Ask::Kind::remove, first).outcome.kind == Outcome::Kind::ok);
  CHECK(forum(Ask::Kind::lookup, first).outcome.kind == Outcome::Kind::gone);
  CHECK(forum.lookup(reply).kind == Change::Kind::seen);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::remove, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum(Ask::Kind::lookup, reply).outcome.kind == Outcome::Kind::gone);
  CHECK(forum.once(edit).outcome.kind == Outcome::Kind::gone);
  CHECK(forum(Ask::Kind::lookup, first).outcome.kind == Outcome::Kind::gone);
}

TEST_CASE("Flarum, simulated: a lost write is found, and not found when it did not arrive") {
  Forum forum;
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom rood?");
  Ask lost = forum.draft({}, {}, "Ging verloren.", "Nog een vraag");
  forum.platform.faults().lose_answer_next = 1;
  CHECK(forum.once(lost).outcome.kind == Outcome::Kind::maybe_done);
  lost.kind = Ask::Kind::find;
  const Reading found = forum(lost);
  REQUIRE(found.changes.size() == 2);
  CHECK(found.changes[0].post == RemoteRef{RemoteId{"2"}, "2"});
  Ask reply = forum.draft(first, first, "Kwam niet aan.");
  forum.platform.faults().lose_request_next = 1;
  CHECK(forum.once(reply).outcome.kind == Outcome::Kind::maybe_done);
  reply.kind = Ask::Kind::find;
  CHECK(forum(reply).changes.size() == 1);
  forum.platform.faults().lose_answer_next = 1;
  reply.kind = Ask::Kind::create;
  forum.once(reply);
  reply.kind = Ask::Kind::find;
  CHECK(forum(reply).changes.at(0).post.id.value == "1/2/3");
}

TEST_CASE("Flarum, simulated: likes, accepted answers, and who consents") {
  Forum forum;
  forum.say(2, "Het lampje is rood.");
  forum.say(3, "Zet hem uit en aan.", 1);
  const RemoteRef reply{RemoteId{"1/2/2"}, ""};
  CHECK(forum(Ask::Kind::react, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).reactions == 1);
  // Given again it is taken back, which is seen, and it is given once more.
  CHECK(forum(Ask::Kind::react, reply).outcome.kind == Outcome::Kind::retry);
  CHECK(forum(Ask::Kind::react, reply).outcome.kind == Outcome::Kind::ok);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::unreact, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).reactions == 0);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::accept, reply, question).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).accepted == 1);
  CHECK(forum.lookup(question).accepted == 0);
  CHECK(forum(Ask::Kind::thread, question).changes.at(1).accepted == 1);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::unaccept, reply, question).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).accepted == 0);
  CHECK_FALSE(forum.profile("2").refuses);
  forum.set(R"({"do":"set_profile","id":2,"bio":"Ik hou van lampjes. #NoBridge"})");
  CHECK(forum.profile("2").refuses);
  forum.set(R"({"do":"remove_user","id":2})");
  CHECK(forum.profile("2").gone);
}

TEST_CASE("Flarum, simulated: limits and refusals") {
  Forum forum;
  forum.key = "Token token-2";
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom rood?");
  const Reading soon = forum.once(forum.draft(first, first, "Te vroeg."));
  CHECK(soon.outcome.kind == Outcome::Kind::park);
  CHECK(soon.outcome.writes_only);
  CHECK(soon.outcome.wait_ms == 11'000);
  CHECK(forum(Ask::Kind::remove, first).outcome.kind == Outcome::Kind::forbidden);
  forum.key = "Token api-key; userId=1";
  const Reading refused = forum.once(forum.draft({}, {}, "Hallo", std::string(81, 'x')));
  CHECK(refused.outcome.kind == Outcome::Kind::refused);
  CHECK(refused.outcome.reason == "/data/attributes/title: The title may not be greater than 80 characters.");
  CHECK(forum.once(forum.draft({}, {}, "Hallo", "Ja")).written.id.value == "2");
  CHECK(forum.once(forum.draft({RemoteId{"9"}, "9"}, {RemoteId{"9"}, "9"}, "Waar?")).outcome.kind == Outcome::Kind::gone);
  forum.platform.faults().fail_next = 1;
  CHECK(forum(Ask::Kind::lookup, first).outcome.kind == Outcome::Kind::retry);
}

TEST_CASE("Flarum: a post's address leads to it, and back") {
  const Forum forum;
  const Flarum& connector = forum.connector;
  const Place& place = forum.place;
  for (const char* id : {"42", "42/3/58"})
    CHECK(connector.parse_permalink(place, connector.permalink(place, RemoteId{id}))->value == id);
  CHECK(connector.permalink(place, RemoteId{"42/3/58"}) == place.web + "/d/42/3?post=58");
  CHECK(connector.parse_permalink(place, place.web + "/d/42-het-lampje#plein")->value == "42");
  CHECK(connector.parse_permalink(place, place.web + "/d/42-het-lampje/1")->value == "42");
  for (const char* other : {"/d/42/3", "/d/x", "/d/", "/u/ana", "/d/42/3?post=x", "/d/42/3/4?post=5"}) {
    CAPTURE(other);
    CHECK_FALSE(connector.parse_permalink(place, place.web + other).has_value());
  }
}
