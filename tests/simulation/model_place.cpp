#include "simulation/model_place.h"

#include "simulation/model_connector.h"

namespace plein::simulation {
std::string origin_in(const std::string& body, bool& correction) {
  correction = false;
  const std::size_t mark = body.rfind("#plein");
  const std::size_t begin = mark == std::string::npos ? mark : body.rfind("https://", mark);
  if (begin == std::string::npos) return "";
  const std::string address = body.substr(begin + 8, mark - begin - 8);
  std::string rest = body.substr(mark + 6, body.find('"', mark) - mark - 6);
  if (rest.compare(0, 5, "-edit") == 0) correction = true, rest = rest.substr(5);
  if (!rest.empty()) {
    const std::size_t key = rest.find("key-");  // behind the post's id, before a seal
    return rest[0] == '=' && key != std::string::npos ? "site " + rest.substr(key, rest.find('.', key) - key) : "";
  }
  const std::size_t dot = address.find(".example/p/");
  return dot == std::string::npos ? "" : address.substr(0, dot) + " " + address.substr(dot + 11);
}

ModelPlace::ModelPlace(std::string id, const Platform& platform, bool tight)
    : allowance(platform, tight), id_(std::move(id)), platform_(platform) {}

int ModelPlace::add(ModelPost post) {
  post.id = next_++;
  if (post.root == 0) post.root = post.id;
  if (post.author == brand) {
    post.origin = origin_in(post.now().body, post.correction);
    if (post.origin.empty()) violations_.push_back(id_ + ": a post of ours without a provenance line");
    for (const auto& [other, each] : posts_) {
      // What stands in a thread whose first post went cannot be searched for.
      const bool same = each.origin == post.origin && each.correction == post.correction && each.stands() &&
                        !(log_lost && (each.now().hidden || clock_jumps || each.created_at > lost_at - 60000));
      const bool searchable = posts_.at(each.root).stands();
      if (same && searchable && !post.origin.empty() && may_double.count(post.origin) == 0)
        violations_.push_back(id_ + ": " + post.origin + " was written again as " + std::to_string(post.id) + ", it stood as " +
                              std::to_string(other));
    }
  }
  const int id = post.id;
  posts_[id] = std::move(post);
  changed.insert(id);
  return id;
}

// An engine that knows nothing but what it reads here must know what stands.
void ModelPlace::check_known(const std::string& body) {
  bool correction = false;
  const std::string origin = origin_in(body, correction);
  for (const auto& [id, post] : posts_) {
    if (post.author == brand && post.origin == origin && post.correction == correction && post.stands() && !post.now().hidden)
      violations_.push_back(id_ + ": after the log was lost, " + origin + " is to be written again, it stands as " +
                            std::to_string(id));
  }
}

HttpResponse ModelPlace::status(int code, const std::string& body) {
  HttpResponse response;
  response.status = code;
  response.body = body;
  return response;
}

HttpResponse ModelPlace::create(const Fields& f, Milliseconds now) {
  // Members whom the place does not know, or who may not write there.
  if (f[5] == "m-xia") return id_.size() % 2 == 0 ? status(401, "who is that?") : status(403, "not that member");
  const auto made = keys_.find(f[4] + f[5]);
  const bool known = made != keys_.end();
  const Milliseconds age = known ? now - made->second.second : 0;
  const bool same = known && ((platform_.repeat == Repeat::same_for_hour && age < 3600000) ||
                              (platform_.repeat == Repeat::same_two_minutes && age < 120000) ||
                              (platform_.repeat == Repeat::same_record && posts_.at(made->second.first).stands()));
  if (same) return status(200, join({std::to_string(made->second.first), std::to_string(posts_.at(made->second.first).root)}));
  ModelPost post;
  post.author = std::string(brand);
  post.as = f[5];
  post.parent = static_cast<int>(number(f[0]));
  post.root = static_cast<int>(number(f[1]));
  post.created_at = now;
  if (post.parent != 0) {
    const auto parent = posts_.find(post.parent);
    if (parent == posts_.end() || !parent->second.stands()) return status(404, "there is no such post");
    post.root = parent->second.root;
    if (platform_.flat) post.parent = post.root;
  }
  post.versions.push_back({now, f[2], f[3]});
  if (queueing && platform_.queues) {
    // Where the answer is lost too, nobody but a moderator can see it: it may be written again, and is then healed.
    bool correction = false;
    may_double.insert(origin_in(f[3], correction));
    queue_.push_back(std::move(post));
    return status(200, "queued");
  }
  const int id = add(std::move(post));
  keys_[f[4] + f[5]] = {id, now};
  return status(200, join({std::to_string(id), std::to_string(posts_.at(id).root)}));
}

HttpResponse ModelPlace::change(const std::string& what, const Fields& f, Milliseconds now) {
  const int id = static_cast<int>(number(f[0]));
  const auto found = posts_.find(id);
  const bool there = found != posts_.end() && found->second.stands();
  if (!there) return what == "remove" ? status(200) : status(404, "there is no such post");
  if (found->second.author != brand) {
    violations_.push_back(id_ + ": " + what + " of somebody else's post " + f[0]);
    return status(403);
  }
  Version next = found->second.now();
  if (what == "edit") {
    next.body = f[2];
    next.edited_at = now;
  }
  if (what == "remove") next.deleted = true;
  if (what == "hide") next.hidden = true;
  if (what == "unhide") next.hidden = false;
  if (what != "edit") found->second.by_moderator = false;
  revise(id, now, next);
  return status(200);
}

void ModelPlace::met(const HttpResponse& answer) {
  for (const std::string& item : split(answer.body, item_end)) {
    const Fields f = split(item);
    const bool created = f.size() <= 2;
    if (!created && (f.size() != post_fields || f[0] != "seen")) continue;
    const auto found = posts_.find(static_cast<int>(number(f[created ? 0 : 1])));
    if (found != posts_.end()) found->second.met = true;
  }
}

void ModelPlace::told(const std::string& push) {
  const Fields f = split(push);
  ModelPost& post = posts_.at(static_cast<int>(number(f[1])));
  if (f[0] == "seen" && post.author != brand) post.met = true;
}

void ModelPlace::revise(int id, Milliseconds now, const Version& version) {
  Version next = version;
  next.at = now;
  posts_.at(id).versions.push_back(std::move(next));
  changed.insert(id);
}

HttpResponse ModelPlace::answer(const HttpRequest& request, Milliseconds now, Milliseconds lag) {
  const std::string what = request.url.substr(request.url.rfind('/') + 1);
  const Fields f = split(request.body);
  const Milliseconds at = now - lag;
  const auto shown = request.headers.find("authorization");
  if (shown == request.headers.end() || shown->second != secret()) {
    violations_.push_back(id_ + ": asked with another account's secret");
    return status(401, "who is that?");
  }
  if (frozen && request.method == "POST") {
    if (what == "create") check_known(f[3]);
    return status(503);
  }
  if (what == "identity") return status(200, std::string(brand));
  if (what == "stream") return stream(f, at);
  if (what == "thread") return thread(f, at);
  if (what == "find") return find(f, at);
  if (what == "create") return create(f, now);
  if (what == "profile") return status(200, refuses(f[0]) ? "refuses" : "open");
  if (what == "lookup") {
    const auto found = posts_.find(static_cast<int>(number(f[0])));
    if (found == posts_.end() || !in_sight(found->second, at)) return status(404);
    return status(200, item(found->second, *found->second.at(at)));
  }
  return change(what, f, now);
}

int ModelPlace::post(const std::string& author, int parent, const std::string& title, const std::string& body, Milliseconds now) {
  ModelPost post;
  post.author = author;
  post.root = parent == 0 ? 0 : posts_.at(parent).root;
  post.parent = platform_.flat ? post.root : parent;
  post.created_at = now;
  post.versions.push_back({now, title, body});
  return add(std::move(post));
}

void ModelPlace::edit(int id, const std::string& body, Milliseconds now) {
  Version next = posts_.at(id).now();
  next.body = body;
  next.edited_at = now;
  revise(id, now, next);
}

void ModelPlace::remove(int id, Milliseconds now, bool by_moderator) {
  Version next = posts_.at(id).now();
  next.deleted = true;
  posts_.at(id).by_moderator = by_moderator;
  revise(id, now, next);
}

void ModelPlace::hide(int id, bool hidden, Milliseconds now, bool by_moderator) {
  Version next = posts_.at(id).now();
  next.hidden = hidden;
  posts_.at(id).by_moderator = hidden && by_moderator;
  revise(id, now, next);
}

void ModelPlace::move(int root, bool away, Milliseconds now) {
  if (away)
    moved_.insert(root);
  else
    moved_.erase(root);
  revise(root, now, posts_.at(root).now());
}

void ModelPlace::approve(Milliseconds now) {
  std::vector<ModelPost> waiting;
  waiting.swap(queue_);
  for (ModelPost& post : waiting) {
    const auto parent = posts_.find(post.parent);
    if (post.parent != 0 && (parent == posts_.end() || !parent->second.stands())) {
      bool correction = false;
      rejected.insert(origin_in(post.now().body, correction));
      continue;
    }
    post.created_at = now;
    post.versions[0].at = now;
    add(std::move(post));
  }
}

}  // namespace plein::simulation
