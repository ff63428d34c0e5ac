// Mastodon: what is written, refusals, and how much may be asked.
#include "connectors/mastodon_places.h"
#include "text/text.h"

using namespace plein;
using nlohmann::json;

namespace {

json written(const Ask& question) {
  const auto request = mastodon_connector.request(mastodon_page(), mastodon_self, question);
  REQUIRE(request.ok());
  return json::parse(request->body);
}

Ask draft(const std::string& text) {
  Ask question = ask(Ask::Kind::create);
  question.draft.body = text::read_plain(text);
  question.draft.intended_at = 1'795'405'083'603;
  question.draft.salt = 42;
  return question;
}

Outcome outcome(Ask::Kind kind, int status, const json& body, std::map<std::string, std::string> headers = {}) {
  HttpResponse response = mastodon_answer(body, status);
  response.headers = std::move(headers);
  const auto reading = mastodon_read(mastodon_ask(kind, "1"), response);
  REQUIRE(reading.ok());
  return reading->outcome;
}

}  // namespace

TEST_CASE("Mastodon: a create says what it says, calls nobody but whom it answers, and can be repeated") {
  Ask question = draft("Vraag @ana of mail brand@forum.example");
  const auto request = mastodon_connector.request(mastodon_page(), mastodon_self, question);
  CHECK(request->headers.at("idempotency-key") ==
        mastodon_connector.request(mastodon_page(), mastodon_self, question)->headers.at("idempotency-key"));
  json body = json::parse(request->body);
  CHECK(body["status"] ==
        "Vraag @\xE2\x81\xA0"
        "ana of mail brand@forum.example");
  CHECK(body["visibility"] == "public");
  CHECK_FALSE(body.contains("in_reply_to_id"));
  question.draft.salt = 43;
  CHECK(mastodon_connector.request(mastodon_page(), mastodon_self, question)->headers.at("idempotency-key") !=
        request->headers.at("idempotency-key"));
  question = draft("Zet hem uit");
  question.draft.parent = question.draft.root = {RemoteId{"12"}, "ana@other.example"};
  body = written(question);
  CHECK(body["status"] == "@ana@other.example Zet hem uit");
  CHECK(body["in_reply_to_id"] == "12");
  question.draft.parent.extra = "ana\nx";
  CHECK(written(question)["status"] == "Zet hem uit");
}

TEST_CASE("Mastodon: a warning becomes the status's, and takes its room from the text") {
  Ask question = draft(std::string(600, 'x') + "\n\nlaatste");
  Node warning{Node::Kind::warning, "dieren"};
  warning.children = {question.draft.body.blocks[0]};
  question.draft.body.blocks[0] = warning;
  question.draft.body.language = "nl";
  json body = written(question);
  CHECK(body["spoiler_text"] == "dieren");
  CHECK(body["sensitive"] == true);
  CHECK(body["language"] == "nl");
  const std::string status = body["status"];
  CHECK(text::count_graphemes(status) == 494);
  CHECK(status.substr(status.size() - 9) == "\n\nlaatste");
  question.draft.body.blocks[0].text = "";
  CHECK(written(question)["spoiler_text"] == "\xE2\x80\xA6");
  question.draft.body.blocks[0].text = std::string(300, 'w') + " eind";
  body = written(question);
  CHECK(text::count_graphemes(std::string(body["spoiler_text"])) == 120);
}

TEST_CASE("Mastodon: what is put in after fitting takes its room from the text") {
  std::string many;
  for (int i = 0; i < 120; ++i) many += "@ana ";
  const std::string status = written(draft(many + "\n\nlaatste"))["status"];
  CHECK(text::count_graphemes(status) <= 500);
  CHECK(text::count_graphemes(status) > 470);
  CHECK(status.substr(status.size() - 7) == "laatste");
}

TEST_CASE("Mastodon: an upload is the host's to fetch, and its id goes into the status") {
  Ask question = ask(Ask::Kind::upload);
  question.image = {"https://forum.example/kat.png", "Een kat & een hond", ""};
  const auto request = mastodon_connector.request(mastodon_page(), mastodon_self, question);
  CHECK(request->url == "https://social.example/api/v2/media");
  CHECK(request->upload == "https://forum.example/kat.png");
  CHECK(request->upload_field == "file");
  CHECK(request->body == "description=Een%20kat%20%26%20een%20hond");
  CHECK(mastodon_read(question, mastodon_answer({{"id", "77"}, {"url", nullptr}}, 202))->uploaded == "77");
  Ask create = draft("x");
  create.draft.images = {{"https://forum.example/kat.png", "", "77"}};
  CHECK(written(create)["media_ids"] == json::array({"77"}));
  HttpResponse lost;
  lost.failure = "no_upload";
  CHECK(mastodon_read(question, lost)->outcome.kind == Outcome::Kind::refused);
}

TEST_CASE("Mastodon: refusals are told apart") {
  using Kind = Outcome::Kind;
  const json missing = {{"error", "Record not found"}};
  CHECK(outcome(Ask::Kind::lookup, 404, missing).kind == Kind::gone);
  CHECK(outcome(Ask::Kind::lookup, 410, missing).kind == Kind::gone);
  CHECK(outcome(Ask::Kind::lookup, 404, "<html>").kind == Kind::retry);
  CHECK(outcome(Ask::Kind::remove, 404, missing).kind == Kind::ok);
  CHECK(outcome(Ask::Kind::create, 404, missing).kind == Kind::gone);
  CHECK(outcome(Ask::Kind::create, 401, {{"error", "The access token is invalid"}}).kind == Kind::reconnect);
  CHECK(outcome(Ask::Kind::lookup, 401, "").kind == Kind::reconnect);
  CHECK(outcome(Ask::Kind::create, 403, {{"error", "This action is not allowed"}}).kind == Kind::forbidden);
  CHECK(outcome(Ask::Kind::create, 422, {{"error", "Validation failed: Text can't be blank"}}).kind == Kind::refused);
  const json unready = {{"error", "Cannot attach files that have not finished processing. Try again in a moment!"}};
  CHECK(outcome(Ask::Kind::create, 422, unready).kind == Kind::retry);
  CHECK(outcome(Ask::Kind::create, 503, {{"error", "There was a temporary problem"}}).kind == Kind::maybe_done);
  CHECK(outcome(Ask::Kind::lookup, 503, "").kind == Kind::retry);
  CHECK(outcome(Ask::Kind::create, 0, "").kind == Kind::maybe_done);
  const Outcome parked =
      outcome(Ask::Kind::remove, 429, {{"error", "Too many requests"}}, {{"x-ratelimit-reset", "2026-11-23T04:00:00.000000Z"}});
  CHECK(parked.kind == Kind::park);
  CHECK(parked.until == 1'795'406'400'000);
  CHECK(parked.wait_ms == 0);
  CHECK(parked.writes_only);
  CHECK_FALSE(outcome(Ask::Kind::lookup, 429, "").writes_only);
  CHECK(outcome(Ask::Kind::lookup, 429, "").wait_ms == 60000);
}

TEST_CASE("Mastodon: the budget is what the headers say, with a time as the end of its window") {
  HttpResponse response = mastodon_answer(mastodon_status("1", "<p>x</p>"));
  response.headers = {
      {"x-ratelimit-limit", "300"}, {"x-ratelimit-remaining", "299"}, {"x-ratelimit-reset", "2026-11-23T04:00:00.000000Z"}};
  const Budget budget = mastodon_read(mastodon_ask(Ask::Kind::lookup, "1"), response)->budget;
  CHECK(budget.limit == 300);
  CHECK(budget.remaining == 299);
  CHECK(budget.resets_at == 1'795'406'400'000);
  CHECK_FALSE(budget.of_writes);
}
