// NodeBB: what nodebb-plugin-webhooks sends: a hook of the forum's and its parameters, as plugins get them. They are raw, without
// names or HTML, and differ by hook and version: they say where to look, and only of a purge that there is nothing more to see.
// Source: nodebb-plugin-webhooks, index.js; NodeBB, src/posts and src/topics, where the hooks are fired.
#include "connectors/nodebb.h"

namespace plein {
namespace {

using Kind = Change::Kind;

class HookReader {
 public:
  explicit HookReader(const Place& place) : category_(nodebb::setting(place, "category")) {}

  std::vector<Change> changes;

  // A post's raw fields: of most hooks with its category, of some with a summary of its topic.
  void post(const JsonReader& in, Kind kind) {
    const JsonReader topic = in["topic"];
    const std::string tid = in["tid"].id();
    const std::string pid = in["pid"].id();
    const std::string category = in["cid"].id_or(topic.present() ? topic["cid"].id_or("") : "");
    std::string main_pid = topic.present() ? topic["mainPid"].id_or("") : "";
    const bool main = in["isMain"].flag_or(false) || (topic.present() && topic["isMainPost"].flag_or(false));
    if (main) main_pid = pid;
    add(pid, tid, main_pid, category, kind);
  }

  void first_post(const JsonReader& topic, Kind kind) {
    const std::string pid = topic["mainPid"].id();
    add(pid, topic["tid"].id(), pid, topic["cid"].id_or(""), kind);
  }

  bool is_here(const std::string& category) const { return category == category_; }

  // Only the topic is told: it is read by its own id.
  void topic(const JsonReader& tid) {
    Change change;
    change.kind = Kind::sighted;
    change.post = change.root = nodebb::named_by_topic(tid.id());
    changes.push_back(std::move(change));
  }

  // A post that is known is looked up, of another the topic it is in by now is read.
  void moved(const JsonReader& post, const JsonReader& to) {
    Change change;
    change.kind = Kind::sighted;
    change.root = nodebb::named_by_topic(to.id());
    change.post = {RemoteId{post["pid"].id()}, change.root.extra};
    changes.push_back(std::move(change));
  }

  // The account with or without what it wrote; where only that was deleted, there is no name to tell.
  void user_deleted(const JsonReader& params) {
    if (params["user"]["username"].text_or("").empty()) return;
    Change change;
    change.kind = Kind::departed;
    change.author.id = params["uid"].id();
    changes.push_back(std::move(change));
  }

 private:
  void add(const std::string& pid, const std::string& tid, const std::string& main_pid, const std::string& category, Kind kind) {
    if (!category.empty() && !is_here(category)) return;  // another category is another conversation
    Change change;
    change.kind = kind;
    change.post = {RemoteId{pid}, tid};
    if (!main_pid.empty()) change.root = {RemoteId{main_pid}, tid};
    changes.push_back(std::move(change));
  }

  const std::string category_;
};

void read_hook(const std::string& hook, const JsonReader& params, HookReader& out) {
  const auto each = [&](const char* list, auto&& read) { params[list].each([&](JsonReader one) { read(one); }); };
  if (hook == "action:post.save" || hook == "action:topic.reply" || hook == "action:post.edit" || hook == "action:post.restore") {
    out.post(params["post"], Kind::sighted);
  } else if (hook == "action:topic.post" || hook == "action:topic.restore") {
    out.first_post(params["topic"], Kind::sighted);
  } else if (hook == "action:post.delete") {
    out.post(params["post"], Kind::hidden);
  } else if (hook == "action:topic.delete") {
    out.first_post(params["topic"], Kind::hidden);
  } else if (hook == "action:post.purge") {  // until NodeBB 3
    out.post(params["post"], Kind::removed);
  } else if (hook == "action:posts.purge") {
    each("posts", [&](const JsonReader& post) { out.post(post, Kind::removed); });
  } else if (hook == "action:topic.purge") {  // until NodeBB 5
    out.first_post(params["topic"], Kind::removed);
  } else if (hook == "action:topics.purge") {
    each("topics", [&](const JsonReader& topic) { out.first_post(topic, Kind::removed); });
  } else if (hook == "action:post.move") {
    out.moved(params["post"], params["tid"]);
  } else if (hook == "action:topic.move") {
    const std::string from = params["fromCid"].id_or("");
    if (out.is_here(from) || out.is_here(params["toCid"].id_or(""))) out.topic(params["tid"]);
  } else if (hook == "action:topic.toggleSolved" || hook == "action:topic.toggleQuestion") {
    out.topic(params["tid"]);
  } else if (hook == "action:topic.fork") {
    out.topic(params["fromTid"]);
    out.topic(params["tid"]);
  } else if (hook == "action:topic.merge") {
    out.topic(params["mergeIntoTid"]);
    each("otherTids", [&](const JsonReader& tid) { out.topic(tid); });
  } else if (hook == "action:user.delete") {
    out.user_deleted(params);
  }
}

}  // namespace

Result<std::vector<Change>> NodeBb::pushed(const Place& place, const Identity&, const Push& push) const {
  const auto document = JsonDocument::parse(push.body);
  if (!document) return document.error();
  const JsonReader root = document->root();
  const JsonReader params = root["params"];
  if (!params.is_object()) params.fail(ErrorCode::wrong_type, "a hook's parameters");
  HookReader hook(place);
  read_hook(root["hook"].text(), params, hook);
  if (const Status status = document->status(); !status) return status.error();
  return std::move(hook.changes);
}

}  // namespace plein
