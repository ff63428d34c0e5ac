// Flarum: what a post says, and whether it is there for all to see.
#include "connectors/answer.h"
#include "connectors/flarum.h"
#include "text/html_tokens.h"
#include "text/text.h"

namespace plein::flarum {
namespace {

Author read_author(const Place& place, const std::string& id, const Included& all) {
  Author author;
  author.id = id.empty() ? "0" : id;  // all former members are nobody
  const auto found = all.find("users/" + id);
  if (id.empty() || found == all.end()) return author;
  const JsonReader user = found->second["attributes"];
  author.handle = user["username"].text_or("");
  author.name = user["displayName"].text_or(author.handle);
  author.avatar_url = text::safe_url(user["avatarUrl"].text_or(""), place.web);
  return author;
}

Milliseconds time(const JsonReader& in) {
  const auto read = parse_rfc3339(in.text());
  if (!read) in.fail(ErrorCode::invalid_value, "a time as RFC 3339 writes it");
  return read.value_or(0);
}

}  // namespace

Included included(const JsonReader& root) {
  Included all;
  root["included"].each([&](JsonReader each) { all.emplace(each["type"].text() + "/" + each["id"].id(), each); });
  return all;
}

std::string related(const JsonReader& resource, const char* name) {
  const JsonReader linked = resource["relationships"][name]["data"];
  return linked.present() ? linked["id"].id() : "";
}

// In 1.x a list of posts has a short form of its discussions, without isHidden (BasicDiscussionSerializer): there only the
// discussion itself tells. isPrivateDiscussion is fof/byobu's, isApproved flarum/approval's, hasBestAnswer fof/best-answer's:
// an id, or false.
Discussion read_discussion(const JsonReader& discussion) {
  Discussion read;
  const JsonReader said = discussion["attributes"];
  read.unseen =
      said["isHidden"].flag_or(false) || said["isPrivateDiscussion"].flag_or(false) || !said["isApproved"].flag_or(true);
  const JsonReader best = said["hasBestAnswer"];
  if (best.present()) read.best = best.is_integer() || best.is_text() ? best.id() : best.flag() ? "" : "0";
  return read;
}

Change read_post(const Place& place, const JsonReader& post, const Included& all, const Discussion* of_thread) {
  Change change;
  const JsonReader said = post["attributes"];
  const std::string id = post["id"].id();
  const std::string number = said["number"].id();
  const std::string discussion = related(post, "discussion");
  if (!is_number(id)) post["id"].fail(ErrorCode::invalid_value, "a post's number");
  if (!is_number(number)) said["number"].fail(ErrorCode::invalid_value, "a number in a discussion");
  if (!is_number(discussion)) post["relationships"].fail(ErrorCode::invalid_value, "the discussion's number");
  const bool first = number == "1";
  change.post = {first ? first_post(discussion) : reply(discussion, number, id), first ? id : ""};
  change.root = {first_post(discussion), first ? id : ""};
  const auto found = all.find("discussions/" + discussion);
  Discussion of;
  if (found != all.end()) of = read_discussion(found->second);
  if (of_thread != nullptr) of = *of_thread;
  std::string html = said["contentHtml"].text_or("");
  if (!first) {
    const Answered answered = take_answered(html, discussion);
    const bool other = !answered.address.discussion.empty() && answered.address.number != "1";
    change.parent = other ? RemoteRef{reply(discussion, answered.address.number, answered.post), ""} : change.root;
  }
  change.created_at = time(said["createdAt"]);
  if (said["editedAt"].present()) change.edited_at = time(said["editedAt"]);
  if (of.unseen || said["isHidden"].flag_or(false) || !said["isApproved"].flag_or(true)) {
    change.kind = Change::Kind::hidden;
    return change;
  }
  if (!said["contentHtml"].present()) said["contentHtml"].fail(ErrorCode::missing, "what the post says");
  change.author = read_author(place, related(post, "user"), all);
  change.body = text::read_html(html, place.web);
  change.reactions = answer::reactions(said["likesCount"]);
  if (!of.best.empty()) change.accepted = of.best == id ? 1 : 0;
  if (first && found != all.end()) change.title = found->second["attributes"]["title"].text_or("");
  return change;
}

// flarum/mentions writes `<a href="<web>/d/42-slug/3" class="PostMention" data-id="58">`, and a span where that post is no
// more. Only paragraphs stand before it, or nothing.
Answered take_answered(std::string& html, const std::string& discussion) {
  text::HtmlTokens tokens(html);
  text::HtmlToken token = tokens.next();
  const auto is_blank = [&] { return token.text.find_first_not_of(" \t\r\n") == std::string::npos; };
  while ((token.kind == text::HtmlToken::Kind::open && token.name == "p") ||
         (token.kind == text::HtmlToken::Kind::text && is_blank())) {
    token = tokens.next();
  }
  const bool tag = token.kind == text::HtmlToken::Kind::open && (token.name == "a" || token.name == "span");
  if (!tag || token.attribute("class").substr(0, 11) != "PostMention") return {};
  Answered answered{std::string(token.attribute("data-id")), read_path(token.attribute("href"))};
  if (!is_number(answered.post)) return {};
  // A mention of a post that stands elsewhere is something that is said, and no answer.
  if (token.name == "a" && answered.address.discussion != discussion) return {};
  const std::size_t begin = html.find("<" + token.name);
  const std::string close = "</" + token.name + ">";
  const std::size_t end = html.find(close, begin);
  if (begin == std::string::npos || end == std::string::npos) return {};
  html.erase(begin, end + close.size() - begin);
  const std::size_t next = html.find_first_not_of(" \n", begin);
  if (next != std::string::npos && html.compare(next, 4, "<br>") == 0) html.erase(begin, next + 4 - begin);
  return answered;
}

}  // namespace plein::flarum
