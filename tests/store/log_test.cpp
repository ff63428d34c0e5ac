#include "store/log.h"

#include <doctest/doctest.h>

#include "base/hash.h"

using namespace plein;

namespace {

std::vector<Record> one_of_each() {
  record::Posted posted;
  posted.place.value = "forum";
  posted.post = {RemoteId{"55"}, "9"};
  posted.parent = {RemoteId{"54"}, ""};
  posted.parent_place.value = "page";
  posted.author = {"3", "Ana", "ana", "https://page.example/ana.png"};
  posted.role = Role::ambassador;
  posted.title = "T \"quoted\"";
  posted.body = R"([{"c":["hello"],"t":"p"}])";
  posted.created_at = 1795407580648;
  posted.edited_at = 1795407580649;
  posted.old = true;
  posted.as_of = 1795407580650;
  posted.accounts = {{PlaceId{"forum"}, "12"}, {PlaceId{"other"}, "a_b"}};
  record::Posted reply = posted;
  reply.accounts.clear();
  reply.parent_place.value.clear();
  const PlaceId page{"page"};
  record::Intended intended{~0ull, page, 7, 1ull << 63, 9};
  intended.op = Op::edit;
  intended.copy = 3;
  intended.content = 1ull << 62;
  intended.said = ~0u;
  intended.correction = true;
  intended.as = "12";
  record::Copied copied{42, page, {RemoteId{"did/x"}, "cid"}, 6, 77, true};
  copied.as = "12";
  return {
      record::Begun{"epoch", 5},
      record::Identified{page, {"did:plc:a", "brand.test"}},
      posted,
      record::Parked{reply},
      record::Unparked{page, RemoteId{"54"}},
      record::Removed{PlaceId{"forum"}, RemoteId{"55"}},
      record::Shown{page, RemoteId{"55"}, true, 8},
      record::Reacted{page, RemoteId{"55"}, 3, true, 8},
      record::Renamed{page, {"3", "Ana B.", "anab", "https://page.example/b.png"}, 8},
      record::Departed{page, "3"},
      record::Profiled{page, "3", true, 8, 65000},
      record::Held{42, true},
      record::Silenced{43, AuthorRow::blocked, true},
      record::Forgotten{43},
      copied,
      intended,
      record::Done{42, page, 3, Op::hide, 8},
      record::Refused{42, page, 3, Op::remove, "not yours"},
      record::Unsettled{42, page, CopyState::withheld, "no \n room", true, true},
      record::Rendered{42, page, 3, 78, 1ull << 61},
      record::Marked{page, "feed", "mark"},
      record::LookDue{page, {RemoteId{"x"}, "y"}, true},
      record::Looked{page, RemoteId{"x"}, true},
      record::Adopted{page},
      record::Distrusted{8},
      record::Accepted{42, true, 8},
      record::Liked{42, "u1", true, 8},
      record::Decided{Deed::slow, false, 42, 7, page, "60000", 9, "too heated", "u1", "Mia", 8, 3, true, "30000", 7},
      record::Noted{42, "note-0001", "He called.", "u1", "Mia", 8},
      record::Canned{"canned-01", "Reset", "Hold the button.", 8},
      record::Ruled{"rule-0001", "{\"links\":2}", 8},
      record::Polled{42, {"Mon", "Tue"}, true, true, 9, "an outage", "u1", "Mia", 8},
      record::Voted{42, "u1", {{page, "3", true}}, 2, 8},
      record::Planned{"plan-0001", "News", "We *open*.", true, {page}, 9, record::Planned::Stands::missed, "why", "u1", "Mia", 8},
      record::Counted{20785,
                      {{PageAct::visit, 0, 3},
                       {PageAct::read, 42, ~0u},
                       {PageAct::visit, 0, 2, Via::search},
                       {PageAct::click, 42, 1, Via::nodebb}}},
      record::Sketched{20785, {{0, 1}, {4095, 53}}, true},
      record::Followed{page, 20785, 65000}};
}

}  // namespace

TEST_CASE("every kind of record comes back as it was written") {
  const auto records = one_of_each();
  CHECK(records.size() == std::variant_size_v<Record>);
  for (std::size_t i = 0; i < records.size(); ++i) {
    CHECK(records[i].index() == i);
    const std::string line = log::write(records[i]);
    CAPTURE(line);
    CHECK(line.find('\n') == std::string::npos);
    const auto back = log::read(line);
    REQUIRE(back.ok());
    CHECK(log::write(*back) == line);
  }
  const auto posted = log::read(log::write(records[2]));
  CHECK(std::get<record::Posted>(*posted).parent_place.value == "page");
  CHECK(std::get<record::Posted>(*posted).role == Role::ambassador);
  CHECK(std::get<record::Posted>(*posted).author.avatar_url == "https://page.example/ana.png");
  REQUIRE(std::get<record::Posted>(*posted).accounts.size() == 2);
  CHECK(std::get<record::Posted>(*posted).accounts[1].id == "a_b");
  CHECK(std::get<record::Profiled>(*log::read(log::write(records[10]))).followers == 65000);
  const auto decided = log::read(log::write(records[27]));
  CHECK(std::get<record::Decided>(*decided).what == Deed::slow);
  CHECK(std::get<record::Decided>(*decided).was_until == 7);
  CHECK(std::get<record::Decided>(*decided).place.value == "page");
  const auto copied = log::read(log::write(records[14]));
  CHECK(std::get<record::Copied>(*copied).as == "12");
  const auto counted = log::read(log::write(records[34]));
  REQUIRE(std::get<record::Counted>(*counted).tallies.size() == 4);
  CHECK(std::get<record::Counted>(*counted).tallies[1].act == PageAct::read);
  CHECK(std::get<record::Counted>(*counted).tallies[1].thread == 42);
  CHECK(std::get<record::Counted>(*counted).tallies[1].n == ~0u);
  CHECK(std::get<record::Counted>(*counted).tallies[1].via == Via::unsaid);
  CHECK(std::get<record::Counted>(*counted).tallies[2].via == Via::search);
  CHECK(std::get<record::Counted>(*counted).tallies[2].thread == 0);
  CHECK(std::get<record::Counted>(*counted).tallies[3].via == Via::nodebb);
  CHECK(std::get<record::Counted>(*counted).tallies[3].thread == 42);
  const auto sketched = log::read(log::write(records[35]));
  REQUIRE(std::get<record::Sketched>(*sketched).rises.size() == 2);
  CHECK(std::get<record::Sketched>(*sketched).rises[1].at == 4095);
  CHECK(std::get<record::Sketched>(*sketched).rises[1].to == 53);
  CHECK(std::get<record::Sketched>(*sketched).members);
  const auto followed = log::read(log::write(records[36]));
  CHECK(std::get<record::Followed>(*followed).place.value == "page");
  CHECK(std::get<record::Followed>(*followed).followers == 65000);
  const auto voted = log::read(log::write(records[32]));
  CHECK(std::get<record::Voted>(*voted).choices == 2);
  CHECK(std::get<record::Voted>(*voted).accounts[0].own);
  const auto planned = log::read(log::write(records[33]));
  CHECK(std::get<record::Planned>(*planned).stands == record::Planned::Stands::missed);
  CHECK(std::get<record::Planned>(*planned).without[0].value == "page");
  const auto intended = log::read(log::write(records[15]));
  CHECK(std::get<record::Intended>(*intended).as == "12");
}

TEST_CASE("every damaged byte is noticed") {
  const std::string line = log::write(one_of_each()[2]);
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::string damaged = line;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    CAPTURE(i);
    CHECK_FALSE(log::read(damaged).ok());
  }
  for (std::size_t length = 0; length < line.size(); ++length) CHECK_FALSE(log::read(line.substr(0, length)).ok());
}

TEST_CASE("a register that no sketch has is refused") {
  for (const record::Sketched& wrong :
       {record::Sketched{1, {{4096, 1}}, false}, record::Sketched{1, {{0, 0}}, false}, record::Sketched{1, {{0, 54}}, false}})
    CHECK_FALSE(log::read(log::write(wrong)).ok());
}

TEST_CASE("a newer version is refused by name") {
  std::string line = log::write(record::Begun{"e", 1});
  line[0] = '3';
  CHECK(log::read(line).error() ==
        Error{ErrorCode::newer_version, "", "found a record of version 3, this Plein reads up to version 2"});
}

// As version 1 wrote them: they are read for ever.
TEST_CASE("records of version 1 are read") {
  const auto v1 = [](const std::string& json) {
    char head[16];
    std::snprintf(head, sizeof head, "1 %08x ", crc32c(json));
    return log::read(head + json);
  };
  const auto intended = v1(R"({"k":"intended","post":"000000000001a","place":"page","at":7,"salt":"8000000000000"})");
  REQUIRE(intended.ok());
  CHECK(std::get<record::Intended>(*intended).op == Op::create);
  CHECK(std::get<record::Intended>(*intended).at == 7);
  const auto unsettled = v1(R"({"k":"unsettled","post":"000000000001a","place":"page","state":"withheld"})");
  REQUIRE(unsettled.ok());
  CHECK(std::get<record::Unsettled>(*unsettled).state == CopyState::withheld);
  CHECK_FALSE(std::get<record::Unsettled>(*unsettled).final);
  const auto copied = v1(R"({"k":"copied","origin":"000000000001a","place":"page","copy":["did/x","cid"]})");
  REQUIRE(copied.ok());
  CHECK(std::get<record::Copied>(*copied).copy.extra == "cid");
  const auto posted =
      v1(R"({"k":"posted","place":"forum","post":["55","9"],"author":["3","Ana","ana"],"body":[{"c":["x"],"t":"p"}],"at":5})");
  REQUIRE(posted.ok());
  CHECK(std::get<record::Posted>(*posted).as_of == 0);
  CHECK(std::get<record::Posted>(*posted).accounts.empty());
  CHECK(std::get<record::Posted>(*posted).author == Author{"3", "Ana", "ana", ""});
  CHECK(std::get<record::Intended>(*intended).as.empty());
  CHECK(std::get<record::Copied>(*copied).as.empty());
}
