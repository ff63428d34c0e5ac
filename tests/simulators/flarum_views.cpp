#include "simulators/flarum_views.h"

#include "simulators/markdown_html.h"

namespace plein::simulators::flarum {
namespace {

std::string time_of(Milliseconds time) { return to_rfc3339(time).substr(0, 19) + "+00:00"; }

void link(JsonWriter& json, const char* name, const char* type, std::int64_t id) {
  json.key(name).object().key("data").object().text("type", type).text("id", std::to_string(id)).end_object().end_object();
}

void replace(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

std::size_t digits_at(const std::string& text, std::size_t at) {
  const std::size_t end = text.find_first_not_of("0123456789", at);
  return (end == std::string::npos ? text.size() : end) - at;
}

std::string mention_html(const State& state, char kind, std::int64_t id) {
  if (kind == 'u') {
    const auto user = state.users.find(id);
    if (user == state.users.end()) return "";
    return "<a href=\"" + state.url + "/u/" + user->second.username + "\" class=\"UserMention\">@" +
           escape_html(user->second.display_name) + "</a>";
  }
  const auto post = state.posts.find(id);
  if (post == state.posts.end())
    return "<span class=\"PostMention PostMention--deleted\" data-id=\"" + std::to_string(id) + "\">[unknown]</span>";
  const std::int64_t discussion = post->second.discussion;
  return "<a href=\"" + state.url + "/d/" + std::to_string(discussion) + "-slug/" + std::to_string(post->second.number) +
         "\" class=\"PostMention\" data-id=\"" + std::to_string(id) + "\"><i class=\"icon fas fa-reply\"></i>" +
         escape_html(state.users.at(post->second.user).display_name) + "</a>";
}

}  // namespace

HttpResponse document(int status, std::string body) {
  return HttpResponse{status, {{"content-type", "application/vnd.api+json"}}, std::move(body), "", ""};
}

HttpResponse failed(int status, const char* code, const std::string& pointer, const std::string& detail) {
  JsonWriter json;
  json.object().key("errors").array().object().text("status", std::to_string(status)).text("code", code);
  if (!detail.empty()) json.text("detail", detail).key("source").object().text("pointer", pointer).end_object();
  json.end_object().end_array().end_object();
  return document(status, json.take());
}

// Mentions and BBCode are found in the text as it was written, whatever Markdown makes of a backslash before them.
std::string to_html(const State& state, const std::string& content) {
  std::string text;
  std::map<std::string, std::string> made;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const std::size_t close = content.compare(i, 2, "@\"") == 0 ? content.find("\"#", i + 2) : std::string::npos;
    if (close != std::string::npos && close > i + 2) {
      const bool of_post = close + 2 < content.size() && content[close + 2] == 'p';
      const std::size_t at = close + 2 + (of_post ? 1 : 0);
      const std::size_t length = digits_at(content, at);
      const std::string html =
          length > 0 && length < 10 ? mention_html(state, of_post ? 'p' : 'u', std::stoll(content.substr(at, length))) : "";
      if (!html.empty()) {
        const std::string mark = "\xEF\xA3\xB8" + std::to_string(made.size()) + "\xEF\xA3\xB9";
        made[mark] = html;
        text += mark;
        i = at + length - 1;
        continue;
      }
    }
    if (content.compare(i, 3, "[b]") == 0 || content.compare(i, 4, "[/b]") == 0) {
      if (!text.empty() && text.back() == '\\') text.pop_back();
      const bool opens = content[i + 1] == 'b';
      const std::string mark = opens ? "\xEF\xA3\xBA" : "\xEF\xA3\xBB";
      made[mark] = opens ? "<strong>" : "</strong>";
      text += mark;
      i += opens ? 2 : 3;
      continue;
    }
    text += content[i];
  }
  std::string html = markdown_to_html(text, {});
  for (const auto& [mark, with] : made) replace(html, mark, with);
  return html;
}

bool Views::moderates() const {
  const auto actor = state_.users.find(actor_);
  return actor != state_.users.end() && actor->second.moderator;
}

bool Views::visible(const Discussion& discussion) const {
  return moderates() || (discussion.hidden_at == 0 && (discussion.approved || discussion.user == actor_));
}

bool Views::visible(const Post& post) const {
  if (!visible(state_.discussions.at(post.discussion))) return false;
  return moderates() || post.user == actor_ || (post.hidden_at == 0 && post.approved);
}

std::vector<const Post*> Views::of(const Discussion& discussion) const {
  std::vector<const Post*> found;
  for (const auto& [id, post] : state_.posts) {
    if (post.discussion == discussion.id && visible(post)) found.push_back(&post);
  }
  return found;
}

void Views::discussion(JsonWriter& json, const Discussion& discussion, bool whole) const {
  json.object().text("type", "discussions").text("id", std::to_string(discussion.id)).key("attributes").object();
  json.text("title", discussion.title).text("slug", std::to_string(discussion.id) + "-slug");
  json.flag("isApproved", discussion.approved).key("hasBestAnswer");
  if (discussion.best) {
    json.number(discussion.best);
  } else {
    json.flag(false);
  }
  if (whole || state_.version == 2) {
    json.text("createdAt", time_of(discussion.created_at)).flag("canHide", moderates());
    if (discussion.hidden_at) json.flag("isHidden", true).text("hiddenAt", time_of(discussion.hidden_at));
  }
  json.end_object();
  if (whole) {
    json.key("relationships").object().key("tags").object().key("data").array();
    for (const std::int64_t tag : discussion.tags)
      json.object().text("type", "tags").text("id", std::to_string(tag)).end_object();
    json.end_array().end_object().key("posts").object().key("data").array();
    for (const Post* post : of(discussion)) json.object().text("type", "posts").text("id", std::to_string(post->id)).end_object();
    json.end_array().end_object().end_object();
  }
  json.end_object();
}

void Views::post(JsonWriter& json, const Post& post) const {
  json.object().text("type", "posts").text("id", std::to_string(post.id)).key("attributes").object();
  json.number("number", post.number).text("createdAt", time_of(post.created_at)).text("contentType", post.type);
  if (post.type == "comment") {
    json.text("contentHtml", to_html(state_, post.content)).flag("renderFailed", false);
    if (moderates() || post.user == actor_) json.text("content", post.content);
  } else {
    json.key("content").array().text("before").text("after").end_array();
  }
  if (post.edited_at) json.text("editedAt", time_of(post.edited_at));
  if (post.hidden_at) json.flag("isHidden", true).text("hiddenAt", time_of(post.hidden_at));
  json.flag("isApproved", post.approved).number("likesCount", static_cast<std::int64_t>(post.likes.size()));
  json.end_object().key("relationships").object();
  link(json, "user", "users", post.user);
  link(json, "discussion", "discussions", post.discussion);
  json.key("likes").object().key("data").array();
  if (post.likes.count(actor_)) json.object().text("type", "users").text("id", std::to_string(actor_)).end_object();
  json.end_array().end_object().end_object().end_object();
}

void Views::user(JsonWriter& json, const User& user) const {
  json.object().text("type", "users").text("id", std::to_string(user.id)).key("attributes").object();
  json.text("username", user.username).text("displayName", user.display_name).key("avatarUrl").null();
  json.text("bio", user.bio);
  if (user.id == actor_) json.number("unreadNotificationCount", 0).key("preferences").object().end_object();
  json.end_object().end_object();
}

void Views::include_users(JsonWriter& json, const std::vector<const Post*>& shown) const {
  std::set<std::int64_t> users;
  for (const Post* post : shown) users.insert(post->user);
  for (const std::int64_t id : users) user(json, state_.users.at(id));
}

std::string Views::posts(const std::vector<const Post*>& shown, const std::string& next, bool one) const {
  JsonWriter json;
  json.object();
  if (!one) {
    json.key("links").object().text("first", state_.url + "/api/posts");
    json.text_unless_empty("next", next).end_object();
  }
  json.key("data");
  if (!one) json.array();
  for (const Post* each : shown) post(json, *each);
  if (!one) json.end_array();
  json.key("included").array();
  std::set<std::int64_t> discussions;
  for (const Post* each : shown) discussions.insert(each->discussion);
  for (const std::int64_t id : discussions) discussion(json, state_.discussions.at(id), false);
  include_users(json, shown);
  json.end_array().end_object();
  return json.take();
}

// 1.x: the first twenty posts; 2.x: the first.
std::string Views::with_posts(const Discussion& of_posts) const {
  std::vector<const Post*> shown = of(of_posts);
  const std::size_t most = state_.version == 1 ? 20 : 1;
  if (shown.size() > most) shown.resize(most);
  JsonWriter json;
  json.object().key("data");
  discussion(json, of_posts, true);
  json.key("included").array();
  for (const Post* each : shown) post(json, *each);
  include_users(json, shown);
  json.end_array().end_object();
  return json.take();
}

}  // namespace plein::simulators::flarum
