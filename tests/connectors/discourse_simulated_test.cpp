// What the Discourse connector asks, the simulator understands, and the other way round: what is written, found again, and read.
#include "connectors/discourse_forum.h"

using namespace plein;
using namespace plein::simulators;

namespace {

std::string id_of(const Change& change) { return change.post.id.value; }

}  // namespace

TEST_CASE("Discourse, simulated: who we are, and that only a moderator will do") {
  DiscourseForum forum;
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
  DiscourseForum forum;
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
  DiscourseForum forum({.requests_per_minute = 0});
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
  DiscourseForum forum({.requests_per_minute = 0});
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

TEST_CASE("Discourse, simulated: a lost write is found, and not found when it did not arrive") {
  DiscourseForum forum({.requests_per_minute = 0});
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
