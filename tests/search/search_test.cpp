// Finding posts by what they say: words and their forms, accents, errors, filters, and what must not be found.
#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/json_reader.h"
#include "search/search_view.h"
#include "search/stem.h"
#include "sync/fold.h"
#include "text/text.h"
#include "views/uncopied.h"

using namespace plein;
using namespace plein::search;

namespace {

struct Shelf {
  State state;
  Bridge bridge;
  Index index{7};
  int posts = 0;

  Shelf() {
    Place place;
    place.id.value = "forum";
    place.ambassadors = {"joris"};
    bridge.places.push_back(place);
    fold(record::Begun{"e", 1});
  }
  void fold(const Record& record) { REQUIRE(sync::fold(state, record).ok()); }
  // Gives its remote id.
  std::string add(const std::string& text, const std::string& parent = "", const std::string& title = "",
                  const std::string& author = "ana") {
    record::Posted fact;
    fact.place.value = "forum";
    fact.post.id.value = std::to_string(++posts);
    fact.parent.id.value = parent;
    fact.author = {author, author, author, ""};
    fact.title = title;
    fact.body = to_json(text::read_plain(text));
    fact.created_at = fact.as_of = 1000 + posts;
    fold(fact);
    return fact.post.id.value;
  }
  std::string id(const std::string& remote) const { return to_base32(State::key_of("forum", remote)); }
  // The remote ids of what has all words, the best first, parted by spaces.
  std::string find(const std::string& text, const std::string& more = "") {
    const std::string answer = ask("\"" + text + "\"" + more);
    const auto document = JsonDocument::parse(answer, {1 << 20, 100});
    REQUIRE(document.ok());
    std::string found;
    if (document->root()["relaxed"].flag_or(false)) return found;
    document->root()["results"].each([&](JsonReader hit) { found += (found.empty() ? "" : " ") + hit["post"]["remote"].text(); });
    return found;
  }
  std::string ask(const std::string& text_and_more) {
    const auto query = JsonDocument::parse("{\"text\":" + text_and_more + "}", {1 << 20, 100});
    REQUIRE(query.ok());
    const views::Uncopied known;
    const views::Context context{state, bridge, &known};
    JsonWriter out;
    const Status done = write_search(out, context, index, query->root());
    if (!query->status().ok()) return query->status().error().path;
    REQUIRE(done.ok());
    return out.take();
  }
};

}  // namespace

TEST_CASE("all words must be there, in the text or the title, whatever their case and accents") {
  Shelf shelf;
  const std::string first = shelf.add("Het lampje is rood.", "", "Router knippert");
  shelf.add("Mijn televisie is rood");
  shelf.add(
      "Een caf\xC3\xA9 in M\xC3\x9CNCHEN, Stra\xC3\x9F"
      "e 5");
  CHECK(shelf.find("rood router ") == first);
  CHECK(shelf.find("ROOD ").size() == 3);
  CHECK(shelf.find("cafe munchen strasse ") == "3");
  CHECK(shelf.find("caf\xC3\xA9 ") == "3");
  CHECK(shelf.find("geen enkel woord") == "");
  CHECK(shelf.find("") == "");
}

TEST_CASE("forms of a word find each other, in four languages") {
  const auto same = [](Language language, std::initializer_list<const char*> forms) {
    const std::string first = stem(*forms.begin(), language);
    for (const char* form : forms) CHECK_MESSAGE(stem(form, language) == first, form);
  };
  same(Language::dutch, {"router", "routers", "routertje"});
  same(Language::dutch, {"boom", "bomen"});
  same(Language::dutch, {"brief", "brieven"});
  same(Language::dutch, {"huis", "huizen"});
  same(Language::dutch, {"werken", "werkt", "werkte", "gewerkt"});
  same(Language::dutch, {"mogelijkheid", "mogelijkheden"});
  same(Language::english, {"connect", "connects", "connected", "connecting"});
  same(Language::english, {"city", "cities"});
  same(Language::german, {"kabel", "kabeln"});
  same(Language::german, {"verbindung", "verbindungen"});
  same(Language::french, {"cheval", "chevaux"});
  same(Language::french, {"connecter", "connecte", "connectes"});
  Shelf shelf;
  shelf.add("De brieven over mijn huizen");
  CHECK(shelf.find("brief huis ") == "1");
}

TEST_CASE("the word being typed may go on, others may not") {
  Shelf shelf;
  shelf.add("internet is kapot");
  CHECK(shelf.find("inter") == "1");
  CHECK(shelf.find("inter ") == "");
  CHECK(shelf.find("kap inter") == "");
  CHECK(shelf.find("kapot inter") == "1");
}

TEST_CASE("one typing error is forgiven: left out, too much, another, the wrong way round") {
  Shelf shelf;
  shelf.add("de abonnementen zijn duur");
  for (const char* typed : {"abonementen ", "abonnnementen ", "abonnementan ", "abonnemenetn "}) CHECK(shelf.find(typed) == "1");
  CHECK(shelf.find("abonemetnen ") == "");
  CHECK(shelf.find("xur ") == "");  // too short for it
}

TEST_CASE("what says it more, in fewer words, or in its title, comes first; a thread is there once") {
  Shelf shelf;
  shelf.add("wifi valt soms weg terwijl ik naar een lange film kijk met het hele gezin op de bank in de kamer");
  shelf.add("wifi weg");
  const std::string titled = shelf.add("Het lukt niet.", "", "Wifi");
  CHECK(shelf.find("wifi ") == "3 2 1");
  shelf.add("wifi wifi wifi", titled);
  CHECK(shelf.find("wifi ").size() == 5);
}

TEST_CASE("edited, hidden, held, removed and forgotten posts") {
  Shelf shelf;
  const std::string one = shelf.add("een zeldzaam woord", "", "", "bob");
  CHECK(shelf.find("zeldzaam ") == one);
  record::Posted edited;
  edited.place.value = "forum";
  edited.post.id.value = one;
  edited.author = {"bob", "bob", "bob", ""};
  edited.body = to_json(text::read_plain("een gewoon woord"));
  edited.edited_at = edited.as_of = 5000;
  shelf.fold(edited);
  CHECK(shelf.find("zeldzaam ") == "");
  CHECK(shelf.find("gewoon ") == one);
  for (const bool hidden : {true, false}) {
    shelf.fold(record::Shown{PlaceId{"forum"}, RemoteId{one}, hidden, 6000});
    CHECK(shelf.find("gewoon ") == (hidden ? "" : one));
  }
  for (const bool held : {true, false}) {
    shelf.fold(record::Held{State::key_of("forum", one), held});
    CHECK(shelf.find("gewoon ") == (held ? "" : one));
  }
  shelf.fold(record::Removed{PlaceId{"forum"}, RemoteId{one}});
  CHECK(shelf.find("gewoon ") == "");
}

TEST_CASE("by place and by whether an ambassador answered") {
  Shelf shelf;
  const std::string asked = shelf.add("vraag over glasvezel");
  shelf.add("nog een vraag over glasvezel");
  shelf.add("zo zit dat", asked, "", "joris");
  CHECK(shelf.find("glasvezel ", ",\"answered\":true") == asked);
  CHECK(shelf.find("glasvezel ", ",\"answered\":false") == "2");
  CHECK(shelf.find("glasvezel ", ",\"place\":\"forum\"").size() == 3);
  CHECK(shelf.ask("\"x\",\"place\":\"nowhere\"") == "$.place");
  CHECK(shelf.ask("\"x\",\"page_size\":0") == "$.page_size");
  CHECK(shelf.ask("\"x\",\"after\":\"later\"") == "$.after");
}

TEST_CASE("what is like a text being written, by its rarest words; where no post has all words, those that have some") {
  Shelf shelf;
  shelf.add("De router knippert rood na de storing van gisteren");
  for (int i = 0; i < 30; ++i) shelf.add("dit is een bericht over de televisie " + std::to_string(i));
  CHECK(shelf.find("Hallo, dit is mijn vraag: waarom knippert de router zo rood?", ",\"like\":true,\"page_size\":1") == "1");
  const std::string relaxed = shelf.ask("\"router glasvezelkabel\",\"page_size\":1");
  CHECK(relaxed.find("\"relaxed\":true") != std::string::npos);
  CHECK(relaxed.find("\"remote\":\"1\"") != std::string::npos);
}

TEST_CASE("results come in pages, and an index in parts") {
  Shelf shelf;
  for (int i = 0; i < 45; ++i) shelf.add("kabel nummer " + std::to_string(i));
  CHECK(shelf.ask("\"kabel\",\"posts_max\":10").find("\"total\":10,") != std::string::npos);
  CHECK(shelf.ask("\"kabel\",\"posts_max\":10").find("\"complete\":false") != std::string::npos);
  std::string after, found;
  int pages = 0;
  for (; pages < 10; ++pages) {
    const std::string answer = shelf.ask("\"kabel\"" + (after.empty() ? "" : ",\"after\":\"" + after + "\""));
    const auto document = JsonDocument::parse(answer, {1 << 20, 100});
    document->root()["results"].each([&](JsonReader hit) { found += hit["post"]["remote"].text() + " "; });
    after = document->root()["next"].text_or("");
    if (after.empty()) break;
  }
  CHECK(pages == 2);
  for (int i = 1; i <= 45; ++i) CHECK((" " + found).find(" " + std::to_string(i) + " ") != std::string::npos);
}

TEST_CASE("an excerpt stands around the first word asked for, and parts what was asked for") {
  const std::vector<std::string_view> meant{"router"};
  CHECK(excerpt("Mijn router is stuk", meant, 100) == std::vector<std::string>{"Mijn ", "router", " is stuk"});
  CHECK(excerpt("Router", meant, 100) == std::vector<std::string>{"", "Router", ""});
  CHECK(excerpt("Iets anders", meant, 100) == std::vector<std::string>{"Iets anders"});
  std::string text;
  for (int i = 0; i < 100; ++i) text += "woord ";
  const auto parts = excerpt(text + "router " + text, meant, 120);
  REQUIRE(parts.size() == 3);
  CHECK(parts[1] == "router");
  CHECK(parts[0].substr(0, 3) == "\xE2\x80\xA6");
  CHECK(parts[2].substr(parts[2].size() - 3) == "\xE2\x80\xA6");
  CHECK(parts[0].size() + parts[1].size() + parts[2].size() <= 130);
}

TEST_CASE("lists of documents hold what was added, in any sizes") {
  Postings postings;
  std::vector<PostingList> lists(50);
  std::vector<std::vector<std::pair<std::uint32_t, unsigned>>> expected(50);
  std::uint32_t document = 0;
  std::uint64_t random = 1;
  for (int i = 0; i < 20000; ++i) {
    random = random * 6364136223846793005ull + 1442695040888963407ull;
    document += static_cast<std::uint32_t>(random >> 33) % (i % 100 == 0 ? 3000000 : 40) + 1;
    const std::size_t list = (random >> 20) % 50;
    postings.add(lists[list], document, (random >> 50) & 3);
    expected[list].emplace_back(document, (random >> 50) & 3);
  }
  for (std::size_t list = 0; list < 50; ++list) {
    std::vector<std::pair<std::uint32_t, unsigned>> held;
    postings.each(lists[list], [&](std::uint32_t at, unsigned weight) { held.emplace_back(at, weight); });
    CHECK(held == expected[list]);
    CHECK(lists[list].count == expected[list].size());
  }
}
