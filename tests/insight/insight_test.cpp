// What each figure counts, by a conversation small enough to count by hand.
#include "insight/town.h"

#include "sync/fold_posts.h"
#include "text/text.h"

using namespace plein;
using namespace plein::insight;

namespace {

constexpr Milliseconds hour = 3600000, day = 24 * hour, start = 1760000000000;

struct Talk : Town {
  int posts = 0;

  Talk() { fold(record::Identified{PlaceId{"page"}, {"brand", "brand"}}); }

  // Gives its remote id; `at` in hours since the start.
  std::string say(const std::string& who, Milliseconds at, const std::string& parent = "", const std::string& place = "forum",
                  std::vector<record::Account> accounts = {}) {
    record::Posted fact;
    fact.place.value = place;
    fact.post.id.value = std::to_string(++posts);
    fact.parent.id.value = parent;
    for (const char* each : {"page", "forum", "site"}) {
      if (!parent.empty() && state.find_post(State::key_of(each, parent)) != none) fact.parent_place.value = each;
    }
    fact.author = {who, "Name of " + who, who, ""};
    fact.body = to_json(text::read_plain("x"));
    fact.created_at = fact.as_of = start + at * hour;
    if (place == "site") fact.role = Role::visitor;
    fact.accounts = std::move(accounts);
    fold(fact);
    return fact.post.id.value;
  }
  // The figure's value over so many days since the start; "-": there is nothing to divide by.
  std::string figure(const std::string& name, int days = 10, const std::string& place = "") {
    const Json answer = Json::parse(ask(query("insight", start, start + days * day, place)));
    for (const Json& each : answer["figures"]) {
      if (each["name"] == name) return each["value"].is_null() ? "-" : each["value"].dump();
    }
    return "there is none";
  }
  std::string part(const std::string& name, const std::string& of, int days = 10) {
    const Json answer = Json::parse(ask(query("insight", start, start + days * day, "")));
    for (const Json& each : answer["figures"]) {
      for (const Json& one : each["name"] == name ? each["parts"] : Json::array()) {
        if (one["name"] == of) return one["value"].dump();
      }
    }
    return "there is none";
  }
};

}  // namespace

TEST_CASE("where nothing was written there is nothing to divide by") {
  Talk talk;
  CHECK(talk.figure("posts") == "0");
  for (const char* name : {"replies_per_thread", "talked_about", "answered_share", "first_reply_median", "durability_7"})
    CHECK(talk.figure(name) == "-");
  CHECK(talk.figure("never_met") == "0");
}

TEST_CASE("a question is answered by somebody else, whoever they are; the time is of the first of them") {
  Talk talk;
  const std::string question = talk.say("ana", 0);
  talk.say("ana", 1, question);
  CHECK(talk.figure("questions") == "1");
  CHECK(talk.figure("unanswered") == "1");
  CHECK(talk.figure("answered_share") == "0");
  talk.say("bo", 3, question);
  talk.say("amb1", 5, question);
  CHECK(talk.figure("unanswered") == "0");
  CHECK(talk.figure("answered_share") == "10000");
  CHECK(talk.figure("ambassador_share") == "10000");
  CHECK(talk.part("answered", "by_member") == "1");
  CHECK(talk.figure("first_reply_median") == std::to_string(3 * hour));
  talk.say("amb1", 6);
  CHECK(talk.figure("questions") == "1");
  // The time counts to the answer as it was written, whenever it was said to be one.
  talk.fold(record::Accepted{State::key_of("forum", "4"), true, start + 90 * day});
  CHECK(talk.figure("accepted_median") == std::to_string(5 * hour));
  talk.fold(record::Removed{PlaceId{"forum"}, RemoteId{"4"}});
  CHECK(talk.figure("accepted") == "0");
  CHECK(talk.figure("ambassador_share") == "0");
}

TEST_CASE("somebody on the website who is a member of the forum is one person, and no answer to themselves") {
  Talk talk;
  const std::string question = talk.say("ana", 0);
  talk.say("u1", 1, question, "site");
  CHECK(talk.figure("answered") == "1");
  CHECK(talk.figure("active_authors") == "2");
  talk.say("u1", 2, question, "site", {{PlaceId{"forum"}, "ana", false}});
  CHECK(talk.figure("answered") == "0");
  CHECK(talk.figure("active_authors") == "1");
  CHECK(talk.figure("active_authors", 10, "site") == "1");
  CHECK(talk.figure("people_per_thread") == "100");
}

TEST_CASE("what the brand says is talked about when others reply, and it answers what is not its own") {
  Talk talk;
  const std::string news = talk.say("brand", 0, "", "page");
  talk.say("brand", 1, news, "page");
  CHECK(talk.figure("talked_about") == "0");
  CHECK(talk.figure("brand_answers") == "0");
  const std::string reply = talk.say("ana", 2, news);
  talk.say("brand", 3, reply, "page");
  talk.say("brand", 4, "", "page");
  CHECK(talk.figure("talked_about") == "5000");
  CHECK(talk.figure("replies_per_brand_post") == "50");
  CHECK(talk.figure("brand_posts") == "2");
  CHECK(talk.figure("answers_per_brand_post") == "50");
  CHECK(talk.figure("replies_per_thread") == "150");
  CHECK(talk.figure("depth") == "100");
  CHECK(talk.figure("questions") == "0");
}

TEST_CASE("a post that turns out to be another's takes along what answers it") {
  Talk talk;
  const std::string post = talk.say("ana", 0, "", "page");
  talk.say("brand", 1, post, "page");
  CHECK(talk.figure("brand_answers") == "1");
  record::Posted fact;
  fact.place.value = "page";
  fact.post.id.value = post;
  fact.author = {"brand", "Brand", "brand", ""};
  fact.body = "[]";
  fact.created_at = start;
  fact.edited_at = fact.as_of = start + 2 * hour;
  talk.fold(fact);
  CHECK(talk.figure("brand_answers") == "0");
  CHECK(talk.figure("brand_posts") == "1");
  talk.check(start, start + day, "");
}

TEST_CASE("ties: weak by a reply each way, strong by three threads within thirty days") {
  Talk talk;
  const auto meet = [&](Milliseconds at) {
    talk.say("ana", at + 1, talk.say("bo", at)), talk.say("bo", at + 2, std::to_string(talk.posts));
  };
  talk.say("cas", 0);
  talk.say("bo", 0, talk.say("ana", 0));
  CHECK(talk.figure("weak_ties") == "0");
  CHECK(talk.figure("never_met") == "3");
  meet(1);
  CHECK(talk.figure("weak_ties") == "1");
  CHECK(talk.figure("never_met") == "2");
  meet(29 * 24);
  meet(31 * 24 + 10);
  CHECK(talk.figure("strong_ties", 100) == "0");
  meet(32 * 24);
  CHECK(talk.figure("strong_ties", 100) == "1");
  CHECK(talk.figure("weak_ties", 100) == "0");
  CHECK(talk.figure("weak_ties", 20) == "1");
  CHECK(talk.part("moved_up", "met", 100) == "1");
  CHECK(talk.part("moved_up", "strengthened", 100) == "1");
  CHECK(talk.part("moved_up", "strengthened", 20) == "0");
}

TEST_CASE("durability: who wrote again in the week after the first; by how they came") {
  Talk talk;
  const std::string campaign = talk.say("brand", 0, "", "page");
  talk.say("ana", 0, campaign);
  talk.say("bo", 0);
  talk.say("cas", 0, campaign);
  talk.say("ana", 8 * 24, campaign);
  talk.say("cas", 3 * 24, campaign);
  CHECK(talk.figure("durability_7", 14) == "-");
  CHECK(talk.figure("durability_7", 15) == "3333");
  CHECK(talk.part("durability_7", "campaign", 15) == "2");
  CHECK(talk.part("durability_7", "campaign_stayed", 15) == "1");
  CHECK(talk.part("durability_7", "own", 15) == "1");
}

TEST_CASE("participation: what each did in the last thirty days") {
  Talk talk;
  const std::string first = talk.say("ana", 0);
  talk.say("bo", 0, first), talk.say("cas", 0);
  talk.say("ana", 40 * 24), talk.say("bo", 40 * 24, first), talk.say("dora", 40 * 24);
  const auto parts = [&](int days) {
    std::string all;
    for (const char* each : {"creators", "critics", "joiners", "inactives"}) all += talk.part("participation", each, days) + " ";
    return all;
  };
  CHECK(parts(10) == "0 0 3 0 ");
  CHECK(parts(45) == "1 1 1 1 ");
  CHECK(parts(100) == "0 0 0 4 ");
  CHECK(talk.figure("participation", 45) == "4");
}

TEST_CASE("who is forgotten leaves every figure and every list, and their name with them") {
  Talk talk;
  const std::string question = talk.say("ana", 0);
  talk.say("bo", 1, question), talk.say("ana", 2, "2");
  Json posts = Town::query("insight_posts", start, start + day, "");
  posts["figure"] = "posts";
  CHECK(talk.ask(posts).find("Name of bo") != std::string::npos);
  CHECK(talk.figure("weak_ties") == "1");
  talk.fold(record::Forgotten{sync::author_key("forum", "bo")});
  CHECK(talk.ask(posts).find("Name of bo") == std::string::npos);
  CHECK(talk.figure("posts") == "2");
  CHECK(talk.figure("active_authors") == "1");
  CHECK(talk.figure("answered") == "0");
  CHECK(talk.figure("weak_ties") == "0");
  talk.check(start, start + day, "");
}

TEST_CASE("a question that makes no sense is told where") {
  Talk talk;
  const auto error = [&](Json more) {
    Json query{{"view", "insight"}, {"from", 0}, {"to", 1000}};
    query.update(more);
    return talk.ask(query);
  };
  CHECK(error({{"from", -1}}) == "invalid_value $.from");
  CHECK(error({{"to", 0}}) == "invalid_value $.to");
  CHECK(error({{"to", 9000000000000000}}) == "invalid_value $.to");
  CHECK(error({{"from", "x"}}) == "wrong_type $.from");
  CHECK(error({{"place", "elsewhere"}}) == "unknown_name $.place");
  CHECK(error({{"step", 0}}) == "invalid_value $.step");
  CHECK(error({{"step", 2}}) == "invalid_value $.step");
  CHECK(error({{"step", 3}})[0] == '{');
  const auto of_posts = [&](Json more) { return more["view"] = "insight_posts", error(more); };
  CHECK(of_posts({{"figure", "x"}}) == "unknown_name $.figure");
  CHECK(of_posts({{"figure", "posts"}, {"part", "x"}}) == "unknown_name $.part");
  CHECK(of_posts({{"figure", "posts"}, {"after", "x"}}) == "invalid_value $.after");
  CHECK(of_posts({{"figure", "posts"}, {"page_size", 101}}) == "invalid_value $.page_size");
}

TEST_CASE("whence readers come, and whither they go, are parts of visits and clicks") {
  Talk talk;
  const PostKey thread = State::key_of("forum", talk.say("ana", 0));
  record::Counted counted{start / day + 1, {}};
  counted.tallies = {{PageAct::visit, 0, 5, Via::facebook},
                     {PageAct::return_visit, 0, 2, Via::facebook},
                     {PageAct::visit, 0, 4, Via::direct},
                     {PageAct::click, thread, 3, Via::mastodon},
                     {PageAct::click, 0, 1}};
  talk.fold(counted);
  CHECK(talk.figure("visits") == "11");
  CHECK(talk.part("visits", "facebook") == "7");
  CHECK(talk.part("visits", "direct") == "4");
  CHECK(talk.part("clicks", "mastodon") == "3");
  CHECK(talk.part("clicks", "unsaid") == "1");
  Json asked = Town::query("insight_posts", start, start + 10 * day, "");
  asked["figure"] = "clicks";
  asked["part"] = "mastodon";
  CHECK(talk.pages(asked) == std::vector<PostKey>{thread});
}

TEST_CASE("the return is what figures are worth, against what they and a month cost, as the brand's books say") {
  Talk talk;
  for (const char* name : {"yield", "cost", "return_on_cost"}) CHECK(talk.figure(name) == "-");
  const std::string question = talk.say("ana", 0);
  talk.say("bo", 3, question);
  record::Counted counted{start / day + 1, {}};
  counted.tallies = {{PageAct::search, 0, 30}, {PageAct::search_answered, 0, 20}};
  talk.fold(counted);
  CHECK(talk.figure("deflected") == "20");
  talk.reckon({{"currency", "EUR"}, {"worth", {{"deflected", 650}, {"answered.by_member", 500}}}});
  CHECK(talk.figure("yield") == "13500");
  CHECK(talk.figure("cost") == "-");
  talk.reckon({{"currency", "EUR"}, {"worth", {{"deflected", 650}}}, {"cost", {{"replies", 310}}}, {"month", 36500}});
  CHECK(talk.figure("cost") == "12310");  // of twelve months ten days in 365
  CHECK(talk.figure("return_on_cost") == "560");
  CHECK(talk.figure("yield", 10, "site") == "13000");
  for (const char* name : {"cost", "return_on_cost"}) CHECK(talk.figure(name, 10, "site") == "-");
  talk.reckon({{"currency", "EUR"}, {"worth", {{"deflected", 100000000}, {"searches", 100000000}}}});
  record::Counted many{start / day + 2, {{PageAct::search, 0, 4000000000}}};
  talk.fold(many);
  CHECK(talk.figure("yield") == "900000000000");  // no more than can be said exactly
}

TEST_CASE("a book that is wrong says where") {
  const auto path = [](const char* json) {
    const auto document = JsonDocument::parse(json);
    REQUIRE(document.ok());
    static_cast<void>(read_worth(document->root()));
    return document->status() ? std::string("none") : document->status().error().path;
  };
  CHECK(path(R"({"currency":"euro"})") == "$.currency");
  CHECK(path(R"({"worth":{"posts":1}})") == "$.currency");
  CHECK(path(R"({"currency":"EUR","worth":{"smiles":1}})") == "$.worth.smiles");
  CHECK(path(R"({"currency":"EUR","worth":{"answered_share":1}})") == "$.worth.answered_share");
  CHECK(path(R"({"currency":"EUR","worth":{"yield":1}})") == "$.worth.yield");
  CHECK(path(R"({"currency":"EUR","worth":{"answered.by_magic":1}})") == "$.worth.answered.by_magic");
  CHECK(path(R"({"currency":"EUR","cost":{"posts":-1}})") == "$.cost.posts");
  CHECK(path(R"({"currency":"EUR","month":-1})") == "$.month");
  CHECK(path(R"({"currency":"EUR","cost":{"posts":1},"month":0})") == "none");
}
