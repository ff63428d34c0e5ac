// What a place says when it is read: pages that shift, or go on below the last; and what it pushes.
#include "simulation/model_connector.h"
#include "simulation/model_place.h"

namespace plein::simulation {
namespace {

constexpr std::size_t stream_page = 5;
constexpr std::size_t thread_page = 4;

std::string padded(Milliseconds number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 12 ? 12 - digits.size() : 0, '0') + digits;
}

}  // namespace

const Version* ModelPost::at(Milliseconds time) const {
  const Version* found = nullptr;
  for (const Version& version : versions) {
    if (version.at <= time) found = &version;
  }
  return found;
}

bool ModelPlace::in_sight(const ModelPost& post, Milliseconds at) const {
  const Version* version = post.at(at);
  return version != nullptr && !version->deleted;
}

std::string ModelPlace::item(const ModelPost& post, const Version& version) const {
  const bool hidden = version.hidden || (moved_.count(post.root) != 0 && post.parent == 0);
  const std::string kind = version.deleted ? "removed" : hidden ? "hidden" : "seen";
  const std::string parent = post.parent == 0 ? "" : std::to_string(post.parent);
  const std::string& author = post.as.empty() ? post.author : post.as;
  const Milliseconds edited = platform_.capabilities.edit_times ? version.edited_at : 0;
  return join({kind, std::to_string(post.id), parent, std::to_string(post.root), author, "Naam " + author, version.title,
               hidden || version.deleted ? "" : version.body, std::to_string(post.created_at), std::to_string(edited)});
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
    response.body += item(*list[i], *list[i]->at(at));
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

}  // namespace plein::simulation
