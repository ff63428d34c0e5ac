// The same changes in any order, told late and twice, end in the same: what stands, what it says, what answers what.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "connectors/catalogue.h"
#include "sync/observe.h"

using namespace plein;

namespace {

class Dated final : public Connector {
 public:
  const Capabilities& capabilities() const override {
    static const Capabilities data = [] {
      Capabilities c;
      c.platform = "dated";
      c.edit_times = true;
      return c;
    }();
    return data;
  }
  Result<HttpRequest> request(const Place&, const Identity&, const Ask&) const override { return HttpRequest{}; }
  Result<Reading> read(const Place&, const Identity&, const Ask&, const HttpResponse&) const override { return Reading{}; }
  std::string permalink(const Place&, const RemoteId& id) const override { return "https://dated.example/" + id.value; }
  std::optional<RemoteId> parse_permalink(const Place&, std::string_view) const override { return std::nullopt; }
};

Change seen(const std::string& id, const std::string& parent, const std::string& text, Milliseconds edited_at) {
  Change change;
  change.post = {RemoteId{id}, ""};
  change.parent = {RemoteId{parent}, ""};
  change.root = {RemoteId{parent.empty() ? id : "1"}, ""};
  change.author = {"a" + id, "Naam", "naam", ""};
  Node paragraph{Node::Kind::paragraph};
  paragraph.children.push_back(Node{Node::Kind::text, text});
  change.body.blocks.push_back(paragraph);
  change.created_at = 1000;
  change.edited_at = edited_at;
  return change;
}

Change removed(const std::string& id) {
  Change change;
  change.kind = Change::Kind::removed;
  change.post = {RemoteId{id}, ""};
  return change;
}

// Every post by key: what it says, whether it is gone, and what it answers. A post that was never met but is known to be gone
// is as gone as one that was.
std::map<PostKey, std::string> canonical(const State& state) {
  std::map<PostKey, std::string> posts;
  for (const PostRow& row : state.posts) {
    const PostKey parent = row.parent == none ? 0 : state.posts[row.parent].key;
    posts[row.key] = row.removed != 0 ? "gone" : std::to_string(parent) + " " + std::string(state.text(row.body));
  }
  for (const auto& [key, origin] : state.tombstones) posts[key] = "gone";
  for (const auto& [parent, replies] : state.parked) {
    for (const record::Posted& reply : replies)
      posts[State::key_of("p", reply.post.id.value)] = "waits for " + std::to_string(parent);
  }
  return posts;
}

}  // namespace

TEST_CASE("changes may come late, twice and in any order") {
  static const Dated dated;
  add_connector(dated);
  Bridge bridge;
  Place place;
  place.id.value = "p";
  place.platform = "dated";
  bridge.places.push_back(place);
  std::vector<Change> changes{seen("1", "", "question", 0),
                              seen("1", "", "question, edited", 2000),
                              seen("2", "1", "answer", 0),
                              seen("3", "2", "answer to that", 0),
                              seen("3", "2", "edited twice", 3000),
                              seen("3", "2", "edited once", 2500),
                              seen("4", "3", "spam", 0),
                              removed("4"),
                              seen("5", "9", "its parent is never met", 0),
                              removed("6"),
                              seen("6", "1", "late create of a removed one", 0)};
  std::mt19937 random(7);
  std::map<PostKey, std::string> first;
  for (int round = 0; round < 300; ++round) {
    std::vector<Change> order = changes;
    order.push_back(changes[random() % changes.size()]);
    std::shuffle(order.begin(), order.end(), random);
    State state;
    state.intern_place("p");
    sync::Ledger ledger(state);
    sync::Batch batch;
    ledger.open(batch);
    sync::Observer observer(ledger, bridge);
    sync::Repairs repairs;
    Milliseconds now = 10000;
    for (const Change& change : order) {
      const sync::Source source{sync::Source::Kind::push, ++now, false, nullptr};
      static_cast<void>(observer.observe(place, {change}, source, repairs));
    }
    if (round == 0) first = canonical(state);
    CHECK(canonical(state) == first);
  }
  CHECK(first.size() == 6);
  CHECK(first[State::key_of("p", "4")] == "gone");
  CHECK(first[State::key_of("p", "6")] == "gone");
  CHECK(first[State::key_of("p", "3")].find("edited twice") != std::string::npos);
  CHECK(first[State::key_of("p", "5")].find("waits") == 0);
}
