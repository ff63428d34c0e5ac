// What is done to posts that stand: edited, deleted and restored, purged (NodeBB: src/api/posts.js, src/posts/edit.js).
#include "simulators/nodebb_answers.h"
#include "simulators/nodebb_simulator.h"
#include "simulators/nodebb_views.h"

namespace plein::simulators {

using namespace nodebb;

PostVersion& NodebbSimulator::next_version(Post& post, Milliseconds now) {
  PostVersion next = post.latest();
  next.at = now;
  post.versions.push_back(std::move(next));
  return post.versions.back();
}

HttpResponse NodebbSimulator::edit(Call& call, Post& post) {
  const JsonReader body = call.parts.body.root();
  const std::string content = body["content"].text_or("");
  const std::string title = body["title"].text_or("");
  if (!call.parts.body.status().ok()) return failed(400, "Invalid Data");
  if (!body["content"].present()) return failed(400, "Required parameters were missing from this API call: content");
  if (!state_.users.at(call.uid).admin && call.uid != post.uid) return failed(403, not_allowed(call.uid));
  if (const std::string refused = content_refusal(content, settings_.minimum_post_length); !refused.empty()) {
    return failed(400, refused);
  }
  if (const std::string refused = title_refusal(title); !refused.empty()) return failed(400, refused);
  const std::string old_content = post.latest().content;
  PostVersion& version = next_version(post, call.now);
  version.content = content;
  version.edited_at = call.now;  // even of an edit that changes nothing (src/posts/edit.js)
  version.editor = call.uid;
  Topic& topic = state_.topics.at(post.tid);
  if (post.pid == topic.main_pid && !title.empty()) topic.title = title;
  tell_post("action:post.edit", post);
  JsonWriter json;
  Views(state_, call.uid, std::nullopt).edited_post(json, post, old_content);
  return done(200, json.take());
}

HttpResponse NodebbSimulator::change_state(Call& call, Post& post, bool restore) {
  const PostVersion& latest = post.latest();
  const bool own = call.uid == post.uid && (latest.deleter == 0 || latest.deleter == call.uid);
  if (!state_.users.at(call.uid).admin && !own) return failed(403, not_allowed(call.uid));
  if (latest.deleted != restore) {
    return failed(400, restore ? "This post has already been restored" : "This post has already been deleted");
  }
  PostVersion& version = next_version(post, call.now);
  version.deleted = !restore;
  version.deleter = restore ? 0 : call.uid;
  tell_post(restore ? "action:post.restore" : "action:post.delete", post);
  Topic& topic = state_.topics.at(post.tid);
  const bool alone = topic.main_pid == post.pid && Views(state_, call.uid, std::nullopt).posts_of(post.tid).size() == 1;
  // The topic goes along, or comes back. That it went before is an error, and the post is deleted all the same.
  if (alone && topic.deleted && !restore) return failed(400, "This topic has already been deleted");
  if (alone && restore) topic.deleted = false;
  return done(200, "{}");
}

HttpResponse NodebbSimulator::purge(Call& call, Post& post) {
  const Views views(state_, call.uid, std::nullopt);
  if (state_.topics.at(post.tid).main_pid == post.pid && views.posts_of(post.tid).size() > 1) {
    return failed(400, "You can't purge the main post, please delete the topic instead");
  }
  if (!state_.users.at(call.uid).admin) return failed(403, not_allowed(call.uid));
  remove_post(post.pid, call.now);
  return done(200, "{}");
}

// src/posts/votes.js: a second vote is taken back and given again; the own post is refused whichever way.
HttpResponse NodebbSimulator::vote(Call& call, Post& post, bool on) {
  if (on && !call.parts.body.root()["delta"].is_integer()) {
    return failed(400, "Required parameters were missing from this API call: delta");
  }
  if (post.latest().deleted) return failed(400, "Post deleted");
  if (post.uid == call.uid) return failed(400, "You cannot vote on your own post");
  if (on) {
    post.voters.insert(call.uid);
  } else {
    post.voters.erase(call.uid);
  }
  post.votes = static_cast<std::int64_t>(post.voters.size());
  return done(200, "{}");
}

void NodebbSimulator::remove_post(std::int64_t pid, Milliseconds now) {
  tell_purged(state_.posts.at(pid));
  PostVersion& version = next_version(state_.posts.at(pid), now);
  version.content.clear();
  version.purged = true;
}

}  // namespace plein::simulators
