// Discourse, simulated: what is not to be seen, what people say of posts, refusals, and what it pushes.
#include "connectors/discourse_forum.h"

using namespace plein;
using namespace plein::simulators;

TEST_CASE("Discourse, simulated: what is hidden, private, unlisted or moved is not to be seen") {
  DiscourseForum forum({.requests_per_minute = 0});
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

TEST_CASE("Discourse, simulated: likes, accepted answers, and who consents") {
  DiscourseForum forum;
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
  DiscourseForum forum;
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
  DiscourseForum forum;
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
