// Flarum: what its answers mean. One malformed post makes the whole answer an error: half an answer would be taken for a whole
// one.
#include <algorithm>
#include <functional>

#include "connectors/answer.h"
#include "connectors/flarum.h"

namespace plein {

using flarum::Included;
using flarum::read_post;
using flarum::related;

namespace {

// A search for a lost write reads back to this long before it was intended: clocks differ, and jump by a time zone.
constexpr Milliseconds clock_slack_ms = 26 * 3600000LL;

// Event posts (renamed, locked, tagged) have numbers of their own, and nothing to say. A post whose rendering failed says that.
bool is_comment(const JsonReader& post) { return post["attributes"]["contentType"].text() == "comment"; }
bool is_broken(const JsonReader& post) { return post["attributes"]["renderFailed"].flag_or(false); }

std::string padded(const std::string& number) { return std::string(number.size() < 16 ? 16 - number.size() : 0, '0') + number; }

// Where the next page begins, as links.next says; "" when there is none. 1.x and 2.x encode its brackets.
std::string next_offset(const JsonReader& root) {
  const JsonReader link = root["links"]["next"];
  if (!link.present()) return "";
  const std::string url = link.text();
  std::string offset;
  for (const std::string_view key : {"page%5Boffset%5D=", "page[offset]="}) {
    const std::size_t at = url.find(key);
    if (at == std::string::npos) continue;
    offset = url.substr(at + key.size());
    offset = offset.substr(0, offset.find('&'));
  }
  if (!flarum::is_number(offset)) link.fail(ErrorCode::invalid_value, "an address with page[offset]");
  return offset;
}

// Newest first; `each` says whether the walk may end here.
void read_list(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading, const flarum::Discussion* thread,
               const std::function<bool(const JsonReader&, Change)>& take) {
  if (!root["data"].is_array()) return root["data"].fail(ErrorCode::wrong_type, "a list of posts");
  const Included all = flarum::included(root);
  bool met = false;
  root["data"].each([&](JsonReader post) {
    if (!is_comment(post)) return;
    if (is_broken(post)) return static_cast<void>(reading.partial = true);
    if (take(post, read_post(place, post, all, thread))) met = true;
  });
  const std::string offset = next_offset(root);
  if (met || offset.empty()) return;
  const flarum::Cursor now = flarum::read_cursor(ask.cursor);
  const bool on = offset.size() > now.offset.size() || (offset.size() == now.offset.size() && offset > now.offset);
  if (!on) return root["links"]["next"].fail(ErrorCode::invalid_value, "a page further on");
  reading.next = ask.kind == Ask::Kind::thread ? flarum::write_cursor({offset, now.discussion}) : offset;
}

void read_stream(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  read_list(place, ask, root, reading, nullptr, [&](const JsonReader& post, Change change) {
    const std::string mark = to_rfc3339(change.created_at) + " " + padded(post["id"].id());
    reading.mark = std::max(reading.mark, mark);
    // Whether a discussion is to be seen, and in which tag, only the discussion says.
    if (change.parent.empty() && change.kind == Change::Kind::seen) change.kind = Change::Kind::sighted;
    reading.changes.push_back(std::move(change));
    return !ask.mark.empty() && mark <= ask.mark;
  });
}

void read_found(const Place& place, const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  const bool first = ask.draft.root.empty();
  read_list(place, ask, root, reading, nullptr, [&](const JsonReader&, Change change) {
    const bool searched =
        change.created_at < ask.draft.intended_at - clock_slack_ms && (first || change.post.id != change.root.id);
    const std::string& writer = ask.as.empty() ? self.id : ask.as;
    const bool ours = writer.empty() || change.kind == Change::Kind::hidden || change.author.id == writer;
    if (ours && (!first || change.parent.empty())) reading.changes.push_back(std::move(change));
    return searched;
  });
}

// The discussion with its first post: 1.x includes a page of posts, 2.x the first one (default includes of both).
void read_first(const Place& place, const RemoteRef& asked, const JsonReader& root, Reading& reading, flarum::Discussion& of) {
  const JsonReader discussion = root["data"];
  const std::string id = discussion["id"].id();
  if (id != asked.id.value) return discussion["id"].fail(ErrorCode::invalid_value, "the discussion that was asked for");
  Included all = flarum::included(root);
  of = flarum::read_discussion(discussion);
  const JsonReader tags = discussion["relationships"]["tags"]["data"];
  bool here = false;
  tags.each([&](JsonReader tag) { here = here || tag["id"].id() == flarum::setting(place, "tag"); });
  Change change;
  bool there = false;
  bool said = false;  // which posts there are
  root["included"].each([&](JsonReader each) {
    if (each["type"].text() != "posts" || each["attributes"]["number"].id() != "1" || !is_comment(each)) return;
    if (related(each, "discussion") != id) return;
    there = true;
    if (is_broken(each)) return static_cast<void>(reading.partial = true);
    change = read_post(place, each, all, &of);
    change.title = discussion["attributes"]["title"].text();
    change.addressed = here;
    if (!here) change.kind = Change::Kind::hidden;  // it may be given the tag again
    reading.changes.push_back(std::move(change));
  });
  root["included"].each([&](JsonReader each) { said = said || each["type"].text() == "posts"; });
  if (there) return;
  // What is not shown may be hidden: only who may hide is shown what others hid (ScopePostVisibility).
  said = said && discussion["attributes"]["canHide"].flag_or(false);
  change.kind = said ? Change::Kind::removed : Change::Kind::hidden;
  change.post = change.root = {RemoteId{id}, asked.extra};
  reading.changes.push_back(std::move(change));
}

void read_thread(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  flarum::Discussion of;
  if (ask.cursor.empty()) {
    read_first(place, ask.thread, root, reading, of);
    reading.next = flarum::write_cursor({"0", of});
    return;
  }
  of = flarum::read_cursor(ask.cursor).discussion;
  read_list(place, ask, root, reading, &of, [&](const JsonReader&, Change change) {
    if (!change.parent.empty()) reading.changes.push_back(std::move(change));
    return false;
  });
}

void read_lookup(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const flarum::Address at = flarum::address_of(ask.post.id);
  if (at.post.empty()) {
    flarum::Discussion of;
    read_first(place, ask.post, root, reading, of);
    const bool gone = reading.changes.size() == 1 && reading.changes[0].kind == Change::Kind::removed;
    if (gone) reading.outcome = answer::outcome(Outcome::Kind::gone, "the discussion has no first post any more");
    if (gone) reading.changes.clear();
  } else {
    const JsonReader post = root["data"];
    if (post["id"].id() != at.post) return post["id"].fail(ErrorCode::invalid_value, "the post that was asked for");
    if (is_broken(post)) {
      reading.partial = true;
    } else {
      Change change = read_post(place, post, flarum::included(root), nullptr);
      // Merged or split off, it is another post in another conversation; what is asked about is not here any more.
      if (change.post.id != ask.post.id) {
        change = Change{};
        change.kind = Change::Kind::hidden;
        change.post = ask.post;
        change.root = {flarum::first_post(at.discussion), ""};
      }
      reading.changes.push_back(std::move(change));
    }
  }
  if (reading.partial) reading.outcome = answer::outcome(Outcome::Kind::retry, "Flarum could not render the post");
}

}  // namespace

Result<Reading> Flarum::read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  if (response.status < 200 || response.status > 299) {
    answer::refused(ask, flarum::refusal(ask, response), reading);
    return reading;
  }
  if (ask.kind == Ask::Kind::remove) return reading;  // 204
  const auto document = JsonDocument::parse(response.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  switch (ask.kind) {
    case Ask::Kind::identity: flarum::read_identity(place, root, reading); break;
    case Ask::Kind::stream: read_stream(place, ask, root, reading); break;
    case Ask::Kind::thread: read_thread(place, ask, root, reading); break;
    case Ask::Kind::create: flarum::read_created(ask, root, reading); break;
    case Ask::Kind::find: read_found(place, self, ask, root, reading); break;
    case Ask::Kind::edit:
    case Ask::Kind::hide:
    case Ask::Kind::unhide:
      if (root["data"]["id"].id() != flarum::post_number_of(ask.post)) {
        root["data"]["id"].fail(ErrorCode::invalid_value, "the post that was written to");
      }
      break;
    case Ask::Kind::lookup: read_lookup(place, ask, root, reading); break;
    case Ask::Kind::profile: flarum::read_profile(ask, root, reading); break;
    case Ask::Kind::react:
    case Ask::Kind::unreact: flarum::read_liked(self, ask, root, reading); break;
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: flarum::read_accepted(ask, root, reading); break;
    case Ask::Kind::remove:
    case Ask::Kind::followers:
    case Ask::Kind::upload: break;
  }
  if (const Status status = document->status(); !status) return status.error();
  return reading;
}

}  // namespace plein
