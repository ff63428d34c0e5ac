// Hooks, votes, accepted answers and texts that grow as Markdown, from both ends.
#include "connectors/asker.h"
#include "connectors/nodebb.h"
#include "simulators/nodebb_simulator.h"

using namespace plein;
using namespace plein::simulators;

namespace {

const NodeBb connector;

struct Forum {
  NodebbSimulator platform{NodebbSettings{.webhook_secret = "geheim"}};
  Asker asks{connector, platform, forum(), forum_self, "master-token"};
  std::size_t after = 0;

  Forum() {
    platform.add_user({.username = "noordnet", .admin = true}, start);
    platform.add_user({.username = "ana", .exempt = true}, start);
    platform.add_category(5, "Elders");
  }
  Asker ana() {
    Asker asker{connector, platform, forum(), {"2", "ana"}, "token-2", asks.now};
    asker.place.settings["uid"] = "2";
    return asker;
  }
  // What was told since: kinds and posts, "sighted 1, hidden 2".
  std::string told() {
    std::string all;
    for (; after < platform.state().hooks.size(); ++after) {
      const auto& hook = platform.state().hooks[after];
      const auto changes = connector.pushed(forum(), forum_self, {{{"x-webhook-signature", hook.signature}}, hook.body});
      CAPTURE(hook.body);
      REQUIRE(changes.ok());
      for (const Change& change : *changes) {
        constexpr const char* kinds[] = {"seen", "sighted", "hidden", "removed", "renamed", "departed"};
        all += (all.empty() ? "" : ", ") + std::string(kinds[static_cast<int>(change.kind)]) + " " + change.post.id.value;
      }
    }
    return all;
  }
};

}  // namespace

TEST_CASE("NodeBB, simulated: hooks tell of all that happens in the category, and of nothing elsewhere") {
  Forum forum;
  const RemoteRef first = forum.asks.create({}, "eerste", "Titel");
  CHECK(forum.told() == "sighted 1, sighted 1");
  const RemoteRef reply = forum.ana().create(first, "antwoord");
  CHECK(forum.told() == "sighted 2, sighted 2");
  Ask edit = ask(Ask::Kind::edit);
  edit.post = first;
  edit.draft.body = text::read_plain("anders");
  forum.asks(edit);
  CHECK(forum.told() == "sighted 1");
  forum.asks(Ask::Kind::hide, reply);
  forum.asks(Ask::Kind::unhide, reply);
  CHECK(forum.told() == "hidden 2, sighted 2");
  forum.asks.set(R"({"do":"delete_topic","tid":1})");
  forum.asks.set(R"({"do":"delete_topic","tid":1,"deleted":false})");
  CHECK(forum.told() == "hidden 1, sighted 1");
  forum.asks.set(R"({"do":"move_topic","tid":1,"cid":5})");
  CHECK(forum.told() == "sighted topic/1");
  forum.asks(Ask::Kind::hide, reply);
  CHECK(forum.told() == "");
  forum.asks.set(R"({"do":"move_topic","tid":1,"cid":2})");
  forum.asks(Ask::Kind::remove, reply);
  CHECK(forum.told() == "sighted topic/1, removed 2");
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = plein::nodebb::named_by_topic("1");
  CHECK(forum.asks(thread).changes.at(0).post == first);
}

TEST_CASE("NodeBB, simulated: hooks are signed over the bytes that are sent") {
  NodebbSimulator platform{NodebbSettings{.webhook_secret = "key"}};
  platform.add_user({.username = "noordnet", .admin = true}, start);
  Asker asks{connector, platform, forum(), forum_self, "master-token"};
  asks.create({}, "eerste", "Titel");
  const auto& hook = platform.state().hooks.at(0);
  CHECK(
      hook.body ==
      R"({"hook":"action:post.save","params":{"post":{"pid":1,"uid":1,"tid":1,"cid":2,"content":"eerste","timestamp":1795407556000,"deleted":0,"isMain":true},"uid":1}})");
  CHECK(hook.signature == "sha1=f935abb45fe1b6f07715ed0f4ef064f7032246b8");
}

TEST_CASE("NodeBB, simulated: a vote is one however often it is given; nobody votes for themselves") {
  Forum forum;
  const RemoteRef first = forum.asks.create({}, "eerste", "Titel");
  const RemoteRef reply = forum.ana().create(first, "antwoord");
  const auto votes = [&] { return forum.asks(Ask::Kind::lookup, reply).changes.at(0).reactions; };
  for (int i = 0; i < 2; ++i) CHECK(forum.asks(Ask::Kind::react, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(votes() == 1);
  for (int i = 0; i < 2; ++i) CHECK(forum.asks(Ask::Kind::unreact, reply).outcome.kind == Outcome::Kind::ok);
  CHECK(votes() == 0);
  CHECK(forum.asks(Ask::Kind::react, first).outcome.kind == Outcome::Kind::refused);
  CHECK(forum.asks(Ask::Kind::unreact, first).outcome.kind == Outcome::Kind::ok);
  forum.asks(Ask::Kind::remove, reply);
  CHECK(forum.asks(Ask::Kind::react, reply).outcome.kind == Outcome::Kind::gone);
  Ask accept = ask(Ask::Kind::accept);
  accept.post = reply;
  CHECK(connector.request(::forum(), forum_self, accept).error().path == "ask");
}

TEST_CASE("NodeBB, simulated: an accepted answer is known, counts once, and ends no search") {
  Forum forum;
  const RemoteRef first = forum.asks.create({}, "vraag", "Titel");
  const RemoteRef answer = forum.ana().create(first, "antwoord");
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = first;
  const auto accepted = [&] { return static_cast<int>(forum.asks(thread).changes.at(1).accepted); };
  CHECK(accepted() == -1);
  forum.asks.set(R"({"do":"ask","tid":1})");
  CHECK(accepted() == 0);
  forum.asks.set(R"({"do":"solve","tid":1,"pid":)" + answer.id.value + "}");
  CHECK(accepted() == 1);
  CHECK(forum.told().find("sighted topic/1, sighted topic/1") != std::string::npos);
  forum.asks.now += 2 * plein::nodebb::clock_slack_ms;
  const Milliseconds intended = forum.asks.now;
  for (int i = 0; i < 25; ++i) forum.asks.create(first, "bericht " + std::to_string(i));
  CHECK(forum.asks(thread).changes.size() == 20);
  Ask find = ask(Ask::Kind::find);
  find.draft.parent = find.draft.root = first;
  find.draft.intended_at = intended;
  const Reading page = forum.asks(find);
  CHECK(page.next == "2");  // the answer stands on top, and is old
  CHECK(page.changes.size() == 20);
  find.cursor = page.next;
  CHECK(forum.asks(find).next == "");
}

TEST_CASE("NodeBB, simulated: a text that is too long as Markdown is cut, and its last line stays") {
  Forum forum;
  const RemoteRef first = forum.asks.create({}, "vraag", "Titel");
  Ask reply = ask(Ask::Kind::create);
  reply.draft.parent = reply.draft.root = first;
  std::string stars;
  for (int i = 0; i < 7000; ++i) stars += "*_*\xF0\x9F\x98\xA2 ";
  reply.draft.body = text::read_plain(stars + "\n\nhet einde");
  CHECK(text::write_markdown(reply.draft.body).size() > 50000);
  const Reading written = forum.asks(reply);
  CHECK(written.outcome.kind == Outcome::Kind::ok);
  const std::string seen = forum.asks.text_of(forum.asks(Ask::Kind::lookup, written.written));
  CHECK(seen.size() > 20000);
  CHECK(seen.substr(seen.size() - 9) == "het einde");
}
