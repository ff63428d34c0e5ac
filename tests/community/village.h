// A small community of which a test says what happens in it: two places, the website, and people who have accounts there.
#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/json_reader.h"
#include "community/reputation_view.h"
#include "sync/fold.h"
#include "sync/fold_posts.h"
#include "views/uncopied.h"

namespace plein::community {

inline constexpr Milliseconds hour = 3600000, day = 24 * hour;
inline constexpr Milliseconds today = 20000 * day;

struct Village {
  State state;
  Bridge bridge;
  views::ThreadIndex threads;
  Reputation reputation;
  std::vector<Record> records;  // all that were folded
  int posts = 0;

  Village() {
    for (const char* id : {"page", "forum"}) {
      Place place;
      place.id.value = id;
      place.ambassadors = {"joris"};
      bridge.places.push_back(place);
      state.intern_place(id);
    }
    fold(record::Begun{"e", 1});
    fold(record::Identified{PlaceId{"page"}, {"brand", "brand"}});
  }
  void fold(const Record& record) {
    REQUIRE(sync::fold(state, record).ok());
    records.push_back(record);
  }

  struct Post {
    std::string place, remote;
    PostKey key() const { return State::key_of(place, remote); }
    std::string id() const { return to_base32(key()); }
  };
  struct Said {
    std::string place = "page", author = "ana", title = {};
    std::vector<record::Account> accounts = {};
    Role role = Role::unset;
  };
  // A first post, or a reply.
  Post say(const Said& said, Milliseconds at, const Post* parent = nullptr) {
    record::Posted fact;
    fact.place.value = said.place;
    fact.post.id.value = std::to_string(++posts);
    if (parent != nullptr) {
      fact.parent.id.value = parent->remote;
      if (parent->place != said.place) fact.parent_place.value = parent->place;
    }
    fact.author = {said.author, said.author, said.author, ""};
    fact.role = said.role;
    fact.title = said.title;
    fact.body = "[{\"c\":[\"x\"],\"t\":\"p\"}]";
    fact.created_at = fact.as_of = at;
    fact.accounts = said.accounts;
    fold(fact);
    return {said.place, fact.post.id.value};
  }
  Post ask(const std::string& author, Milliseconds at, const std::string& place = "page") {
    return say({place, author, "A question"}, at);
  }
  Post answer(const std::string& author, const Post& question, Milliseconds at) {
    return say({question.place, author}, at, &question);
  }
  void accept(const Post& post) { fold(record::Accepted{post.key(), true, today}); }
  void like(const Post& post, const std::string& person, bool on = true) { fold(record::Liked{post.key(), person, on, today}); }
  void react(const Post& post, std::uint32_t count, bool accepted = false) {
    fold(record::Reacted{PlaceId{post.place}, RemoteId{post.remote}, count, accepted, today});
  }
  static std::uint64_t author_key(const std::string& place, const std::string& id) { return sync::author_key(place, id); }

  // The answer to a query, or its error.
  nlohmann::json query(const nlohmann::json& asked) { return query(asked, reputation); }
  nlohmann::json query(const nlohmann::json& asked, Reputation& of) {
    const auto document = JsonDocument::parse(asked.dump(), {1 << 20, 100});
    REQUIRE(document.ok());
    const views::Uncopied known;
    const views::Context context{state, bridge, &known, &threads};
    JsonWriter out;
    Status status = Nothing{};
    REQUIRE(answer_of_people(asked["view"].get<std::string>(), document->root(), context, of, out, status));
    if (document->status().ok() && status.ok()) return nlohmann::json::parse(out.take());
    const Error error = document->status().ok() ? status.error() : document->status().error();
    return {{"error", std::string(to_string(error.code)) + " " + error.path}};
  }
  nlohmann::json standing(const std::string& author, const std::string& place = "page", Milliseconds at = today) {
    return query({{"view", "standing"}, {"at", at}, {"id", to_base32(author_key(place, author))}});
  }
  // Hundredths; 0 of whoever has no standing.
  std::int64_t points(const std::string& author, const std::string& place = "page", Milliseconds at = today) {
    return standing(author, place, at).value("points", std::int64_t{0});
  }
  // Everybody, and everything that is told of them.
  nlohmann::json everything(Milliseconds at, Reputation& of) {
    nlohmann::json all = {{"people", nlohmann::json::array()}};
    nlohmann::json asked = {{"view", "people"}, {"at", at}, {"page_size", 3}};
    for (;;) {
      const nlohmann::json page = query(asked, of);
      REQUIRE_MESSAGE(page.contains("people"), page.dump());
      for (const nlohmann::json& one : page["people"]) {
        nlohmann::json known = query({{"view", "standing"}, {"at", at}, {"id", one["author"]["key"]}}, of);
        known.erase("why_candidate");
        nlohmann::json bare = known;
        bare.erase("reasons");
        CHECK(bare == one);
        all["people"].push_back(known);
      }
      all["levels"] = page["levels"];
      if (page["next"].is_null()) break;
      asked["after"] = page["next"];
    }
    all["candidates"] = query({{"view", "candidates"}, {"at", at}}, of)["people"];
    return all;
  }
};

}  // namespace plein::community
