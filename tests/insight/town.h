// A community's state, its index kept as changes come, and what both queries answer, held against the slow reference.
#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/hash.h"
#include "boundary/read.h"
#include "generated/community.h"
#include "insight/insight_view.h"
#include "insight/reference.h"
#include "sync/fold.h"
#include "views/uncopied.h"

namespace plein::insight {

using Json = nlohmann::json;

struct Town {
  State state;
  Bridge bridge;
  Index index;
  Worth worth;  // and as the reference reads it:
  Books books;

  Town() {
    const auto document = JsonDocument::parse(generated::configuration());
    REQUIRE(document.ok());
    bridge = boundary::read_bridge(document->root());
    REQUIRE(document->status().ok());
    for (const Place& place : bridge.places) state.intern_place(place.id.value);
  }
  void fold(const Record& record) { REQUIRE(sync::fold(state, record).ok()); }

  void reckon(const Json& returns) {
    const auto document = JsonDocument::parse(returns.dump());
    REQUIRE(document.ok());
    worth = read_worth(document->root());
    REQUIRE(document->status().ok());
    books = {returns.value("worth", decltype(books.worth)()), returns.value("cost", decltype(books.cost)()),
             returns.value("month", std::int64_t{0}), returns["currency"]};
  }

  // An error by its code and path.
  std::string ask(const Json& query, Index& with) {
    const auto document = JsonDocument::parse(query.dump());
    REQUIRE(document.ok());
    const views::Uncopied known;
    const views::Context context{state, bridge, &known, nullptr};
    JsonWriter out;
    const JsonReader in = document->root();
    const Status status = query["view"] == "insight" ? write_insight(out, context, with, worth, in, *document)
                                                     : write_insight_posts(out, context, with, in, *document);
    return status ? out.take() : std::string(to_string(status.error().code)) + " " + status.error().path;
  }
  std::string ask(const Json& query) { return ask(query, index); }

  static Json query(const char* view, Milliseconds from, Milliseconds to, const std::string& place) {
    Json query{{"view", view}, {"from", from}, {"to", to}};
    if (!place.empty()) query["place"] = place;
    return query;
  }

  // All figures of a period, the one before, and each step of it.
  void check(Milliseconds from, Milliseconds to, const std::string& place, Milliseconds step = 0) {
    Json asked = query("insight", from, to, place);
    if (step > 0) asked["step"] = step;
    const Json answer = Json::parse(ask(asked));
    const auto now = reference(state, bridge, from, to, place, books);
    const auto previous = reference(state, bridge, from - (to - from), from, place, books);
    CHECK(answer["figures"].size() == now.size());
    for (const Json& figure : answer["figures"]) {
      const std::string name = figure["name"];
      CAPTURE(name);
      REQUIRE(now.count(name) == 1);
      const Expected& expected = now.at(name);
      CHECK(figure["unit"] == expected.unit);
      CHECK(value_of(figure["value"]) == expected.value);
      CHECK(value_of(figure["previous"]) == previous.at(name).value);
      std::map<std::string, std::int64_t> parts;
      if (figure.contains("parts")) {
        for (const Json& part : figure["parts"]) parts[part["name"]] = part["value"];
      }
      CHECK(parts == expected.parts);
    }
    std::size_t i = 0;
    for (Milliseconds begin = from; step > 0 && begin < to; begin += step, ++i) {
      const auto each = reference(state, bridge, begin, std::min(to, begin + step), place, books);
      for (const Json& figure : answer["figures"]) {
        const std::string name = figure["name"];
        CAPTURE(name);
        CHECK(value_of(figure["series"].at(i)) == each.at(name).value);
      }
    }
    for (const Json& figure : answer["figures"]) CHECK((step > 0 ? figure["series"].size() : 0) == i);
  }

  // Which posts are behind each of them, page by page.
  void check_posts(Milliseconds from, Milliseconds to, const std::string& place, int page_size) {
    for (const auto& [name, expected] : reference(state, bridge, from, to, place, books)) {
      CAPTURE(name);
      Json asked = query("insight_posts", from, to, place);
      asked["figure"] = name;
      asked["page_size"] = page_size;
      if (!expected.asked) {
        CHECK(ask(asked) == "invalid_value $.figure");
        continue;
      }
      CHECK(pages(asked) == expected.posts);
      for (const auto& [part, posts] : expected.posts_of_parts) {
        CAPTURE(part);
        asked["part"] = part;
        CHECK(pages(asked) == posts);
      }
    }
  }
  std::vector<PostKey> pages(Json asked) {
    std::vector<PostKey> keys;
    std::size_t total = 0;
    do {
      const Json page = Json::parse(ask(asked));
      for (const Json& post : page["posts"]) {
        PostKey key = 0;
        REQUIRE(from_base32(post["id"].get<std::string>(), key));
        keys.push_back(key);
      }
      total = page["total"];
      asked["after"] = page["next"];
    } while (!asked["after"].is_null());
    CHECK(keys.size() == total);
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  static std::optional<std::int64_t> value_of(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional<std::int64_t>(json);
  }
};

}  // namespace plein::insight
