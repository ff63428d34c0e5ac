#include "sync/provenance.h"

#include <doctest/doctest.h>

#include "base/hash.h"
#include "model/state.h"
#include "sync/compose.h"
#include "text/text.h"

using namespace plein;
using namespace plein::sync;

namespace {

const FindOrigin origin_at = [](std::string_view url) -> std::optional<std::pair<PlaceId, RemoteId>> {
  constexpr std::string_view base = "https://forum.example/post/";
  if (url.substr(0, base.size()) != base) return std::nullopt;
  return std::pair{PlaceId{"forum"}, RemoteId{std::string(url.substr(base.size()))}};
};

std::optional<Provenance> read(const RichText& text) { return read_provenance(text, "https://noordnet.example/", origin_at); }

RichText copy_of(std::string_view text, std::string_view author) {
  RichText copy = text::read_plain(text);
  copy.blocks.push_back(provenance_line(author, "Noordnet \xC2\xB7 forum", "https://forum.example/post/5#plein"));
  return copy;
}

}  // namespace

TEST_CASE("a provenance line is read where links have texts, and where they are addresses behind them") {
  for (const char* author : {"Ana", "Ana \xC2\xB7 Bos", "Ana de Vries", ""}) {
    CAPTURE(author);
    const RichText copy = copy_of("Probeer een reset.\n\nZie https://x.example/a", author);
    const RichText addressed = text::read_plain(text::write_addressed(copy));
    const auto linked = read(copy);
    const auto plain = read(addressed);
    REQUIRE(linked);
    REQUIRE(plain);
    CHECK(linked->author == author);
    CHECK(linked->post.value == "5");
    CHECK(plain->post.value == "5");
    CHECK(plain->place.value == "forum");
    // The place's name has the separator too: the author's may have lost what comes after its own.
    CHECK(plain->author.rfind(author, 0) == 0);
    CHECK(said_hash(copy) == said_hash(addressed));
    CHECK(text::write_plain(without_provenance(addressed)) == "Probeer een reset.\n\nZie https://x.example/a");
  }
}

TEST_CASE("a provenance line is found within a warning, and above what a platform shows below a text") {
  RichText copy = copy_of("Spoiler", "Ana");
  Node warning{Node::Kind::warning, "film"};
  warning.children = copy.blocks;
  Node picture{Node::Kind::paragraph};
  picture.children.push_back({Node::Kind::image, "foto", "https://x.example/a.png"});
  RichText warned;
  warned.blocks = {warning};
  CHECK(read(warned).has_value());
  CHECK(text::write_plain(RichText{without_provenance(warned).blocks[0].children}) == "Spoiler");
  RichText below = copy;
  below.blocks.push_back(picture);
  below.blocks.push_back({Node::Kind::card, "Titel", "https://x.example/"});
  CHECK(read(below).has_value());
  CHECK(text::write_plain(without_provenance(below)) == "Spoiler");
}

TEST_CASE("what only looks like a provenance line is none") {
  for (const char* text :
       {"\xE2\x80\x94 Ana \xC2\xB7 https://forum.example/post/5", "Ana \xC2\xB7 forum https://forum.example/post/5#plein",
        "\xE2\x80\x94 Ana \xC2\xB7 forum https://elsewhere.example/post/5#plein",
        "\xE2\x80\x94 Ana \xC2\xB7 forum https://forum.example/post/5#plein see above", "\xE2\x80\x94 Ana"}) {
    CAPTURE(text);
    CHECK_FALSE(read(text::read_plain(text)).has_value());
  }
  CHECK_FALSE(read(RichText{}).has_value());
}

TEST_CASE("what a text says is the same where a place shortens an address or shows a picture below") {
  const auto said = [](const char* html) { return said_hash(text::read_html(html, "https://x.example")); };
  CHECK(said("<p>Zie <a href=\"https://x.example/a/b/c\">x.example/a\xE2\x80\xA6</a></p>") ==
        said("<p>Zie <a href=\"https://x.example/a/b/c\">https://x.example/a/b/c</a></p>"));
  CHECK(said("<p>Zie <img src=\"https://x.example/a.png\" alt=\"foto\"></p>") == said("<p>Zie</p>"));
  CHECK(said("<p>Zie <a href=\"https://x.example/a\">hier</a></p>") != said("<p>Zie</p>"));
  CHECK(said("<p>@\xE2\x81\xA0"
             "ana hoi</p>") == said("<p>@ana hoi</p>"));
}

TEST_CASE("an address of the website says whence one comes, whatever is behind that, and is the website's all the same") {
  Place page;
  page.platform = "mastodon";
  CHECK(site_address_from("https://noordnet.example/", page) ==
        "https://noordnet.example/?utm_campaign=plein&utm_source=mastodon&utm_medium=social");
  page.kind = Place::Kind::forum;
  CHECK(site_address_from("https://noordnet.example/?a=1", page) ==
        "https://noordnet.example/?a=1&utm_campaign=plein&utm_source=mastodon&utm_medium=forum");
  const std::string site = site_address_from("https://noordnet.example/", page);
  for (const auto& [address, good] : {std::pair(std::string("https://noordnet.example/"), true),
                                      {site, true},
                                      {site + "&fbclid=x-1", true},
                                      {"https://noordnet.example/?utm_source=mastodon", false},
                                      {"https://noordnet.example/help?utm_campaign=plein&", false},
                                      {"https://noordnet.example/.utm_campaign=plein&utm_source=mastodon", false},
                                      {"https://noordnet.example", false}}) {
    CAPTURE(address);
    RichText copy = text::read_plain("Hallo");
    copy.blocks.push_back(provenance_line("Ana", "Noordnet", site_permalink(address, "key-00000001", false, "seal")));
    const auto found = read(copy);
    REQUIRE(found.has_value() == good);
    if (!good) continue;
    CHECK(found->post.value == "key-00000001");
    CHECK(found->seal == "seal");
  }
}

TEST_CASE("a widget post's address says its id, by which the widget opens it; one that says none is read too") {
  const std::string id = to_base32(State::key_of("site", "key-00000001"));
  CHECK(site_permalink("https://noordnet.example/", "key-00000001") == "https://noordnet.example/#plein=" + id + ".key-00000001");
  for (const std::string mark : {"key-00000001", "key-00000001.abc", "", ".abc"}) {
    const bool names_key = mark[0] == 'k';
    const std::string url = "https://noordnet.example/#plein=" + (names_key ? mark : id + ".key-00000001" + mark);
    CAPTURE(url);
    RichText copy = text::read_plain("Hallo");
    copy.blocks.push_back(provenance_line("Ana", "Noordnet", url));
    const auto found = read(copy);
    REQUIRE(found.has_value());
    CHECK(found->post.value == "key-00000001");
    CHECK(found->seal == (url.substr(url.size() - 4) == ".abc" ? "abc" : ""));
  }
}
