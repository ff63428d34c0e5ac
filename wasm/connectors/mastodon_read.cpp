// Mastodon: what its answers mean. One malformed status makes the whole answer an error: half an answer would be taken for a
// whole one.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/mastodon.h"
#include "text/text.h"

namespace plein {

using mastodon::is_public;
using mastodon::mark_of;
using mastodon::read_status;

namespace {

// What a context holds at most, with a token and without (statuses/contexts_controller.rb).
constexpr std::size_t context_max = 4096;
constexpr std::size_t context_public_max = 60;

// `<https://social.example/...?max_id=12>; rel="next", <...>; rel="prev"`: the id, "" when there is no next page.
std::string next_page(const HttpResponse& response) {
  const auto link = response.headers.find("link");
  if (link == response.headers.end()) return "";
  const std::string& header = link->second;
  for (std::size_t at = header.find('<'); at != std::string::npos; at = header.find('<', at + 1)) {
    const std::size_t end = std::min(header.find('>', at), header.size());
    const std::size_t rest = std::min(header.find('<', end), header.size());
    const std::string address = header.substr(at, end - at);
    const std::size_t id = address.find("max_id=");
    if (header.substr(end, rest - end).find("rel=\"next\"") == std::string::npos || id == std::string::npos) continue;
    const std::string value = address.substr(id + 7, address.find('&', id) - id - 7);
    return mastodon::is_id(value) ? value : "";
  }
  return "";
}

// Statuses newest first, or notifications about them. A search for a write of ours goes by what was written.
void read_stream(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response, const JsonReader& root,
                 Reading& reading) {
  if (!root.is_array()) return root.fail(ErrorCode::wrong_type, "a list");
  const bool find = ask.kind == Ask::Kind::find;
  const bool mentions = ask.stream == "mentions";
  std::string oldest;
  bool searched = false;
  root.each([&](JsonReader item) {
    const std::string mark = mark_of(item["id"].id());
    reading.mark = std::max(reading.mark, mark);
    oldest = oldest.empty() ? mark : std::min(oldest, mark);
    if (mentions && item["type"].text() != "mention") return;
    const JsonReader status = mentions ? item["status"] : item;
    // The status of a notification is missing when it was removed meanwhile.
    if ((mentions && !status.present()) || status["reblog"].present() || !is_public(status)) return;
    Change change = read_status(place, self, status);
    searched = searched || change.created_at < ask.draft.intended_at - mastodon::clock_slack_ms;
    if (find && change.author.id != self.id) return;
    if (mentions && change.parent.empty()) change.addressed = true;
    reading.changes.push_back(std::move(change));
  });
  const bool met = find ? searched : !ask.mark.empty() && !oldest.empty() && oldest <= ask.mark;
  if (!met) reading.next = next_page(response);
}

// The status itself first; what stands below it is a second question.
void read_thread_status(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  Change change = read_status(place, self, root);
  if (change.post.id != ask.thread.id) return root["id"].fail(ErrorCode::invalid_value, "the status that was asked for");
  reading.changes.push_back(std::move(change));
  reading.next = "context";
}

void read_context(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response, const JsonReader& root,
                  Reading& reading) {
  RemoteRef first{ask.thread.id, ""};
  const auto take = [&](const char* name) {
    const JsonReader list = root[name];
    if (!list.is_array()) return list.fail(ErrorCode::wrong_type, "a list of statuses");
    list.each([&](JsonReader status) {
      // What is for the mentioned alone comes along where the account is one of them.
      if (!is_public(status)) return;
      Change change = read_status(place, self, status);
      if (!change.parent.empty()) change.root = first;
      reading.changes.push_back(std::move(change));
    });
  };
  // Not the thread's first post: then it is the first of those above, and what stands beside them is not here.
  const JsonReader above = root["ancestors"];
  if (above.size() > 0) {
    const bool whole = !above.at(0)["in_reply_to_id"].present();
    first.id.value = whole ? mastodon::lasting(above.at(0)["id"].id()) : "";
    reading.partial = true;
  }
  take("ancestors");
  take("descendants");
  // Since 4.5 replies are fetched from other servers when somebody asks for them.
  const std::size_t most = place.direct ? context_public_max : context_max;
  const bool fetching = response.headers.count("mastodon-async-refresh") != 0;
  reading.partial = reading.partial || fetching || root["descendants"].size() >= most;
}

// What an author's own account wrote below a first post, among what others did.
void read_theirs(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader list = root["descendants"];
  if (!list.is_array()) return list.fail(ErrorCode::wrong_type, "a list of statuses");
  list.each([&](JsonReader status) {
    if (!is_public(status) || status["account"]["id"].id() != ask.as) return;
    Change change = read_status(place, self, status);
    change.root = {ask.draft.root.id, ""};
    reading.changes.push_back(std::move(change));
  });
}

void read_lookup(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  Change change = read_status(place, self, root);
  if (change.post.id != ask.post.id) return root["id"].fail(ErrorCode::invalid_value, "the status that was asked for");
  reading.changes.push_back(std::move(change));
}

std::string words_of(const std::string& html) { return text::write_plain(text::read_html(html, "")); }

// What people say of themselves is HTML, where a tag is in pieces.
void read_profile(const Ask& ask, const JsonReader& root, Reading& reading) {
  if (root["id"].id() != ask.author) return root["id"].fail(ErrorCode::invalid_value, "the author who was asked for");
  reading.profile.known = true;
  bool refuses = answer::has_nobridge(words_of(root["note"].text_or("")));
  root["fields"].each([&](JsonReader field) {
    refuses = refuses || answer::has_nobridge(field["name"].text_or(""));
    refuses = refuses || answer::has_nobridge(words_of(field["value"].text_or("")));
  });
  // A suspended account may come back; until then nothing of it is shown (docs: entities/Account).
  reading.profile.refuses = refuses || root["suspended"].flag_or(false);
  reading.profile.followers = answer::followers_or_none(root["followers_count"]);
}

}  // namespace

Result<Reading> Mastodon::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  reading.budget = mastodon::read_budget(ask, response);
  if (response.status < 200 || response.status > 299) {
    answer::refused(ask, mastodon::refusal(ask, response), reading);
    return reading;
  }
  const auto document = JsonDocument::parse(response.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  switch (ask.kind) {
    case Ask::Kind::identity: reading.identity = {root["id"].id(), root["acct"].text()}; break;
    case Ask::Kind::stream: read_stream(place, self, ask, response, root, reading); break;
    case Ask::Kind::find:
      if (ask.as.empty()) {
        read_stream(place, self, ask, response, root, reading);
      } else {
        read_theirs(place, self, ask, root, reading);
      }
      break;
    case Ask::Kind::thread:
      if (ask.cursor.empty()) {
        read_thread_status(place, self, ask, root, reading);
      } else {
        read_context(place, self, ask, response, root, reading);
      }
      break;
    case Ask::Kind::create:
      reading.written.id.value = mastodon::lasting(root["id"].id());
      // A scheduled status has no account (docs: entities/ScheduledStatus), and is none yet.
      if (!mastodon::is_id(reading.written.id.value) || !root["account"].is_object()) {
        root.fail(ErrorCode::invalid_value, "a status");
      }
      reading.writer = root["account"]["id"].id_or("");
      break;
    case Ask::Kind::edit:
    case Ask::Kind::react:
    case Ask::Kind::unreact:
      if (mastodon::lasting(root["id"].id()) != ask.post.id.value)
        root["id"].fail(ErrorCode::invalid_value, "the status that was changed");
      break;
    case Ask::Kind::remove:
      if (!root.is_object()) root.fail(ErrorCode::wrong_type, "an object");
      break;
    case Ask::Kind::lookup: read_lookup(place, self, ask, root, reading); break;
    case Ask::Kind::profile: read_profile(ask, root, reading); break;
    case Ask::Kind::followers: answer::read_followers(root["followers_count"], reading); break;
    case Ask::Kind::upload: reading.uploaded = root["id"].id(); break;
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: return Error{ErrorCode::invalid_value, "ask", "Mastodon neither hides nor accepts posts"};
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
