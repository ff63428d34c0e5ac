// The pages of the read API: topics, lists of topics, recent posts.
#include <algorithm>

#include "simulators/nodebb_views.h"

namespace plein::simulators::nodebb {

void Views::pagination(JsonWriter& json, std::int64_t page, std::int64_t page_count) const {
  json.key("pagination").object();
  json.key("prev").object().number("page", std::max<std::int64_t>(1, page - 1)).flag("active", page > 1).end_object();
  json.key("next").object().number("page", std::min(page_count, page + 1)).flag("active", page < page_count).end_object();
  json.key("first").object().number("page", 1).flag("active", page == 1).end_object();
  json.key("last").object().number("page", page_count).flag("active", page == page_count).end_object();
  json.key("rel").array().end_array().key("pages").array().end_array();
  json.number("currentPage", page).number("pageCount", page_count).end_object();
}

void Views::logged_in(JsonWriter& json) const {
  json.flag("loggedIn", viewer_ != 0).text("relative_path", "").key("loggedInUser");
  if (viewer_ != 0) return user(json, state_.users.at(viewer_));
  json.object().number("uid", 0).text("username", "[[global:guest]]").text("picture", "").text("icon:text", "?");
  json.text("icon:bgColor", "#aaa").end_object();
}

void Views::topic_page(JsonWriter& json, const Topic& topic, std::int64_t page, const std::string& sort) const {
  std::vector<const Post*> posts = posts_of(topic.tid);
  const auto count = static_cast<std::int64_t>(posts.size());
  const std::int64_t page_count = std::max<std::int64_t>(1, (count + page_size - 1) / page_size);
  const bool newest_first = sort == "newest_to_oldest";
  // The first post stays first in every order.
  if (newest_first && posts.size() > 1) std::reverse(posts.begin() + 1, posts.end());
  json.object();
  topic_members(json, topic);
  json.key("posts").array();
  for (std::int64_t i = (page - 1) * page_size; i < std::min(page * page_size, count); ++i) {
    const std::size_t index = static_cast<std::size_t>(newest_first && i > 0 ? count - i : i);
    // The accepted answer once more below the question, on the page that has it, unless it comes next anyway.
    const auto answer = state_.posts.find(topic.solved_pid);
    const bool shown = i == 1 && topic.solved && answer != state_.posts.end() && version(answer->second);
    if (shown && posts[1]->pid != topic.solved_pid) {
      topic_post(json, answer->second, 0, topic, true);
    }
    topic_post(json, *posts[static_cast<std::size_t>(i)], index, topic);
  }
  json.end_array().key("category").object();
  category_members(json, state_.categories.at(topic.cid));
  json.text("url", "").end_object().flag("unreplied", count == 1).text("sortOption", newest_first ? sort : "oldest_to_newest");
  json.key("author");
  editor(json, topic.uid);
  pagination(json, page, page_count);
  logged_in(json);
  json.text("url", "/topic/" + std::to_string(topic.tid)).end_object();
}

void Views::teaser(JsonWriter& json, const Topic& topic) const {
  const std::vector<const Post*> posts = posts_of(topic.tid);
  const Post& last = *posts.back();
  json.key("teaser").object().number("pid", last.pid).number("uid", last.uid).number("timestamp", last.created_at);
  json.number("tid", topic.tid).text("content", version(last)->content + "\n").key("sourceContent").null();
  json.text("timestampISO", to_rfc3339(last.created_at));
  json.key("user");
  brief_user(json, last.uid, false);
  json.number("index", static_cast<std::int64_t>(posts.size())).end_object();
}

void Views::topic_row(JsonWriter& json, const Topic& topic, std::size_t index) const {
  const Category& category = state_.categories.at(topic.cid);
  topic_members(json, topic);
  json.key("category").object().number("cid", category.cid).text("name", category.name).text("slug", category.slug);
  json.text("icon", "fa-comments-o").key("backgroundImage").null().text("imageClass", "cover");
  json.text("bgColor", "#59b3d0").text("color", "#ffffff").number("disabled", 0).end_object().key("user");
  author(json, topic.uid);
  teaser(json, topic);
  json.flag("isOwner", viewer_ != 0 && viewer_ == topic.uid).flag("unread", false).key("bookmark").null();
  json.flag("unreplied", posts_of(topic.tid).size() == 1).key("icons").array().end_array();
  json.number("index", static_cast<std::int64_t>(index));
}

void Views::created_topic(JsonWriter& json, const Topic& topic) const {
  json.object();
  topic_row(json, topic, 0);
  json.key("mainPost");
  post_summary(json, state_.posts.at(topic.main_pid), Detail::created);
  json.end_object();
}

void Views::recent_posts(JsonWriter& json, std::int64_t page, Milliseconds since) const {
  std::vector<const Post*> posts;
  for (const auto& [pid, post] : state_.posts) {
    if (post.created_at >= since && version(post)) posts.push_back(&post);
  }
  std::stable_sort(posts.begin(), posts.end(), [](const Post* a, const Post* b) {
    return a->created_at != b->created_at ? a->created_at > b->created_at : a->pid > b->pid;
  });
  json.array();
  for (auto i = static_cast<std::size_t>((page - 1) * page_size); i < posts.size(); ++i) {
    if (i >= static_cast<std::size_t>(page * page_size)) break;
    // Deleted posts are left out after the page was cut: a page may be short, or empty, and more may follow.
    const bool deleted = version(*posts[i])->deleted || topic_deleted(state_.topics.at(posts[i]->tid));
    if (!deleted || is_admin()) post_summary(json, *posts[i], Detail::recent);
  }
  json.end_array();
}

void Views::category_members(JsonWriter& json, const Category& category) const {
  std::int64_t topics = 0;
  std::int64_t posts = 0;
  for (const auto& [tid, topic] : state_.topics) {
    if (topic.cid != category.cid || !readable(topic)) continue;
    ++topics;
    posts += static_cast<std::int64_t>(posts_of(tid).size());
  }
  json.number("cid", category.cid).text("name", category.name).text("handle", slugify(category.name));
  json.text("description", "").text("slug", category.slug).number("parentCid", 0).number("topic_count", topics);
  json.number("post_count", posts).number("disabled", 0).number("order", category.cid).text("link", "");
  json.number("postQueue", 0).number("totalPostCount", posts).number("totalTopicCount", topics);
}

void Views::topic_list(JsonWriter& json, std::int64_t page, std::int64_t cid) const {
  std::vector<const Topic*> topics;
  for (const auto& [tid, topic] : state_.topics) {
    if ((cid == 0 || topic.cid == cid) && readable(topic)) topics.push_back(&topic);
  }
  std::stable_sort(topics.begin(), topics.end(), [this](const Topic* a, const Topic* b) {
    const Milliseconds first = last_post_at(*a);
    const Milliseconds second = last_post_at(*b);
    return first != second ? first > second : a->tid > b->tid;
  });
  const auto count = static_cast<std::int64_t>(topics.size());
  json.object();
  if (cid != 0) category_members(json, state_.categories.at(cid));
  const std::string name = cid != 0 ? state_.categories.at(cid).name : "[[pages:recent]]";
  json.text("title", name).text("url", cid != 0 ? "/category/" + std::to_string(cid) : "/recent");
  json.number("nextStart", page * page_size).number("topicCount", count).key("topics").array();
  for (std::int64_t i = (page - 1) * page_size; i < std::min(page * page_size, count); ++i) {
    json.object();
    topic_row(json, *topics[static_cast<std::size_t>(i)], static_cast<std::size_t>(i));
    json.end_object();
  }
  json.end_array();
  pagination(json, page, std::max<std::int64_t>(1, (count + page_size - 1) / page_size));
  logged_in(json);
  json.end_object();
}

}  // namespace plein::simulators::nodebb
