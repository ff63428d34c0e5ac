// What connectors ask, the simulators understand, and the other way round: each kind of question once, from both ends.
#include "connectors/asker.h"
#include "connectors/bluesky.h"
#include "connectors/nodebb.h"
#include "simulators/bluesky_simulator.h"
#include "simulators/nodebb_simulator.h"

using namespace plein;
using namespace plein::simulators;

TEST_CASE("Bluesky, simulated: written, looked up, removed; and who consents") {
  BlueskySimulator platform;
  const std::string token = platform.add_user("brand.test", "", "", start).setup_token;
  const std::string did = platform.state().account("brand.test")->did;
  const std::string ana = platform.add_user("ana.test", "", "", start).did;
  const Bluesky connector;
  Asker asks{connector, platform, page(), {did, "brand.test"}, token};
  const RemoteRef post = asks.create({}, "hallo");
  const RemoteRef reply = asks.create(post, "antwoord");
  CHECK(asks.text_of(asks(Ask::Kind::lookup, reply)) == "antwoord");
  CHECK(asks(Ask::Kind::lookup, reply).changes[0].root == post);
  const Reading removed = asks(Ask::Kind::remove, reply);
  CHECK(removed.outcome.kind == Outcome::Kind::ok);
  CHECK(removed.budget.of_writes);
  CHECK(removed.budget.remaining == 5000 - 3 - 3 - 1);
  CHECK(asks(Ask::Kind::remove, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(asks(Ask::Kind::lookup, reply).outcome.kind == Outcome::Kind::gone);
  platform.faults().read_lag_ms = connector.capabilities().read_lag_ms;
  CHECK(asks(Ask::Kind::lookup, reply).outcome.kind == Outcome::Kind::gone);  // not there yet, a minute ago
  platform.faults().read_lag_ms = 0;
  CHECK_FALSE(asks(Ask::Kind::profile, {}, ana).profile.refuses);
  asks.set(R"({"do":"set_profile","handle":"ana.test","description":"#nobridge"})");
  CHECK(asks(Ask::Kind::profile, {}, ana).profile.refuses);
  for (const char* standing : {"takendown", "deactivated", "deleted"}) {
    asks.set(R"({"do":"set_profile","handle":"ana.test","standing":")" + std::string(standing) + "\"}");
    CHECK(asks(Ask::Kind::profile, {}, ana).profile.gone);
  }
  asks.set(R"({"do":"set_profile","handle":"brand.test","followers":64990})");
  CHECK(asks(Ask::Kind::followers, {}).followers == 64990);
  CHECK(asks(Ask::Kind::profile, {}, did).profile.followers == 64990);
  platform.faults().throttle_next = 1;
  const Reading throttled = asks(Ask::Kind::remove, post);
  CHECK(throttled.outcome.kind == Outcome::Kind::park);
  CHECK(throttled.outcome.writes_only);
  platform.faults().fail_after_write_next = 1;
  CHECK(asks(Ask::Kind::remove, post).outcome.kind == Outcome::Kind::maybe_done);
  CHECK(asks(Ask::Kind::lookup, post).outcome.kind == Outcome::Kind::gone);
}

TEST_CASE("Bluesky, simulated: a thread that is deeper than is asked goes on on its next pages") {
  BlueskySimulator platform;
  const std::string token = platform.add_user("brand.test", "", "", start).setup_token;
  const std::string did = platform.state().account("brand.test")->did;
  const Bluesky connector;
  Asker asks{connector, platform, page(), {did, "brand.test"}, token};
  const RemoteRef root = asks.create({}, "0");
  RemoteRef last = root;
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = root;
  for (int depth = 1; depth <= 101; ++depth) {
    Ask question = ask(Ask::Kind::create);
    question.draft = {last, root, "", text::read_plain(std::to_string(depth)), {}, asks.now, static_cast<std::uint64_t>(depth)};
    last = asks(question).written;
    if (depth == 100) CHECK(asks(thread).next == "");
  }
  const Reading first = asks(thread);
  CHECK(first.changes.size() == 101);
  CHECK_FALSE(first.partial);
  CHECK(first.next == first.changes.back().post.id.value);
  thread.cursor = first.next;
  const Reading second = asks(thread);
  CHECK(second.changes.size() == 2);
  CHECK(second.changes.back().post == last);
  CHECK(second.next == "");
}

TEST_CASE("NodeBB, simulated: written, edited, hidden, shown, purged; and who consents") {
  NodebbSimulator platform;
  platform.add_user({.username = "noordnet", .admin = true}, start);
  platform.add_user({.username = "ana", .exempt = true}, start);
  const NodeBb connector;
  Asker asks{connector, platform, forum(), forum_self, "master-token"};
  const RemoteRef first = asks.create({}, "eerste", "Titel");
  const RemoteRef post = asks.create(first, "antwoord");
  CHECK(asks.text_of(asks(Ask::Kind::lookup, post)) == "antwoord");

  Ask edit = ask(Ask::Kind::edit);
  edit.post = first;
  edit.draft.title = "Nieuwe titel";
  edit.draft.body = text::read_plain("anders");
  CHECK(asks(edit).outcome.kind == Outcome::Kind::ok);
  const Reading looked = asks(Ask::Kind::lookup, first);
  CHECK(asks.text_of(looked) == "anders");
  CHECK(looked.changes[0].title == "Nieuwe titel");
  CHECK(looked.changes[0].parent.empty());
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = first;
  CHECK(asks(thread).changes[0].edited_at > start);

  const auto kind = [&] { return asks(Ask::Kind::lookup, post).changes.at(0).kind; };
  for (int i = 0; i < 2; ++i) CHECK(asks(Ask::Kind::hide, post).outcome.kind == Outcome::Kind::ok);
  CHECK(kind() == Change::Kind::hidden);
  for (int i = 0; i < 2; ++i) CHECK(asks(Ask::Kind::unhide, post).outcome.kind == Outcome::Kind::ok);
  CHECK(kind() == Change::Kind::seen);
  asks.set(R"({"do":"delete_topic","tid":1})");
  CHECK(kind() == Change::Kind::hidden);
  asks.set(R"({"do":"delete_topic","tid":1,"deleted":false})");
  platform.add_category(5, "Elders");
  asks.set(R"({"do":"move_topic","tid":1,"cid":5})");
  CHECK(asks(Ask::Kind::lookup, first).changes.at(0).kind == Change::Kind::hidden);
  CHECK(asks(thread).changes.at(0).kind == Change::Kind::hidden);
  asks.set(R"({"do":"move_topic","tid":1,"cid":2})");

  Ask remove = ask(Ask::Kind::remove);
  remove.post = remove.thread = first;
  for (int i = 0; i < 2; ++i) CHECK(asks(remove).outcome.kind == Outcome::Kind::ok);
  CHECK(asks(Ask::Kind::lookup, first).changes.at(0).kind == Change::Kind::hidden);
  remove.thread = {};
  CHECK(asks(remove).outcome.kind == Outcome::Kind::refused);  // the reply still stands
  for (int i = 0; i < 2; ++i) CHECK(asks(Ask::Kind::remove, post).outcome.kind == Outcome::Kind::ok);
  for (const Ask::Kind each : {Ask::Kind::lookup, Ask::Kind::hide, Ask::Kind::unhide}) {
    CHECK(asks(each, post).outcome.kind == Outcome::Kind::gone);
  }
  edit.post = post;
  CHECK(asks(edit).outcome.kind == Outcome::Kind::gone);

  CHECK_FALSE(asks(Ask::Kind::profile, {}, "2").profile.refuses);
  asks.set(R"({"do":"set_profile","uid":2,"aboutme":"#NoBridge"})");
  CHECK(asks(Ask::Kind::profile, {}, "2").profile.refuses);
  asks.set(R"({"do":"remove_user","uid":2})");
  CHECK(asks(Ask::Kind::profile, {}, "2").profile.gone);
  platform.faults().fail_after_write_next = 1;
  edit.post = first;
  CHECK(asks(edit).outcome.kind == Outcome::Kind::maybe_done);
  platform.faults().unauthorised = true;
  CHECK(asks(edit).outcome.kind == Outcome::Kind::reconnect);
  CHECK(asks(Ask::Kind::profile, {}, "2").outcome.kind == Outcome::Kind::reconnect);
}
