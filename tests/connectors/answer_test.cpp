#include "connectors/answer.h"

#include <doctest/doctest.h>

#include <limits>

using namespace plein;

TEST_CASE("#nobridge is a whole tag, in any case, wherever it stands") {
  for (const char* text : {"#nobridge", "#NoBridge", "Ana, #NOBRIDGE.", "a\n#nobridge\nb", "##nobridge", "(#nobridge)",
                           "\xEF\xBC\x83nobridge", "\xE6\x97\xA5\xE6\x9C\xAC#nobridge", "#nobridge\xF0\x9F\x9A\xAB",
                           "#nobridge\xE2\x80\x99s", "#nobridge-please", "#nobridges #nobridge"}) {
    CAPTURE(text);
    CHECK(answer::has_nobridge(text));
  }
  for (const char* text :
       {"", "#", "#nobridg", "#nobridges", "#nobridge_", "#nobridge2", "nobridge", "# nobridge", "no bridge", "#nobridg\xC3\xA9",
        "#nobridge\xC3\xABn", "https://a.example/#nobridge", "page#nobridge", "#x#nobridge"}) {
    CAPTURE(text);
    CHECK_FALSE(answer::has_nobridge(text));
  }
}

TEST_CASE("a fault after a write may have written, after a question not") {
  for (const Ask::Kind kind :
       {Ask::Kind::identity, Ask::Kind::stream, Ask::Kind::thread, Ask::Kind::create, Ask::Kind::find, Ask::Kind::edit,
        Ask::Kind::remove, Ask::Kind::hide, Ask::Kind::unhide, Ask::Kind::lookup, Ask::Kind::profile}) {
    Ask question;
    question.kind = kind;
    const Outcome outcome = answer::broken(question, HttpResponse{502, {}, "", "", ""});
    CHECK(outcome.kind == (writes(kind) ? Outcome::Kind::maybe_done : Outcome::Kind::retry));
  }
}

TEST_CASE("a count of likes that cannot be one is not said") {
  const auto document = JsonDocument::parse(R"({"some":3,"below":-4,"many":99999999999})");
  CHECK(answer::reactions(document->root()["some"]) == 3);
  CHECK(answer::reactions(document->root()["below"]) == -1);
  CHECK(answer::reactions(document->root()["many"]) == std::numeric_limits<std::int32_t>::max());
  CHECK(answer::reactions(document->root()["none"]) == -1);
}

TEST_CASE("how many follow is a number of people, or an error") {
  for (const auto& [json, good] : {std::pair(R"({"n":0})", true),
                                   {R"({"n":65000})", true},
                                   {R"({"n":-1})", false},
                                   {R"({"n":"65000"})", false},
                                   {R"({"n":1e30})", false},
                                   {R"({})", false}}) {
    CAPTURE(json);
    const auto document = JsonDocument::parse(json);
    REQUIRE(document.ok());
    Reading reading;
    answer::read_followers(document->root()["n"], reading);
    CHECK(document->status().ok() == good);
  }
}
