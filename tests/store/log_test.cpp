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
  posted.author = {"3", "Ana", "ana", ""};
  posted.role = Role::ambassador;
  posted.title = "T \"quoted\"";
  posted.body = R"([{"c":["hello"],"t":"p"}])";
  posted.created_at = 1795407580648;
  posted.edited_at = 1795407580649;
  posted.old = true;
  return {record::Begun{"epoch", 5},
          record::Identified{PlaceId{"page"}, {"did:plc:a", "brand.test"}},
          posted,
          record::Removed{PlaceId{"forum"}, RemoteId{"55"}},
          record::Copied{42, PlaceId{"page"}, {RemoteId{"did/x"}, "cid"}},
          record::Intended{~0ull, PlaceId{"page"}, 7, 1ull << 63},
          record::Unsettled{42, PlaceId{"page"}, CopyState::failed, "no \n room"},
          record::Marked{PlaceId{"page"}, "feed", "mark"},
          record::LookDue{PlaceId{"page"}, {RemoteId{"x"}, "y"}},
          record::Looked{PlaceId{"page"}, RemoteId{"x"}},
          record::Adopted{PlaceId{"page"}}};
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

TEST_CASE("a newer version is refused by name") {
  std::string line = log::write(record::Begun{"e", 1});
  line[0] = '2';
  CHECK(log::read(line).error() ==
        Error{ErrorCode::newer_version, "", "found a record of version 2, this Plein reads version 1"});
}
