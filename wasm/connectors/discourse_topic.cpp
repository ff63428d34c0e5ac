// Discourse: what is read of topics: their pages from the first on, their last posts, and one post with what its topic says
// of it. A topic comes with the ids of all its posts in order (`stream`) and with some of the posts themselves.
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/discourse.h"

namespace plein::discourse {
namespace {

// A search for a lost write reads back to this long before it was intended: clocks differ.
constexpr Milliseconds clock_slack_ms = 26 * 3600000LL;

void collect(const JsonReader& posts, std::map<std::int64_t, std::string>& ids) {
  posts.each([&](JsonReader post) { ids[post["post_number"].integer()] = post["id"].id(); });
}

JsonReader posts_of(const JsonReader& topic) {
  const JsonReader posts = topic["post_stream"]["posts"];
  if (!posts.is_array()) posts.fail(ErrorCode::wrong_type, "a list of posts");
  return posts;
}

// The first post's id: from the posts, else what is known of it.
std::string root_of(const std::map<std::int64_t, std::string>& ids, const std::string& known) {
  const auto first = ids.find(1);
  return first != ids.end() ? first->second : known;
}

// A parent that no page showed is not in the topic (any more): what answered it answers the first post.
void settle_parent(Change& change) {
  if (!change.parent.empty() && !is_number(change.parent.id.value)) change.parent = change.root;
}

}  // namespace

void read_thread(const Place& place, const Ask& ask, const JsonReader& topic, Reading& reading) {
  Walk walk = read_walk(ask.cursor);
  const JsonReader posts = posts_of(topic);
  collect(posts, walk.ids);
  const std::string root = root_of(walk.ids, ask.thread.id.value);
  posts.each([&](JsonReader post) {
    if (!speaks(post)) return;
    Change change = read_post(place, post, root, walk.ids);
    settle_parent(change);
    read_topic_of(place, topic, change);
    reading.changes.push_back(std::move(change));
  });
  const JsonReader stream = topic["post_stream"]["stream"];  // of topics with more than 10,000 posts it is not told
  const std::size_t count = posts.size();
  const bool last = count == 0 || (stream.size() > 0 ? stream.at(stream.size() - 1).id() == posts.at(count - 1)["id"].id()
                                                     : count < static_cast<std::size_t>(page_size));
  if (last) return;
  ++walk.page;
  reading.next = to_cursor(walk);
}

// The first page tells how many there are; then they are read from the last page back.
void read_tail(const Place& place, const Ask& ask, const JsonReader& topic, Reading& reading) {
  const JsonReader posts = posts_of(topic);
  const auto pages = static_cast<int>((topic["post_stream"]["stream"].size() + page_size - 1) / page_size);
  if (ask.cursor.empty() && pages > 1) {
    reading.next = std::to_string(pages);
    return;
  }
  std::map<std::int64_t, std::string> ids;
  collect(posts, ids);
  const std::string root = root_of(ids, ask.draft.root.id.value);
  bool searched = false;
  posts.each([&](JsonReader post) {
    if (!speaks(post)) return;
    Change change = read_post(place, post, root, ids);
    read_topic_of(place, topic, change);
    searched = searched || (!change.parent.empty() && change.created_at < ask.draft.intended_at - clock_slack_ms);
    reading.changes.push_back(std::move(change));
  });
  std::reverse(reading.changes.begin(), reading.changes.end());
  const int page = read_walk(ask.cursor).page;
  if (page > 1 && !searched) reading.next = std::to_string(page - 1);
}

Step step_of(const Ask& ask) {
  if (ask.cursor == by_itself) return Step::post;
  if (!ask.cursor.empty()) return Step::found;
  return spot_of(ask.post).topic.empty() ? Step::post : Step::known;
}

void read_hidden(const RemoteRef& post, Reading& reading) {
  Change change;
  change.kind = Change::Kind::hidden;
  change.post = post;
  reading.changes = {std::move(change)};
}

void read_lookup(const Place& place, const Ask& ask, const JsonReader& root, Reading& reading) {
  const Step step = step_of(ask);
  if (step == Step::post) {
    if (root["id"].id() != ask.post.id.value) return root["id"].fail(ErrorCode::invalid_value, "the post that was asked for");
    const Change change = read_post(place, root, "", {});
    if (change.kind == Change::Kind::hidden) return read_hidden(change.post, reading);
    reading.next = change.post.extra;
    return;
  }
  std::map<std::int64_t, std::string> ids;
  const JsonReader posts = posts_of(root);
  collect(posts, ids);
  const JsonReader stream = root["post_stream"]["stream"];
  const std::string first = root_of(ids, stream.size() > 0 ? stream.at(0).id() : "");
  if (first.empty()) {
    reading.outcome = answer::outcome(Outcome::Kind::refused, "a topic too large to be read");
    return;
  }
  posts.each([&](JsonReader post) {
    if (post["id"].id() != ask.post.id.value) return;
    Change change = read_post(place, post, first, ids);
    read_topic_of(place, root, change);
    reading.changes.push_back(std::move(change));
  });
  if (!reading.changes.empty()) return;
  if (step == Step::known) {
    reading.next = by_itself;
  } else {
    read_hidden(ask.post, reading);  // it moves while we look
  }
}

}  // namespace plein::discourse
