// Who waits for an answer, how much is at risk, and who answers it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "community/queries.h"
#include "views/shelf.h"

using namespace plein;
using plein::views::Shelf;
using Json = nlohmann::json;

namespace {

constexpr Milliseconds minute = 60000, hour = 60 * minute, day = 24 * hour;
constexpr Milliseconds monday = 1795000000000;

struct Desk : Shelf {
  community::Inbox inbox;

  PostKey key(const std::string& remote, const std::string& place = "page") const { return State::key_of(place, remote); }
  void decide(Deed what, PostKey post, bool on = true, Milliseconds until = 0, const std::string& value = "",
              const std::string& by = "bo", Milliseconds at = monday) {
    record::Decided decided{what, on, post};
    decided.until = until;
    decided.value = value;
    decided.by = decided.name = by;
    decided.made_at = at;
    fold(decided);
  }
  Json query(Json wanted) {
    const auto document = JsonDocument::parse(wanted.dump(), {1 << 20, 100});
    REQUIRE(document.ok());
    const views::Uncopied known;
    const views::Context context{state, bridge, &known, &threads};
    JsonWriter out;
    Status status = Nothing{};
    REQUIRE(community::answer_query(wanted["view"].get<std::string>(), document->root(), context, inbox, out, status));
    REQUIRE(document->status().ok());
    REQUIRE(status.ok());
    return Json::parse(out.str());
  }
  Json cases(Milliseconds at, const std::string& filter = "open", const std::string& by = "") {
    return query({{"view", "inbox"}, {"at", at}, {"filter", filter}, {"by", by}});
  }
  std::vector<std::string> titles(Milliseconds at, const std::string& filter = "open", const std::string& by = "") {
    std::vector<std::string> list;
    const Json found = cases(at, filter, by);
    for (const Json& each : found["cases"]) list.push_back(each["thread"]["root"]["title"]);
    return list;
  }
};

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a question waits until an ambassador or the brand replies, and again when whoever asked writes after that") {
  Desk desk;
  const std::string asked = desk.add({"", "wil", "Router", "It blinks", "page", monday});
  CHECK(desk.titles(monday + minute) == Titles{"Router"});
  desk.add({asked, "ana", "", "Same here", "page", monday + minute});
  CHECK(desk.titles(monday + hour) == Titles{"Router"});
  const std::string reply = desk.add({asked, "joris", "", "Unplug it", "page", monday + 2 * minute});
  CHECK(desk.titles(monday + hour).empty());
  desk.add({asked, "wil", "", "It still blinks", "page", monday + 10 * minute});
  CHECK(desk.cases(monday + hour)["cases"][0]["waiting_since"] == monday + 10 * minute);
  desk.fold(record::Accepted{desk.key(reply), true, monday + 11 * minute});
  CHECK(desk.titles(monday + hour).empty());
  desk.fold(record::Accepted{desk.key(reply), false, monday + 12 * minute});
  CHECK(desk.titles(monday + hour) == Titles{"Router"});
}

TEST_CASE("what an ambassador begins, what is not to be seen, and what is too old does not wait") {
  Desk desk;
  desk.add({"", "joris", "Tip", "Try this", "page", monday});
  const std::string held = desk.add({"", "wil", "Held", "x", "page", monday});
  desk.fold(record::Held{desk.key(held), true});
  CHECK(desk.titles(monday + hour).empty());
  desk.fold(record::Held{desk.key(held), false});
  CHECK(desk.titles(monday + hour) == Titles{"Held"});
  CHECK(desk.titles(monday + community::waiting_max_ms + 1).empty());
}

TEST_CASE("who becomes an ambassador has answered") {
  Desk desk;
  const std::string asked = desk.add({"", "wil", "Router", "x", "page", monday});
  desk.add({asked, "ana", "", "Unplug it", "page", monday + minute});
  CHECK(desk.titles(monday + hour) == Titles{"Router"});
  record::Decided appointed{Deed::appoint, true};
  appointed.author = desk.state.authors[desk.state.posts.back().author].key;
  desk.fold(appointed);
  CHECK(desk.titles(monday + hour).empty());
  appointed.on = false;
  desk.fold(appointed);
  CHECK(desk.titles(monday + hour) == Titles{"Router"});
}

TEST_CASE("most at risk comes first, and the points say why") {
  Desk desk;
  desk.add({"", "a", "Old", "When do you open", "page", monday});
  desk.add({"", "b", "Angry", "Schandalig, ik ga opzeggen", "page", monday + 20 * hour});
  const std::string liked = desk.add({"", "c", "Liked", "No signal", "forum", monday + 20 * hour});
  desk.like(liked, 9, "forum");
  const Json found = desk.cases(monday + 24 * hour)["cases"];
  CHECK(desk.titles(monday + 24 * hour) == Titles{"Old", "Angry", "Liked"});
  CHECK(found[0]["risk"] == 40);
  CHECK(found[1]["words"] == Json{"opzeggen", "schandalig"});
  CHECK(found[1]["reasons"] == Json::parse(R"([{"why":"age","points":6},{"why":"words","points":25}])"));
  CHECK(found[2]["reasons"] == Json::parse(R"([{"why":"age","points":6},{"why":"reactions","points":9}])"));
  record::Profiled known{PlaceId{"page"}, "b", false, monday};
  for (const auto& [followers, points] : {std::pair(99u, 0), {100u, 2}, {9999u, 4}, {10000u, 7}, {~0u, 10}}) {
    CAPTURE(followers);
    known.followers = followers;
    desk.fold(known);
    const Json now = desk.cases(monday + 24 * hour)["cases"];
    const Json& theirs = now[points == 10 ? 0 : 1];  // before the oldest, with the most points
    const Json& reasons = theirs["reasons"];
    CHECK(theirs["thread"]["root"]["title"] == "Angry");
    CHECK(reasons.size() == (points == 0 ? 2 : 3));
    if (points > 0) CHECK(reasons[2] == Json{{"why", "followers"}, {"points", points}});
  }
  desk.fold(record::Forgotten{desk.state.authors[desk.state.posts[1].author].key});
  CHECK(desk.state.community.followed.empty());
  for (const Json& each : found) {
    int sum = 0;
    for (const Json& reason : each["reasons"]) sum += reason["points"].get<int>();
    CHECK(each["risk"] == sum);
  }
}

TEST_CASE("a target gives the time by which it is to be answered, by place, and then a manager is asked") {
  Desk desk;
  desk.bridge.webcare.target_ms = hour;
  desk.bridge.webcare.escalate_ms = 30 * minute;
  desk.bridge.webcare.target_by_place["forum"] = 4 * hour;
  desk.add({"", "a", "Page", "x", "page", monday});
  desk.add({"", "b", "Forum", "x", "forum", monday});
  const Json soon = desk.cases(monday + hour + minute);
  CHECK(soon["counts"] == Json::parse(R"({"open":2,"mine":0,"overdue":1,"snoozed":0})"));
  CHECK(soon["cases"][0]["due_at"] == monday + hour);
  CHECK(soon["cases"][0]["overdue"] == true);
  CHECK_FALSE(soon["cases"][0].contains("escalated"));
  CHECK(soon["cases"][1]["due_at"] == monday + 4 * hour);
  CHECK(desk.titles(monday + hour + minute, "overdue") == Titles{"Page"});
  CHECK(desk.cases(monday + 2 * hour)["cases"][0]["escalated"] == true);
}

TEST_CASE("claimed, assigned, snoozed and done") {
  Desk desk;
  const std::string first = desk.add({"", "a", "First", "x", "page", monday});
  const std::string second = desk.add({"", "b", "Second", "x", "page", monday + minute});
  desk.decide(Deed::claim, desk.key(first), true, monday + 2 * hour);
  CHECK(desk.titles(monday + hour, "mine", "bo") == Titles{"First"});
  CHECK(desk.cases(monday + hour)["cases"][0]["claimed"]["name"] == "bo");
  CHECK_FALSE(desk.cases(monday + 3 * hour)["cases"][0].contains("claimed"));  // it has run out
  desk.decide(Deed::assign, desk.key(first), true, 0, "mia\nMia");
  CHECK(desk.titles(monday + hour, "mine", "bo").empty());  // it is Mia's now
  CHECK(desk.titles(monday + hour, "mine", "mia") == Titles{"First"});
  desk.decide(Deed::snooze, desk.key(second), true, monday + 5 * hour);
  CHECK(desk.titles(monday + hour) == Titles{"First"});
  CHECK(desk.titles(monday + hour, "snoozed") == Titles{"Second"});
  CHECK(desk.titles(monday + 6 * hour) == Titles{"First", "Second"});
  desk.decide(Deed::done, desk.key(first), true, 0, "", "bo", monday + hour);
  CHECK(desk.titles(monday + hour, "all") == Titles{"Second"});
  desk.add({first, "joris", "", "Fine", "page", monday + 2 * hour});
  desk.add({first, "a", "", "But now", "page", monday + 3 * hour});
  CHECK(desk.titles(monday + 6 * hour) == Titles{"Second", "First"});
}

TEST_CASE("pages of the inbox hold every case once") {
  Desk desk;
  for (int i = 0; i < 45; ++i)
    desk.add({"", "a" + std::to_string(i), "Case " + std::to_string(i), "x", "page", monday + i * minute});
  std::set<std::string> seen;
  Json next = "";
  int pages = 0;
  for (; !next.is_null(); ++pages) {
    const Json page = desk.query({{"view", "inbox"}, {"at", monday + day}, {"page_size", 20}, {"after", next}});
    for (const Json& each : page["cases"]) CHECK(seen.insert(each["thread"]["root"]["title"]).second);
    next = page["next"];
  }
  CHECK(pages == 3);
  CHECK(seen.size() == 45);
}

TEST_CASE("the inbox that is kept is the one that is made anew") {
  Desk desk;
  std::uint64_t random = 5;
  std::vector<std::string> posts;
  for (int i = 0; i < 400; ++i) {
    random = random * 6364136223846793005ull + 1442695040888963407ull;
    const auto pick = [&](std::uint64_t of) { return (random >> 33) % of; };
    const std::string who = pick(4) == 0 ? "joris" : "u" + std::to_string(pick(9));
    const std::string parent = posts.empty() || pick(3) == 0 ? "" : posts[pick(posts.size())];
    if (pick(7) == 0 && !posts.empty()) {
      const PostKey post = desk.key(posts[pick(posts.size())]);
      desk.fold(record::Held{post, pick(2) == 0});
    } else if (pick(5) == 0 && !posts.empty()) {
      desk.fold(record::Accepted{desk.key(posts[pick(posts.size())]), pick(2) == 0, monday});
    } else {
      posts.push_back(
          desk.add({parent, who, "T" + std::to_string(i), pick(3) == 0 ? "urgent" : "x", "page", monday + i * minute}));
    }
    const Json kept = desk.query({{"view", "inbox"}, {"at", monday + day}, {"page_size", 100}});
    community::Inbox anew;
    std::swap(desk.inbox, anew);
    CHECK(desk.query({{"view", "inbox"}, {"at", monday + day}, {"page_size", 100}}) == kept);
    std::swap(desk.inbox, anew);
  }
}

TEST_CASE("notes are of a thread, and what was begun by who is forgotten has none") {
  Desk desk;
  const std::string asked = desk.add({"", "wil", "Router", "x", "page", monday});
  const std::string reply = desk.add({asked, "ana", "", "y", "page", monday + minute});
  desk.fold(record::Noted{desk.key(asked), "note-0001", "Wil called.", "bo", "Bo", monday});
  const auto notes = [&] { return desk.query({{"view", "case"}, {"id", to_base32(desk.key(reply))}, {"at", monday}})["notes"]; };
  CHECK(notes() == Json::parse(R"([{"id":"note-0001","by":"bo","name":"Bo","at":1795000000000,"text":"Wil called."}])"));
  desk.fold(record::Forgotten{desk.state.authors[0].key});
  CHECK(notes().empty());
}
