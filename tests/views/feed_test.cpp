// The orders of a feed and its filters: each as things happen, and the same as if all had been known at once.
#include <set>

#include "views/shelf.h"

using namespace plein;
using namespace plein::views;

namespace {

const std::string newest = ",\"sort\":\"new\"", top = ",\"sort\":\"top\"", unanswered = ",\"sort\":\"unanswered\"";

// 1, 4 and 5 are threads: 1 has two replies (2, 3), of which the second answers; 4 has none; 5 has one (6), by a visitor.
struct Talk : Shelf {
  Talk() {
    add({});
    add({.parent = "1", .author = "bo"});
    add({.parent = "1", .author = "joris"});
    add({.author = "cas", .title = "Fiber #Storing"});
    add({.author = "dora", .text = "Niets #storingen, wel #glas\xE2\x80\xA6", .place = "forum"});
    add({.parent = "5", .author = "eva", .place = "forum"});
  }
};

}  // namespace

TEST_CASE("each order, and what changes it") {
  Talk talk;
  CHECK(talk.feed("") == "5 4 1");
  CHECK(talk.feed(newest) == "5 4 1");
  CHECK(talk.feed(top) == "1 5 4");
  CHECK(talk.feed(unanswered) == "5 4");
  talk.like("4", 3);
  CHECK(talk.feed(top) == "4 1 5");
  talk.add({.parent = "4", .author = "joris"});
  CHECK(talk.feed(unanswered) == "5");
  CHECK(talk.feed("") == "4 5 1");
  CHECK(talk.feed(newest) == "5 4 1");
  talk.fold(record::Removed{PlaceId{"page"}, RemoteId{"3"}});
  CHECK(talk.feed(unanswered) == "5 1");
  CHECK(talk.feed(top) == "4 5 1");
  talk.fold(record::Shown{PlaceId{"forum"}, RemoteId{"5"}, true, 9100000});
  CHECK(talk.feed(unanswered) == "1");
  CHECK(talk.feed(top) == "4 1");
  talk.fold(record::Shown{PlaceId{"forum"}, RemoteId{"5"}, false, 9200000});
  CHECK(talk.feed(top) == "4 5 1");
  talk.fold(record::Liked{State::key_of("page", "1"), "u1", true, 9300000});
  talk.fold(record::Liked{State::key_of("page", "1"), "u2", true, 9300000});
  CHECK(talk.feed(top) == "4 1 5");
}

TEST_CASE("who speaks for the brand becomes known, or changes their role") {
  Shelf shelf;
  shelf.add({});
  shelf.add({.parent = "1", .author = "brand"});
  CHECK(shelf.feed(unanswered) == "1");
  shelf.fold(record::Identified{PlaceId{"page"}, {"brand", "brand"}});
  CHECK(shelf.feed(unanswered) == "");
  record::Posted widget;
  widget.place.value = "site";
  widget.author = {"u1", "Wil", "", ""};
  widget.role = Role::visitor;
  widget.body = R"([{"t":"p","c":["x"]}])";
  const auto say = [&](const std::string& key, const std::string& parent, Milliseconds at) {
    widget.post.id.value = key;
    widget.parent.id.value = parent;
    widget.parent_place.value = parent.empty() ? "" : "page";
    widget.created_at = at;
    shelf.fold(widget);
  };
  shelf.add({});
  say("key-00000001", "3", 5000000);
  shelf.add({});
  say("key-00000002", "4", 5000100);
  CHECK(shelf.feed(unanswered) == "4 3");
  const std::uint64_t seq = shelf.state.seq;
  widget.role = Role::ambassador;
  say("key-00000003", "", 5000200);
  CHECK(shelf.feed(",\"status\":\"unanswered\",\"place\":\"page\"") == "");
  CHECK(shelf.state.seq == seq + 3);  // what they wrote before is told anew
}

TEST_CASE("one's own reply answers nothing") {
  Shelf shelf;
  shelf.add({.author = "joris"});
  shelf.add({.parent = "1", .author = "joris"});
  CHECK(shelf.feed(unanswered) == "1");
}

TEST_CASE("places, tags and answers are filters of each order") {
  Talk talk;
  CHECK(talk.feed(",\"place\":\"forum\"") == "5");
  CHECK(talk.feed(",\"place\":\"page\"" + newest) == "4 1");
  CHECK(talk.feed(",\"place\":\"site\"") == "");
  CHECK(talk.feed(",\"place\":\"nowhere\"") == "unknown_name $.query.place");
  CHECK(talk.feed(",\"status\":\"answered\"") == "1");
  CHECK(talk.feed(",\"status\":\"answered\"" + unanswered) == "");
  CHECK(talk.feed(",\"status\":\"unanswered\"") == "5 4");
  CHECK(talk.feed(",\"status\":\"unanswered\",\"place\":\"page\"" + top) == "4");
  CHECK(talk.feed(",\"tag\":\"STORING\"") == "4");
  CHECK(talk.feed(",\"tag\":\"#glas\"") == "5");
  CHECK(talk.feed(",\"tag\":\"gla\"") == "");
  CHECK(talk.feed(",\"sort\":\"best\"") == "invalid_value $.sort");
  CHECK(talk.feed(",\"status\":\"\\u0000\"") == "invalid_value $.status");
  CHECK(talk.feed(",\"after\":\"x\"" + top) == "invalid_value $.query.after");
}

TEST_CASE("letters of a tag are the same, large and small, beyond ASCII too; a removed post bears none") {
  Shelf shelf;
  shelf.add({.text = "Wieder eine #ST\xC3\x96RUNG hier"});
  shelf.add({.title = "\xD0\x9D\xD0\xB5\xD1\x82 #\xD0\xA1\xD0\x92\xD0\xAF\xD0\x97\xD0\xAC"});
  shelf.add({.text = "#st\xC3\xB6rungen und #st\xC3\xB6rung_2"});
  CHECK(shelf.feed(",\"tag\":\"st\xC3\xB6rung\"") == "1");
  CHECK(shelf.feed(",\"tag\":\"\xD1\x81\xD0\xB2\xD1\x8F\xD0\xB7\xD1\x8C\"") == "2");
  shelf.add({.parent = "1"});
  shelf.fold(record::Removed{PlaceId{"page"}, RemoteId{"1"}});
  CHECK(shelf.feed(",\"tag\":\"st\xC3\xB6rung\"") == "");
  CHECK(shelf.feed("") == "1 3 2");
}

TEST_CASE("an order that followed each change is the one that is made at once, page by page") {
  Shelf shelf;
  std::uint64_t dice = 12345;
  const auto roll = [&](std::uint64_t sides) {
    dice = dice * 6364136223846793005ull + 1442695040888963407ull;
    return (dice >> 33) % sides;
  };
  const char* people[] = {"ana", "bo", "joris", "cas"};
  for (int i = 0; i < 400; ++i) {
    const std::string some = std::to_string(1 + roll(static_cast<std::uint64_t>(std::max(shelf.posts, 1))));
    const std::uint64_t what = shelf.posts == 0 ? 0 : roll(10);
    if (what < 3) {
      shelf.add({.author = people[roll(4)], .at = static_cast<Milliseconds>(1000000 + roll(50) * 700)});
    } else if (what < 7) {
      const bool there = !shelf.state.is_dead(State::key_of("page", some));
      if (there) shelf.add({.parent = some, .author = people[roll(4)]});
    } else if (what == 7) {
      shelf.like(some, static_cast<std::uint32_t>(roll(9)));
    } else if (what == 8) {
      shelf.fold(record::Held{State::key_of("page", some), roll(2) == 0});
    } else {
      shelf.fold(record::Removed{PlaceId{"page"}, RemoteId{some}});
    }
    if (roll(4) != 0) continue;
    for (const std::string& sort : {std::string(), newest, unanswered, top}) {
      const std::string now = shelf.feed(sort + ",\"page_size\":100");
      ThreadIndex fresh;
      std::swap(fresh, shelf.threads);
      CHECK(shelf.feed(sort + ",\"page_size\":100") == now);
      std::swap(fresh, shelf.threads);
      if (i % 20 == 0) CHECK(shelf.pages(sort, 7) == shelf.pages(sort, 100));
    }
  }
}

TEST_CASE("a filter that fits nothing looks through so many threads a request, and goes on") {
  Shelf shelf;
  for (int i = 0; i < 6001; ++i) shelf.add({.text = i == 0 ? "#needle" : "hay", .at = 1000 + i});
  std::string next;
  CHECK(shelf.feed(",\"tag\":\"needle\"", &next) == "");
  REQUIRE_FALSE(next.empty());
  CHECK(shelf.feed(",\"tag\":\"needle\",\"after\":\"" + next + "\"", &next) == "1");
  CHECK(next.empty());
}
