// Measures keeping places in sync, natively: scripts/bench.js runs it. Prints a line of JSON.
//   sync_bench POSTS          time per pushed change and bytes a post, with so many posts held
//   sync_bench POSTS sweep    time to read every thread whole again in one place, nothing having changed
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "connectors/catalogue.h"
#include "sync/fold.h"
#include "sync/synchroniser.h"

namespace {

using namespace plein;
using Clock = std::chrono::steady_clock;

constexpr int replies = 9;  // below each first post

std::string text_of(int i) {
  std::string text = "Bericht " + std::to_string(i) + ".";
  for (int k = 0; text.size() < 100; ++k) text += " woord" + std::to_string((i * 31 + k * 17) % 5000);
  return text;
}

Change change_of(int i) {
  Change change;
  const int root = i - i % (replies + 1);
  change.post = {RemoteId{std::to_string(i)}, ""};
  change.root = {RemoteId{std::to_string(root)}, ""};
  if (i != root) change.parent = change.root;
  change.author = {"u" + std::to_string(i % 65000), "Naam " + std::to_string(i % 65000), "", ""};
  Node paragraph{Node::Kind::paragraph};
  paragraph.children.push_back(Node{Node::Kind::text, text_of(i)});
  change.body.blocks.push_back(paragraph);
  change.created_at = 1000 + i;
  return change;
}

// A platform that says what the bench wants it to: posts are numbers, and so are pushes.
class Numbers final : public Connector {
 public:
  const Capabilities& capabilities() const override {
    static const Capabilities data = [] {
      Capabilities c;
      c.platform = "numbers";
      c.edits = true;
      c.hides = true;
      c.poll_every_ms = 1000000000;
      return c;
    }();
    return data;
  }
  Result<HttpRequest> request(const Place&, const Identity&, const Ask& ask) const override {
    HttpRequest request;
    request.url = ask.kind == Ask::Kind::thread ? "thread " + ask.thread.id.value : "other";
    return request;
  }
  Result<Reading> read(const Place& place, const Identity&, const Ask& ask, const HttpResponse& response) const override {
    Reading reading;
    if (ask.kind == Ask::Kind::identity) reading.identity = {"brand", "brand"};
    if (ask.kind == Ask::Kind::create) reading.written = {RemoteId{response.body}, ""};
    if (ask.kind == Ask::Kind::thread && place.id.value == "page") reading.partial = true;
    if (ask.kind == Ask::Kind::thread && place.id.value == "forum") {
      const int root = std::atoi(ask.thread.id.value.c_str());
      for (int i = 0; i <= replies; ++i) reading.changes.push_back(change_of(root + i));
    }
    return reading;
  }
  Result<std::vector<Change>> pushed(const Place&, const Identity&, const Push& push) const override {
    return std::vector<Change>{change_of(std::atoi(std::string(push.body).c_str()))};
  }
  std::string permalink(const Place& place, const RemoteId& id) const override { return place.web + "/" + id.value; }
  std::optional<RemoteId> parse_permalink(const Place&, std::string_view) const override { return std::nullopt; }
};

Bridge bridge_of_two() {
  Bridge bridge;
  for (const char* id : {"page", "forum"}) {
    Place place;
    place.id.value = place.name = place.account = id;
    place.platform = "numbers";
    place.web = std::string("https://") + id + ".example";
    bridge.places.push_back(place);
  }
  return bridge;
}

// As a log of `posts` posts of the forum, each copied to the page, would leave it.
State held(int posts) {
  State state;
  const auto fold = [&](const Record& record) {
    if (!sync::fold(state, record).ok()) std::abort();
  };
  fold(record::Begun{"bench", 500});
  for (const char* id : {"page", "forum"}) {
    fold(record::Identified{PlaceId{id}, {"brand", "brand"}});
    fold(record::Adopted{PlaceId{id}});
  }
  for (int i = 0; i < posts; ++i) {
    const Change change = change_of(i);
    record::Posted posted;
    posted.place.value = "forum";
    posted.post = change.post;
    posted.parent = change.parent;
    posted.author = change.author;
    posted.body = to_json(change.body);
    posted.created_at = posted.as_of = change.created_at;
    fold(posted);
    const PostKey key = State::key_of("forum", change.post.id.value);
    fold(record::Intended{key, PlaceId{"page"}, change.created_at, 0});
    fold(record::Copied{key, PlaceId{"page"}, {RemoteId{"c" + std::to_string(i)}, ""}});
  }
  return state;
}

// Answers every request of a batch, until there are none.
void answer(sync::Synchroniser& synchroniser, sync::Batch batch, Milliseconds now, int& threads) {
  static int copies = 0;
  for (std::size_t i = 0; i < batch.requests.size(); ++i) {
    const sync::Request& request = batch.requests[i];
    threads += request.place.value == "forum" && request.http.url.compare(0, 6, "thread") == 0 ? 1 : 0;
    HttpResponse response;
    response.status = 200;
    response.body = "n" + std::to_string(copies++);
    sync::Batch next;
    synchroniser.response(now, request.id, response, next);
    std::vector<sync::Request> more = std::move(next.requests);
    batch.requests.insert(batch.requests.end(), more.begin(), more.end());
  }
}

double since_us(Clock::time_point begin) { return std::chrono::duration<double, std::micro>(Clock::now() - begin).count(); }

}  // namespace

int main(int count, char** arguments) {
  const int posts = count > 1 ? std::atoi(arguments[1]) : 1000;
  const bool sweep = count > 2 && std::strcmp(arguments[2], "sweep") == 0;
  static const Numbers numbers;
  add_connector(numbers);
  const Bridge bridge = bridge_of_two();
  State state = held(posts);
  const std::size_t texts = state.texts.bytes().size();
  const std::size_t memory = state.memory() - state.texts.capacity();
  sync::Synchroniser synchroniser(state, bridge);
  Milliseconds now = 2000 + posts;
  sync::Batch first;
  synchroniser.start(now, "bench", first);
  int threads = 0;
  answer(synchroniser, first, now, threads);
  if (sweep) {
    threads = 0;
    const auto begin = Clock::now();
    for (std::uint32_t thread = 0; thread < state.threads.size(); ++thread) {
      sync::Batch batch;
      static_cast<void>(synchroniser.sweep(++now, state.posts[state.threads[thread].root].key, batch));
      answer(synchroniser, batch, now, threads);
    }
    std::printf("{\"posts\":%d,\"threads\":%d,\"sweep_ms\":%.1f}\n", posts, threads, since_us(begin) / 1000);
    return 0;
  }
  const int changes = 5000;
  const auto begin = Clock::now();
  for (int i = 0; i < changes; ++i) {
    sync::Batch batch;
    const std::string number = std::to_string(posts + i);
    static_cast<void>(synchroniser.push(++now, "forum", Push{{}, number}, batch));
    answer(synchroniser, batch, now, threads);
  }
  const double change_us = since_us(begin) / changes;
  std::printf("{\"posts\":%d,\"change_us\":%.2f,\"bytes_a_post\":%.0f,\"text_a_post\":%.0f}\n", posts, change_us,
              static_cast<double>(memory) / posts, static_cast<double>(texts) / posts);
}
