// Who is one person, as links come and go: each author told of who is another one by then, and the same as if all were met at
// once.
#include "model/persons.h"

#include <doctest/doctest.h>

#include <string>

#include "sync/fold.h"
#include "sync/fold_posts.h"

using namespace plein;

namespace {

struct Town {
  State state;
  Persons persons;
  std::vector<std::uint32_t> told;
  int posts = 0;

  Town() {
    for (const char* who : {"ana", "bo", "cas"}) write("forum", who);
    write("page", "ana.test");
    follow();
  }
  void write(const std::string& place, const std::string& who, std::vector<record::Account> accounts = {}) {
    record::Posted fact;
    fact.place.value = place;
    fact.post.id.value = std::to_string(++posts);
    fact.author = {who, who, who, ""};
    fact.body = "[]";
    fact.created_at = fact.as_of = 1000 * posts;
    fact.accounts = std::move(accounts);
    REQUIRE(sync::fold(state, fact).ok());
  }
  void follow() {
    told.clear();
    persons.catch_up(state, [&](std::uint32_t author) { told.push_back(author); });
    Persons anew;
    anew.catch_up(state);
    for (std::uint32_t author = 0; author < state.authors.size(); ++author) CHECK(persons.of(author) == anew.of(author));
  }
  std::uint32_t author(const std::string& place, const std::string& who) const {
    return state.find_author(sync::author_key(place, who));
  }
};

const record::Account on_forum{PlaceId{"forum"}, "ana"}, on_page{PlaceId{"page"}, "ana.test"};

}  // namespace

TEST_CASE("an author of the website and their accounts are one person, by the smallest index") {
  Town town;
  CHECK(town.told.empty());
  town.write("site", "u1", {on_forum, on_page});
  town.follow();
  CHECK(town.told == std::vector<std::uint32_t>{town.author("page", "ana.test")});
  CHECK(town.persons.of(town.author("site", "u1")) == town.author("forum", "ana"));
  CHECK(town.persons.of(town.author("page", "ana.test")) == town.author("forum", "ana"));
  CHECK(town.persons.of(town.author("forum", "bo")) == town.author("forum", "bo"));
  int together = 0;
  town.persons.each(town.author("site", "u1"), [&](std::uint32_t) { ++together; });
  CHECK(together == 3);
  town.write("site", "u1", {on_forum, on_page});
  town.follow();
  CHECK(town.told.empty());
}

TEST_CASE("two of the website who name the same account are one; a link given up parts them") {
  Town town;
  town.write("site", "u1", {on_forum});
  town.write("site", "u2", {on_page});
  town.follow();
  town.write("site", "u2", {on_page, on_forum});
  town.follow();
  CHECK(town.persons.of(town.author("site", "u2")) == town.author("forum", "ana"));
  town.write("site", "u2");
  town.follow();
  CHECK(town.persons.of(town.author("site", "u2")) == town.author("site", "u2"));
  CHECK(town.persons.of(town.author("site", "u1")) == town.author("forum", "ana"));
  CHECK(town.told.size() == 2);
}

TEST_CASE("who is forgotten is nobody's account any more, even where nothing of theirs was left to see") {
  Town town;
  town.write("site", "u1", {on_forum, on_page});
  REQUIRE(sync::fold(town.state, record::Removed{PlaceId{"forum"}, RemoteId{"1"}}).ok());
  town.follow();
  REQUIRE(sync::fold(town.state, record::Forgotten{sync::author_key("forum", "ana")}).ok());
  town.follow();
  CHECK(town.persons.of(town.author("forum", "ana")) == town.author("forum", "ana"));
  CHECK(town.persons.of(town.author("site", "u1")) == town.author("page", "ana.test"));
}
