// Facebook: what its answers mean. One malformed post makes the whole answer an error: half an answer would be taken for a
// whole one.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/facebook.h"

namespace plein {

using facebook::is_post;
using facebook::page_of;
using facebook::read_comment;
using facebook::read_post;
using facebook::read_time;

namespace {

JsonReader data_of(const JsonReader& list) {
  const JsonReader data = list["data"];
  if (!data.is_array()) data.fail(ErrorCode::wrong_type, "a list");
  return data;
}

void go_on(const Ask& ask, const JsonReader& list, Reading& reading) {
  reading.next = facebook::next_of(list);
  const bool still = !reading.next.empty() && reading.next == ask.cursor;
  if (still) list["paging"]["next"].fail(ErrorCode::invalid_value, "a page other than this one");
}

Change sighted(RemoteRef what, const std::string& post, Milliseconds at) {
  Change change;
  change.kind = Change::Kind::sighted;
  change.post = std::move(what);
  change.root.id.value = post;
  change.created_at = at;
  return change;
}

// A mark: when something last happened with a post, and with which; later ones are larger. Posts come by when they were
// written, more or less: a page without anything new ends the walk, and one with something new is followed by another look.
// What happened to old posts since is told by webhooks, and found when their threads are read again.
void read_stream(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader data = data_of(root);
  bool news = data.size() == 0;
  const auto mark_of = [](Milliseconds at, const std::string& id) { return to_rfc3339(at) + " " + id; };
  const auto tell = [&](RemoteRef what, const std::string& post, Milliseconds at) {
    if (mark_of(at, post) <= ask.mark) return;
    news = true;
    reading.changes.push_back(sighted(std::move(what), post, at));
  };
  data.each([&](JsonReader post) {
    const std::string id = post["id"].id();
    Milliseconds latest = read_time(post["created_time"]);
    if (post["updated_time"].present()) latest = std::max(latest, read_time(post["updated_time"]));
    std::vector<std::pair<RemoteRef, Milliseconds>> comments;
    post["comments"]["data"].each([&](JsonReader comment) {
      const Milliseconds at = read_time(comment["created_time"]);
      const JsonReader parent = comment["parent"];
      const std::string above = parent.present() ? parent["id"].id() : "";
      const std::string name = comment["id"].id();
      if (!facebook::is_id(name)) comment["id"].fail(ErrorCode::invalid_value, "a comment's id");
      comments.push_back({facebook::comment_ref(name, above, id), at});
      latest = std::max(latest, at);
    });
    reading.mark = std::max(reading.mark, mark_of(latest, id));
    if (!is_post(place, id)) return;  // on somebody else's page
    tell({RemoteId{id}, ""}, id, latest);
    for (auto& [comment, at] : comments) tell(std::move(comment), id, at);
  });
  if (news) go_on(ask, root, reading);
}

// The asked id stays the post's: answers may name it another way.
void read_thread(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const std::string& id = ask.thread.id.value;
  const auto read_comments = [&](const JsonReader& list) {
    list["data"].each([&](JsonReader comment) { reading.changes.push_back(read_comment(place, comment, id)); });
    go_on(ask, list, reading);
  };
  if (!ask.cursor.empty()) {
    data_of(root);
    return read_comments(root);
  }
  Change first = read_post(place, root);
  if (!facebook::same_object(first.post.id.value, id))
    return root["id"].fail(ErrorCode::invalid_value, "the post that was asked for");
  first.post.id.value = first.root.id.value = id;
  first.addressed = true;
  reading.changes.push_back(std::move(first));
  read_comments(root["comments"]);
}

void read_found(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  const std::string& thread = ask.draft.root.id.value;
  const Milliseconds since = ask.draft.intended_at - facebook::clock_slack_ms;
  bool behind = true;
  const JsonReader data = data_of(root);
  data.each([&](JsonReader each) {
    Change change = thread.empty() ? read_post(place, each) : read_comment(place, each, thread);
    behind = behind && change.created_at < since;
    if (change.author.id == self.id) reading.changes.push_back(std::move(change));
  });
  if (data.size() == 0 || !behind) go_on(ask, root, reading);
}

void read_created(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const Draft& draft = ask.draft;
  if (draft.parent.empty()) {
    const JsonReader id = root["post_id"].present() ? root["post_id"] : root["id"];  // "id" is a photo's own
    reading.written.id.value = id.id();
    if (!is_post(place, reading.written.id.value)) id.fail(ErrorCode::invalid_value, "a post of the Page");
    return;
  }
  const std::string id = root["id"].id();
  if (!facebook::is_id(id)) root["id"].fail(ErrorCode::invalid_value, "a comment's id");
  reading.written = facebook::comment_ref(id, facebook::reply_target(place, draft.parent), draft.root.id.value);
}

void read_lookup(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const std::string& id = ask.post.id.value;
  const bool post = is_post(place, id);
  Change change = post ? read_post(place, root) : read_comment(place, root, facebook::post_of(place, ask.post));
  if (!facebook::same_object(change.post.id.value, id)) {
    return root["id"].fail(ErrorCode::invalid_value, "the post that was asked for");
  }
  change.post.id.value = id;
  if (post) change.root = change.post, change.addressed = true;
  reading.changes.push_back(std::move(change));
}

// A person's token reads the Page's comments as an empty list: all that stands there would seem to be gone.
void read_identity(const Place& place, const JsonReader& root, Reading& reading) {
  const std::string id = root["id"].id();
  if (id != page_of(place)) {
    reading.outcome = answer::outcome(Outcome::Kind::reconnect, "the token is not the Page's own");
    return;
  }
  reading.identity = {id, root["name"].text()};
}

void read_done(const JsonReader& root) {
  if (!root["success"].flag()) root["success"].fail(ErrorCode::invalid_value, "true");
}

}  // namespace

Result<Reading> Facebook::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  reading.budget = facebook::read_budget(response);
  const bool refused = response.status < 200 || response.status > 299;
  if (refused) {
    answer::refused(ask, facebook::refusal(ask, response), reading);
    return reading;
  }
  const auto document = JsonDocument::parse(response.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  if (root["error"].present()) {
    answer::refused(ask, facebook::refusal(ask, response), reading);
    return reading;
  }
  switch (ask.kind) {
    case Ask::Kind::identity: read_identity(place, root, reading); break;
    case Ask::Kind::followers:
      read_identity(place, root, reading);
      if (reading.outcome.kind == Outcome::Kind::ok) answer::read_followers(root["followers_count"], reading);
      break;
    case Ask::Kind::stream: read_stream(place, ask, root, reading); break;
    case Ask::Kind::thread: read_thread(place, ask, root, reading); break;
    case Ask::Kind::create: read_created(place, ask, root, reading); break;
    case Ask::Kind::find: read_found(place, self, ask, root, reading); break;
    case Ask::Kind::lookup: read_lookup(place, ask, root, reading); break;
    case Ask::Kind::edit:
    case Ask::Kind::remove:
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
    case Ask::Kind::react:
    case Ask::Kind::unreact: read_done(root); break;
    case Ask::Kind::profile:
    case Ask::Kind::upload:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: return Error{ErrorCode::invalid_value, "ask", "Facebook is not asked that"};
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
