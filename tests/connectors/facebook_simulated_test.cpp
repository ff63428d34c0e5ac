// What Facebook's connector asks, its simulator understands, and the other way round: each kind of question from both ends.
#include "connectors/captures.h"
#include "connectors/facebook.h"
#include "simulators/facebook_simulator.h"
#include "sync/compose.h"
#include "sync/provenance.h"
#include "text/text.h"

using namespace plein;
using namespace plein::simulators;

namespace {

constexpr Milliseconds start = 1'795'407'555'000;
constexpr Milliseconds hour_ms = 3'600'000;

Place facebook_place() {
  Place place;
  place.id.value = "page";
  place.platform = "facebook";
  place.url = "https://graph.facebook.com/v25.0";
  place.web = "https://www.facebook.com";
  place.settings = {{"page", "700"}};
  return place;
}

struct World {
  FacebookSimulator platform;
  Facebook connector;
  Place place = facebook_place();
  Identity self{"700", "Noordnet"};
  std::string token = "page-token";
  Milliseconds now = start;

  explicit World(FacebookSettings settings = {}) : platform(std::move(settings)) {}

  Reading asks(const Ask& question) {
    auto request = connector.request(place, self, question);
    REQUIRE(request.ok());
    CHECK(request->url.find("token") == std::string::npos);
    request->headers["authorization"] = "Bearer " + token;
    const HttpResponse response = platform.answer(*request, now += 1000);
    const auto reading = connector.read(place, self, question, response);
    CAPTURE(request->url);
    CAPTURE(response.body);
    const std::string refused = reading.ok() ? "" : reading.error().path + ": " + reading.error().message;
    REQUIRE(refused == "");
    return *reading;
  }
  Reading asks(Ask::Kind kind, const RemoteRef& post) {
    Ask question = ask(kind);
    question.post = post;
    return asks(question);
  }
  Reading write(const RemoteRef& parent, const RemoteRef& root, const std::string& body) {
    Ask question = ask(Ask::Kind::create);
    question.draft.parent = parent;
    question.draft.root = root;
    question.draft.body = text::read_plain(body);
    question.draft.intended_at = now;
    return asks(question);
  }
  // All pages.
  std::vector<Change> thread(const RemoteRef& root, int* pages = nullptr) {
    Ask question = ask(Ask::Kind::thread);
    question.thread = root;
    std::vector<Change> all;
    do {
      const Reading reading = asks(question);
      REQUIRE(reading.outcome.kind == Outcome::Kind::ok);
      all.insert(all.end(), reading.changes.begin(), reading.changes.end());
      question.cursor = reading.next;
      if (pages != nullptr) ++*pages;
    } while (!question.cursor.empty());
    return all;
  }
  std::string does(const std::string& call) {
    const auto document = JsonDocument::parse(call);
    REQUIRE(document.ok());
    const auto result = platform.set_up(document->root(), now += 1000);
    REQUIRE(result.ok());
    return JsonDocument::parse(*result)->root()["id"].text_or("");
  }
  std::vector<Change> delivered(std::size_t changes_max = 1000, bool again = false) {
    const auto delivery = platform.deliver(changes_max, again, now);
    const auto changes = connector.pushed(place, self, {delivery.headers, delivery.body});
    REQUIRE(changes.ok());
    return *changes;
  }
};

std::optional<sync::Provenance> origin_of(const Change& change) {
  return sync::read_provenance(change.body, "", [](std::string_view url) {
    return std::optional(std::pair(PlaceId{"forum"}, RemoteId{std::string(url)}));
  });
}
std::string said(const Change& change) { return text::write_plain(change.body); }
RemoteRef post_ref(const std::string& id) { return {RemoteId{id}, ""}; }

}  // namespace

TEST_CASE("Facebook, simulated: how many follow the Page, which a person's token does not tell") {
  World world;
  world.does(R"({"do":"set_page","followers":64990})");
  CHECK(world.asks(ask(Ask::Kind::followers)).followers == 64990);
  world.token = "person-token";
  CHECK(world.asks(ask(Ask::Kind::followers)).outcome.kind == Outcome::Kind::reconnect);
}

TEST_CASE("Facebook, simulated: who we are, and that a person's token is not the Page's") {
  World world;
  CHECK(world.asks(ask(Ask::Kind::identity)).identity == world.self);
  world.token = "person-token";
  CHECK(world.asks(ask(Ask::Kind::identity)).outcome.kind == Outcome::Kind::reconnect);
  CHECK(world.write({}, {}, "hallo").outcome.kind == Outcome::Kind::forbidden);
  world.token = "old-token";
  CHECK(world.asks(ask(Ask::Kind::identity)).outcome.kind == Outcome::Kind::reconnect);
}

TEST_CASE("Facebook, simulated: a thread of three levels is written with two, read, edited, liked and removed") {
  World world;
  const RemoteRef post = world.write({}, {}, "storing").written;
  CHECK(post.extra == "");
  const RemoteRef comment = world.write(post, post, "hier ook").written;
  const RemoteRef reply = world.write(comment, post, "bij mij niet").written;
  const RemoteRef second = world.write(reply, post, "nu wel").written;  // a reply to a reply stands beside it
  CHECK(second.extra == comment.extra);
  const std::vector<Change> thread = world.thread(post);
  REQUIRE(thread.size() == 4);
  CHECK(thread[0].post == post);
  CHECK(thread[0].parent.empty());
  CHECK(thread[1].post == comment);
  CHECK(thread[1].parent == post);
  CHECK(thread[2].post == reply);
  CHECK(thread[2].parent == comment);
  CHECK(thread[3].post == second);
  CHECK(thread[3].parent == comment);
  for (const Change& each : thread) {
    CHECK(each.root == post);
    CHECK(each.author.id == world.self.id);
    const Reading looked = world.asks(Ask::Kind::lookup, each.post);
    REQUIRE(looked.changes.size() == 1);
    CHECK(looked.changes[0].post == each.post);
    CHECK(looked.changes[0].parent == each.parent);
    CHECK(looked.changes[0].root == each.root);
    CHECK(said(looked.changes[0]) == said(each));
  }

  for (const RemoteRef& each : {post, comment, reply}) {
    Ask edit = ask(Ask::Kind::edit);
    edit.post = each;
    edit.draft.body = text::read_plain("anders " + each.id.value);
    CHECK(world.asks(edit).outcome.kind == Outcome::Kind::ok);
    CHECK(said(world.asks(Ask::Kind::lookup, each).changes.at(0)) == "anders " + each.id.value);
    for (int i = 0; i < 2; ++i) CHECK(world.asks(Ask::Kind::react, each).outcome.kind == Outcome::Kind::ok);
    CHECK(world.asks(Ask::Kind::lookup, each).changes.at(0).reactions == 1);
    for (int i = 0; i < 2; ++i) CHECK(world.asks(Ask::Kind::unreact, each).outcome.kind == Outcome::Kind::ok);
    CHECK(world.asks(Ask::Kind::lookup, each).changes.at(0).reactions == 0);
  }

  CHECK(world.asks(Ask::Kind::remove, comment).outcome.kind == Outcome::Kind::ok);
  // Whether it is gone or cannot be seen is not said: a look tells.
  CHECK(world.asks(Ask::Kind::remove, comment).outcome.kind == Outcome::Kind::refused);
  CHECK(world.asks(Ask::Kind::lookup, comment).outcome.kind == Outcome::Kind::gone);
  CHECK(world.asks(Ask::Kind::lookup, reply).outcome.kind == Outcome::Kind::gone);  // went with it
  CHECK(world.thread(post).size() == 1);
  CHECK(world.write(comment, post, "te laat").outcome.kind == Outcome::Kind::gone);
  CHECK(world.asks(Ask::Kind::remove, post).outcome.kind == Outcome::Kind::ok);
  Ask gone = ask(Ask::Kind::thread);
  gone.thread = post;
  CHECK(world.asks(gone).outcome.kind == Outcome::Kind::gone);
}

TEST_CASE("Facebook, simulated: what people say, hide, keep private, and who they let us know") {
  World world;
  const std::string ana = world.does(R"({"do":"add_user","name":"Ana"})");
  const std::string bo = world.does(R"({"do":"add_user","name":"Bo","shares":false})");
  const std::string post =
      world.does(R"({"do":"post","user":")" + ana + R"(","message":"Mijn modem 🙈","link":"https://noordnet.example/m"})");
  const auto comment = [&](const std::string& user, const std::string& more) {
    return world.does(R"({"do":"comment","under":")" + post + R"(","user":")" + user + "\"" + more + "}");
  };
  const std::string open =
      comment(ana, R"(,"message":"Zie Noordnet","tags":[{"id":"700","name":"Noordnet","type":"page","offset":4,"length":8}])");
  comment(bo, R"(,"message":"wie ben ik")");
  comment(ana, R"(,"message":"onder ons","private":true)");
  const std::string hidden = comment(ana, R"(,"picture":"https://scontent.example/a.jpg")");
  CHECK(world.asks(Ask::Kind::hide, {RemoteId{hidden}, ""}).outcome.kind == Outcome::Kind::ok);
  CHECK(world.asks(Ask::Kind::hide, {RemoteId{hidden}, ""}).outcome.kind == Outcome::Kind::ok);

  std::vector<Change> thread = world.thread(post_ref(post));
  REQUIRE(thread.size() == 5);
  CHECK(thread[0].author.id == ana);
  CHECK(thread[0].body.blocks.back().kind == Node::Kind::card);
  CHECK(thread[0].body.blocks.back().url == "https://noordnet.example/m");
  CHECK(thread[1].body.blocks.at(0).children.at(1).kind == Node::Kind::mention);
  CHECK(thread[1].body.blocks.at(0).children.at(1).text == "Noordnet");
  for (int i = 2; i < 5; ++i) CHECK(thread[static_cast<std::size_t>(i)].kind == Change::Kind::hidden);
  CHECK(world.asks(Ask::Kind::unhide, {RemoteId{hidden}, ""}).outcome.kind == Outcome::Kind::ok);
  thread = world.thread(post_ref(post));
  CHECK(thread[4].kind == Change::Kind::seen);
  CHECK(thread[4].body.blocks.at(0).children.at(0).kind == Node::Kind::image);
  // The Page hides what others say, not what it said itself.
  const RemoteRef own = world.write(post_ref(post), post_ref(post), "van ons").written;
  CHECK(world.asks(Ask::Kind::hide, own).outcome.kind == Outcome::Kind::forbidden);
  Ask edit = ask(Ask::Kind::edit);
  edit.post = {RemoteId{open}, ""};
  edit.draft.body = text::read_plain("niet van ons");
  CHECK(world.asks(edit).outcome.kind == Outcome::Kind::forbidden);
  edit.post = post_ref(world.does(R"({"do":"post","message":"met de hand"})"));
  CHECK(world.asks(edit).outcome.kind == Outcome::Kind::forbidden);  // not made by this app
  world.does(R"({"do":"unpublish","id":")" + edit.post.id.value + "\"}");
  CHECK(world.asks(Ask::Kind::lookup, edit.post).changes.at(0).kind == Change::Kind::hidden);
}

TEST_CASE("Facebook, simulated: streams tell of new posts and of old threads that moved, and end at the mark") {
  World world;
  const std::string ana = world.does(R"({"do":"add_user","name":"Ana"})");
  const RemoteRef old = world.write({}, {}, "oud").written;
  for (int i = 0; i < 60; ++i) world.does(R"({"do":"post","message":"bericht )" + std::to_string(i) + "\"}");
  const auto walk = [&](const std::string& stream, const std::string& mark, std::string* newest) {
    Ask question = ask(Ask::Kind::stream, stream);
    question.mark = mark;
    std::vector<Change> all;
    do {
      const Reading reading = world.asks(question);
      if (question.cursor.empty() && newest != nullptr) *newest = reading.mark;
      all.insert(all.end(), reading.changes.begin(), reading.changes.end());
      question.cursor = reading.next;
    } while (!question.cursor.empty());
    return all;
  };
  std::string mark;
  CHECK(walk("posts", "", &mark).size() == 61);
  CHECK(walk("posts", mark, nullptr).empty());
  const std::string visitor = world.does(R"({"do":"post","user":")" + ana + R"(","message":"vraag"})");
  CHECK(walk("posts", mark, nullptr).empty());
  std::vector<Change> changes = walk("visitors", mark, nullptr);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].post.id.value == visitor);
  CHECK(changes[0].kind == Change::Kind::sighted);
  // The first page has a new post; so the next one is looked at, too, where an old post has a new comment.
  const std::string comment =
      world.does(R"({"do":"comment","user":")" + ana + R"(","under":")" + old.id.value + R"(","message":"nog steeds"})");
  const std::string fresh = world.does(R"({"do":"post","message":"nieuw"})");
  changes = walk("posts", mark, nullptr);
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].post.id.value == fresh);
  CHECK(changes[1].post == old);
  CHECK(changes[2].post.id.value == comment);
  CHECK(changes[2].root == old);
}

TEST_CASE("Facebook, simulated: long threads with short and empty pages are read to their end; cursors die with their item") {
  World world;
  const std::string ana = world.does(R"({"do":"add_user","name":"Ana"})");
  const std::string gone = world.does(R"({"do":"add_user","name":"Weg"})");
  const RemoteRef post = world.write({}, {}, "storing").written;
  std::string hundredth;
  for (int i = 0; i < 320; ++i) {
    const std::string& who = i >= 100 && i < 250 ? gone : ana;
    const std::string id =
        world.does(R"({"do":"comment","user":")" + who + R"(","under":")" + post.id.value + R"(","message":"ik ook"})");
    if (i == 99) hundredth = id;
  }
  world.does(R"({"do":"set_user","user":")" + gone + R"(","deactivated":true})");
  int pages = 0;
  CHECK(world.thread(post, &pages).size() == 1 + 170);
  CHECK(pages == 4);
  Ask question = ask(Ask::Kind::thread);
  question.thread = post;
  question.cursor = world.asks(question).next;
  const Reading empty = world.asks(question);
  CHECK(empty.changes.empty());
  CHECK_FALSE(empty.next.empty());
  world.does(R"({"do":"remove","id":")" + hundredth + "\"}");
  CHECK(world.asks(question).outcome.kind == Outcome::Kind::retry);
}

TEST_CASE("Facebook, simulated: a lost write is found by its line, or not found") {
  World world;
  const std::string ana = world.does(R"({"do":"add_user","name":"Ana"})");
  const RemoteRef post = world.write({}, {}, "storing").written;
  for (const bool reply : {false, true}) {
    Ask create = ask(Ask::Kind::create);
    if (reply) create.draft.parent = create.draft.root = post;
    create.draft.intended_at = world.now;
    create.draft.body = text::read_plain("Kijk eens @[700]");
    create.draft.body.blocks.push_back(sync::provenance_line("Bo", "Noordnet forum", "https://forum.example/post/9#plein"));
    for (int i = 0; i < 70; ++i) {
      world.does(R"({"do":"comment","user":")" + ana + R"(","under":")" + post.id.value + R"(","message":"ik ook"})");
    }
    Ask find = create;
    find.kind = Ask::Kind::find;
    Reading looked = world.asks(find);
    while (!looked.next.empty()) find.cursor = looked.next, looked = world.asks(find);
    CHECK(std::none_of(looked.changes.begin(), looked.changes.end(),
                       [](const Change& each) { return said(each).find("Kijk") == 0; }));

    find.cursor.clear();
    world.platform.faults().fail_after_write_next = 1;
    CHECK(world.asks(create).outcome.kind == Outcome::Kind::maybe_done);
    CHECK(world.asks(create).outcome.kind == Outcome::Kind::maybe_done);  // 506: the same text twice in a row
    looked = world.asks(find);
    REQUIRE(looked.changes.size() >= 1);
    const Change& found = looked.changes[0];
    CHECK(found.author.id == world.self.id);
    const auto origin = origin_of(found);
    REQUIRE(origin.has_value());
    CHECK(origin->author == "Bo");
    CHECK(origin->post.value == "https://forum.example/post/9");
    CHECK(sync::said_hash(found.body) == sync::said_hash(create.draft.body));  // nothing was lost on the way
    world.now += hour_ms;
  }
}

TEST_CASE("Facebook, simulated: pictures go along, and the line is found above them") {
  World world;
  Ask create = ask(Ask::Kind::create);
  create.draft.body = text::read_plain("Foto");
  create.draft.body.blocks.push_back(sync::provenance_line("", "Noordnet forum", "https://forum.example/post/9#plein"));
  create.draft.images = {{"https://forum.example/a.jpg", "Een modem", ""}};
  const RemoteRef post = world.asks(create).written;
  create.draft.parent = create.draft.root = post;
  const RemoteRef comment = world.asks(create).written;
  for (const RemoteRef& each : {post, comment}) {
    const Change change = world.asks(Ask::Kind::lookup, each).changes.at(0);
    REQUIRE(change.body.blocks.size() == 3);
    CHECK(change.body.blocks[2].children.at(0).kind == Node::Kind::image);
    REQUIRE(origin_of(change).has_value());
    CHECK(sync::said_hash(change.body) == sync::said_hash(create.draft.body));
  }
  create.draft.images[0].url = "ftp://forum.example/a.jpg";
  CHECK(world.asks(create).outcome.kind == Outcome::Kind::refused);
}

TEST_CASE("Facebook, simulated: throttled, too fast, broken, and late to show") {
  FacebookSettings settings;
  settings.calls_max = 20;
  settings.writes_max = 3;
  World world(settings);
  const RemoteRef post = world.write({}, {}, "een").written;
  CHECK(world.asks(Ask::Kind::lookup, post).budget.used_percent == 10);
  world.write(post, post, "twee");
  world.write(post, post, "drie");
  const Reading fast = world.write(post, post, "vier");
  CHECK(fast.outcome.kind == Outcome::Kind::park);
  CHECK(fast.outcome.writes_only);
  world.platform.faults().read_lag_ms = 60'000;
  CHECK(world.asks(Ask::Kind::lookup, post).outcome.kind == Outcome::Kind::gone);  // not there yet, a minute ago
  world.platform.faults().read_lag_ms = 0;
  world.platform.faults().fail_next = 1;
  CHECK(world.asks(Ask::Kind::lookup, post).outcome.kind == Outcome::Kind::retry);
  world.platform.faults().throttle_next = 1;
  const Reading throttled = world.asks(Ask::Kind::lookup, post);
  CHECK(throttled.outcome.kind == Outcome::Kind::park);
  CHECK(throttled.outcome.wait_ms == 60'000);
  Reading last = world.asks(Ask::Kind::lookup, post);
  for (int i = 0; i < 20 && last.outcome.kind == Outcome::Kind::ok; ++i) last = world.asks(Ask::Kind::lookup, post);
  CHECK(last.outcome.kind == Outcome::Kind::park);
  CHECK(last.outcome.wait_ms > hour_ms - 120'000);
  CHECK(last.outcome.wait_ms <= hour_ms);
  CHECK(last.budget.used_percent == 100);
  world.now += last.outcome.wait_ms;
  CHECK(world.asks(Ask::Kind::lookup, post).outcome.kind == Outcome::Kind::ok);
  world.platform.faults().unauthorised = true;
  CHECK(world.asks(Ask::Kind::lookup, post).outcome.kind == Outcome::Kind::reconnect);
}

TEST_CASE("Facebook, simulated: the webhook tells in batches, twice, and escaped; its body is signed as it is") {
  World world;
  const std::string ana = world.does(R"({"do":"add_user","name":"Ana é 🙈"})");
  const std::string post = world.does(R"({"do":"post","user":")" + ana + R"(","message":"é 🙈 vraag"})");
  const std::string comment = world.does(R"({"do":"comment","user":")" + ana + R"(","under":")" + post + R"(","message":"één"})");
  const std::string reply = world.does(R"({"do":"comment","under":")" + comment + R"(","message":"twee"})");
  world.does(R"({"do":"edit","id":")" + post + R"(","message":"vraag, nu anders"})");
  world.does(R"({"do":"like","user":")" + ana + R"(","id":")" + reply + "\"}");
  world.does(R"({"do":"hide","id":")" + comment + "\"}");
  world.does(R"({"do":"remove","id":")" + reply + "\"}");
  CHECK(world.delivered(1).size() == 1);
  const std::vector<Change> changes = world.delivered();
  REQUIRE(changes.size() == 5);
  CHECK(changes[0].post == RemoteRef{RemoteId{comment}, post + "/" + comment});
  CHECK(changes[0].root == post_ref(post));
  CHECK(changes[1].post == RemoteRef{RemoteId{reply}, post + "/" + comment});
  CHECK(changes[1].kind == Change::Kind::sighted);
  CHECK(changes[2].post == post_ref(post));
  CHECK(changes[3].kind == Change::Kind::hidden);
  CHECK(changes[4].kind == Change::Kind::removed);
  CHECK(world.delivered(1000, true).size() == 5);
  CHECK(world.platform.deliver(1000, false, world.now).body.empty());
  const auto delivery = world.platform.deliver(1000, true, world.now);
  for (const char c : delivery.body) CHECK(static_cast<unsigned char>(c) < 0x80);
  CHECK(delivery.body.find("\\u00e9\\u00e9n") != std::string::npos);
  CHECK(delivery.headers.at("x-hub-signature-256").size() == 7 + 64);
}
