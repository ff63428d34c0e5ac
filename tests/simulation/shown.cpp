#include "simulation/shown.h"

#include "base/json_reader.h"

namespace plein::simulation {
namespace {

constexpr JsonLimits limits{64 * 1024 * 1024, 200};

void take_post(JsonReader in, ShownPosts& posts) {
  const std::string place = in["place"].text();
  ShownPost& post = posts[place + " " + (place == "site" ? in["key"] : in["remote"]).text()];
  post.removed = in["removed"].flag_or(false);
  post.body = in["body"].raw();
  post.parent = in["parent"].text_or("");
  post.said = in["author"].raw() + in["title"].text_or("") + std::to_string(in["created_at"].integer()) + " " +
              std::to_string(in["edited_at"].integer_or(0));
  in["copies"].each([&](JsonReader copy) {
    if (copy["state"].text() == "sent") post.copies.insert(copy["place"].text() + " " + copy["remote"].text());
  });
}

bool read_thread(const ModelHost& host, const std::string& root, ShownPosts& posts) {
  const auto thread = JsonDocument::parse(host.query(R"({"view":"thread","id":)" + quoted(root) + "}"), limits);
  if (!thread) return false;
  thread->root()["result"]["posts"].each([&](JsonReader post) { take_post(post, posts); });
  return thread->status().ok();
}

}  // namespace

bool read_shown(const ModelHost& host, ShownPosts& posts) {
  std::string after;
  do {
    const std::string from = after.empty() ? "" : R"(,"after":)" + quoted(after);
    const auto feed = JsonDocument::parse(host.query(R"({"view":"feed","page_size":100)" + from + "}"), limits);
    if (!feed) return false;
    const JsonReader result = feed->root()["result"];
    bool read = true;
    result["threads"].each([&](JsonReader thread) { read = read && read_thread(host, thread["root"]["id"].text(), posts); });
    after = result["next"].text_or("");
    if (!read || !feed->status()) return false;
  } while (!after.empty());
  return true;
}

}  // namespace plein::simulation
