// What the AppView is asked: app.bsky.*, as it knew the repositories a while ago.
#include <algorithm>

#include "simulators/bluesky_answers.h"
#include "simulators/bluesky_simulator.h"
#include "simulators/bluesky_views.h"

namespace plein::simulators {

using namespace bluesky;

HttpResponse BlueskySimulator::app_view(const Call& call, std::string_view method) const {
  std::optional<Milliseconds> as_of;
  if (faults().read_lag_ms > 0) as_of = call.now - faults().read_lag_ms;
  const Views views(state_, call.did, as_of);
  const std::int64_t limit = call.parts.number("limit", 50);
  const std::string cursor = call.parts.parameter("cursor");
  if (limit < 1 || limit > 100) return failed(400, "InvalidRequest", "Error: limit can not be greater than 100");
  JsonWriter json;
  if (method == "app.bsky.feed.getAuthorFeed" || method == "app.bsky.actor.getProfile") {
    const Account* actor = state_.account(call.parts.parameter("actor"));
    const Profile::Standing standing = actor ? views.profile_of(*actor).standing : Profile::Standing::deleted;
    if (standing == Profile::Standing::deleted) return failed(400, "InvalidRequest", "Profile not found");
    if (method == "app.bsky.actor.getProfile") {
      if (standing == Profile::Standing::takendown) return failed(400, "AccountTakedown", "Account has been suspended");
      if (standing == Profile::Standing::deactivated) return failed(400, "AccountDeactivated", "Account is deactivated");
      views.profile(json, *actor);
    } else {
      views.author_feed(json, *actor, call.parts.parameter("filter"), limit, cursor);
    }
  } else if (method == "app.bsky.feed.getPostThread") {
    const std::string uri = call.parts.parameter("uri");
    const std::int64_t depth = call.parts.number("depth", 6);
    const Record* post = views.post(uri);
    if (depth > 1000) return failed(400, "InvalidRequest", "Error: depth can not be greater than 1000");
    if (!post) return failed(400, "NotFound", "Post not found: " + uri);
    views.thread(json, *post, std::min(depth, settings_.thread_depth_max), call.parts.number("parentHeight", 80));
  } else if (method == "app.bsky.feed.getPosts") {
    const std::vector<std::string> uris = call.parts.parameters("uris");
    if (uris.size() > 25) return failed(400, "InvalidRequest", "Error: uris must not have more than 25 elements");
    views.posts(json, uris);
  } else if (method == "app.bsky.feed.searchPosts") {
    json.object().key("posts").array().end_array().end_object();
  } else if (method == "app.bsky.notification.listNotifications") {
    if (call.did.empty()) return failed(401, "AuthMissing", "Authentication Required");
    views.notifications(json, call.parts.parameters("reasons"), limit, cursor);
  } else {
    return failed(501, "MethodNotImplemented", "Method Not Implemented");
  }
  return json_answer(200, json.take());
}

}  // namespace plein::simulators
