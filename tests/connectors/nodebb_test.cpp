#include "connectors/nodebb.h"

#include "connectors/places.h"
#include "text/text.h"

using namespace plein;

namespace {

const NodeBb connector;
const Identity& self = forum_self;

Reading read(const Ask& question, const std::string& name) {
  return read_capture(connector, forum(), self, question, "nodebb/" + name);
}

Ask reply_ask() {
  Ask question = ask(Ask::Kind::create);
  question.draft.parent = question.draft.root = {RemoteId{"3"}, "3"};
  return question;
}

}  // namespace

TEST_CASE("NodeBB: a topic is read with its parents, authors, times and title") {
  const Reading reading = read(ask(Ask::Kind::thread), "07-topic-read");
  REQUIRE(reading.changes.size() == 4);
  const Change& first = reading.changes[0];
  CHECK(first.post == RemoteRef{RemoteId{"3"}, "3"});
  CHECK(first.parent.empty());
  CHECK(first.addressed);
  CHECK(first.title == "Toestel crasht bij opstarten \xF0\x9F\x98\xA2");
  CHECK(first.author == Author{"2", "ana", "ana", ""});
  CHECK(first.created_at == 1795407580648);
  CHECK(text::write_plain(first.body) == "Sinds de update start mijn toestel niet meer. Iemand een idee?");
  CHECK(reading.changes[1].parent.id.value == "3");
  CHECK(reading.changes[2].parent.id.value == "4");
  CHECK(text::write_plain(reading.changes[2].body) == "@ana lukt het?");
  CHECK(reading.next.empty());
  Place other = forum();
  other.settings["category"] = "5";
  CHECK_FALSE(
      connector.read(other, self, ask(Ask::Kind::thread), answer_of(capture("nodebb/07-topic-read")))->changes[0].addressed);
}

TEST_CASE("NodeBB: a deleted post is hidden, whatever its text has become: it may come back") {
  const Reading reading = read(ask(Ask::Kind::thread), "20-topic-after-delete-anon");
  REQUIRE(reading.changes.size() >= 3);
  CHECK(reading.changes[2].kind == Change::Kind::hidden);
  CHECK(reading.changes[1].edited_at == 1795407581212);
}

TEST_CASE("NodeBB: posts of deleted and scheduled topics are hidden, and a first post in another category") {
  nlohmann::json recorded = capture("nodebb/07-topic-read");
  const auto kinds = [&] {
    std::string found;
    const auto reading = connector.read(forum(), self, ask(Ask::Kind::thread), answer_of(recorded));
    for (const Change& change : reading->changes) {
      found += change.kind == Change::Kind::hidden ? 'h' : change.kind == Change::Kind::seen ? 's' : '?';
    }
    return found;
  };
  CHECK(kinds() == "ssss");
  recorded["response"]["deleted"] = 1;
  CHECK(kinds() == "hhhh");
  recorded["response"]["deleted"] = 0;
  recorded["response"]["scheduled"] = true;
  CHECK(kinds() == "hhhh");
  recorded["response"]["scheduled"] = false;
  recorded["response"]["cid"] = 5;
  CHECK(kinds() == "hsss");
  nlohmann::json recent = capture("nodebb/16-recent-posts");
  recent["response"][0]["topic"]["deleted"] = 1;
  const Reading reading = *connector.read(forum(), self, ask(Ask::Kind::stream, "recent"), answer_of(recent));
  CHECK(reading.changes[0].kind == Change::Kind::hidden);
  CHECK(reading.changes[0].root.id.value == "3");
}

TEST_CASE("NodeBB: votes are the upvotes, where they are told") {
  nlohmann::json recorded = capture("nodebb/07-topic-read");
  auto& post = recorded["response"]["posts"][0];
  const auto votes = [&] {
    return connector.read(forum(), self, ask(Ask::Kind::thread), answer_of(recorded))->changes[0].reactions;
  };
  post["upvotes"] = 4;
  post["votes"] = 1;
  CHECK(votes() == 4);
  post.erase("upvotes");
  CHECK(votes() == 1);
  post.erase("votes");
  CHECK(votes() == -1);
}

TEST_CASE("NodeBB: a search for a lost write reads back further than clocks jump") {
  Ask question = ask(Ask::Kind::find);
  nlohmann::json recorded = capture("nodebb/16-recent-posts");
  const Milliseconds written = recorded["response"].back()["timestamp"];
  const auto next = [&](Milliseconds later) {
    question.draft.intended_at = written + later;
    return connector.read(forum(), self, question, answer_of(recorded))->next;
  };
  CHECK(next(25 * 3600000LL) != "");
  CHECK(next(27 * 3600000LL) == "");
}

TEST_CASE("NodeBB: recent posts are sighted, not read: they come without their markup") {
  const Reading reading = read(ask(Ask::Kind::stream, "recent"), "16-recent-posts");
  REQUIRE(reading.changes.size() >= 3);
  for (const Change& change : reading.changes) CHECK(change.kind == Change::Kind::sighted);
  CHECK(reading.changes[0].root.id.value == "3");
  CHECK(reading.next == "2 0");
  Ask question = ask(Ask::Kind::stream, "recent");
  question.mark = reading.mark;
  CHECK(read(question, "16-recent-posts").next.empty());
  // Pages may be empty while more follow; three in a row end the walk.
  const HttpResponse empty{200, {}, "[]", "", ""};
  question.mark.clear();
  for (const char* next : {"2 1", "3 2", ""}) {
    const auto page = connector.read(forum(), self, question, empty);
    REQUIRE(page.ok());
    CHECK(page->next == next);
    question.cursor = page->next;
  }
}

TEST_CASE("NodeBB: titles are what was written, in the versions that escape them too") {
  nlohmann::json recorded = capture("nodebb/07-topic-read");
  const auto title = [&] { return connector.read(forum(), self, ask(Ask::Kind::thread), answer_of(recorded))->changes[0].title; };
  recorded["response"]["title"] = "if a < b && c &amp; <b>d</b>";
  CHECK(title() == "if a < b && c &amp; <b>d</b>");
  recorded["response"]["title"] = "Q&amp;A";
  recorded["response"]["titleRaw"] = "Q&A";
  CHECK(title() == "Q&A");
  recorded["response"]["posts"][0]["user"]["username"] = "O&#x27;Brien";
  CHECK(connector.read(forum(), self, ask(Ask::Kind::thread), answer_of(recorded))->changes[0].author.handle == "O'Brien");
}

TEST_CASE("NodeBB: a scheduled topic does not move the mark") {
  nlohmann::json recorded = capture("nodebb/16-recent-posts");
  const auto read_stream = [&] { return *connector.read(forum(), self, ask(Ask::Kind::stream, "recent"), answer_of(recorded)); };
  const Reading before = read_stream();
  recorded["response"][0]["timestamp"] = 4102444800000;
  CHECK(read_stream().mark != before.mark);
  recorded["response"][0]["topic"]["scheduled"] = true;
  CHECK(read_stream().mark < before.mark);
  CHECK(read_stream().changes.size() == before.changes.size() - 1);
}

TEST_CASE("NodeBB: faults on the way, missing pages, mutes and short titles") {
  const auto outcome = [](const Ask& question, int status, const std::string& message = "") {
    const std::string body = nlohmann::json{{"status", {{"code", "x"}, {"message", message}}}, {"response", {}}}.dump();
    return connector.read(forum(), self, question, HttpResponse{status, {}, body, "", ""})->outcome;
  };
  for (const int status : {0, 302, 408, 500, 502, 504}) {
    CHECK(outcome(reply_ask(), status).kind == Outcome::Kind::maybe_done);
    CHECK(outcome(ask(Ask::Kind::thread), status).kind == Outcome::Kind::retry);
  }
  Ask later = ask(Ask::Kind::thread);
  later.cursor = "3";
  CHECK(outcome(later, 404).kind == Outcome::Kind::retry);
  CHECK(outcome(ask(Ask::Kind::thread), 404).kind == Outcome::Kind::gone);
  const Outcome muted = outcome(reply_ask(), 400, "You have been muted, you will be able to post again in 5 minute(s).");
  CHECK(muted.kind == Outcome::Kind::park);
  CHECK(muted.wait_ms == 300000);
  CHECK(muted.writes_only);
  CHECK(outcome(reply_ask(), 400, "Please enter a shorter post.").kind == Outcome::Kind::refused);
  Ask topic = ask(Ask::Kind::create);
  const auto title = [&](const char* written) {
    topic.draft.title = written;
    return nlohmann::json::parse(connector.request(forum(), self, topic)->body)["title"].get<std::string>();
  };
  CHECK(title("Hi") == "Hi \xE2\x80\xA6");
  CHECK(title("\xF0\x9F\x98\xA2") == "\xF0\x9F\x98\xA2 \xE2\x80\xA6");
  CHECK(title("Hoi") == "Hoi");
  CHECK(title("") == "");
  Ask hostile = ask(Ask::Kind::thread);
  hostile.thread = {RemoteId{"3"}, "3/../../admin?x"};
  CHECK(connector.request(forum(), self, hostile).error().path == "thread");
}

TEST_CASE("NodeBB: answers to writes") {
  CHECK(read(ask(Ask::Kind::create), "01-topic-create").written == RemoteRef{RemoteId{"3"}, "3"});
  CHECK(read(reply_ask(), "02-reply-admin").written == RemoteRef{RemoteId{"4"}, "3"});
  CHECK(read(ask(Ask::Kind::create), "00-topic-create-queued").outcome.kind == Outcome::Kind::held);
  const Outcome early = read(reply_ask(), "05-reply-too-soon-en").outcome;
  CHECK(early.kind == Outcome::Kind::park);
  CHECK(early.wait_ms == 120000);
  CHECK(read(reply_ask(), "25-bad-token").outcome.kind == Outcome::Kind::forbidden);
  CHECK(read(reply_ask(), "26-master-without-uid").outcome.kind == Outcome::Kind::refused);
  CHECK(read(ask(Ask::Kind::thread), "27-topic-missing").outcome.kind == Outcome::Kind::gone);
  const HttpResponse broken{502, {}, "<html>", "", ""};
  CHECK(connector.read(forum(), self, reply_ask(), broken)->outcome.kind == Outcome::Kind::maybe_done);
}

TEST_CASE("NodeBB: what is asked has the shape of what was recorded") {
  Ask question = ask(Ask::Kind::create);
  question.draft.title = "Titel";
  question.draft.body = text::read_plain("tekst");
  const auto topic = connector.request(forum(), self, question);
  REQUIRE(topic.ok());
  CHECK(topic->url == "http://127.0.0.1:4567/api/v3/topics?lang=en-GB");
  CHECK(nlohmann::json::parse(topic->body) == nlohmann::json{{"_uid", 1}, {"cid", 2}, {"title", "Titel"}, {"content", "tekst"}});
  question = reply_ask();
  question.draft.body = text::read_plain("tekst");
  CHECK(nlohmann::json::parse(connector.request(forum(), self, question)->body) ==
        nlohmann::json{{"_uid", 1}, {"content", "tekst"}});
  question.draft.parent = {RemoteId{"4"}, "3"};
  CHECK(nlohmann::json::parse(connector.request(forum(), self, question)->body)["toPid"] == 4);
  Place wrong = forum();
  wrong.settings.erase("uid");
  CHECK(connector.request(wrong, self, question).error().path == "settings.uid");
}

TEST_CASE("NodeBB: permalinks come back, and nothing else does") {
  CHECK(connector.parse_permalink(forum(), connector.permalink(forum(), RemoteId{"44"}) + "#plein") == RemoteId{"44"});
  for (const char* other : {"http://127.0.0.1:4567/post/x", "http://127.0.0.1:4567/topic/4", "http://evil.example/post/4",
                            "http://127.0.0.1:4567/post/4/5", ""}) {
    CHECK_FALSE(connector.parse_permalink(forum(), other).has_value());
  }
}
