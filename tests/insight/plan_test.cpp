// A brand's goals: the figures that belong to them, against their targets and the weeks before.
#include "insight/plan.h"

#include "insight/town.h"

using namespace plein;
using namespace plein::insight;

namespace {

constexpr Milliseconds week = 7 * day_ms;

Result<insight::Plan> read(const std::string& json) {
  const auto document = JsonDocument::parse(json);
  REQUIRE(document.ok());
  insight::Plan plan = read_plan(document->root());
  if (const Status status = document->status(); !status) return status.error();
  return plan;
}

struct Planned : Town {
  // A small community's year; gives its end.
  Milliseconds live(std::uint64_t seed) {
    generated::Plan year;
    year.seed = seed;
    year.members = 300;
    year.replies = 1500;
    generated::community(year, [&](const Record& record) { fold(record); });
    return year.until;
  }
  Json plan(const std::string& json, Milliseconds at) {
    const views::Uncopied known;
    JsonWriter out;
    write_plan(out, {state, bridge, &known, nullptr}, index, *read(json), worth, at);
    return Json::parse(out.str());
  }
};

}  // namespace

TEST_CASE("a plan that is wrong says where") {
  CHECK(read(R"([{"goal":"fame"}])").error().path == "$[0].goal");
  CHECK(read(R"([{"goal":"traffic","targets":{"smiles":3}}])").error().path == "$[0].targets.smiles");
  CHECK(read(R"([{"goal":"traffic","targets":{"posts":-3}}])").error().path == "$[0].targets.posts");
  CHECK(read("[]")->empty());
}

TEST_CASE("a plan's figures are those of insight, by week too, and a target is met or not by what is better") {
  Planned town;
  const Milliseconds at = town.live(3);
  const Json answer = town.plan(
      R"([{"goal":"customer_communication","targets":{"answered_share":1,"first_reply_median":1,"posts":1000000}}])", at);
  const Json all = Json::parse(town.ask(Town::query("insight", at - 4 * week, at, "")));
  CHECK(answer["previous_from"] == all["previous_from"]);
  Json weekly = Town::query("insight", at - 4 * week, at, "");
  weekly["step"] = week;
  const Json series = Json::parse(town.ask(weekly));
  const Json goal = answer["goals"][0];
  CHECK(goal["goal"] == "customer_communication");
  CHECK(goal["figures"].size() == 6);
  std::map<std::string, Json> met;
  for (const Json& figure : goal["figures"]) {
    CAPTURE(figure.dump());
    for (std::size_t i = 0; i < all["figures"].size(); ++i) {
      if (all["figures"][i]["name"] != figure["name"]) continue;
      CHECK(all["figures"][i]["value"] == figure["value"]);
      CHECK(all["figures"][i]["previous"] == figure["previous"]);
      CHECK(series["figures"][i]["series"] == figure["series"]);
    }
    if (figure.contains("met")) met[figure["name"]] = figure["met"];
  }
  CHECK(met["answered_share"] == true);
  CHECK(met["first_reply_median"] == false);  // less would be better
  CHECK(met["posts"] == false);
}

TEST_CASE("what changed most is told by how much of what it was, and whether that is better") {
  Planned town;
  const Milliseconds at = town.live(5);
  const Json changed = town.plan("[]", at)["changed"];
  const Json all = Json::parse(town.ask(Town::query("insight", at - 4 * week, at, "")));
  std::int64_t most = 0;
  for (const Json& figure : all["figures"]) {
    if (figure["value"].is_null() || figure["previous"].is_null() || figure["previous"] == 0) continue;
    const std::int64_t now = figure["value"], before = figure["previous"];
    if (figure["name"] == "never_met" || (figure["unit"] == "count" && std::max(now, before) < 20)) continue;
    const std::int64_t percent = (now - before) * 100 / std::abs(before);
    if (figure["name"] == changed["name"]) CHECK(changed["percent"] == percent);
    most = std::max<std::int64_t>(most, std::abs(percent));
  }
  CHECK(std::abs(changed["percent"].get<std::int64_t>()) == most);
}
