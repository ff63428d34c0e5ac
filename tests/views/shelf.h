// A relay's state of which a test says what is in it, and the views of it.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/hash.h"
#include "base/json_reader.h"
#include "sync/fold.h"
#include "text/text.h"
#include "views/queries.h"
#include "views/uncopied.h"

namespace plein::views {

struct Shelf {
  State state;
  Bridge bridge;
  ThreadIndex threads;
  int posts = 0;

  Shelf() {
    for (const char* id : {"page", "forum"}) {
      Place place;
      place.id.value = id;
      place.ambassadors = {"joris"};
      bridge.places.push_back(place);
    }
    fold(record::Begun{"e", 1});
  }
  void fold(const Record& record) { REQUIRE(sync::fold(state, record).ok()); }

  struct Said {
    std::string parent = {}, author = "ana", title = {}, text = "x", place = "page";
    Milliseconds at = 0;  // 0: after all others
  };
  // Gives its remote id: a number, counted from 1.
  std::string add(const Said& said) {
    record::Posted fact;
    fact.place.value = said.place;
    fact.post.id.value = std::to_string(++posts);
    fact.parent.id.value = said.parent;
    fact.author = {said.author, said.author, said.author, ""};
    fact.title = said.title;
    fact.body = to_json(text::read_plain(said.text));
    fact.created_at = fact.as_of = said.at != 0 ? said.at : 1000000 + 1000 * posts;
    fold(fact);
    return fact.post.id.value;
  }
  void like(const std::string& remote, std::uint32_t count, const std::string& place = "page") {
    fold(record::Reacted{PlaceId{place}, RemoteId{remote}, count, false, 9000000});
  }

  std::string ask(const std::string& query) {
    const auto document = JsonDocument::parse(query, {1 << 20, 100});
    REQUIRE(document.ok());
    const Uncopied known;
    const Context context{state, bridge, &known, &threads};
    JsonWriter out;
    Status status = Nothing{};
    const JsonReader in = document->root();
    REQUIRE(answer_query(in["view"].text(), in, context, {}, out, status));
    if (status) status = document->status();
    return status ? out.take() : std::string(to_string(status.error().code)) + " " + status.error().path;
  }
  // The remote ids of a feed's first posts, in order, parted by spaces; `next` gets what it gives.
  std::string feed(const std::string& more, std::string* next = nullptr) {
    const std::string answer = ask("{\"view\":\"feed\"" + more + "}");
    const auto document = JsonDocument::parse(answer, {4 << 20, 100});
    if (!document.ok()) return answer;
    std::string found;
    document->root()["threads"].each(
        [&](JsonReader thread) { found += (found.empty() ? "" : " ") + thread["root"]["remote"].text(); });
    if (next != nullptr) *next = document->root()["next"].text_or("");
    return found;
  }
  // All pages of so many threads each.
  std::string pages(const std::string& more, int size) {
    std::string all, next;
    do {
      const std::string after = next.empty() ? "" : ",\"after\":\"" + next + "\"";
      const std::string page = feed(more + ",\"page_size\":" + std::to_string(size) + after, &next);
      all += (all.empty() || page.empty() ? "" : " ") + page;
    } while (!next.empty());
    return all;
  }
};

}  // namespace plein::views
