// Bluesky: a thread is a tree that is cut at the depth that was asked for. Where it goes on, the walk goes on: the cursor names
// the posts below which there is more, "<did>/<key> <did>/<key> ...".
#include <algorithm>

#include "connectors/answer.h"
#include "connectors/bluesky.h"

namespace plein {
namespace {

// How many branches of a thread may go on deeper than was asked for; more are left to lookups.
constexpr std::size_t deep_max = 50;

class ThreadReader {
 public:
  // What is read begins at `top`; the first of the cursor's posts, where there are such, the rest are still to be read.
  ThreadReader(const Place& place, const Identity& self, const Ask& ask, Reading& reading)
      : place_(place), self_(self), reading_(reading), top_(ask.cursor.empty() ? ask.thread.id.value : "") {
    for (std::size_t begin = 0; begin < ask.cursor.size();) {
      const std::size_t end = std::min(ask.cursor.find(' ', begin), ask.cursor.size());
      if (begin == 0) {
        top_ = ask.cursor.substr(0, end);
      } else {
        deeper_.push_back(ask.cursor.substr(begin, end - begin));
      }
      begin = end + 1;
    }
  }

  void read(const JsonReader& node) {
    const std::string type = node["$type"].text();
    if (type == "app.bsky.feed.defs#notFoundPost" || type == "app.bsky.feed.defs#blockedPost") {
      reading_.partial = true;  // what hangs below it is not told, and a block hides what stands
      return;
    }
    if (type != "app.bsky.feed.defs#threadViewPost") return node["$type"].fail(ErrorCode::invalid_value, "a node of a thread");
    const JsonReader post = node["post"];
    reading_.changes.push_back(bluesky::read_post(place_, self_, post));
    const JsonReader replies = node["replies"];
    // At the greatest depth a node has no list at all; where nobody replied it has none or an empty one.
    if (!replies.present() && post["replyCount"].integer_or(0) > 0) go_deeper(reading_.changes.back().post.id.value);
    replies.each([&](JsonReader reply) { read(reply); });
  }

  void finish() {
    for (const std::string& each : deeper_) reading_.next += (reading_.next.empty() ? "" : " ") + each;
  }

 private:
  void go_deeper(const std::string& post) {
    if (post == top_ || deeper_.size() >= deep_max) {
      reading_.partial = true;
    } else {
      deeper_.push_back(post);
    }
  }

  const Place& place_;
  const Identity& self_;
  Reading& reading_;
  std::string top_;
  std::vector<std::string> deeper_;
};

}  // namespace

namespace bluesky {

void read_thread(const Place& place, const Identity& self, const Ask& ask, const JsonReader& thread, Reading& reading) {
  ThreadReader reader(place, self, ask, reading);
  const bool absent = thread["$type"].text_or("") == "app.bsky.feed.defs#notFoundPost";
  if (absent && ask.cursor.empty()) {
    reading.outcome = answer::outcome(Outcome::Kind::gone, "the thread does not exist");
    return;
  }
  reader.read(thread);
  reader.finish();
}

void pass_over(const Place& place, const Identity& self, const Ask& ask, Reading& reading) {
  reading.outcome = {};
  reading.partial = true;
  ThreadReader(place, self, ask, reading).finish();
}

}  // namespace bluesky
}  // namespace plein
