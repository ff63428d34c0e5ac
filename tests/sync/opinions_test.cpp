// Accepted answers and likes, as people here decide them.
#include <doctest/doctest.h>

#include "store/snapshot.h"
#include "sync/fold.h"
#include "sync/fold_posts.h"
#include "sync/scripted.h"

using namespace plein;
using namespace plein::sync;
using namespace plein::sync::scripted;

namespace {

const Person asker{"u1", "Wil", Role::visitor};
const Person member{"u2", "Ana", Role::visitor};
const Person ambassador{"u3", "Bo", Role::ambassador};

struct Thread : Talk {
  Thread() {
    question = write("key-00000001", asker, 0);
    first = write("key-00000002", ambassador, question);
    second = write("key-00000003", member, question);
  }
  PostKey write(const std::string& key, const Person& by, PostKey parent) {
    NewPost post;
    post.key = key;
    post.by = by;
    post.parent = parent;
    post.body = text::read_plain(key);
    last = Batch{};
    REQUIRE(synchroniser->post(now, post, last).ok());
    return State::key_of("site", key);
  }
  const PostRow& row(PostKey key) const { return state.posts[state.find_post(key)]; }
  Status accept(PostKey key, const Person& by, bool on = true) {
    last = Batch{};
    return synchroniser->accept(now += 10, key, by, on, last);
  }
  Status like(PostKey key, const Person& by, bool on = true) {
    last = Batch{};
    return synchroniser->like(now += 10, key, by, on, last);
  }

  PostKey question, first, second;
};

}  // namespace

TEST_CASE("whoever asked accepts an answer, and a thread has one") {
  Thread talk;
  REQUIRE(talk.accept(talk.first, asker).ok());
  CHECK(talk.row(talk.first).accepted == PostRow::by_us);
  REQUIRE(talk.accept(talk.second, ambassador).ok());
  CHECK(talk.row(talk.first).accepted == 0);
  CHECK(talk.row(talk.second).accepted == PostRow::by_us);
  const std::uint64_t seq = talk.state.seq;
  REQUIRE(talk.accept(talk.second, asker).ok());
  CHECK(talk.last.records.empty());
  REQUIRE(talk.accept(talk.first, asker, false).ok());  // it is not accepted: the other one stays
  CHECK(talk.row(talk.second).accepted == PostRow::by_us);
  CHECK(talk.state.seq == seq);
  REQUIRE(talk.accept(talk.second, asker, false).ok());
  CHECK(talk.row(talk.second).accepted == 0);
}

TEST_CASE("nobody else accepts, and no question is its own answer") {
  Thread talk;
  CHECK(talk.accept(talk.first, member).error().code == ErrorCode::not_allowed);
  CHECK(talk.accept(talk.question, asker).error().code == ErrorCode::conflict);
  CHECK(talk.accept(12345, asker).error().code == ErrorCode::unknown_name);
  const Person moderator{"m1", "Mia", Role::brand};
  REQUIRE(talk.synchroniser->decide(talk.now, {Deed::hold, true, talk.first}, moderator, talk.last).ok());
  CHECK(talk.accept(talk.first, asker).error().code == ErrorCode::conflict);
}

TEST_CASE("who asked in a place accepts here as well, where it is known who they are there") {
  Talk talk;
  talk.push("post");
  const PostKey question = State::key_of("a", "1");
  NewPost reply;
  reply.key = "key-00000001";
  reply.by = ambassador;
  reply.parent = question;
  reply.body = text::read_plain("Try a reset");
  REQUIRE(talk.synchroniser->post(talk.now, reply, talk.last).ok());
  const PostKey answer = State::key_of("site", "key-00000001");
  Person ana{"u9", "Ana", Role::visitor, {{PlaceId{"b"}, "ana"}}};
  CHECK_FALSE(talk.synchroniser->accept(talk.now, answer, ana, true, talk.last).ok());
  ana.accounts[0].place.value = "a";
  CHECK(talk.synchroniser->accept(talk.now, answer, ana, true, talk.last).ok());
}

TEST_CASE("what a place accepts and what is accepted here stand beside each other") {
  Talk talk;
  talk.push("post");
  const auto reacted = [&](bool accepted) {
    REQUIRE(fold(talk.state, record::Reacted{PlaceId{"a"}, RemoteId{"1"}, 2, accepted, talk.now}).ok());
  };
  REQUIRE(fold(talk.state, record::Accepted{State::key_of("a", "1"), true, talk.now}).ok());
  reacted(true);
  CHECK(talk.state.posts[0].accepted == (PostRow::by_us | PostRow::by_its_place));
  reacted(false);
  CHECK(talk.state.posts[0].accepted == PostRow::by_us);
}

TEST_CASE("a like counts once a person, and goes with the person") {
  Thread talk;
  REQUIRE(talk.like(talk.first, asker).ok());
  REQUIRE(talk.like(talk.first, asker).ok());
  CHECK(talk.last.records.empty());
  REQUIRE(talk.like(talk.first, Person{"u8", "Guest", Role::visitor}).ok());
  CHECK(talk.state.likes_of(talk.first) == 2);
  CHECK(talk.like(talk.first, ambassador).error().code == ErrorCode::not_allowed);
  CHECK(talk.like(12345, asker).error().code == ErrorCode::unknown_name);
  REQUIRE(talk.like(talk.first, asker, false).ok());
  CHECK(talk.state.likes_of(talk.first) == 1);
  const std::uint64_t seq = talk.state.seq;
  REQUIRE(fold(talk.state, record::Forgotten{author_key("site", "u8")}).ok());
  CHECK(talk.state.likes_of(talk.first) == 0);
  CHECK(talk.row(talk.first).seq > seq);
  CHECK(snapshot::save(talk.state).find("u8") == std::string::npos);
}
