// Pictures, cards, labels, languages, likes, blocks and Jetstream, from both ends.
#include "connectors/asker.h"
#include "connectors/bluesky.h"
#include "simulators/bluesky_simulator.h"

using namespace plein;
using namespace plein::simulators;

namespace {

const Bluesky connector;

struct World {
  BlueskySimulator platform;
  std::string token = platform.add_user("brand.test", "", "", start).setup_token;
  Identity self{platform.state().account("brand.test")->did, "brand.test"};
  std::string ana = platform.add_user("ana.test", "Ana", "", start).did;
  Asker asks{connector, platform, page(), self, token};

  Asker as(const std::string& handle) {
    return {connector,
            platform,
            page(),
            {platform.state().account(handle)->did, handle},
            platform.state().account(handle)->setup_token,
            asks.now};
  }
  Reading write(Draft draft) {
    Ask question = ask(Ask::Kind::create);
    draft.intended_at = asks.now;
    draft.salt = static_cast<std::uint64_t>(asks.now);
    question.draft = std::move(draft);
    return asks(question);
  }
  RichText seen(const RemoteRef& post) { return asks(Ask::Kind::lookup, post).changes.at(0).body; }
};

RichText body_of(const char* json) { return *rich_text_from_json(json); }

// A record in an account's repository, by whoever has the token.
void put_record(World& world, const std::string& handle, const std::string& collection, const std::string& key,
                const std::string& record) {
  HttpRequest request;
  const auto* account = world.platform.state().account(handle);
  request.method = "POST";
  request.url = world.asks.place.url + "/xrpc/com.atproto.repo.putRecord";
  request.headers["authorization"] = "Bearer " + account->setup_token;
  request.body = R"({"repo":")" + account->did + R"(","collection":")" + collection + R"(","rkey":")" + key + R"(","record":)" +
                 record + "}";
  const HttpResponse response = world.platform.answer(request, world.asks.now += 1000);
  CAPTURE(response.body);
  REQUIRE(response.status == 200);
}

}  // namespace

TEST_CASE("Bluesky, simulated: pictures are uploaded, written, and read with their alternative texts") {
  World world;
  world.asks.pictures = {{"https://forum.example/a.jpg", "bytes of a"},
                         {"https://forum.example/b.jpg", std::string(1000001, 'b')}};
  Ask upload = ask(Ask::Kind::upload);
  upload.image = {"https://forum.example/a.jpg", "De knop", ""};
  Draft draft;
  draft.body = body_of(R"({"b":[{"t":"p","c":["Hier:"]}],"l":"nl"})");
  draft.images = {upload.image};
  draft.images[0].uploaded = world.asks(upload).uploaded;
  const RemoteRef post = world.write(draft).written;
  const RichText seen = world.seen(post);
  REQUIRE(seen.blocks.size() == 2);
  const Node& image = seen.blocks[1].children.at(0);
  CHECK(image.kind == Node::Kind::image);
  CHECK(image.text == "De knop");
  CHECK(image.url.find("https://cdn.example/img/feed_fullsize/") == 0);
  CHECK(seen.language == "nl");
  upload.image.url = "https://forum.example/b.jpg";
  CHECK(world.asks(upload).outcome.kind == Outcome::Kind::refused);
  draft.images.assign(5, draft.images[0]);
  CHECK(world.write(draft).outcome.kind == Outcome::Kind::refused);
  draft.images.resize(1);
  draft.images[0].uploaded.replace(draft.images[0].uploaded.find("bafkrei") + 7, 1, "7");
  CHECK(world.write(draft).outcome.reason.find("BlobNotFound") == 0);
}

TEST_CASE("Bluesky, simulated: cards, quotes, labels and tags come back as they were written") {
  World world;
  Draft draft;
  draft.body = body_of(
      R"([{"t":"cw","s":"porn","c":[{"t":"p","c":["Zie ",{"t":"#","s":"#storing"}]},{"t":"card","u":"https://a.example/","s":"Titel","c":["Uitleg"]}]}])");
  const RemoteRef post = world.write(draft).written;
  CHECK(world.seen(post) == draft.body);
  put_record(world, "ana.test", "app.bsky.feed.post", "3mg5k2bbbbb2b",
             R"({"text":"Dit","createdAt":"2026-11-23T04:00:00Z","embed":{"$type":"app.bsky.embed.record","record":{"uri":")" +
                 plein::bluesky::uri_of(post.id) + R"(","cid":")" + post.extra + R"("}}})");
  const RichText quoting = world.seen({RemoteId{world.ana + "/3mg5k2bbbbb2b"}, ""});
  CHECK(text::write_plain(quoting) == "Dit\n\n" + connector.permalink(page(), post.id));
}

TEST_CASE("Bluesky, simulated: what labellers and authors ask for is kept") {
  World world;
  put_record(world, "ana.test", "app.bsky.feed.post", "3mg5k2bbbbb2b", R"({"text":"Hoi","createdAt":"2026-11-23T04:00:00Z"})");
  const RemoteRef post{RemoteId{world.ana + "/3mg5k2bbbbb2b"}, ""};
  const std::string label = R"({"do":"label","uri":")" + plein::bluesky::uri_of(post.id) + R"(","val":")";
  world.asks.set(label + R"(graphic-media"})");
  CHECK(world.seen(post).blocks.at(0).text == "graphic-media");
  world.asks.set(label + R"(graphic-media","neg":true})");
  CHECK(world.seen(post).blocks.at(0).kind == Node::Kind::paragraph);
  const auto kind = [&] { return world.asks(Ask::Kind::lookup, post).changes.at(0).kind; };
  world.asks.set(label + R"(!hide"})");
  CHECK(kind() == Change::Kind::hidden);
  world.asks.set(label + R"(!hide","neg":true})");
  CHECK(kind() == Change::Kind::seen);
  for (const char* handle : {"ana.test", "brand.test"}) {
    world.asks.set(R"({"do":"set_profile","asks_not_to_show":true,"handle":")" + std::string(handle) + "\"}");
  }
  CHECK(kind() == Change::Kind::hidden);
  CHECK(world.asks(Ask::Kind::lookup, world.asks.create({}, "van ons")).changes.at(0).kind == Change::Kind::seen);
}

TEST_CASE("Bluesky, simulated: a like is one however often it is given, and is taken back") {
  World world;
  const RemoteRef post = world.as("ana.test").create({}, "Het werkt!");
  const auto likes = [&] { return world.asks(Ask::Kind::lookup, post).changes.at(0).reactions; };
  CHECK(likes() == 0);
  for (int i = 0; i < 2; ++i) CHECK(world.asks(Ask::Kind::react, post).outcome.kind == Outcome::Kind::ok);
  CHECK(likes() == 1);
  CHECK(world.as("ana.test")(Ask::Kind::react, post).outcome.kind == Outcome::Kind::ok);
  CHECK(likes() == 2);
  for (int i = 0; i < 2; ++i) CHECK(world.asks(Ask::Kind::unreact, post).outcome.kind == Outcome::Kind::ok);
  CHECK(likes() == 1);
  // Keys are made of the posts: near ones in time, far ones by whom.
  CHECK(plein::bluesky::like_key(RemoteId{brand + "/3n2x77ychvk27"}).key !=
        plein::bluesky::like_key(RemoteId{fan + "/3n2x77ychvk27"}).key);
  CHECK(plein::bluesky::like_key(RemoteId{brand + "/3n2x77ychvk27"}).time == 1795404977158);
  for (const char* odd : {"self", "zzzzzzzzzzzzz", "3n2x77ychvk2", "3n2x77ychvk2Z"}) {
    CHECK(plein::bluesky::like_key(RemoteId{brand + "/" + odd}).key.size() == 13);
    CHECK(plein::bluesky::like_key(RemoteId{brand + "/" + odd}).key[0] < 'k');
  }
}

TEST_CASE("Bluesky, simulated: blocked and missing posts leave a thread partial, and nobody is said to be gone") {
  World world;
  const RemoteRef root = world.asks.create({}, "Vraag");
  const RemoteRef reply = world.as("ana.test").create(root, "Antwoord");
  Ask thread = ask(Ask::Kind::thread);
  thread.thread = root;
  CHECK(world.asks(thread).changes.size() == 2);
  CHECK_FALSE(world.asks(thread).partial);
  put_record(world, "ana.test", "app.bsky.graph.block", "3mg5k2ccccc2c",
             R"({"subject":")" + world.self.id + R"(","createdAt":"2026-11-23T04:00:00Z"})");
  const Reading blocked = world.asks(thread);
  CHECK(blocked.changes.size() == 1);
  CHECK(blocked.partial);
  CHECK(blocked.outcome.kind == Outcome::Kind::ok);
  // A lookup cannot tell a block from a deletion; who asks after a partial reading knows (getPosts.ts).
  CHECK(world.asks(Ask::Kind::lookup, reply).outcome.kind == Outcome::Kind::gone);
}

TEST_CASE("Bluesky, simulated: Jetstream tells what our account does elsewhere, and nothing of strangers") {
  World world;
  Place place = page();
  CHECK(connector.push_socket(place, world.self) == "");
  place.settings["jetstream"] = "wss://jetstream.example";
  CHECK(connector.push_socket(place, Identity{}) == "");
  const std::string socket = connector.push_socket(place, world.self);
  CHECK(socket.find("wss://jetstream.example/subscribe?wantedCollections=app.bsky.feed.post&wantedDids=did%3Aplc%3A") == 0);
  std::size_t after = 0;
  const auto told = [&](const std::string& url) {
    std::vector<Change> all;
    for (const std::string& message : world.platform.jetstream(url, after)) {
      const auto changes = connector.pushed(place, world.self, {{}, message});
      REQUIRE(changes.ok());
      all.insert(all.end(), changes->begin(), changes->end());
    }
    after = world.platform.state().events.size();
    return all;
  };
  const RemoteRef post = world.asks.create({}, "Nieuws");
  world.as("ana.test").create({}, "Aan niemand in het bijzonder");
  world.as("ana.test").create(post, "Aan ons");
  std::vector<Change> changes = told(socket);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].kind == Change::Kind::sighted);
  CHECK(changes[0].post == post);
  CHECK(changes[0].root == post);
  after = 0;
  CHECK(told("wss://jetstream.example/subscribe").size() == 2);  // without a filter: ours, and what answers it
  world.asks(Ask::Kind::remove, post);
  changes = told(socket);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].kind == Change::Kind::removed);
  CHECK(changes[0].post.id == post.id);
  for (const char* standing : {"deactivated", "active", "deleted"}) {
    world.asks.set(R"({"do":"set_profile","handle":"ana.test","standing":")" + std::string(standing) + "\"}");
  }
  world.asks.set(R"({"do":"set_profile","handle":"brand.test","standing":"deleted"})");
  changes = told("wss://jetstream.example/subscribe");
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].kind == Change::Kind::departed);
  CHECK(changes[0].author.id == world.ana);
}

TEST_CASE("Bluesky, simulated: a notification of a post with pictures says where to look") {
  World world;
  const RemoteRef root = world.asks.create({}, "Vraag");
  Asker ana = world.as("ana.test");
  ana.pictures = {{"https://forum.example/a.jpg", "bytes"}};
  Ask upload = ask(Ask::Kind::upload);
  upload.image.url = "https://forum.example/a.jpg";
  Ask reply = ask(Ask::Kind::create);
  reply.draft.parent = reply.draft.root = root;
  reply.draft.images = {upload.image};
  reply.draft.images[0].uploaded = ana(upload).uploaded;
  reply.draft.intended_at = start;
  REQUIRE(ana(reply).outcome.kind == Outcome::Kind::ok);
  ana.create(root, "zonder");
  world.asks.now = ana.now;
  const Reading told = world.asks(ask(Ask::Kind::stream, "notifications"));
  REQUIRE(told.changes.size() == 2);
  CHECK(told.changes[0].kind == Change::Kind::seen);
  CHECK(told.changes[1].kind == Change::Kind::sighted);
  CHECK(told.changes[1].root == root);
}
