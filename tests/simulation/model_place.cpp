#include "simulation/model_place.h"

#include "simulation/model_connector.h"

namespace plein::simulation {
namespace {

constexpr std::size_t stream_page = 5;
constexpr std::size_t thread_page = 4;

HttpResponse status(int code, const std::string& body = "") {
  HttpResponse response;
  response.status = code;
  response.body = body;
  return response;
}

std::string padded(Milliseconds number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 12 ? 12 - digits.size() : 0, '0') + digits;
}

}  // namespace

std::string origin_in(const std::string& body, bool& correction) {
  correction = false;
  const std::size_t mark = body.rfind("#plein");
  const std::size_t begin = mark == std::string::npos ? mark : body.rfind("https://", mark);
  if (begin == std::string::npos) return "";
  const std::string address = body.substr(begin + 8, mark - begin - 8);
  std::string rest = body.substr(mark + 6, body.find('"', mark) - mark - 6);
  if (rest.compare(0, 5, "-edit") == 0) correction = true, rest = rest.substr(5);
  if (!rest.empty()) return rest[0] == '=' ? "site " + rest.substr(1) : "";
  const std::size_t dot = address.find(".example/p/");
  return dot == std::string::npos ? "" : address.substr(0, dot) + " " + address.substr(dot + 11);
}

ModelPlace::ModelPlace(std::string id, const Platform& platform, bool tight)
    : allowance(platform, tight), id_(std::move(id)), platform_(platform) {}

const Version* ModelPlace::version_at(const ModelPost& post, Milliseconds at) const {
  const Version* found = nullptr;
  for (const Version& version : post.versions) {
    if (version.at <= at) found = &version;
  }
  return found;
}

bool ModelPlace::in_sight(const ModelPost& post, Milliseconds at) const {
  const Version* version = version_at(post, at);
  return version != nullptr && !version->deleted;
}

std::string ModelPlace::item(const ModelPost& post, const Version& version) const {
  const bool hidden = version.hidden || (moved_.count(post.root) != 0 && post.parent == 0);
  const std::string kind = version.deleted ? "removed" : hidden ? "hidden" : "seen";
  const std::string parent = post.parent == 0 ? "" : std::to_string(post.parent);
  const Milliseconds edited = platform_.capabilities.edit_times ? version.edited_at : 0;
  return join({kind, std::to_string(post.id), parent, std::to_string(post.root), post.author, "Naam " + post.author,
               version.title, hidden || version.deleted ? "" : version.body, std::to_string(post.created_at),
               std::to_string(edited)});
}

std::string ModelPlace::event(int id) const {
  const ModelPost& post = posts_.at(id);
  return item(post, post.now());
}

std::vector<std::string> ModelPlace::history(int id) const {
  std::vector<std::string> list;
  for (const Version& version : posts_.at(id).versions) list.push_back(item(posts_.at(id), version));
  return list;
}

HttpResponse ModelPlace::page(const std::vector<const ModelPost*>& list, const std::string& cursor, std::size_t size,
                              Milliseconds at) const {
  HttpResponse response = status(200);
  const auto begin = static_cast<std::size_t>(number(cursor));
  for (std::size_t i = begin; i < list.size() && i < begin + size; ++i) {
    if (i > begin) response.body += item_end;
    response.body += item(*list[i], *version_at(*list[i], at));
  }
  if (begin + size < list.size()) response.headers["next"] = std::to_string(begin + size);
  return response;
}

HttpResponse ModelPlace::stream(const Fields& f, Milliseconds at) {
  std::vector<const ModelPost*> list;
  // Where reads lag, pages go on below the last one's oldest; elsewhere they are counted off, and shift.
  const bool below = platform_.capabilities.read_lag_ms > 0;
  const int before = below && !f[0].empty() ? static_cast<int>(number(f[0])) : INT32_MAX;
  for (auto each = posts_.rbegin(); each != posts_.rend(); ++each) {
    if (in_sight(each->second, at) && each->first < before) list.push_back(&each->second);
  }
  if (below) {
    HttpResponse response = page(list, "", stream_page, at);
    if (list.empty()) return response;
    const int oldest = list[std::min(stream_page, list.size()) - 1]->id;
    response.headers["mark"] = padded(list[0]->id);
    response.headers["oldest"] = padded(oldest);
    if (list.size() > stream_page) response.headers["next"] = std::to_string(oldest);
    return response;
  }
  HttpResponse response = page(list, f[0], stream_page, at);
  const auto begin = static_cast<std::size_t>(number(f[0]));
  if (begin < list.size()) {
    response.headers["mark"] = padded(list[begin]->id);
    response.headers["oldest"] = padded(list[std::min(begin + stream_page, list.size()) - 1]->id);
  }
  return response;
}

HttpResponse ModelPlace::thread(const Fields& f, Milliseconds at) {
  const int root = static_cast<int>(number(f[0]));
  const auto found = posts_.find(root);
  if (found == posts_.end() || !in_sight(found->second, at)) return status(404);
  std::vector<const ModelPost*> list;
  for (const auto& [id, post] : posts_) {
    if (post.root == found->second.root && in_sight(post, at)) list.push_back(&post);
  }
  return page(list, f[1], thread_page, at);
}

HttpResponse ModelPlace::find(const Fields& f, Milliseconds at) {
  if (platform_.repeat == Repeat::same_record) {
    const auto made = keys_.find(f[2]);
    if (made == keys_.end() || !posts_.at(made->second.first).stands()) return status(404);
    return status(200, std::to_string(made->second.first));
  }
  const int root = static_cast<int>(number(f[0]));
  std::vector<const ModelPost*> list;
  for (auto each = posts_.rbegin(); each != posts_.rend(); ++each) {
    const ModelPost& post = each->second;
    const bool here = root == 0 ? post.parent == 0 : post.root == root;
    if (here && in_sight(post, at)) list.push_back(&post);
  }
  return page(list, f[1], stream_page, at);
}

int ModelPlace::add(ModelPost post) {
  post.id = next_++;
  if (post.root == 0) post.root = post.id;
  if (post.author == brand) {
    post.origin = origin_in(post.now().body, post.correction);
    if (post.origin.empty()) violations_.push_back(id_ + ": a post of ours without a provenance line");
    for (const auto& [other, each] : posts_) {
      const bool same = each.origin == post.origin && each.correction == post.correction && each.stands() &&
                        !(log_lost && (each.now().hidden || clock_jumps || each.created_at > lost_at - 60000));
      if (same && !post.origin.empty() && may_double.count(post.origin) == 0)
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

HttpResponse ModelPlace::create(const Fields& f, Milliseconds now) {
  const auto made = keys_.find(f[4]);
  const bool known = made != keys_.end();
  const Milliseconds age = known ? now - made->second.second : 0;
  const bool same = known && ((platform_.repeat == Repeat::same_for_hour && age < 3600000) ||
                              (platform_.repeat == Repeat::same_two_minutes && age < 120000) ||
                              (platform_.repeat == Repeat::same_record && posts_.at(made->second.first).stands()));
  if (same) return status(200, join({std::to_string(made->second.first), std::to_string(posts_.at(made->second.first).root)}));
  ModelPost post;
  post.author = std::string(brand);
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
  keys_[f[4]] = {id, now};
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

void ModelPlace::answered(const HttpResponse& created) {
  const auto found = posts_.find(static_cast<int>(number(created.body)));
  if (found != posts_.end()) found->second.answered = true;
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
    return status(200, item(found->second, *version_at(found->second, at)));
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
