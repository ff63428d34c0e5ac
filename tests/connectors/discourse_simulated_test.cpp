// What the Discourse connector asks, the simulator understands, and the other way round: each kind of question once, from both
// ends.
#include "connectors/asked_place.h"
#include "connectors/discourse.h"
#include "simulators/discourse_simulator.h"

using namespace plein;
using namespace plein::simulators;

namespace {

// The forum of a brand: Noordnet (1) moderates and acts for Plein, Ana (2) and Bert (3) are members, Cleo (4) administers.
struct Forum : AskedPlace {
  Discourse connector;
  DiscourseSimulator platform;
  std::string as = "noordnet";

  explicit Forum(DiscourseSettings settings = {}) : platform(settings) {
    platform.add_user({.username = "noordnet", .name = "Noordnet", .moderator = true});
    platform.add_user({.username = "ana", .name = "Ana"});
    platform.add_user({.username = "bert", .trusted = true});
    platform.add_user({.username = "cleo", .admin = true});
    place.platform = "discourse";
    place.url = place.web = "http://127.0.0.1:3000";
    place.settings = {{"category", "4"}};
  }

  const Connector& asking() const override { return connector; }
  Simulator& answering() override { return platform; }
  void authorize(HttpRequest& request) const override {
    request.headers["api-key"] = "admin-key";
    request.headers["api-username"] = as;
  }
  using AskedPlace::operator();
  Reading operator()(Ask::Kind kind, const RemoteRef& post, const std::string& author = "") {
    Ask question = ask(kind);
    question.post = question.thread = post;
    question.author = author;
    return (*this)(question);
  }
  Ask draft(const RemoteRef& root, const RemoteRef& parent, const std::string& body, const std::string& title = "") {
    Ask question = ask(Ask::Kind::create);
    question.draft.root = root;
    question.draft.parent = parent;
    question.draft.title = title;
    question.draft.body = copy_of(body);
    question.draft.intended_at = now;
    question.draft.salt = static_cast<std::uint64_t>(now);
    return question;
  }
  RemoteRef create(const RemoteRef& root, const RemoteRef& parent, const std::string& body, const std::string& title = "") {
    const Reading reading = once(draft(root, parent, body, title));
    CAPTURE(reading.outcome.reason);
    REQUIRE_FALSE(reading.written.empty());
    return reading.written;
  }
  // A person's post, through the same API.
  RemoteRef say(int user, const std::string& body) {
    HttpRequest request{"POST", "http://127.0.0.1:3000/posts.json", {{"api-key", "key-" + std::to_string(user)}}, body};
    const HttpResponse response = platform.answer(request, now += 20'000);
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    const auto document = JsonDocument::parse(response.body);
    const JsonReader post = document->root();
    return {RemoteId{post["id"].id()}, post["topic_id"].id() + "/" + post["post_number"].id()};
  }
  void set(const std::string& call) {
    const auto document = JsonDocument::parse(call);
    const auto result = platform.set_up(document->root(), now);
    CAPTURE(call);
    REQUIRE(result.ok());
  }
  Change lookup(const RemoteRef& post) {
    const Reading reading = (*this)(Ask::Kind::lookup, post);
    REQUIRE(reading.changes.size() == 1);
    return reading.changes[0];
  }
};

std::string id_of(const Change& change) { return change.post.id.value; }

}  // namespace

TEST_CASE("Discourse, simulated: who we are, and that only a moderator will do") {
  Forum forum;
  const Reading known = forum.once(ask(Ask::Kind::identity));
  CHECK(known.identity == Identity{"1", "noordnet"});
  CHECK(known.outcome.kind == Outcome::Kind::ok);
  forum.as = "ana";
  CHECK(forum.once(ask(Ask::Kind::identity)).outcome.kind == Outcome::Kind::forbidden);
  forum.as = "nobody";
  CHECK(forum.once(ask(Ask::Kind::identity)).outcome.kind == Outcome::Kind::reconnect);
  CHECK(forum.once(ask(Ask::Kind::stream)).outcome.kind == Outcome::Kind::reconnect);
}

TEST_CASE("Discourse, simulated: a topic and its replies are written, read, edited, hidden, shown and removed") {
  Forum forum;
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Help");
  CHECK(first.extra == "1/1");
  CHECK(forum.platform.state().topics.at(1).latest().title == "Help \xE2\x80\x94 Ana \xC2\xB7 Bluesky");
  const RemoteRef reply = forum.create(first, first, "Zet hem uit en aan.");
  const RemoteRef deeper = forum.create(first, reply, "Dat hielp.");
  const Reading thread = forum(Ask::Kind::thread, first);
  REQUIRE(thread.changes.size() == 3);
  CHECK(thread.changes[0].title == "Help \xE2\x80\x94 Ana \xC2\xB7 Bluesky");
  CHECK(thread.changes[0].author ==
        Author{"1", "Noordnet", "noordnet", "http://127.0.0.1:3000/letter_avatar_proxy/v4/letter/n/c0e974/96.png"});
  CHECK(thread.changes[1].parent == first);
  CHECK(thread.changes[2].parent == reply);
  CHECK(thread.changes[2].root == first);
  CHECK(text::write_plain(forum.lookup(deeper).body) == "Dat hielp.\n\n\xE2\x80\x94 Ana \xC2\xB7 Bluesky");

  Ask edit = forum.draft(first, reply, "Zet hem even uit.");
  edit.kind = Ask::Kind::edit;
  edit.post = deeper;
  forum.now += 600'000;
  CHECK(forum.once(edit).outcome.kind == Outcome::Kind::ok);
  const Milliseconds edited_at = forum.now;
  CHECK(forum.lookup(deeper).edited_at == edited_at);
  Ask title = forum.draft({}, {}, "Het lampje is groen.", "Nu is het lampje groen geworden");
  title.kind = Ask::Kind::edit;
  title.post = first;
  CHECK(forum.once(title).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(first).title == "Nu is het lampje groen geworden");

  for (const RemoteRef& post : {deeper, first}) {
    CHECK(forum(Ask::Kind::hide, post).outcome.kind == Outcome::Kind::ok);
    CHECK(forum.lookup(post).kind == Change::Kind::hidden);
    CHECK(forum(Ask::Kind::unhide, post).outcome.kind == Outcome::Kind::ok);
    CHECK(forum.lookup(post).kind == Change::Kind::seen);
    // Being so already is refused as what one may not do; a lookup tells.
    CHECK(forum(Ask::Kind::unhide, post).outcome.kind == Outcome::Kind::forbidden);
  }
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::remove, deeper).outcome.kind == Outcome::Kind::ok);
  CHECK(forum(Ask::Kind::thread, first).changes.size() == 2);
  CHECK(forum.lookup(deeper).kind == Change::Kind::hidden);
  CHECK(forum(Ask::Kind::remove, first).outcome.kind == Outcome::Kind::ok);
  for (const Change& change : forum(Ask::Kind::thread, first).changes) CHECK(change.kind == Change::Kind::hidden);
  forum.set(R"({"do":"destroy_post","id":3})");
  for (const Ask::Kind each : {Ask::Kind::lookup, Ask::Kind::hide, Ask::Kind::unhide}) {
    CHECK(forum(each, deeper).outcome.kind == Outcome::Kind::gone);
  }
}

TEST_CASE("Discourse, simulated: a long topic is read whole, with the parents of all pages") {
  Forum forum({.requests_per_minute = 0});
  const RemoteRef first = forum.create({}, {}, "Eerste", "Een lang onderwerp, om te lezen");
  for (int i = 2; i <= 45; ++i) forum.create(first, {RemoteId{"2"}, i == 2 ? "1/1" : "1/2"}, "Antwoord " + std::to_string(i));
  forum.set(R"({"do":"delete_post","id":2,"deleted":false})");
  forum.set(R"({"do":"whisper","user_id":4,"topic_id":1,"raw":"Dit is alleen voor ons."})");
  forum.set(R"({"do":"close_topic","topic_id":1})");
  const Reading thread = forum(Ask::Kind::thread, first);
  REQUIRE(thread.changes.size() == 45);
  for (std::size_t i = 2; i < 45; ++i) CHECK(thread.changes[i].parent == RemoteRef{RemoteId{"2"}, "1/2"});
  CHECK_FALSE(thread.partial);
  // A parent that stands no more in the topic: the first post takes its place.
  forum.set(R"({"do":"destroy_post","id":2})");
  const Reading without = forum(Ask::Kind::thread, first);
  REQUIRE(without.changes.size() == 44);
  CHECK(without.changes[1].parent == first);
  // Far below, it is not on the page of a lookup: it is named by its number, and is nobody's id.
  const Change alone = forum.lookup({RemoteId{"40"}, "1/40"});
  CHECK(alone.parent.id.value == "1/2");
  CHECK(alone.root == first);
}

TEST_CASE("Discourse, simulated: the newest posts are sighted, of this category and of nothing private") {
  Forum forum({.requests_per_minute = 0});
  forum.platform.add_category(5, "Elders");
  const RemoteRef topic =
      forum.say(2, R"({"title":"Waarom is het lampje rood?","raw":"Het lampje is rood, wat nu?","category":4})");
  forum.say(3, R"({"topic_id":1,"raw":"Zet hem even uit en aan."})");
  forum.say(2, R"({"title":"Iets heel anders vandaag","raw":"Dit hoort hier helemaal niet.","category":5})");
  forum.set(R"({"do":"message","user_id":2,"title":"Onder ons","raw":"Mijn wachtwoord is geheim."})");
  forum.set(R"({"do":"whisper","user_id":4,"topic_id":1,"raw":"Dit is alleen voor ons."})");
  Ask stream = ask(Ask::Kind::stream, "latest");
  const Reading reading = forum.once(stream);
  REQUIRE(reading.changes.size() == 2);
  CHECK(id_of(reading.changes[0]) == "2");
  CHECK(reading.changes[0].kind == Change::Kind::sighted);
  CHECK(reading.changes[0].root == topic);
  CHECK(reading.mark == "0000000000000003");
  forum.set(R"({"do":"list_topic","topic_id":1,"listed":false})");
  CHECK(forum.once(stream).changes.empty());
  forum.set(R"({"do":"list_topic","topic_id":1,"listed":true})");
  for (int i = 0; i < 60; ++i) forum.say(3, R"({"topic_id":1,"raw":"Dit is antwoord nummer )" + std::to_string(i) + "\"}");
  const Reading all = forum(stream);
  CHECK(all.changes.size() == 62);
  stream.mark = reading.mark;
  const Reading newer = forum(stream);
  CHECK(newer.changes.size() >= 60);
  CHECK(newer.changes.size() < 62 + 50);
}

TEST_CASE("Discourse, simulated: what is hidden, private, unlisted or moved is not to be seen") {
  Forum forum({.requests_per_minute = 0});
  forum.platform.add_category(5, "Elders");
  forum.platform.add_category(6, "Bestuur", true);
  const RemoteRef first =
      forum.say(2, R"({"title":"Waarom is het lampje rood?","raw":"Het lampje is rood, wat nu?","category":4})");
  const RemoteRef reply = forum.say(3, R"({"topic_id":1,"raw":"Zet hem even uit en aan."})");
  const auto kinds = [&] {
    std::string found;
    for (const RemoteRef& post : {first, reply}) found += forum.lookup(post).kind == Change::Kind::seen ? 's' : 'h';
    return found;
  };
  CHECK(kinds() == "ss");
  CHECK(forum.lookup({reply.id, ""}).body == forum.lookup(reply).body);
  const std::pair<const char*, const char*> changes[] = {
      {R"({"do":"list_topic","topic_id":1,"listed":false})", R"({"do":"list_topic","topic_id":1})"},
      {R"({"do":"make_private","topic_id":1})", R"({"do":"make_private","topic_id":1,"private":false})"},
      {R"({"do":"delete_topic","topic_id":1})", R"({"do":"delete_topic","topic_id":1,"deleted":false})"},
      {R"({"do":"move_topic","topic_id":1,"category":6})", R"({"do":"move_topic","topic_id":1,"category":4})"}};
  for (const auto& pair : changes) {
    const char* change = pair.first;
    CAPTURE(change);
    forum.set(change);
    CHECK(kinds() == "hh");
    for (const Change& each : forum(Ask::Kind::thread, first).changes) CHECK(each.kind == Change::Kind::hidden);
    for (const Change& each : forum(Ask::Kind::thread, first).changes) CHECK(each.body.empty());
    forum.as = "cleo";  // who sees private messages and all categories
    if (std::string(change).find("move") == std::string::npos) CHECK(kinds() == "hh");
    forum.as = "noordnet";
    forum.set(pair.second);
    CHECK(kinds() == "ss");
  }
  forum.set(R"({"do":"move_topic","topic_id":1,"category":5})");
  CHECK(kinds() == "hs");
  CHECK_FALSE(forum.lookup(first).addressed);
  forum.set(R"({"do":"move_topic","topic_id":1,"category":4})");
  for (const char* change :
       {R"({"do":"hide_post","id":2})", R"({"do":"delete_post","id":2})", R"({"do":"set_type","id":2,"type":4})"}) {
    CAPTURE(change);
    forum.set(change);
    CHECK(kinds() == "sh");
    CHECK(forum.lookup({reply.id, ""}).kind == Change::Kind::hidden);
    forum.set(R"({"do":"hide_post","id":2,"hidden":false})");
    forum.set(R"({"do":"delete_post","id":2,"deleted":false})");
    forum.set(R"({"do":"set_type","id":2,"type":1})");
  }
  // Moved to another topic it is found there, by its id.
  const RemoteRef other =
      forum.say(2, R"({"title":"Nog een vraag over lampjes","raw":"Welke kleur hoort het te zijn?","category":4})");
  forum.set(R"({"do":"move_post","id":2,"topic_id":2})");
  CHECK(forum.lookup(reply).post.extra == "2/2");
  CHECK(forum.lookup(reply).root == other);
}

TEST_CASE("Discourse, simulated: a lost write is found, and not found when it did not arrive") {
  Forum forum({.requests_per_minute = 0});
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom is het lampje rood?");
  Ask topic = forum.draft({}, {}, "Nog een vraag.", "Nog een vraag over lampjes");
  forum.platform.faults().lose_answer_next = 1;
  CHECK(forum.connector.read(forum.place, forum.self, topic, {502, {}, "", "", ""})->outcome.kind == Outcome::Kind::maybe_done);
  auto request = *forum.connector.request(forum.place, forum.self, topic);
  request.headers = {{"api-key", "admin-key"}, {"api-username", "noordnet"}};
  CHECK(forum.platform.answer(request, forum.now).status == 0);
  topic.kind = Ask::Kind::find;
  CHECK(forum(topic).written.extra == "2/1");
  topic.draft.salt = 99;
  CHECK(forum(topic).outcome.kind == Outcome::Kind::gone);

  for (int i = 0; i < 45; ++i) forum.create(first, first, "Antwoord " + std::to_string(i));
  Ask reply = forum.draft(first, first, "Dit antwoord ging verloren.");
  reply.kind = Ask::Kind::find;
  const Reading absent = forum(reply);
  CHECK(absent.changes.size() == 46);
  CHECK(id_of(absent.changes[0]) == "47");  // newest first, from the last page
  // The same request within two minutes gives the same post, and later another.
  reply.kind = Ask::Kind::create;
  const RemoteRef once = forum.once(reply).written;
  CHECK(forum.once(reply).written == once);
  reply.kind = Ask::Kind::find;
  CHECK(id_of(forum(reply).changes[0]) == once.id.value);
  forum.now += 121'000;
  reply.kind = Ask::Kind::create;
  CHECK(forum.once(reply).written.id != once.id);
}

TEST_CASE("Discourse, simulated: likes, accepted answers, and who consents") {
  Forum forum;
  const RemoteRef first =
      forum.say(2, R"({"title":"Waarom is het lampje rood?","raw":"Het lampje is rood, wat nu?","category":4})");
  const RemoteRef reply = forum.say(3, R"({"topic_id":1,"raw":"Zet hem even uit en aan."})");
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::react, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).reactions == 1);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::unreact, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).reactions == 0);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::accept, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).accepted == 1);
  CHECK(forum.lookup(first).accepted == 0);
  for (int i = 0; i < 2; ++i) CHECK(forum(Ask::Kind::unaccept, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(forum.lookup(reply).accepted == 0);
  CHECK(forum(Ask::Kind::accept, first).outcome.kind == Outcome::Kind::forbidden);

  CHECK_FALSE(forum(Ask::Kind::profile, {}, "2").profile.refuses);
  forum.set(R"({"do":"set_profile","id":2,"bio":"Ik hou van lampjes. #NoBridge"})");
  CHECK(forum(Ask::Kind::profile, {}, "2").profile.refuses);
  const std::string long_bio(400, 'x');
  forum.set(R"({"do":"set_profile","id":2,"bio":")" + long_bio + R"("})");
  CHECK_FALSE(forum(Ask::Kind::profile, {}, "2").profile.refuses);
  forum.set(R"({"do":"set_profile","id":2,"username":"ana.2","bio":")" + long_bio + R"( #nobridge"})");
  CHECK(forum(Ask::Kind::profile, {}, "2").profile.refuses);  // by its number, whatever the name has become
  forum.set(R"({"do":"remove_user","id":2})");
  CHECK(forum(Ask::Kind::profile, {}, "2").profile.gone);
}

TEST_CASE("Discourse, simulated: limits, refusals, the queue and a key that is not accepted") {
  Forum forum;
  const RemoteRef first = forum.create({}, {}, "Het lampje is rood.", "Waarom is het lampje rood?");
  forum.platform.faults().throttle_next = 1;
  const Reading all = forum.once(forum.draft(first, first, "Te vroeg"));
  CHECK(all.outcome.kind == Outcome::Kind::park);
  CHECK(all.outcome.wait_ms == 60'000);
  CHECK_FALSE(all.outcome.writes_only);
  const Reading again = forum.once(forum.draft({}, {}, "Iets anders.", "Waarom is het lampje rood?"));
  CHECK(again.outcome.kind == Outcome::Kind::refused);
  CHECK(again.outcome.reason == "Title has already been used");
  forum.set(R"({"do":"delete_topic","topic_id":1})");
  CHECK(forum.once(forum.draft(first, first, "Waarop?")).outcome.kind == Outcome::Kind::gone);
  forum.set(R"({"do":"delete_topic","topic_id":1,"deleted":false})");

  forum.as = "ana";
  forum.create(first, first, "Ik ben nieuw.");
  const Reading soon = forum.once(forum.draft(first, first, "En ik heb haast."));
  CHECK(soon.outcome.kind == Outcome::Kind::park);
  CHECK(soon.outcome.wait_ms == 3000);
  CHECK(soon.outcome.writes_only);
  forum.now += 10'000;
  forum.platform.faults().approval_queue = true;
  CHECK(forum.once(forum.draft(first, first, "Mag dit erbij?")).outcome.kind == Outcome::Kind::held);
  forum.set(R"({"do":"approve","id":1})");
  CHECK(forum.platform.state().posts.rbegin()->second.user_id == 2);
  CHECK(forum(Ask::Kind::remove, first).outcome.kind == Outcome::Kind::forbidden);

  forum.as = "noordnet";
  forum.platform.faults().unauthorised = true;
  for (const Ask::Kind kind : {Ask::Kind::lookup, Ask::Kind::remove, Ask::Kind::thread}) {
    CHECK(forum(kind, first).outcome.kind == Outcome::Kind::reconnect);
  }
  forum.platform.faults().unauthorised = false;
  forum.now += 60'000;
  int asked = 0;
  Reading limited;
  for (; asked < 70 && limited.outcome.kind == Outcome::Kind::ok; ++asked) {
    forum.now -= 1999;  // a request each millisecond
    limited = forum.once(ask(Ask::Kind::stream, "latest"));
  }
  CHECK(asked == 61);
  CHECK(limited.outcome.kind == Outcome::Kind::park);
  CHECK(limited.outcome.wait_ms == 60'000);
}

TEST_CASE("Discourse, simulated: what it pushes is signed, and says where to look") {
  Forum forum;
  forum.platform.add_category(5, "Elders");
  const RemoteRef first =
      forum.say(2, R"({"title":"Waarom is het lampje rood?","raw":"Het lampje is rood, wat nu?","category":4})");
  const RemoteRef reply = forum.say(3, R"({"topic_id":1,"raw":"Zet hem even uit en aan."})");
  const auto pushed = [&] {
    std::vector<Change> changes;
    for (const HttpRequest& hook : forum.platform.take_webhooks()) {
      const auto read = forum.connector.pushed(forum.place, forum.self, {hook.headers, hook.body});
      REQUIRE(read.ok());
      CHECK(hook.headers.at("x-discourse-event-signature").size() == 7 + 64);
      changes.insert(changes.end(), read->begin(), read->end());
    }
    return changes;
  };
  const std::vector<Change> created = pushed();
  REQUIRE(created.size() == 2);
  CHECK(created[0].post == first);
  CHECK(created[1].post == reply);
  CHECK(created[1].kind == Change::Kind::sighted);
  const auto one = [&](const RemoteRef& post) {
    const std::vector<Change> changes = pushed();
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].kind == Change::Kind::sighted);
    CHECK(changes[0].post == post);
  };
  forum(Ask::Kind::hide, reply);
  one(reply);
  forum(Ask::Kind::unhide, reply);
  one(reply);
  forum(Ask::Kind::react, reply);
  one(reply);
  forum(Ask::Kind::accept, reply);
  one(reply);
  forum(Ask::Kind::hide, first);
  one(first);
  forum(Ask::Kind::unhide, first);
  one(first);
  forum.set(R"({"do":"move_topic","topic_id":1,"category":5})");
  const std::vector<Change> moved = pushed();
  REQUIRE(moved.size() == 1);
  CHECK_FALSE(moved[0].addressed);
  CHECK(moved[0].kind == Change::Kind::seen);
  forum.say(3, R"({"topic_id":1,"raw":"Dit staat nu ergens anders."})");
  forum.set(R"({"do":"message","user_id":2,"title":"Onder ons","raw":"Mijn wachtwoord is geheim."})");
  CHECK(pushed().empty());
  forum.set(R"({"do":"set_profile","id":2,"name":"Ana Maria"})");
  const std::vector<Change> renamed = pushed();
  REQUIRE(renamed.size() == 1);
  CHECK(renamed[0].kind == Change::Kind::renamed);
  CHECK(renamed[0].author.name == "Ana Maria");
  forum.set(R"({"do":"remove_user","id":2})");
  CHECK(pushed().at(0).kind == Change::Kind::departed);
}
