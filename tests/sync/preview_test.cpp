// What a preview says is what posting does: counted as each place counts, cut where its copy is cut, under the name it will bear.
#include "sync/preview.h"

#include <doctest/doctest.h>

#include "base/hash.h"
#include "connectors/catalogue.h"
#include "store/snapshot.h"
#include "sync/compose.h"
#include "sync/fold.h"
#include "text/text.h"
#include "text/typed.h"

using namespace plein;
using namespace plein::sync;

namespace {

struct Square {
  State state;
  Bridge bridge;
  NewPost wanted;

  Square() {
    bridge.id = "b";
    bridge.site_url = "https://brand.example";
    bridge.site_name = "Brand";
    fold(record::Begun{"e", 1});
    for (const char* platform : {"facebook", "mastodon", "bluesky", "discourse", "nodebb", "flarum"}) {
      Place place;
      place.id.value = place.platform = platform;
      place.name = std::string("The ") + platform;
      place.url = place.web = "https://" + place.platform + ".example";
      bridge.places.push_back(place);
      state.intern_place(platform);
      fold(record::Identified{PlaceId{platform}, {"self", "brand-there"}});
    }
    wanted.key = "0b1e7f0a-6c1d-4a7e-9d52-7f1d0b3c9a55";
    wanted.by = {"u1", "Wil de Vries", Role::visitor, {}};
  }
  void fold(const Record& record) { REQUIRE(sync::fold(state, record).ok()); }

  PlacePreview in(const std::string& place) const {
    const std::string before = snapshot::save(state);
    const auto places = preview(state, bridge, {}, wanted);
    REQUIRE(places.ok());
    CHECK(snapshot::save(state) == before);
    REQUIRE(places->size() == bridge.places.size());
    for (const PlacePreview& each : *places) {
      if (each.place->id.value == place) return each;
    }
    FAIL("no such place");
    return {};
  }

  record::Posted posted() const {
    record::Posted fact;
    fact.place.value = "site";
    fact.post.id.value = wanted.key;
    fact.author = {wanted.by.id, wanted.by.name, "", ""};
    fact.role = wanted.by.role;
    fact.title = wanted.title;
    fact.body = to_json(wanted.body);
    fact.created_at = fact.as_of = 1000;
    return fact;
  }
  // The copy there of what is wanted, as it will be written.
  RichText copy(const std::string& place) const {
    State after = state;
    REQUIRE(sync::fold(after, posted()).ok());
    const Place& there = *bridge.find(place);
    const auto draft =
        compose(after, bridge, static_cast<std::uint32_t>(after.posts.size() - 1), there, *find_connector(there.platform));
    REQUIRE(draft.ok());
    return draft->body;
  }
  // A topic on the forum, and its key.
  PostKey topic() {
    record::Posted fact;
    fact.place.value = "nodebb";
    fact.post = {RemoteId{"7"}, "3"};
    fact.author = {"ana", "Ana", "ana", ""};
    fact.title = "Vraag";
    fact.body = to_json(text::read_plain("Hoe dan?"));
    fact.created_at = fact.as_of = 1000;
    fold(fact);
    return State::key_of("nodebb", "7");
  }
};

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// Without white space at the ends of lines: what a cut leaves.
std::string before_dots(const RichText& copy) {
  RichText body = copy;
  body.blocks.pop_back();
  std::string text = text::write_plain(body);
  const std::string dots = "\xE2\x80\xA6";
  if (text.size() < dots.size() || text.substr(text.size() - dots.size()) != dots) return "";
  text.resize(text.size() - dots.size());
  for (char& c : text) c = c == '\n' ? ' ' : c;
  return text;
}

}  // namespace

TEST_CASE("each place counts in its own way, to the character") {
  // What stands behind a text: "— Wil de Vries · Brand" and, where links are not marked, its address.
  Square square;
  const auto left = [&](const std::string& place, const std::string& text) {
    square.wanted.body = text::read_plain(text);
    const auto found = square.in(place).left;
    REQUIRE(found.has_value());
    return *found;
  };
  const std::size_t line = 2 + 22;  // a blank line, and the provenance line
  CHECK(left("bluesky", "hallo") == 300 - 5 - static_cast<int>(line));
  // An emoji of eleven bytes is one; an address is as long as it is.
  CHECK(left("bluesky", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7") == 300 - 1 - static_cast<int>(line));
  CHECK(left("bluesky", "https://x.example/" + std::string(82, 'a')) == 300 - 100 - static_cast<int>(line));
  // Bytes run out first where each character is many.
  const std::string family =
      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xE2\x80\x8D\xF0\x9F\x91\xA6";
  CHECK(left("bluesky", repeated(family, 150)) < 0);
  // Every address is 23: that of the line, and one in the text.
  CHECK(left("mastodon", "hallo") == 500 - 5 - static_cast<int>(line) - 24);
  CHECK(left("mastodon", "hallo https://x.example/" + std::string(82, 'a')) == 500 - 29 - static_cast<int>(line) - 24);
  // Markdown counts with its marks: the line's link, and what is escaped.
  const std::int64_t bare = left("nodebb", "hallo");
  CHECK(left("nodebb", "hal*lo") == bare - 2);
  CHECK(left("discourse", "hallo") > 27000);
  CHECK(left("discourse", "hallo") < 28000);
  CHECK(left("facebook", "hallo") > 7000);
}

TEST_CASE("it is cut where the copy is cut, and not a character before") {
  Square square;
  for (const char* place : {"bluesky", "mastodon", "facebook", "discourse", "nodebb", "flarum"}) {
    CAPTURE(place);
    square.wanted.body = text::read_plain("x");
    const auto room = square.in(place).left;
    REQUIRE(room.has_value());
    for (const int more : {0, 1}) {
      // Words of four, so that it can be cut at one; the first is as long as it takes.
      const std::size_t size = static_cast<std::size_t>(*room + more);
      const std::size_t words = size / 5;
      square.wanted.body = text::read_plain(std::string(1 + size - words * 5, 'x') + repeated(" abcd", words));
      const PlacePreview found = square.in(place);
      const RichText copy = square.copy(place);
      CHECK(*found.left == -more);
      CHECK(before_dots(copy).empty() == (more == 0));
      if (more == 0) {
        CHECK(found.kept_until == "");
        continue;
      }
      CHECK(found.kept_until.size() <= 40);
      CHECK(found.kept_until.size() > 30);
      const std::string kept = before_dots(copy);
      REQUIRE(kept.size() > found.kept_until.size());
      CHECK(kept.substr(kept.size() - found.kept_until.size()) == found.kept_until);
    }
  }
}

TEST_CASE("a title that is made of the text is said once, however long the first sentence is") {
  Square square;
  for (const std::string& text : {repeated("langzaam \xC3\xA9\xC3\xA9n ", 12), std::string("Kort. En dan meer.")}) {
    square.wanted.body = text::read_plain(text);
    const std::string said = text::write_plain(square.copy("bluesky"));
    CHECK(said.substr(0, said.find("\n\n")) == text::write_plain(square.wanted.body));
  }
  square.wanted.title = "Een titel";
  CHECK(text::write_plain(square.copy("bluesky")).substr(0, 11) == "Een titel\n\n");
}

TEST_CASE("the last words are whole ones, at most forty characters, or the end of a longer one") {
  Square square;
  square.wanted.body = text::read_plain(repeated("h\xC3\xA9", 200));
  const std::string kept = square.in("bluesky").kept_until;
  CHECK(text::count_graphemes(kept) == 40);
  square.wanted.body = text::read_plain("een begin\n\n" + repeated("wordt lang en ", 40));
  CHECK(square.in("bluesky").kept_until.size() <= 40);
  CHECK(square.in("bluesky").kept_until.substr(0, 1) != " ");
}

TEST_CASE("formatting is lost where there is no Markdown, if there is any") {
  Square square;
  square.wanted.body = text::read_markdown("Zet hem **uit**");
  CHECK_FALSE(square.in("bluesky").formatted);
  CHECK_FALSE(square.in("mastodon").formatted);
  CHECK_FALSE(square.in("facebook").formatted);
  CHECK(square.in("nodebb").formatted);
  CHECK(square.in("discourse").formatted);
  square.wanted.body = text::read_markdown("- een\n- twee\n\n> zie [hier](https://x.example/)");
  CHECK(square.in("bluesky").formatted);
  square.wanted.body = text::read_plain("Zet hem **uit**");
  CHECK(square.in("bluesky").formatted);
}

TEST_CASE("names: our account's, or the member's; and in the line as the rules say") {
  Square square;
  square.wanted.body = text::read_plain("hallo");
  CHECK(square.in("nodebb").account == "brand-there");
  CHECK_FALSE(square.in("nodebb").as_member);
  const std::int64_t full = *square.in("bluesky").left;
  Rule rule;
  rule.from.value = "site";
  rule.to.value = "bluesky";
  rule.names = Rule::Names::first;
  square.bridge.rules = {rule};
  CHECK(*square.in("bluesky").left == full + 9);  // " de Vries"
  square.bridge.rules[0].names = Rule::Names::hidden;
  CHECK(*square.in("bluesky").left == full + 15);  // "Wil de Vries · "
  // Who is a member of the forum stands there themselves, once there is a key to seal with.
  square.wanted.by.accounts = {{PlaceId{"nodebb"}, "7"}, {PlaceId{"bluesky"}, "did:plc:x"}};
  CHECK_FALSE(square.in("nodebb").as_member);
  square.bridge.seal_key = "secret";
  CHECK(square.in("nodebb").as_member);
  CHECK(square.in("nodebb").account == "Wil de Vries");
  CHECK_FALSE(square.in("discourse").as_member);
  square.fold(record::Posted{PlaceId{"nodebb"},
                             {RemoteId{"1"}, ""},
                             {},
                             {},
                             0,
                             {"7", "wil7", "wil7", ""},
                             Role::unset,
                             "T",
                             to_json(text::read_plain("x")),
                             1000,
                             0,
                             1000,
                             false,
                             {}});
  CHECK(square.in("nodebb").account == "wil7");
  // The account's own member is the account.
  square.wanted.by.accounts[0].id = "self";
  CHECK_FALSE(square.in("nodebb").as_member);
}

TEST_CASE("where it will have no copy, and why") {
  Square square;
  square.wanted.body = text::read_plain("Hallo #router");
  Rule rule;
  rule.from.value = "site";
  rule.to.value = "bluesky";
  rule.threads = Rule::Threads::tagged;
  rule.tag = "router";
  rule.replies = Rule::Replies::ambassadors;
  square.bridge.rules = {rule};
  CHECK(square.in("bluesky").why_not == "");
  square.wanted.body = text::read_plain("Hallo #routers");
  CHECK(square.in("bluesky").why_not == "rules");
  square.wanted.title = "Mijn #router";
  CHECK(square.in("bluesky").why_not == "");
  square.bridge.rules[0].threads = Rule::Threads::nothing;
  CHECK(square.in("bluesky").why_not == "rules");
  CHECK(square.in("mastodon").why_not == "");

  square.wanted.parent = square.topic();
  CHECK(square.in("bluesky").why_not == "rules");
  square.wanted.by.role = Role::ambassador;
  square.bridge.rules[0].threads = Rule::Threads::all;
  CHECK(square.in("bluesky").why_not == "");  // the topic will stand there, and this below it
  Rule none = rule;
  none.from.value = "nodebb";
  none.threads = Rule::Threads::nothing;
  square.bridge.rules.push_back(none);
  CHECK(square.in("bluesky").why_not == "parent");
  CHECK(square.in("nodebb").why_not == "");
  square.bridge.rules.pop_back();
  square.fold(record::Intended{square.wanted.parent, PlaceId{"bluesky"}, 1000, 1, 1000});
  square.fold(record::Unsettled{square.wanted.parent, PlaceId{"bluesky"}, CopyState::held, "in the queue", false, false});
  CHECK(square.in("bluesky").why_not == "held");

  // Nothing of who opted out, or is blocked, is mirrored.
  square.wanted.parent = 0;
  square.fold(square.posted());
  const std::uint64_t author = square.state.authors.back().key;
  square.fold(record::Silenced{author, AuthorRow::opted_out, true});
  CHECK(square.in("mastodon").why_not == "opted_out");
  square.fold(record::Silenced{author, AuthorRow::blocked, true});
  CHECK(square.in("mastodon").why_not == "blocked");
}

TEST_CASE("a parent that is not there, or is not to be seen") {
  Square square;
  square.wanted.body = text::read_plain("Hallo");
  square.wanted.parent = 42;
  const auto unknown = preview(square.state, square.bridge, {}, square.wanted);
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().code == ErrorCode::unknown_name);
  CHECK(unknown.error().path == "$.query.parent");
  square.wanted.parent = square.topic();
  square.fold(record::Held{square.wanted.parent, true});
  const auto held = preview(square.state, square.bridge, {}, square.wanted);
  REQUIRE_FALSE(held.ok());
  CHECK(held.error().code == ErrorCode::conflict);
}
