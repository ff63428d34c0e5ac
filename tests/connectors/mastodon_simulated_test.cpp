// What the connector asks, the simulated server understands, and the other way round: each kind of question from both ends.
#include "connectors/mastodon_places.h"
#include "simulators/mastodon_simulator.h"
#include "sync/provenance.h"
#include "text/text.h"

using namespace plein;
using namespace plein::simulators;

namespace {

struct Asker {
  MastodonSimulator& server;
  Mastodon connector;
  Place place = mastodon_page();
  Identity self;
  std::string token = "token-brand";
  Milliseconds now = 1'795'406'400'000;

  Reading operator()(const Ask& question) {
    auto request = connector.request(place, self, question);
    REQUIRE(request.ok());
    if (!place.direct) request->headers["authorization"] = "Bearer " + token;
    const auto reading = connector.read(place, self, question, server.answer(*request, now += 1000));
    const std::string refused = reading.ok() ? "" : reading.error().path + ": " + reading.error().message;
    REQUIRE(refused == "");
    return *reading;
  }
  Reading operator()(Ask::Kind kind, const RemoteRef& post, const std::string& author = "") {
    Ask question = ask(kind);
    question.post = question.thread = post;
    question.author = author;
    return (*this)(question);
  }
  Ask draft(const RemoteRef& parent, const std::string& text) {
    Ask question = ask(Ask::Kind::create);
    question.draft.parent = question.draft.root = parent;
    question.draft.body = text::read_plain(text);
    question.draft.intended_at = now;
    question.draft.salt = static_cast<std::uint64_t>(now);
    return question;
  }
  // All pages of a walk.
  std::vector<Change> walk(Ask question, bool* partial = nullptr) {
    std::vector<Change> all;
    for (int pages = 0; pages < 50; ++pages) {
      const Reading page = (*this)(question);
      all.insert(all.end(), page.changes.begin(), page.changes.end());
      if (partial != nullptr) *partial = *partial || page.partial;
      if (page.next.empty()) return all;
      question.cursor = page.next;
    }
    FAIL("the walk does not end");
    return all;
  }
  void set(const std::string& call) { REQUIRE(server.set_up(JsonDocument::parse(call)->root(), now).ok()); }
  // As a person, through the server's own API.
  RemoteRef post(const std::string& who, const std::string& body) {
    const std::string own = std::exchange(token, "token-" + who);
    HttpRequest request{"POST", place.url + "/api/v1/statuses", {{"content-type", "application/json"}}, body};
    request.headers["authorization"] = "Bearer " + token;
    token = own;
    const HttpResponse response = server.answer_untroubled(request, now += 1000);
    REQUIRE(response.status == 200);
    return {RemoteId{JsonDocument::parse(response.body)->root()["id"].text()}, who};
  }
};

std::string plain(const Reading& reading) {
  REQUIRE(reading.changes.size() == 1);
  return text::write_plain(reading.changes[0].body);
}

struct Scene {
  MastodonSimulator server{{.url = "https://social.example"}};
  Asker asks{server, {}, mastodon_page(), {}, "token-brand", 1'795'406'400'000};

  Scene() {
    for (const char* name : {"brand", "ana", "bob"}) server.add_user({name}, asks.now);
    server.add_user({.username = "eva", .domain = "other.example"}, asks.now);
    asks.self = asks(ask(Ask::Kind::identity)).identity;
  }
};

}  // namespace

TEST_CASE("Mastodon, simulated: written, looked up, edited, liked, removed") {
  Scene scene;
  Asker& asks = scene.asks;
  CHECK(asks.self.handle == "brand");
  const RemoteRef post = asks(asks.draft({}, "hallo\nwereld")).written;
  CHECK(plain(asks(Ask::Kind::lookup, post)) == "hallo\nwereld");
  Ask edit = asks.draft({}, "anders");
  edit.kind = Ask::Kind::edit;
  edit.post = post;
  CHECK(asks(edit).outcome.kind == Outcome::Kind::ok);
  const Reading looked = asks(Ask::Kind::lookup, post);
  CHECK(plain(looked) == "anders");
  CHECK(looked.changes[0].edited_at > looked.changes[0].created_at);
  for (int i = 0; i < 2; ++i) CHECK(asks(Ask::Kind::react, post).outcome.kind == Outcome::Kind::ok);
  CHECK(asks(Ask::Kind::lookup, post).changes[0].reactions == 1);
  for (int i = 0; i < 2; ++i) CHECK(asks(Ask::Kind::unreact, post).outcome.kind == Outcome::Kind::ok);
  CHECK(asks(Ask::Kind::lookup, post).changes[0].reactions == 0);
  const Reading removed = asks(Ask::Kind::remove, post);
  CHECK(removed.budget.limit == 30);
  CHECK(removed.budget.of_writes);
  CHECK(asks(Ask::Kind::remove, post).outcome.kind == Outcome::Kind::ok);
  for (const Ask::Kind each : {Ask::Kind::lookup, Ask::Kind::react, Ask::Kind::thread}) {
    CHECK(asks(each, post).outcome.kind == Outcome::Kind::gone);
  }
  edit.draft.body = text::read_plain("te laat");
  CHECK(asks(edit).outcome.kind == Outcome::Kind::gone);
  CHECK(asks(asks.draft(post, "antwoord")).outcome.kind == Outcome::Kind::gone);
}

TEST_CASE("Mastodon, simulated: a reply tells whom it answers, and nobody else, and reads as it was written") {
  Scene scene;
  Asker& asks = scene.asks;
  const RemoteRef question = asks.post("eva@other.example", R"({"status":"@brand wat nu?"})");
  const Reading looked = asks(Ask::Kind::lookup, question);
  CHECK(looked.changes[0].addressed);
  CHECK(looked.changes[0].post.extra == "eva@other.example");
  const RemoteRef reply = asks(asks.draft(looked.changes[0].post, "Vraag het @ana")).written;
  const auto& called = scene.server.state().statuses.at(reply.id.value).latest().mentions;
  CHECK(called == std::vector<std::string>{scene.server.state().find("eva@other.example")->id});
  CHECK(plain(asks(Ask::Kind::lookup, reply)) == "Vraag het @ana");
}

TEST_CASE("Mastodon, simulated: a thread is read whole, without what is not for all to see") {
  Scene scene;
  Asker& asks = scene.asks;
  const RemoteRef root = asks(asks.draft({}, "begin")).written;
  const std::string under = R"(","in_reply_to_id":")";
  const RemoteRef first = asks.post("ana", R"({"status":"een)" + under + root.id.value + "\"}");
  asks.post("bob", R"({"status":"@brand geheim","visibility":"direct","in_reply_to_id":")" + root.id.value + "\"}");
  asks.post("bob", R"({"status":"twee)" + under + first.id.value + "\"}");
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = root;
  bool partial = false;
  const std::vector<Change> all = asks.walk(thread, &partial);
  REQUIRE(all.size() == 3);
  CHECK_FALSE(partial);
  CHECK(all[2].parent.id == first.id);
  CHECK(all[2].root.id == root.id);
  CHECK(all[2].root.id == all[0].post.id);
  asks.set(R"({"do":"fetch_replies","id":")" + root.id.value + R"(","for_ms":60000})");
  asks.walk(thread, &partial);
  CHECK(partial);
}

TEST_CASE("Mastodon, simulated: its streams, page by page, newest first") {
  Scene scene;
  Asker& asks = scene.asks;
  std::vector<std::string> mine;
  for (int i = 0; i < 70; ++i) mine.insert(mine.begin(), asks(asks.draft({}, "post")).written.id.value);
  for (int i = 0; i < 50; ++i) asks.post("ana", R"({"status":"@brand hoi"})");
  asks.post("ana", R"({"status":"@brand stil","visibility":"direct"})");
  std::vector<std::string> met;
  for (const Change& change : asks.walk(ask(Ask::Kind::stream, "statuses"))) met.push_back(change.post.id.value);
  CHECK(met == mine);
  CHECK(asks.walk(ask(Ask::Kind::stream, "mentions")).size() == 50);
  Ask again = ask(Ask::Kind::stream, "statuses");
  again.mark = asks(again).mark;
  CHECK(asks(again).next == "");
  again.mark = plein::mastodon::mark_of(mine[30]);
  CHECK(asks.walk(again).size() == 60);
}

TEST_CASE("Mastodon, simulated: a lost create is found again by its line, and its repetition is the same status") {
  Scene scene;
  Asker& asks = scene.asks;
  const Ask create = asks.draft(
      {}, "Tekst\n\n\xE2\x80\x94 Ana \xC2\xB7 Forum https://forum.example/een-heel-lang-adres/voor/een/bericht/17#plein");
  scene.server.faults().lose_answer_next = 1;
  CHECK(asks(create).outcome.kind == Outcome::Kind::maybe_done);
  Ask find = create;
  find.kind = Ask::Kind::find;
  const std::vector<Change> found = asks.walk(find);
  REQUIRE(found.size() == 1);
  const auto line = sync::read_provenance(found[0].body, "https://brand.example", [](std::string_view url) {
    return std::optional(std::pair(PlaceId{"forum"}, RemoteId{std::string(url)}));
  });
  REQUIRE(line.has_value());
  CHECK(line->author == "Ana");
  CHECK(line->post.value == "https://forum.example/een-heel-lang-adres/voor/een/bericht/17");
  CHECK(asks(create).written.id == found[0].post.id);
  CHECK(scene.server.state().statuses.size() == 1);
}

TEST_CASE("Mastodon, simulated: a search ends where it is older than what was lost") {
  Scene scene;
  Asker& asks = scene.asks;
  for (int i = 0; i < 90; ++i) asks(asks.draft({}, "oud"));
  asks.now += 40 * 3600000LL;
  Ask find = asks.draft({}, "nieuw");
  find.kind = Ask::Kind::find;
  const Reading page = asks(find);
  CHECK(page.changes.size() == 40);
  CHECK(page.next == "");
}

TEST_CASE("Mastodon, simulated: pictures are uploaded, attached, and stay through an edit that names them") {
  Scene scene;
  Asker& asks = scene.asks;
  Ask upload = ask(Ask::Kind::upload);
  upload.image = {"https://forum.example/kat.png", "Een kat", ""};
  Ask create = asks.draft({}, "Kijk");
  create.draft.images = {upload.image};
  create.draft.images[0].uploaded = asks(upload).uploaded;
  const RemoteRef post = asks(create).written;
  Ask edit = create;
  edit.kind = Ask::Kind::edit;
  edit.post = post;
  edit.draft.body = text::read_plain("Kijk dan");
  CHECK(asks(edit).outcome.kind == Outcome::Kind::ok);
  const Reading looked = asks(Ask::Kind::lookup, post);
  REQUIRE(looked.changes.at(0).body.blocks.size() == 2);
  CHECK(looked.changes[0].body.blocks[1].children.at(0).text == "Een kat");
  edit.draft.images.clear();
  asks(edit);
  CHECK(asks(Ask::Kind::lookup, post).changes.at(0).body.blocks.size() == 1);
}

TEST_CASE("Mastodon, simulated: a picture that is still being processed is waited for") {
  MastodonSimulator server({.url = "https://social.example", .processing_ms = 60000});
  server.add_user({"brand"}, 0);
  Asker asks{server, {}, mastodon_page(), {}, "token-brand", 1'795'406'400'000};
  asks.self = asks(ask(Ask::Kind::identity)).identity;
  Ask upload = ask(Ask::Kind::upload);
  upload.image = {"https://forum.example/kat.png", "", ""};
  Ask create = asks.draft({}, "Kijk");
  create.draft.images = {upload.image};
  create.draft.images[0].uploaded = asks(upload).uploaded;
  CHECK(asks(create).outcome.kind == Outcome::Kind::retry);
  asks.now += 60000;
  CHECK_FALSE(asks(create).written.empty());
}

TEST_CASE("Mastodon, simulated: warnings and languages there and back") {
  Scene scene;
  Asker& asks = scene.asks;
  Ask create = asks.draft({}, "Het einde");
  Node warning{Node::Kind::warning, "verklapt"};
  warning.children = create.draft.body.blocks;
  create.draft.body.blocks = {warning};
  create.draft.body.language = "nl";
  const Reading looked = asks(Ask::Kind::lookup, asks(create).written);
  CHECK(looked.changes.at(0).body == create.draft.body);
}

TEST_CASE("Mastodon, simulated: who consents, who is away, who is gone") {
  Scene scene;
  Asker& asks = scene.asks;
  const std::string ana = scene.server.state().find("ana")->id;
  const RemoteRef post = asks.post("ana", R"({"status":"@brand hoi"})");
  CHECK_FALSE(asks(Ask::Kind::profile, {}, ana).profile.refuses);
  asks.set(R"({"do":"set_profile","username":"ana","note":"Hoi #NoBridge"})");
  CHECK(asks(Ask::Kind::profile, {}, ana).profile.refuses);
  asks.set(R"({"do":"set_profile","username":"ana","note":"","fields":{"bruggen":"#nobridge"}})");
  CHECK(asks(Ask::Kind::profile, {}, ana).profile.refuses);
  asks.set(R"({"do":"set_profile","username":"ana","fields":{}})");
  CHECK_FALSE(asks(Ask::Kind::profile, {}, ana).profile.refuses);
  asks.set(R"({"do":"suspend","username":"ana"})");
  CHECK(asks(Ask::Kind::profile, {}, ana).profile.refuses);
  CHECK(asks(Ask::Kind::lookup, post).outcome.kind == Outcome::Kind::gone);
  asks.set(R"({"do":"suspend","username":"ana","suspended":false})");
  CHECK(asks(Ask::Kind::lookup, post).outcome.kind == Outcome::Kind::ok);
  asks.set(R"({"do":"remove_user","username":"ana"})");
  CHECK(asks(Ask::Kind::profile, {}, ana).profile.gone);
  asks.set(R"({"do":"set_profile","username":"brand","followers":64990})");
  CHECK(asks(Ask::Kind::followers, {}).followers == 64990);
  CHECK(asks(Ask::Kind::profile, {}, scene.server.state().find("brand")->id).profile.followers == 64990);
}

TEST_CASE("Mastodon, simulated: throttled, out of order, unauthorised") {
  Scene scene;
  Asker& asks = scene.asks;
  const RemoteRef post = asks(asks.draft({}, "x")).written;
  for (int i = 0; i < 31; ++i) asks(Ask::Kind::remove, post);
  const Reading parked = asks(Ask::Kind::remove, post);
  CHECK(parked.outcome.kind == Outcome::Kind::park);
  CHECK(parked.outcome.until == 1'795'406'400'000 + 30 * 60000);
  CHECK(asks(Ask::Kind::identity, {}).outcome.kind == Outcome::Kind::ok);
  scene.server.faults().throttle_next = 1;
  const Reading busy = asks(ask(Ask::Kind::identity));
  CHECK(busy.outcome.until == asks.now + 60000);
  scene.server.faults().fail_next = 1;
  CHECK(asks(asks.draft({}, "y")).outcome.kind == Outcome::Kind::maybe_done);
  scene.server.faults().unauthorised = true;
  CHECK(asks(asks.draft({}, "z")).outcome.kind == Outcome::Kind::reconnect);
}

TEST_CASE("Mastodon, simulated: without an account it is read as visitors read it") {
  Scene scene;
  Asker& asks = scene.asks;
  const RemoteRef root = asks(asks.draft({}, "begin")).written;
  for (int i = 0; i < 61; ++i) asks.post("ana", R"({"status":"x","in_reply_to_id":")" + root.id.value + "\"}");
  asks.place.direct = true;
  asks.place.settings["account"] = "brand";
  CHECK(asks(ask(Ask::Kind::identity)).identity == asks.self);
  CHECK(asks.walk(ask(Ask::Kind::stream, "statuses")).size() == 1);
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = root;
  bool partial = false;
  CHECK(asks.walk(thread, &partial).size() == 61);
  CHECK(partial);
}

TEST_CASE("Mastodon, simulated: what its stream says is read") {
  Scene scene;
  Asker& asks = scene.asks;
  const RemoteRef post = asks(asks.draft({}, "x")).written;
  const RemoteRef reply = asks.post("ana", R"({"status":"@brand ja","in_reply_to_id":")" + post.id.value + "\"}");
  asks.post("ana", R"({"status":"@brand stil","visibility":"direct"})");
  asks(Ask::Kind::remove, post);
  std::vector<Change> changes;
  for (const std::string& message : scene.server.take_messages(asks.self.id)) {
    const auto pushed = asks.connector.pushed(asks.place, asks.self, {{}, message});
    REQUIRE(pushed.ok());
    changes.insert(changes.end(), pushed->begin(), pushed->end());
  }
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].post.id == post.id);
  CHECK(changes[1].post.id == reply.id);
  CHECK(changes[2].kind == Change::Kind::sighted);
}
